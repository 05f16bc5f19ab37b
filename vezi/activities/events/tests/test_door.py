"""The door's pages: who opens them, what a phone takes along, what it is told; codes, lists and badges."""

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest
import segno
import zxingcpp
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from vezi.activities.events import access, services
from vezi.activities.events.door import badges, codes
from vezi.activities.events.models import Arrival, DoorHelper, Event, Part, Registration, Seat, WalkIn
from vezi.activities.events.services.answering import NO, YES, Comer, Said
from vezi.activities.events.tests.factories import make_event, seeing
from vezi.core.models import AccessEntry, AuditEntry
from vezi.core.public_ids import ALPHABET, public_id
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people import erasing, merging
from vezi.network.people.models import OtherName, Person
from vezi.network.people.tests.factories import make_affiliation


@pytest.fixture
def event(club: Club, edith: Person) -> Event:
    """Tonight."""
    return make_event(club, organiser=edith, starts_at=timezone.now() + timedelta(hours=1), most_companions=2, asks_meal=True,
                      now=timezone.now())  # fmt: skip


def answers(event: Event, person: Person, *companions: str, say: str = YES, meal: str = "") -> Registration:
    said = Said(say, me=Comer(meal=meal), companions=[Comer(name) for name in companions])
    return services.answer(event=event, person=person, said=said, by=None, now=timezone.now())


def at(event: Event, name: str, **parts: str) -> str:
    return reverse(f"events:{name}", args=[event.public_id, *parts.values()])


def listed(event: Event, client: Client) -> dict[str, Any]:
    return client.get(at(event, "door_list")).json()


def tell(event: Event, client: Client, *facts: dict[str, object], after: int = 0) -> Any:
    body = json.dumps({"facts": facts, "after": after, "door": "north"})
    return client.post(at(event, "door_facts"), body, content_type="application/json")


DOOR = ("door", "door_list", "door_offers", "door_worker")


@pytest.mark.parametrize("name", DOOR)
def test_the_door_is_kept_by_organisers_and_helpers(club, ada, edith, event, name: str) -> None:
    helper, gone = make_member(club, "Joan", "Ball"), make_member(club, "Betty", "Holberton")
    for person in (helper, gone):
        services.add_helper(event=event, person=person, by=None, now=timezone.now())
    memberships.leave(person=gone, club=club, by=None, now=timezone.now())
    answers(event, gone)  # so that she learns of the event at all
    officer = make_officer(club, capabilities=["keep_events"]).person

    found = [client_of(one).get(at(event, name)).status_code for one in (ada, gone, helper, edith, officer)]

    assert found == [403, 403, 200, 200, 200]


@pytest.mark.parametrize("name", ["lists", "coming", "organisers", "event_change"])
def test_helpers_keep_the_door_and_see_nothing_else(club, event, name: str) -> None:
    helper = make_member(club, "Joan", "Ball")
    services.add_helper(event=event, person=helper, by=None, now=timezone.now())

    assert client_of(helper).get(at(event, name)).status_code == 403


@pytest.mark.parametrize("name", ["list_file", "badges"])
def test_lists_leave_the_house_by_organisers_alone(club, ada, edith, event, name: str) -> None:
    answers(event, ada)

    found = [client_of(one).post(at(event, name), {"paper": "80x50"}).status_code for one in (ada, edith)]

    assert found == [403, 200]


def test_a_helper_of_a_draft_for_those_invited_finds_the_door(club) -> None:
    event = make_event(club, openness="invited", years=[1980])
    helper = make_member(club, "Joan", "Ball")
    DoorHelper.objects.create(event=event, person=helper, since=timezone.now())

    rights = access.rights(seeing(helper), access.events_visible_to(seeing(helper)).get(pk=event.pk))

    assert (rights.keeps_door, rights.keeps) == (True, False)


def test_a_phone_takes_along_names_and_what_finds_them_and_no_more(club, ada, edith, event) -> None:
    make_affiliation(ada)
    OtherName.objects.create(
        person=ada, kind="former", given="Ada", family="Žbyron", source="person", recorded_at=timezone.now()
    )
    mine = answers(event, ada, "Katarina Žagar", meal="no fish")
    answers(event, make_member(club, "Joan", "Ball"), say=NO)
    mine.people.update(needs="a ramp")

    given = client_of(edith).get(at(event, "door_list"))

    first, second = mine.people.all()
    rows = sorted(given.json()["rows"], key=lambda row: row["number"])
    assert [row["id"] for row in rows] == [first.public_id, second.public_id]
    assert rows[0] | {"letters": "", "ground": 0} == {
        "id": first.public_id, "party": mine.public_id, "number": 0, "name": "Ada Lovelace", "found": "ada lovelace zbyron",
        "digests": codes.digests(event.public_id, first.public_id), "year": 1999, "letters": "", "ground": 0, "was": "Žbyron",
        "meal": "no fish",
    }  # fmt: skip
    assert not {"ramp", "@", codes.code(event.public_id, first.public_id)} & set(
        re.findall(r"ramp|@|V1\w{36}", given.text)
    )


def test_the_list_is_closed_long_before_and_after(club, edith) -> None:
    client = client_of(edith)
    for hours in (-40, 30):
        event = make_event(club, organiser=edith, starts_at=timezone.now() + timedelta(hours=hours), draft=True)
        Event.objects.filter(pk=event.pk).update(state="published", published_at=timezone.now())
        given = client.get(at(event, "door_list"))
        assert (given.status_code, list(given.json())) == (409, ["why"])
        assert client.get(at(event, "door")).status_code == 200


def test_phones_hear_of_one_another(ada, edith, event) -> None:
    answers(event, ada)
    seat = Seat.objects.get()
    client = client_of(edith)

    tell(event, client, {"key": "aaaaaaaa", "deed": "here", "place": seat.public_id, "ago": 60_000})
    heard = tell(event, client, {"key": "bbbbbbbb", "deed": "back", "undoes": "aaaaaaaa"}).json()

    assert [(one["key"], one.get("place"), one.get("undoes"), one["who"]) for one in heard["news"]] == [
        ("aaaaaaaa", seat.public_id, None, "Edith"), ("bbbbbbbb", None, "aaaaaaaa", "Edith"),
    ]  # fmt: skip
    assert tell(event, client, after=2).json()["news"] == []


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"facts": 3}', '{"facts": [3], "after": 0, "door": ""}', "\xff",
                                  '{"facts": [{"key": "aaaaaaaa", "deed": "here", "ago": "x"}], "after": 0, "door": ""}'])  # fmt: skip
def test_what_is_no_fact_is_refused(edith, event, body: str) -> None:
    given = client_of(edith).post(at(event, "door_facts"), body, content_type="application/json")

    assert (given.status_code, Arrival.objects.count()) == (400, 0)


def test_a_record_is_offered_to_a_walk_in_and_taken_when_it_is_said(club, ada, edith, event) -> None:
    make_record(club, "Adam", "Lovelace")  # held back: nobody sees such a one by name
    stranger = make_member(make_club("law"), "Ada", "Turing")
    client = client_of(edith)

    offered = client.get(at(event, "door_offers"), {"name": "ada lov"}).json()["offers"]
    for person, key in ((ada, "aaaaaaaa"), (stranger, "bbbbbbbb")):
        fact = {"key": key, "deed": "walk_in", "place": public_id(), "name": "Ada", "person": person.public_id}
        tell(event, client, fact)

    assert [one["person"] for one in offered] == [ada.public_id]
    assert sorted(WalkIn.objects.values_list("person", flat=True), key=str) == [ada.pk, None]


def test_an_organiser_says_afterwards_whose_record_it_is(ada, edith, event) -> None:
    client = client_of(edith)
    tell(
        event,
        client,
        {"key": "aaaaaaaa", "deed": "walk_in", "place": public_id(), "name": "Lovelace", "mail": "a@example.org"},
    )
    walk_in = WalkIn.objects.get()

    page = client.get(at(event, "walk_in_match", walk_in=walk_in.public_id))
    client.post(at(event, "walk_in_match", walk_in=walk_in.public_id), {"person": ada.public_id})

    assert ada.public_id in page.text
    walk_in.refresh_from_db()
    assert walk_in.person == ada
    assert "Ada Lovelace" in client.get(at(event, "lists"), {"show": "doors"}).text


# Codes


def test_a_code_is_read_back_and_names_its_seat(ada, event) -> None:
    mine = answers(event, ada, "Katarina Žagar")

    page = client_of(ada).get(at(event, "passes"))

    seats = list(mine.people.all())
    said = [codes.code(event.public_id, seat.public_id) for seat in seats]
    assert [codes.read(one).seat for one in said if codes.read(one)] == [seat.public_id for seat in seats]
    assert page.text.count("data:image/svg+xml") == 2
    for one in said:
        square = segno.make(one, error="m")
        assert (square.designator, zxingcpp.read_barcode(drawn(square)).text) == ("2-M", one)


def drawn(square: segno.QRCode) -> Image.Image:
    picture = io.BytesIO()
    square.save(picture, kind="png", scale=6, border=4)
    return Image.open(picture)


names = st.text(ALPHABET, min_size=13, max_size=13)


@given(names, names)
def test_a_true_code_is_known_and_one_changed_in_any_sign_is_not(event: str, seat: str) -> None:
    said = codes.code(event, seat)

    assert codes.is_true(said.lower())
    for place, sign in enumerate(said):
        other = "2" if sign != "2" else "3"
        assert not codes.is_true(said[:place] + other + said[place + 1 :])


def test_a_seat_that_was_given_back_leaves_its_code_without_one(ada, event, edith) -> None:
    before = answers(event, ada).people.get().public_id
    answers(event, ada, say=NO)
    after = answers(event, ada).people.get().public_id

    digests = [digest for row in listed(event, client_of(edith))["rows"] for digest in row["digests"]]

    assert before != after
    assert digests == codes.digests(event.public_id, after)


def test_codes_printed_before_the_secret_was_changed_hold(event, settings) -> None:
    said = codes.code(event.public_id, "bcdfghjkmnpqr")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another one", [settings.SECRET_KEY]

    assert codes.is_true(said)


def test_nobody_has_a_code_without_a_seat(club, ada, event) -> None:
    answers(event, ada, say=NO)

    assert client_of(ada).get(at(event, "passes")).status_code == 404


# People who change


def test_an_erased_person_is_at_no_door(ada, edith, event) -> None:
    mine = answers(event, ada, "Katarina Žagar")
    client = client_of(edith)
    tell(event, client, {"key": "aaaaaaaa", "deed": "here", "place": mine.people.first().public_id})

    erasing.erase(person=ada, by=None, why=erasing.OWN_WORD, now=timezone.now())

    assert listed(event, client)["rows"] == []
    assert Arrival.objects.count() == 0


def test_a_walk_in_is_forgotten_with_the_person_whose_mail_she_left(ada, edith, event) -> None:
    mail = ada.account.email.upper()
    for key, address in (("aaaaaaaa", mail), ("bbbbbbbb", "other@example.org")):
        tell(
            event, client_of(edith), {"key": key, "deed": "walk_in", "place": public_id(), "name": "A", "mail": address}
        )

    erasing.erase(person=ada, by=None, why=erasing.OWN_WORD, now=timezone.now())

    assert list(WalkIn.objects.values_list("mail", flat=True)) == ["other@example.org"]


def test_a_code_of_a_record_that_was_merged_lets_in_the_one_that_stays(club, ada, edith, event) -> None:
    gone = make_record(club, "Ada", "Byron")
    before = answers(event, gone).people.get().public_id

    merging.merge(kept=ada, gone=gone, by=None, now=timezone.now())

    rows = listed(event, client_of(edith))["rows"]
    assert [(row["id"], row["name"], row["digests"]) for row in rows] == [
        (before, "Ada Lovelace", codes.digests(event.public_id, before))
    ]


def test_of_two_records_that_both_come_one_seat_stays_and_both_come_back(club, ada, edith, event) -> None:
    gone = make_record(club, "Ada", "Byron")
    hers, stays = answers(event, gone).people.get(), answers(event, ada).people.get()
    client = client_of(edith)
    tell(event, client, {"key": "aaaaaaaa", "deed": "here", "place": hers.public_id})

    merge = merging.merge(kept=ada, gone=gone, by=None, now=timezone.now())
    assert [row["id"] for row in listed(event, client)["rows"]] == [stays.public_id]
    assert tell(event, client, {"key": "bbbbbbbb", "deed": "here", "place": hers.public_id}).json()["kept"] == [
        "bbbbbbbb"
    ]

    merging.undo(merge=merge, by=None, now=timezone.now())
    assert {row["id"] for row in listed(event, client)["rows"]} == {hers.public_id, stays.public_id}
    assert Arrival.objects.get(key="aaaaaaaa").seat == hers


def test_who_came_reads_it_and_who_did_not_does_not(club, ada, edith, event) -> None:
    mine = answers(event, ada)
    answers(event, edith)
    tell(event, client_of(edith), {"key": "aaaaaaaa", "deed": "here", "place": mine.people.get().public_id})
    Event.objects.update(starts_at=timezone.now() - timedelta(hours=5), ends_at=timezone.now() - timedelta(minutes=1))

    pages = {one: client_of(one).get(reverse("profiles:held")).text for one in (ada, edith)}

    assert ["Events you came to" in pages[one] for one in (ada, edith)] == [True, False]
    own = client_of(ada).get(event.get_absolute_url()).text
    organisers = client_of(edith).get(event.get_absolute_url()).text
    assert ("You were there" in own, "You had a seat" in organisers, "1 came," in organisers) == (True, True, True)


@pytest.mark.parametrize("guests", [3, 30])
def test_the_list_of_the_door_costs_as_many_questions_for_few_as_for_many(
    club, edith, event, guests: int, django_assert_max_num_queries
) -> None:
    for number in range(guests):
        answers(event, make_member(club, f"Guest{number}"), f"Companion {number}")
    client = client_of(edith)
    listed(event, client)

    with django_assert_max_num_queries(36):
        listed(event, client)
    with django_assert_max_num_queries(40):
        client.get(at(event, "lists"))


# Lists and badges


def test_a_list_goes_into_a_spreadsheet_without_formulas_and_each_can_read_that(ada, edith, event) -> None:
    mine = answers(event, ada, "=1+1", meal="@SUM(A1)")
    Part.objects.create(event=event, title="Boat", starts_at=event.starts_at, is_chosen=True).seats.set(
        mine.people.all()
    )

    given = client_of(edith).post(at(event, "list_file"))

    rows = list(csv.reader(io.StringIO(given.getvalue().decode("utf-8-sig"))))
    assert [(row[0], row[4], row[5], row[7]) for row in rows[1:]] == [
        ("Ada Lovelace", "", "'@SUM(A1)", "Boat"), ("'=1+1", "Ada Lovelace", "", "Boat"),
    ]  # fmt: skip
    assert [(one.person_id, one.what) for one in AccessEntry.objects.all()] == [(ada.pk, "events.list")]
    assert AuditEntry.objects.filter(deed="events.list", details__people=1).count() == 1


def test_lists_show_who_comes_what_they_eat_and_names_that_stand_twice(club, ada, edith, event) -> None:
    answers(event, ada, meal="Vegetarian")
    answers(event, make_member(club, "Joan", "Ball"), "ada lovelace", meal="vegetarian ")
    client = client_of(edith)

    pages = {show: client.get(at(event, "lists"), {"show": show}).text for show in ("names", "needs", "parts", "doors")}

    assert pages["names"].count("This name stands here twice") == 2
    assert re.findall(r'<b class="num">(\d+)</b>\s*<span dir="auto">([^<]+)', pages["needs"]) == [("2", "vegetarian")]


@pytest.mark.parametrize("paper", badges.PAPERS)
def test_badges_fit_their_paper_with_names_of_any_kind(club, edith, event, paper: str) -> None:
    people = ["Ada", "Wilhelmina Konstantina", "Špela", "Þórdís", "王小明", "=cmd|' /C calc'!A0", "#let x = 1 ]"]
    families = ["Lovelace", "van den Boogaard-Schwarzenegger", "Žnidaršič Čebulj", "Guðmundsdóttir", "", "X", "$x$ *b*"]
    for given_name, family in zip(people, families, strict=True):
        answers(event, make_member(club, given_name, family), "Katarina Žagar")

    made = client_of(edith).post(at(event, "badges"), {"paper": paper})

    sheet = badges.PAPERS[paper]
    pages = PdfReader(io.BytesIO(made.content)).pages
    assert len(pages) == -(-14 // (sheet.columns * sheet.rows))
    words = " ".join(page.extract_text() for page in pages)
    for told in ("Špela", "Žnidaršič", "Guðmundsdóttir", "Boogaard", "$x$ *b*", "with Ada Lovelace"):
        assert told in words.replace("\n", " "), told


@pytest.mark.parametrize("paper", badges.PAPERS)
def test_codes_of_badges_are_read_from_the_sheet(paper: str) -> None:
    says = {codes.code("bcdfghjkmnpqr", public_id()) for _ in range(4)}
    people = [
        badges.Badge("Wilhelmina Konstantina", "van den Boogaard", "’99", "with Ada Lovelace", code) for code in says
    ]
    words = badges.sheets(people, paper=paper, club="Klub", title="Twenty-five years", language="en")

    sheet = badges.compiler().compile(format="png", ppi=200, sys_inputs=words)

    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(sheet)))
    assert {one.text for one in found} == says
