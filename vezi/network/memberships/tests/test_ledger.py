"""The members' ledger: whom an officer looks for, in which order, at what cost."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from vezi.core.models import AccessEntry
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books, ledger
from vezi.network.memberships.queries.ledger import Wanted
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import Identifier, OtherName, Person, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_residence

MEMBERS = "/c/economics/office/members/"


def names(club: Club, language: str = "sl", per_page: int = 50, page: int = 1, **wanted) -> list[str]:
    with translation.override(language):
        pages = ledger.LedgerPages(club, Wanted(**wanted), now=NOW, per_page=per_page)
        return [row.person.family for row in pages.page(page).object_list]


def number(person: Person, value: str, club: Club) -> None:
    Identifier.objects.create(person=person, value=value, club=club, source=Source.REGISTRAR, recorded_at=NOW)


# Order


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("sl", ["Cvetko", "Čuček", "Ćosić", "Dolenc", "Đorđević", "Sever", "Šuštar", "Zupan", "Žagar"]),
        ("en", ["Ćosić", "Čuček", "Cvetko", "Dolenc", "Đorđević", "Sever", "Šuštar", "Žagar", "Zupan"]),
    ],
)
def test_names_stand_as_the_reader_s_language_sorts(club: Club, language, order) -> None:
    for family in sorted(order):
        make_record(club, "Žiga", family)

    assert names(club, language) == order
    assert names(club, language, sort="-name") == order[::-1]


def test_a_surname_comes_before_the_longer_ones_it_begins(club: Club) -> None:
    for given, family in (("Ana", "Božič-Kos"), ("Žiga", "Božič"), ("Ana", "Božič Turk"), ("Ana", "Božič")):
        make_record(club, given, family)

    with translation.override("sl"):
        rows = ledger.LedgerPages(club, Wanted(), now=NOW, per_page=9).page(1).object_list

    assert [row.person.name for row in rows] == ["Ana Božič", "Žiga Božič", "Ana Božič Turk", "Ana Božič-Kos"]


@pytest.mark.parametrize("at_once", [100, 0])
def test_by_class_those_without_one_come_last(club: Club, monkeypatch, at_once: int) -> None:
    """In a large result the order is read along an index; it is the same order."""
    monkeypatch.setattr(ledger, "SORTED_AT_ONCE", at_once)
    for family, years in (("B", [1999, 1990]), ("A", [1999]), ("D", []), ("C", [2005]), ("E", [1990])):
        person = make_record(club, "X", family)
        for year in years:
            make_affiliation(person, year, club=club)

    assert names(club, sort="class") == ["B", "E", "A", "C", "D"]
    assert names(club, sort="-class") == ["C", "A", "B", "E", "D"]
    assert [names(club, sort="class", per_page=2, page=page) for page in (1, 2, 3)] == [["B", "E"], ["A", "C"], ["D"]]


def test_by_last_seen_the_latest_come_first(club: Club) -> None:
    for family, days in (("A", 3), ("B", 1), ("C", None)):
        person = make_record(club, "X", family)
        Membership.objects.filter(person=person).update(last_seen_at=NOW - timedelta(days=days) if days else None)

    assert names(club, sort="seen") == ["B", "A", "C"]
    assert names(club, sort="-seen") == ["A", "B", "C"]


# Finding


@pytest.mark.parametrize(
    "words", ["čuček", "CUCEK", "Čuč", "cucek ziga", "žiga čuček", "Žiga Č", "Novak", "21-007", "ziga@ex", "ZIGA@EX"]
)
def test_one_is_found_by_name_either_way_former_name_number_and_mail(club: Club, words: str) -> None:
    ziga = make_record(club, "Žiga", "Čuček")
    OtherName.objects.create(person=ziga, kind="former", family="Novak", source="registrar", recorded_at=NOW)
    make_contact(ziga, "ziga@example.org", club=club)
    number(ziga, "21-007", club)
    make_record(club, "Maja", "Kovač")

    assert names(club, find=words) == ["Čuček"]


@pytest.mark.parametrize(
    "words", ["Božič-Kos", "bozic kos", "Božič-Kos Ana", "ana bozic kos", "Ana Marija Božič", "ana-marija bozic-k"]
)
def test_a_hyphen_is_as_good_as_a_blank(club: Club, words: str) -> None:
    make_record(club, "Ana Marija", "Božič-Kos")
    make_record(club, "Ana", "Kos")
    make_record(club, "Ana", "Božičnik")

    assert names(club, find=words) == ["Božič-Kos"]


def test_signs_of_patterns_are_letters_like_others(club: Club) -> None:
    make_record(club, "Ana", "O.Neill (Kos)")
    make_record(club, "Ana", "Oxneill")

    assert names(club, find="o.neill (k") == ["O.Neill (Kos)"]


def test_what_another_club_holds_finds_nobody(club: Club) -> None:
    law, ziga = make_club("law"), make_record(club, "Žiga", "Čuček")
    make_contact(ziga, "ziga@example.org", club=law)
    OtherName.objects.create(person=ziga, kind="former", family="Novak", source="registrar", club=law, recorded_at=NOW)
    number(ziga, "21-007", law)
    make_affiliation(ziga, 1999, club=law)

    found = [names(club, find=words) for words in ("ziga@", "Novak", "21-007")]

    assert found == [[], [], []]
    assert names(club, year_from=1999) == []
    assert names(club, mail="yes") == []


def test_people_of_other_clubs_are_not_in_it(club: Club) -> None:
    make_record(make_club("law"), "Maja", "Kovač")

    assert names(club) == []
    assert names(club, find="Kovač") == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Lost", "Mail", "Member"]),
        ({"state": State.RECORDED}, ["Lost", "Mail"]),
        ({"state": State.MEMBER}, ["Member"]),
        ({"state": State.LEFT}, ["Gone"]),
        ({"state": ledger.DEAD}, ["Dead"]),
        ({"reach": "reachable"}, ["Mail", "Member"]),
        ({"reach": "lost"}, ["Lost"]),
        ({"reach": "doubtful"}, []),
        ({"mail": "yes"}, ["Mail"]),
        ({"mail": "no"}, ["Lost", "Member"]),
        ({"year_from": 1999}, ["Lost"]),
        ({"year_to": 1998}, ["Mail"]),
        ({"year_from": 1990, "year_to": 1999}, ["Lost", "Mail"]),
        ({"programme": "pravo"}, ["Lost"]),
        ({"programme": "pravo", "year_to": 1998}, []),
    ],
)
def test_filters(club: Club, wanted, found) -> None:
    pravo = clubs.programme_named("Evropsko Pravo", institution=club.institution)
    lost, mail = make_record(club, "X", "Lost"), make_record(club, "X", "Mail")
    make_affiliation(lost, 1999, programme=pravo, club=club)
    make_affiliation(mail, 1990, club=club)
    make_contact(mail, club=club)
    make_member(club, "X", "Member")
    make_record(club, "X", "Dead", is_deceased=True)
    Membership.objects.filter(person=make_record(club, "X", "Gone")).update(state=State.LEFT)

    assert names(club, **wanted) == found


def test_a_row_says_what_the_club_holds(club: Club) -> None:
    law = make_club("law")
    economics = clubs.programme_named("Economics", institution=club.institution)
    maja = make_record(club, "Maja", "Kovač")
    make_affiliation(maja, 1999, programme=economics, degree="BSc", club=club)
    make_affiliation(maja, 2003, programme=economics, degree="MSc")
    make_affiliation(maja, 1990, degree="LLB", club=law)
    make_contact(maja, "first@example.org", club=club, is_primary=True)
    make_contact(maja, "law@example.org", club=law)
    make_residence(maja, "Koper", club=law)
    number(maja, "21", club)

    (row,) = ledger.rows(club, list(Membership.objects.filter(club=club).values_list("pk", flat=True)), now=NOW)

    assert (row.year, row.programme, row.mail, row.city, row.number) == (
        1999, "Economics, BSc; Economics, MSc", "first@example.org", "", "21",
    )  # fmt: skip


# The page


def grace(club: Club, *capabilities: str):
    return make_officer(club, capabilities=list(capabilities or ("office", "see_records")))


def cost(client, address: str) -> int:
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_page_costs_the_same_for_one_person_and_for_thirty(club: Club) -> None:
    client = client_of(grace(club).person)
    address = f"{MEMBERS}?size=50&column=city&column=mail&column=number&column=programme&column=reach"
    one = cost(client, address)
    for place in range(30):
        person = make_record(club, f"P{place}")
        make_affiliation(person, club=club)
        make_contact(person, f"p{place}@example.org", club=club)
        make_residence(person, club=club)

    assert cost(client, address) == one


def test_what_nobody_else_sees_is_a_look_that_is_written_down(club: Club) -> None:
    officer, person = grace(club), make_record(club, "Maja", "Kovač")
    make_residence(person, "Koper", club=club)
    client = client_of(officer.person)

    plain = client.get(MEMBERS)
    before = AccessEntry.objects.count()
    with_city = client.get(f"{MEMBERS}?column=city")

    assert "Koper" not in plain.content.decode()
    assert before == 0
    assert "Koper" in with_city.content.decode()
    looks = AccessEntry.objects.filter(person_id=person.pk).values_list("what", "by_id", "club_id")
    assert list(looks) == [("memberships.ledger", officer.person.account.pk, club.pk)]


@pytest.mark.parametrize(
    "address",
    [
        "?year_from=19999", "?year_from=abc", "?state=queen", "?reach=&sort=upwards", "?size=7", "?page=x", "?page=900",
        "?column=secrets", "?q=%00", "?q=%25%5F", "?mail=perhaps",
    ],
)  # fmt: skip
def test_what_makes_no_sense_in_the_address_is_left_out(club: Club, address: str) -> None:
    make_record(club, "Maja", "Kovač")

    page = client_of(grace(club).person).get(MEMBERS + address)

    assert page.status_code == 200


def test_a_percent_sign_finds_nobody(club: Club) -> None:
    make_record(club, "Maja", "Kovač")

    assert names(club, find="%") == []
    assert names(club, find="_ovač") == []


def test_the_state_of_the_ledger_is_kept_from_page_to_page(club: Club) -> None:
    for place in range(25):
        make_record(club, f"P{place:02}", "Kovač")

    page = client_of(grace(club).person).get(f"{MEMBERS}?q=kovac&size=20&sort=-name").content.decode()

    assert "?q=kovac&amp;size=20&amp;sort=-name&amp;page=2" in page
    assert "1 to 20 of 25" in page


def test_htmx_asks_for_the_table_alone(club: Club) -> None:
    make_record(club, "Maja", "Kovač")

    part = client_of(grace(club).person).get(f"{MEMBERS}?q=kov", headers={"hx-request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="ledger">')
    assert "Kovač, Maja" in part


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 302), ("member", 403), ("other club", 404), ("officer", 403), ("registrar", 200)]
)
def test_who_may_open_it(club: Club, who: str, status: int) -> None:
    person = {
        "stranger": lambda: None,
        "member": lambda: make_member(club),
        "other club": lambda: make_officer(make_club("law")).person,
        "officer": lambda: grace(club, "office").person,
        "registrar": lambda: grace(club).person,
    }[who]()

    assert client_of(person).get(MEMBERS).status_code == status


def test_a_large_club_is_counted_once_in_a_while(club: Club, monkeypatch) -> None:
    monkeypatch.setattr(books, "LARGE", 0)
    make_record(club, "Maja", "Kovač")
    pages = ledger.LedgerPages(club, Wanted(), now=NOW, per_page=20)
    before = pages.count
    make_record(club, "Ana", "Novak", born_on=date(1970, 1, 1))

    assert (before, ledger.LedgerPages(club, Wanted(), now=NOW, per_page=20).count) == (1, 1)
    assert ledger.LedgerPages(club, Wanted(find="Novak"), now=NOW, per_page=20).count == 1
