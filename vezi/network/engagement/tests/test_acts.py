"""Acts of engagement: said by areas as often as they like, counted once, and told to an office in no small numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vezi.core import features
from vezi.core.features import ActKind, Feature
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.engagement import queries, services
from vezi.network.engagement.models import Act, Mode
from vezi.network.engagement.services import Doing
from vezi.network.memberships.queries.books import FEW
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def an_area(monkeypatch) -> None:
    """That counts two kinds of things."""
    acts = (ActKind("plays.sang", "Sang", Mode.EXPERIENTIAL), ActKind("plays.carried", "Carried", Mode.VOLUNTEER))
    monkeypatch.setitem(features._features, "plays", Feature(name="plays", title="Plays", acts=acts))


@pytest.fixture
def club(db) -> Club:
    return make_club("economics")


def doing(club: Club, kind: str = "plays.sang", source: str = "plays.play:1", day: date = DAY, **more) -> Doing:
    return Doing(kind=kind, source=source, club_id=club.pk, day=day, titles=more.pop("titles", {"en": "Faust"}), **more)


def who_did(club: Club, *people: Person, **more) -> None:
    services.who_did(doing(club, **more), person_ids={one.pk for one in people}, now=NOW)


def said(*, of: Person | None = None) -> list[tuple[int, str, str]]:
    rows = Act.objects.filter(person=of) if of else Act.objects.all()
    return list(rows.order_by("person", "kind", "source").values_list("person", "kind", "source"))


def test_said_twice_it_is_one_act(club) -> None:
    ada = make_member(club)

    services.record(doing(club), person_id=ada.pk, now=NOW)
    services.record(doing(club, day=DAY + timedelta(days=1)), person_id=ada.pk, now=NOW)

    assert list(Act.objects.values_list("person", "mode", "day")) == [(ada.pk, "experiential", DAY + timedelta(days=1))]


def test_one_may_do_two_kinds_of_things_at_one(club) -> None:
    ada = make_member(club)

    who_did(club, ada), who_did(club, ada, kind="plays.carried")

    assert said() == [(ada.pk, "plays.carried", "plays.play:1"), (ada.pk, "plays.sang", "plays.play:1")]


def test_whoever_is_not_named_did_not(club) -> None:
    ada, maja = make_member(club), make_member(club, "Maja", "Novak")
    who_did(club, ada, maja), who_did(club, ada, source="plays.play:2")

    who_did(club, maja)

    assert said() == [(ada.pk, "plays.sang", "plays.play:2"), (maja.pk, "plays.sang", "plays.play:1")]


def test_what_was_withdrawn_is_gone_of_that_one_alone(club) -> None:
    ada, maja = make_member(club), make_member(club, "Maja", "Novak")
    who_did(club, ada, maja)

    services.withdraw(kind="plays.sang", source="plays.play:1", person_id=ada.pk)

    assert said() == [(maja.pk, "plays.sang", "plays.play:1")]


def test_a_day_and_a_name_that_changed_are_said_anew_of_all(club) -> None:
    ada, maja = make_member(club), make_member(club, "Maja", "Novak")
    who_did(club, ada)

    who_did(club, ada, maja, day=DAY + timedelta(days=3), titles={"en": "Carmen", "sl": "Karmen"})

    assert {(one.title, one.day) for one in Act.objects.all()} == {("Carmen", DAY + timedelta(days=3))}


def test_the_same_number_of_queries_for_one_and_for_many(club, django_assert_num_queries) -> None:
    people = [make_member(club, f"Guest {number}", "Novak") for number in range(12)]
    with django_assert_num_queries(4):
        who_did(club, people[0])
    with django_assert_num_queries(5):
        who_did(club, *people)


def test_the_office_of_another_club_counts_none_of_it(club) -> None:
    law, people = make_club("law"), [make_member(club, f"Guest {number}", "Novak") for number in range(FEW)]
    who_did(club, *people)

    assert [(one.year, one.people) for one in queries.years(club)] == [(2026, FEW)]
    assert queries.years(law) == []


def test_years_stand_apart_the_latest_first(club) -> None:
    people = [make_member(club, f"Guest {number}", "Novak") for number in range(FEW)]
    who_did(club, *people), who_did(club, *people, source="plays.play:2", day=date(2025, 12, 31))

    assert [(one.year, one.modes[2].people, one.modes[2].acts) for one in queries.years(club)] == [
        (2026, FEW, FEW), (2025, FEW, FEW),
    ]  # fmt: skip


def test_who_may_enter_the_office_reads_the_page(club) -> None:
    officer = make_officer(club, capabilities=["office"])

    page = client_of(officer.person).get("/c/economics/office/engagement/")

    assert (page.status_code, "Nothing is counted yet." in page.content.decode()) == (200, True)


MODES = st.sets(st.sampled_from([str(mode) for mode in Mode]), min_size=1)


@given(people=st.lists(MODES, max_size=60))
@settings(max_examples=600, deadline=None, derandomize=True)
def test_no_number_that_is_told_nor_the_difference_of_two_is_of_a_few(people: list[set[str]]) -> None:
    counted = {frozenset(modes): people.count(modes) for modes in people}
    acts = {mode: sum(mode in modes for modes in people) for mode in Mode}

    year = queries.guarded(2026, counted, acts)

    by_mode = {mode: {number for number, modes in enumerate(people) if mode in modes} for mode in Mode}
    told = {one.mode: one.people for one in year.modes if one.people is not None}
    assert told == {mode: len(who) for mode, who in by_mode.items() if not who or len(who) >= FEW}
    assert {one.mode for one in year.modes if one.acts is not None} == set(told)
    if year.people is not None:
        all_told = set().union(*(by_mode[mode] for mode in told))
        left = [len(people) - len(all_told), *(len(people) - count for count in told.values() if count)]
        assert year.people == len(people) >= FEW
        assert [rest for rest in left if 0 < rest < FEW] == []
