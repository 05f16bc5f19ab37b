"""Several questions in one journey: each answer is what it would have been by itself."""

import pytest
from django.db.models import Count, F, QuerySet
from django.test.utils import CaptureQueriesContext

from vezi.core import together
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions() -> "list[QuerySet]":
    club = make_club("economics")
    for given in ("Žiga", "Ana “x” \\ 'y'", "Maja"):
        person = make_member(club, given, speaks=["sl", "de"], born_on="1976-05-14")
        make_affiliation(person, 1999, institution=club.institution)
    make_club("law")
    return [
        Membership.objects.select_related("person__account", "club__institution__parent").order_by("pk"),
        Membership.objects.order_by("-pk")[:2],
        Person.objects.annotate(clubs=Count("memberships"), again=F("given")).order_by("given"),
        Club.objects.order_by("slug").values_list("slug", flat=True),
        Membership.objects.values_list("club").annotate(n=Count("pk")).order_by("club"),
        Person.objects.filter(given="Nobody"),
        Person.objects.filter(pk__in=[]),
        Account.objects.order_by("pk").only("email"),
    ]


def test_answers_are_those_of_each_question_by_itself(questions) -> None:
    assert together.answers(*questions) == [list(question) for question in questions]


def test_each_field_of_each_record_is_what_it_would_have_been(questions) -> None:
    found = together.answers(*questions)

    for question, answers in zip(questions, found, strict=True):
        for one, by_itself in zip(answers, question, strict=True):
            if hasattr(one, "_meta"):
                said = {name: value for name, value in vars(one).items() if name != "_state"}
                assert said == {name: value for name, value in vars(by_itself).items() if name != "_state"}
                assert one.get_deferred_fields() == by_itself.get_deferred_fields()


def test_it_is_one_query_for_however_many_with_all_that_belongs_to_them(questions) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        memberships, *_others = together.answers(*questions)
        names = [(one.person.account.email, one.club.institution.parent) for one in memberships]

    assert (len(asked), len(names)) == (1, 3)


def test_it_is_one_query_for_nothing_as_well(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert together.answers(Person.objects.none()) == [[]]


def test_values_by_name_are_refused(questions) -> None:
    with pytest.raises(TypeError, match="Ask for records"):
        together.answers(Person.objects.values("given"))
