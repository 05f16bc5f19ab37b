"""Questions kept as SQL: each answer is what it would be if the question were put anew."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from vezi.core import kept, together
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.models import Membership
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Person]:
    club = make_club("economics")
    found = [make_member(club, given) for given in ("Ada", "Grace", "Maja")]
    Membership.objects.update(since=timezone.now())
    return found


@pytest.fixture
def unchecked(monkeypatch) -> None:
    """As in the house, where nothing is put anew."""
    monkeypatch.setattr(kept, "is_checked", False)


def put(asks, *given) -> list[list]:
    return together.answers(*asks(*given))


def test_each_reader_is_answered_for_herself(people, unchecked) -> None:
    asked = []

    @kept.question
    def mine(viewer: Viewer) -> list[QuerySet]:
        asked.append(viewer)
        return [Membership.objects.filter(person=viewer.person), Person.objects.filter(pk__in=viewer.apart)]

    found = [put(mine, Viewer(person=one, apart=frozenset([people[0].pk]))) for one in people]

    assert [[one.person_id for one in held] for held, _apart in found] == [[one.pk] for one in people]
    assert [apart for _held, apart in found] == [[people[0]]] * 3
    assert len(asked) == 1


@pytest.mark.parametrize("apart", [0, 1, 2])
def test_however_many_she_is_kept_apart_from_none_is_forgotten(people, apart: int, unchecked) -> None:
    @kept.question
    def others(viewer: Viewer) -> list[QuerySet]:
        return [Person.objects.exclude(pk__in=viewer.apart).order_by("pk")]

    put(others, Viewer(person=people[0]))
    without = [one.pk for one in people[:apart]]

    assert put(others, Viewer(person=people[0], apart=frozenset(without))) == [people[apart:]]


def test_a_moment_is_that_of_each_visit(people, unchecked) -> None:
    @kept.question
    def lately(now) -> list[QuerySet]:
        return [
            Membership.objects.filter(since__gt=now - timedelta(days=2)).order_by("pk").values_list("pk", flat=True)
        ]

    now = timezone.now()

    assert put(lately, now) == [[one.pk for one in Membership.objects.order_by("pk")]]
    assert put(lately, now + timedelta(days=30)) == [[]]


def test_a_question_of_clubs_follows_the_rights_in_them(people, unchecked) -> None:
    @kept.question
    def clubs(viewer: Viewer) -> list[QuerySet]:
        return [Club.objects.filter(pk__in=viewer.club_ids)]

    reader, stranger = viewer_of(people[0].account, today=timezone.localdate()), Viewer(person=people[1])

    assert [put(clubs, reader), put(clubs, stranger)] == [[list(reader.clubs)], [[]]]


def test_what_a_mark_does_not_pass_through_is_asked_anew_each_time(people, unchecked) -> None:
    @kept.question
    def named(words: str) -> list[QuerySet]:
        return [Person.objects.filter(given__startswith=words)]

    assert [put(named, "Ada"), put(named, "Maja")] == [[[people[0]]], [[people[2]]]]


def test_a_moment_of_its_own_is_never_kept(people, unchecked, monkeypatch) -> None:
    now = timezone.now()

    @kept.question
    def lately(viewer: Viewer) -> list[QuerySet]:
        return [Membership.objects.filter(person=viewer.person, since__gt=timezone.now() - timedelta(days=2))]

    first = put(lately, Viewer(person=people[0]))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=30))

    assert (len(first[0]), put(lately, Viewer(person=people[0]))) == (1, [[]])


def test_who_reads_more_of_a_mark_than_its_number_fails_at_once(people) -> None:
    @kept.question
    def namesakes(viewer: Viewer) -> list[QuerySet]:
        return [Person.objects.filter(given=viewer.person.given)]

    with pytest.raises(Person.DoesNotExist):
        namesakes(Viewer(person=people[0]))


def test_a_question_that_is_not_the_same_for_all_is_seen_by_tests(people) -> None:
    hidden = [Person.objects.filter(pk=people[0].pk)]

    @kept.question
    def by_what_lies_about(viewer: Viewer) -> list[QuerySet]:
        return [hidden[0].filter(pk=viewer.person_id)]

    by_what_lies_about(Viewer(person=people[0]))
    hidden[0] = Person.objects.filter(given="Grace")

    with pytest.raises(AssertionError, match="not the same question"):
        by_what_lies_about(Viewer(person=people[1]))


def test_records_are_read_in_full_only_where_there_are_any(people, unchecked, django_assert_num_queries) -> None:
    @kept.question
    def mine(viewer: Viewer) -> list[QuerySet]:
        return [
            Membership.objects.filter(person=viewer.person).select_related("club"),
            Membership.objects.filter(person=viewer.person, state="left"),
        ]

    with django_assert_num_queries(2):
        held, left = together.rare_answers(*mine(Viewer(person=people[0])))
        assert (held[0].club.slug, left) == ("economics", [])
