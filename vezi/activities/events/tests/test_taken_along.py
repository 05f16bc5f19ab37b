"""What events hold of a person goes with what she takes along: her seats, and money that came and went."""

import json

import pytest

from tests.somebody import erase
from vezi.activities.events import services
from vezi.activities.events.models import Movement, Way
from vezi.activities.events.services.ticketing import Kind
from vezi.activities.events.tests.factories import SOON, make_event, says, sell
from vezi.core.features import held_of_person
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(club) -> Person:
    """Paid €45 for a seat; Maja as much for hers."""
    event, ada = make_event(club, most_companions=1), make_member(club)
    sell(event, Kind("A seat", 4500))
    for one in (ada, make_member(club, "Maja", "Novak")):
        mine = says(event, one)
        services.pay(bill=mine.bill, amount=4500, way=Way.TRANSFER, on=SOON.date(), by=None, now=NOW)
    return ada


def taken(person: Person) -> dict[str, list[dict[str, str]]]:
    return json.loads(client_of(person).get("/me/held.json").content)["records"]


def test_her_seats_and_payments_go_along_with_their_sums_and_nobody_else_s(ada) -> None:
    told = taken(ada)

    assert [(one["flow"], one["amount"], one["way"]) for one in told["events.Movement"]] == [
        ("paid", {"minor": 4500, "currency": "EUR"}, "transfer")
    ]
    assert [one["price"] for one in told["events.Seat"]] == [{"minor": 4500, "currency": "EUR"}]


def test_she_reads_them_on_the_page_and_in_the_file_for_people(ada) -> None:
    client = client_of(ada)

    pages = [client.get(f"/me/held{ending}").content.decode() for ending in ("/", ".html")]

    assert ["What you paid for events, and were paid back" in page for page in pages] == [True, True]
    assert ["€45" in page for page in pages] == [True, True]


def test_what_was_free_says_no_price(club) -> None:
    ada = make_member(club)
    says(make_event(club, most_companions=1), ada, "yes", "Katarina")

    assert [(one.get("name"), "price" in one) for one in taken(ada)["events.Seat"]] == [
        (None, False),
        ("Katarina", False),
    ]


def test_payments_stay_in_the_books_of_who_is_erased(ada, django_capture_on_commit_callbacks) -> None:
    erase(ada, django_capture_on_commit_callbacks)

    assert Movement.objects.filter(amount=4500).count() == 2


def test_each_belonging_leads_to_a_person() -> None:
    paths = [(one.model, one.field) for one in held_of_person() if "__" in one.field]

    assert sorted(paths) == [
        ("events.Bed", "seat__registration__person"), ("events.Movement", "bill__person"),
        ("events.Seat", "registration__person"),
    ]  # fmt: skip
