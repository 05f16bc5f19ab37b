"""Whom a club reaches: said once, the same in the database and of values at hand."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import tasks
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books, network, reach
from vezi.network.memberships.reach import FRESH, Reach, Way, judge
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.memberships.tests.pages import text
from vezi.network.people.models import ContactKind, ContactValue, Person, PersonQuerySet
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_residence

OLD = NOW - FRESH - timedelta(days=1)
LATELY = NOW - FRESH + timedelta(days=1)


@pytest.mark.parametrize(
    ("contacts", "becomes"),
    [
        ([], Reach.LOST),
        ([{"kind": ContactKind.MAIL}], Reach.REACHABLE),
        ([{"kind": ContactKind.MAIL, "bounced_at": NOW}], Reach.LOST),
        ([{"kind": ContactKind.MAIL, "recorded_at": OLD}], Reach.DOUBTFUL),
        ([{"kind": ContactKind.MAIL, "recorded_at": OLD, "confirmed_at": LATELY}], Reach.REACHABLE),
        ([{"kind": ContactKind.PHONE}], Reach.DOUBTFUL),
        ([{"kind": ContactKind.PHONE, "confirmed_at": NOW}], Reach.REACHABLE),
        ([{"kind": ContactKind.POST, "confirmed_at": OLD}], Reach.DOUBTFUL),
        ([{"kind": ContactKind.POST, "confirmed_at": NOW, "bounced_at": NOW}], Reach.LOST),
        ([{"kind": ContactKind.WEB, "confirmed_at": NOW}], Reach.LOST),
        ([{"kind": ContactKind.MAIL, "recorded_at": OLD}, {"kind": ContactKind.POST}], Reach.DOUBTFUL),
        ([{"kind": ContactKind.MAIL, "bounced_at": NOW}, {"kind": ContactKind.POST}], Reach.DOUBTFUL),
    ],
)
def test_reach_follows_from_the_contacts(club: Club, contacts, becomes) -> None:
    person = make_record(club)
    for number, facts in enumerate(contacts):
        make_contact(person, f"value {number}", **facts)

    assert in_the_database(club) == {person.pk: {becomes}}
    assert at_hand(club) == {person.pk: becomes}


def in_the_database(club: Club) -> dict[int, set[Reach]]:
    """Under which words the conditions find each person: one of them, if they are right."""
    found: dict[int, set[Reach]] = {pk: set() for pk in club.memberships.values_list("person", flat=True)}
    for one in Reach:
        for pk in Membership.objects.filter(reach.condition(one, club, now=NOW), club=club).values_list("person"):
            found[pk[0]].add(one)
    return found


def at_hand(club: Club) -> dict[int, Reach]:
    held = ContactValue.objects.filter(reach.held_by(club))
    memberships = Membership.objects.filter(club=club).select_related("person__account")
    return {one.person_id: reach.judged(one, held.filter(person=one.person), now=NOW).reach for one in memberships}


def as_an_officer_would_say(person: Person, club: Club) -> Reach:
    """The rule once more, slowly: what a patient officer with the cards of a person on the desk would answer."""
    if person.is_deceased:
        return Reach.DECEASED
    membership = person.memberships.get(club=club)
    limit, any_way = NOW - FRESH, False
    if membership.state == State.MEMBER and person.account is not None:
        days = [membership.since, membership.last_seen_at]
        if any(day is not None and day > limit for day in days):
            return Reach.REACHABLE
        any_way = True
    for card in person.contacts.all():
        is_ours = card.club_id == club.pk or (card.club_id is None and membership.state != State.LEFT)
        if not is_ours or card.bounced_at is not None or card.kind == ContactKind.WEB:
            continue
        any_way = True
        if card.confirmed_at is not None and card.confirmed_at > limit:
            return Reach.REACHABLE
        if card.kind == ContactKind.MAIL and card.recorded_at > limit:
            return Reach.REACHABLE
    return Reach.DOUBTFUL if any_way else Reach.LOST


MOMENTS = st.sampled_from([OLD, NOW - FRESH, LATELY, NOW])
CARDS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ContactKind.values),
        "recorded_at": MOMENTS,
        "confirmed_at": st.none() | MOMENTS,
        "bounced_at": st.none() | MOMENTS,
        "whose": st.sampled_from(["ours", "theirs", "own"]),
    }
)
PEOPLE = st.fixed_dictionaries(
    {
        "cards": st.lists(CARDS, max_size=4),
        "state": st.sampled_from(State.values),
        "since": MOMENTS,
        "last_seen_at": st.none() | MOMENTS,
        "has_account": st.booleans(),
        "is_deceased": st.booleans(),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=st.lists(PEOPLE, min_size=1, max_size=6))
def test_pages_and_database_say_what_a_patient_officer_would(club: Club, people) -> None:
    with transaction.atomic():
        other = make_club("law")
        for number, facts in enumerate(people):
            make_up(club, other, number, facts)

        found, told = in_the_database(club), at_hand(club)

        said = {one.pk: as_an_officer_would_say(one, club) for one in people_of(club)}
        assert told == said
        assert found == {pk: {word} for pk, word in said.items()}
        counted = books.standing(club, now=NOW)
        living = Membership.objects.filter(club=club, state__in=books.ON_THE_BOOKS, person__is_deceased=False)
        words = Counter(said[pk] for pk in living.values_list("person", flat=True))
        assert (counted.reachable, counted.doubtful, counted.lost) == (
            words[Reach.REACHABLE],
            words[Reach.DOUBTFUL],
            words[Reach.LOST],
        )
        transaction.set_rollback(True)


def people_of(club: Club) -> PersonQuerySet:
    """Of who is held back nothing is said at all."""
    return Person.objects.filter(memberships__club=club).exclude(memberships__state=State.HELD)


def make_up(club: Club, other: Club, number: int, facts: dict) -> None:
    person = make_record(club, f"P{number}", is_deceased=facts["is_deceased"])
    if facts["has_account"]:
        person.account = make_account(f"p{number}@example.org")
        person.save()
    state = {name: facts[name] for name in ("state", "since", "last_seen_at")}
    Membership.objects.filter(person=person).update(**state)
    for place, card in enumerate(facts["cards"]):
        whose = {"ours": club, "theirs": other, "own": None}[card["whose"]]
        said = {name: value for name, value in card.items() if name != "whose"}
        make_contact(person, f"{place}", club=whose, **said)


@pytest.mark.parametrize(
    ("ways", "is_deceased", "why"),
    [
        ([], True, "The record says that this person has died."),
        ([], False, "No way to reach them is known."),
        ([Way("mail", NOW, None, NOW)], False, "Everything we know came back."),
        ([Way("mail", OLD)], False, "Nothing was heard for two years."),
        (
            [Way("post", NOW)],
            False,
            "There is only a telephone number or postal address nobody confirmed lately.",
        ),
        (
            [Way("post", OLD, NOW), Way("mail", OLD)],
            False,
            "A way to reach them was written down or confirmed in the last two years.",
        ),
    ],
)
def test_the_reason_is_said(ways: list[Way], is_deceased: bool, why: str) -> None:
    assert judge(ways, is_deceased=is_deceased, now=NOW).why == why


def test_what_another_club_holds_does_not_count(club: Club) -> None:
    person = make_record(club)
    make_contact(person, club=make_club("law"))

    standing = books.standing(club, now=NOW)

    assert (standing.reachable, standing.lost) == (0, 1)


def test_the_numbers_of_a_club(club: Club) -> None:
    ada, edsger = make_member(club), make_record(club)
    make_contact(ada, recorded_at=OLD)
    make_contact(edsger, "edsger@example.org")
    make_record(club, "Kurt", "Gödel", is_deceased=True)
    Membership.objects.filter(person=make_member(club, "Alonzo", "Church")).update(state=State.LEFT)
    Person.objects.filter(pk=make_record(club, "Emil", "Post").pk).update(merged_into=ada)
    make_record(make_club("law"), "Haskell", "Curry")

    standing = books.standing(club, now=NOW)

    assert standing == books.Standing(graduates=2, members=1, reachable=2, doubtful=0, left=1, dead=1)
    assert (standing.lost, standing.reachable_of_hundred, standing.members_of_hundred) == (0, 100, 50)


def test_an_empty_club_has_no_shares(club: Club) -> None:
    standing = books.standing(club, now=NOW)

    assert (standing.graduates, standing.reachable_of_hundred) == (0, 0)


def test_classes_and_decades(club: Club) -> None:
    for year in (1989, 1991, 1991, None):
        make_affiliation(make_record(club, f"P{year}"), year, club=club)
    ada = make_member(club)
    make_affiliation(ada, 1997, club=club)
    make_affiliation(ada, 1999, club=club)  # of two classes, and of one decade
    make_affiliation(ada, 1989, club=make_club("law"))  # held by another club: not this club's class
    make_contact(ada)

    classes = books.by_class(club, now=NOW)

    assert [(one.first, one.graduates, one.members, one.reachable) for one in classes] == [
        (1989, 1, 0, 0),
        (1991, 2, 0, 0),
        (1997, 1, 1, 1),
        (1999, 1, 1, 1),
    ]
    assert [(one.first, one.last, one.graduates, one.members_of_hundred) for one in books.by_decade(club)] == [
        (1990, 1999, 3, 33),
        (1980, 1989, 1, 0),
    ]


@pytest.mark.parametrize(("people", "told"), [(books.FEW - 1, 0), (books.FEW, 2)])
def test_countries_of_a_few_are_not_told(club: Club, people: int, told: int) -> None:
    for number in range(people):
        make_residence(make_record(club), country="SI" if number else "AT", club=club)

    assert books.countries(club) == told


def test_a_large_club_is_counted_once_in_a_while(club: Club, monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(books, "LARGE", 1)
    make_record(club)
    make_record(club)
    before = books.standing(club, now=NOW)
    make_record(club)

    with django_assert_num_queries(1):
        after = books.standing(club, now=NOW)

    assert before == after
    assert after.graduates == 2


def test_large_clubs_are_counted_before_anybody_asks(club: Club, monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(books, "LARGE", 0)
    make_record(club)
    make_club("law")

    tasks.recount_large_clubs(timestamp=0)

    with django_assert_num_queries(5):
        assert books.standing(club, now=NOW).graduates == 1
        assert books.by_class(club) == []
        assert books.countries(club) == 0
        assert (network.network().graduates, network.sizes()) == (1, {club.pk: 1})
    assert books.recount(now=NOW) == 1


def test_a_small_network_is_counted_each_time(club: Club) -> None:
    tasks.recount_large_clubs(timestamp=0)
    make_record(club)

    assert (books.standing(club, now=NOW).graduates, network.network().graduates) == (1, 1)


def test_numbers_of_a_large_club_say_when_they_were_counted(club: Club, office: Client, monkeypatch) -> None:
    at_once = text(office, "/c/economics/office/")
    monkeypatch.setattr(books, "LARGE", 0)
    tasks.recount_large_clubs(timestamp=0)
    later = timezone.now() + timedelta(minutes=4)
    monkeypatch.setattr(timezone, "now", lambda: later)

    pages = [text(office, path) for path in ("/c/economics/office/", "/c/economics/office/members/", "/c/economics/")]
    front = text(Client(), "/")

    assert "Counted at" not in at_once
    assert ["Counted at" in page for page in (*pages, front)] == [True] * 4


def test_the_desk_of_a_large_club_counts_nobody(club: Club, office: Client, monkeypatch) -> None:
    monkeypatch.setattr(books, "LARGE", 0)
    tasks.recount_large_clubs(timestamp=0)

    with CaptureQueriesContext(connection) as asked:
        text(office, "/c/economics/office/")

    what_waits = ("joinrequest", "notices_notice", "questions_report")
    of_people = (one["sql"] for one in asked if not any(table in one["sql"] for table in what_waits))
    counts = [sql for sql in of_people if "COUNT(" in sql]
    assert counts == []


def test_after_an_import_a_large_club_is_counted_once_and_soon(club: Club, monkeypatch) -> None:
    tasks.recount_soon(club)
    small = ProcrastinateJob.objects.count()
    monkeypatch.setattr(books, "LARGE", 0)
    make_record(club)

    tasks.recount_soon(club)
    tasks.recount_soon(club)

    assert (small, ProcrastinateJob.objects.filter(queueing_lock="recount_large_clubs").count()) == (0, 1)
