"""Segments: people of a club under a name, live, of that club alone, and of officers who may see them now."""

import csv
import io
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.worlds import EMPLOYERS, FAMILY, HELP, LANGUAGES, TOWNS, World, make_world  # noqa: F401
from vezi.core.folding import fold
from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import services
from vezi.network.memberships.forms import LedgerForm
from vezi.network.memberships.models import KeptView, Membership, Officer, State
from vezi.network.memberships.queries import ledger, narrowing, segments
from vezi.network.memberships.queries.ledger import Wanted
from vezi.network.memberships.queries.segments import NotYourSegment
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE, text
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence

pytestmark = pytest.mark.django_db
MEMBERS, VIEWS = f"{OFFICE}members/", f"{OFFICE}members/views/"
FINDS = (
    "",
    "",
    "",
    "hedging",
    "economics kop",
    "choirs ana",
    "luka",
    "jadran novak",
    "treas",
    "kop",
    "zup vie",
    "ana",
    "analyst petrol",
)


# Held against a slow oracle


def wanted_by(chance: random.Random, made: World) -> Wanted:
    """Some of the filters, with values of the worlds."""
    values = {
        "programme": [one.name for one in made.programmes], "degree": ["BSc", "MBA"],
        "city": [town for town, _country in TOWNS], "country": [country for _town, country in TOWNS],
        "employer": ["Luka", "Sava", "petrol"], "trade": ["banking", "law"],
        "help": [code for codes in HELP for code in codes],
    }  # fmt: skip
    chosen = {}
    for kind in chance.sample(narrowing.MANY, chance.choice((0, 1, 1, 2))):
        name = chance.choice((kind, kind, f"not_{kind}"))
        chosen[name] = tuple(dict.fromkeys(chance.sample(values[kind], chance.choice((1, 2)))))
    return Wanted(
        find=chance.choice(FINDS), state=chance.choice(("", "", State.MEMBER, State.LEFT, State.RECORDED)),
        year_from=chance.choice((None, None, 1999)), claimed=chance.choice(("", "", "", "yes", "no")),
        mail=chance.choice(("", "", "", "yes", "no")), joined_since=chance.choice(("", "", "2024-04-18", "2024-04-19")),
        **chosen,
    )  # fmt: skip


def in_segment(club: Club, wanted: Wanted) -> set[int]:
    """In plain Python, one person after the other."""
    found = set()
    for membership in Membership.objects.filter(club=club).select_related("person"):
        person = membership.person
        if person.merged_into_id or person.erased_at or person.is_deceased:
            continue
        if membership.state not in ((wanted.state,) if wanted.state else (State.RECORDED, State.MEMBER)):
            continue
        if fits(membership, wanted):
            found.add(person.pk)
    return found


def held(membership: Membership, values) -> list:
    own = membership.state != State.LEFT
    return [one for one in values.all() if one.club_id == membership.club_id or (one.club_id is None and own)]


def fits(membership: Membership, wanted: Wanted) -> bool:
    person = membership.person
    studies, works = held(membership, person.affiliations), held(membership, person.positions)
    homes = [one for one in [getattr(person, "residence", None)] if one and one.club_id in (membership.club_id, None)]
    homes = [one for one in homes if one.club_id or membership.state != State.LEFT]
    mails = [one for one in held(membership, person.contacts) if one.kind == "mail" and not one.bounced_at]
    now = [work for work in works if work.is_current]
    values = {
        "programme": {one.programme.name for one in studies if one.programme},
        "degree": {one.degree for one in studies},
        "city": {one.city for one in [*homes, *now]},
        "country": {one.country for one in [*homes, *now]},
        "employer": {one.employer for one in now},
        "trade": {one.trade for one in now},
        "help": set(person.helps_with) if membership.state != State.LEFT else set(),
    }
    for kind, has in values.items():
        if (some := getattr(wanted, kind)) and not one_of(kind, some, has):
            return False
        if one_of(kind, getattr(wanted, f"not_{kind}"), has):
            return False
    years = [one.class_year for one in studies if one.class_year]
    joined = wanted.joined_since
    return (
        (not wanted.year_from or any(year >= wanted.year_from for year in years))
        and (not wanted.mail or bool(mails) == (wanted.mail == "yes"))
        and (not wanted.claimed or bool(person.claimed_at) == (wanted.claimed == "yes"))
        and (not joined or (membership.state == State.MEMBER and membership.since >= ledger.start_of(joined)))
        and (not wanted.find or said(membership, wanted.find, works, homes))
    )


def one_of(kind: str, values, has) -> bool:
    if kind == "employer":
        return any(one.lower().startswith(value.lower()) for one in has for value in values)
    if kind == "programme":
        return any(fold(value) in fold(one) for one in has for value in values)
    return bool({value.lower() for value in values} & {one.lower() for one in has})


def said(membership: Membership, words: str, works, homes) -> bool:
    person = membership.person
    left = membership.state == State.LEFT
    texts = [
        person.folded,
        "" if left else person.ask_about,
        *(str(one.programme or "") for one in held(membership, person.affiliations)),
        *(f"{one.title} {one.employer} {one.city}" for one in works),
        *(one.city for one in homes),
    ]
    there = {word for one in texts for word in fold(one).replace("-", " ").split()}
    if all(any(one.startswith(word) for one in there) for word in words.split()):
        return True
    former = held(membership, person.other_names)
    numbers = [one for one in person.identifiers.all() if one.club_id == membership.club_id]
    mails = held(membership, person.contacts)
    return any(one.family.lower().startswith(words) for one in former) or any(
        one.value.lower().startswith(words) for one in [*numbers, *mails]
    )


@settings(
    max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(seed=st.integers(0, 2**32))
def test_a_segment_holds_whom_the_oracle_says(seed: int) -> None:
    with transaction.atomic():
        live(seed, Counter())
        transaction.set_rollback(True)


def test_the_segments_of_these_worlds_hold_somebody_and_leave_somebody_out() -> None:
    seen: Counter[str] = Counter()
    for seed in range(4):
        with transaction.atomic():
            live(seed, seen)
            transaction.set_rollback(True)

    assert min(seen["some"], seen["none"], seen["narrowed"]) > 5, seen


def live(seed: int, seen: Counter[str]) -> None:
    made = make_world(seed, people=20)
    club, by = made.clubs[0], made.officer.account
    chance, client, now = made.chance, client_of(made.officer), timezone.now()
    for number in range(8):
        wanted = wanted_by(chance, made)
        expected = in_segment(club, wanted)
        asked = LedgerForm(QueryDict(address(wanted))).kept
        segment = services.keep_view(
            club=club, name=f"{number}", asked=asked, wanted=wanted, is_shared=False, by=by, now=now
        )
        assert LedgerForm(QueryDict(asked)).wanted == wanted
        assert set(segments.people_in(segment, by=by, now=now).values_list("person_id", flat=True)) == expected, wanted
        assert segments.count(segment, now=now) == len(expected)
        assert exported(client, club, asked) == sorted(names(expected))
        seen["some" if expected else "none"] += 1
        seen["narrowed"] += 0 < len(expected) < len(in_segment(club, Wanted()))


def address(wanted: Wanted) -> str:
    from vezi.network.memberships.views.filters import address_of

    return address_of(wanted)


def names(person_ids: set[int]) -> list[str]:
    return [f"{one.family}, {one.given}" for one in Person.objects.filter(pk__in=person_ids)]


def exported(client, club: Club, asked: str) -> list[str]:
    answer = client.post(f"/c/{club.slug}/office/members/export/?{asked}", {"reason": "A letter"})
    said = b"".join(answer.streaming_content).decode("utf-8-sig")
    return sorted(f"{row[0]}, {row[1]}" for row in list(csv.reader(io.StringIO(said, newline="")))[1:])


# Whose it is


@pytest.fixture
def shared(club: Club, grace: Officer) -> KeptView:
    make_record(club, "Maja", "Kovač")
    return services.keep_view(
        club=club, name="Kovač", asked="q=kovac", wanted=Wanted(find="kovac"), is_shared=True,
        by=grace.person.account, now=NOW,
    )  # fmt: skip


def test_officers_who_may_see_records_have_the_segments_that_are_shared(club, shared, grace) -> None:
    edith = make_officer(club, capabilities=["see_records"], given="Edith").person.account
    now = timezone.now()

    assert [one.person.family for one in segments.people_in(shared, by=edith, now=now)] == ["Kovač"]
    KeptView.objects.update(is_shared=False)
    shared.refresh_from_db()
    assert segments.people_in(shared, by=grace.person.account, now=now).count() == 1
    with pytest.raises(NotYourSegment):
        segments.people_in(shared, by=edith, now=now)


@pytest.mark.parametrize("who", ["member", "officer without", "officer elsewhere"])
def test_nobody_else_has_them(club, shared, who) -> None:
    account = {
        "member": lambda: make_member(club),
        "officer without": lambda: make_officer(club, capabilities=["office", "export"], given="Edith").person,
        "officer elsewhere": lambda: make_officer(make_club("law"), given="Barbara").person,
    }[who]().account

    with pytest.raises(NotYourSegment):
        segments.people_in(shared, by=account, now=timezone.now())


def test_who_loses_the_right_loses_the_segment_at_once(club, shared, grace) -> None:
    client = client_of(grace.person)
    before = client.get(VIEWS).status_code
    Officer.objects.update(until_on=timezone.localdate() - timedelta(days=1))

    with pytest.raises(NotYourSegment):
        segments.people_in(shared, by=grace.person.account, now=timezone.now())
    assert (before, client.get(VIEWS).status_code) == (200, 403)


def test_another_club_s_values_of_the_same_person_find_nobody(club: Club) -> None:
    law, maja = make_club("law"), make_record(club, "Maja", "Kovač")
    make_position(maja, "Treasurer", "Sava", city="Koper", country="SI", club=law)
    make_residence(maja, "Graz", "AT", club=law)

    found = [
        ledger.wanted_of(club, wanted, now=NOW).count()
        for wanted in (
            Wanted(employer=("Sava",)), Wanted(city=("Koper",)), Wanted(city=("Graz",)), Wanted(country=("AT",)),
            Wanted(find="treasurer"), Wanted(find="graz"), Wanted(not_city=("Graz",)),
        )
    ]  # fmt: skip

    assert found == [0, 0, 0, 0, 0, 0, 1]


# The pages


def test_filters_of_several_values_and_excluded_ones_stand_in_the_address(club: Club, office) -> None:
    for family, city in (("Koprski", "Koper"), ("Dunajski", "Vienna"), ("Graški", "Graz")):
        make_residence(make_record(club, "Žiga", family), city, club=club)

    page = office.get(f"{MEMBERS}?city=koper;+Vienna&not_city=Vienna")

    assert [one["row"].person.family for one in page.context["rows"]] == ["Koprski"]
    assert [(chip["title"], chip["url"]) for chip in page.context["chips"]] == [
        ("koper", "?not_city=Vienna&city=Vienna"),
        ("Vienna", "?not_city=Vienna&city=koper"),
        ("not: Vienna", "?city=koper%3B+Vienna"),
    ]


def test_what_finds_somebody_by_a_hidden_value_is_a_look_that_is_written_down(club: Club, grace, office) -> None:
    maja, sava = make_record(club, "Maja", "Kovač"), make_record(club, "Sava", "Novak")
    make_position(maja, "Treasurer", "Sava", audience=None, club=club)

    office.get(f"{MEMBERS}?q=sava")
    by_words = set(AccessEntry.objects.values_list("person_id", "what"))
    AccessEntry.objects.all().delete()
    office.get(f"{MEMBERS}?employer=sava")

    assert by_words == {(maja.pk, "memberships.ledger")}
    assert list(AccessEntry.objects.values_list("person_id", flat=True)) == [maja.pk]
    assert sava.pk != maja.pk


def test_a_segment_says_how_many_are_in_it_now_and_leads_to_them(club: Club, office) -> None:
    make_record(club, "Maja", "Kovač")
    office.post(f"{VIEWS}keep/?q=kovac", {"name": "Kovač"})
    make_record(club, "Ana", "Kovač")

    page = text(office, VIEWS)

    assert 'href="/c/economics/office/members/?q=kovac">2 people' in page.replace("\n", " ")
    assert 'href="/c/economics/office/members/export/?q=kovac"' in page


def test_a_large_club_counts_each_segment_when_it_is_looked_at(club: Club, office, monkeypatch) -> None:
    from vezi.network.memberships.queries import books

    monkeypatch.setattr(books, "LARGE", 0)
    make_record(club, "Maja", "Kovač")
    office.post(f"{VIEWS}keep/?q=kovac", {"name": "Kovač"})
    view = KeptView.objects.get()

    page, count = text(office, VIEWS), office.get(f"{VIEWS}{view.public_id}/count/").content.decode()

    assert f'hx-get="{VIEWS}{view.public_id}/count/"' in page
    assert "1 person" in count


def test_the_export_of_a_segment_says_what_it_was(club: Club, office) -> None:
    make_residence(make_record(club, "Maja", "Kovač"), "Koper", club=club)

    rows = exported(office, club, "city=Koper&not_trade=law")

    assert rows == ["Kovač, Maja"]
    assert AuditEntry.objects.get(deed="memberships.export").details["wanted"] == {
        "city": ["Koper"], "not_trade": ["law"], "sort": "name",
    }  # fmt: skip


def test_too_long_an_address_is_not_kept(club: Club, office) -> None:
    asked = "&".join(f"city={'x' * 190}{number}" for number in range(40))

    answer = office.post(f"{VIEWS}keep/?{asked}", {"name": "Long"})

    assert answer.status_code == 422
    assert "too much to be kept" in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    ["?city=%00", "?trade=nothing&trade=law", "?joined_since=yesterday", "?joined_since=99999-01-01", "?country=XX",
     f"?city={'x' * 9000}", "?" + "&".join(f"not_city=x{number}" for number in range(300)), "?help=%27", "?q=%27%3A*+%26",
     "?q=%F0%9F%98%80", "?employer=100%25", "?claimed=perhaps"],
)  # fmt: skip
def test_nonsense_in_the_address_is_left_out(club: Club, office, asked) -> None:
    make_record(club, "Maja", "Kovač")

    assert office.get(MEMBERS + asked).status_code == 200


def test_who_has_died_helps_with_nothing(club: Club) -> None:
    make_record(club, "Maja", "Kovač", helps_with=["mentoring"], is_deceased=True)
    make_affiliation(make_record(club, "Ana", "Novak", helps_with=["mentoring"]), 1999)

    wanted = Wanted(help=("mentoring",))
    found = [ledger.wanted_of(club, replace(wanted, state=state), now=NOW).count() for state in ("", ledger.DEAD)]

    assert found == [1, 0]
