"""The books of an event, held against a slow oracle; what stays of them when people go."""

from collections import defaultdict
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vezi.activities.events import services
from vezi.activities.events.models import Bill, Event, Flow, Movement, Registration, Standing, Way
from vezi.activities.events.queries import books
from vezi.activities.events.services.answering import NO, YES
from vezi.activities.events.services.billing import AlreadyTakenBack, NoSum, PaidBackSince, RefundTooLarge
from vezi.activities.events.services.ticketing import Kind
from vezi.activities.events.tests.factories import make_event, owed_by, says, sell
from vezi.core.bank import references
from vezi.core.errors import Refused
from vezi.core.tests.at_once import at_once, refusals
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices.models import Notice
from vezi.network.people import erasing, merging
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def people(club: Club) -> list[Person]:
    return [make_member(club, given, "Novak") for given in ("Ada", "Grace", "Maja")]


@pytest.fixture
def event(club: Club) -> Event:
    made = make_event(club, capacity=4, most_companions=2)
    sell(made, Kind("A seat", 4500))
    return made


def pays(mine: Registration, amount: int = 4500, way: str = Way.DOOR, outside_id: str = "") -> Movement:
    return services.pay(bill=mine.bill, amount=amount, way=way, on=TODAY, by=None, now=NOW, outside_id=outside_id)


def gets_back(mine: Registration, amount: int = 4500) -> Movement:
    return services.refund(bill=mine.bill, amount=amount, way=Way.TRANSFER, on=TODAY, by=None, now=NOW)


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_who_pays_owes_nothing_any_more_and_hears_of_it(event, people) -> None:
    mine = says(event, people[0])

    pays(mine)

    found = books.of_registration(mine)
    assert (str(found.owed), str(found.paid), found.open.minor, found.due_back.minor) == ("€45", "€45", 0, 0)
    assert told(people[0]) == ["events.coming", "events.paid"]


def test_what_was_paid_for_a_seat_given_back_is_due_back(event, people) -> None:
    mine = says(event, people[0], YES, "Katarina")
    pays(mine, 9000)

    says(event, people[0], YES)

    assert str(books.of_registration(mine).due_back) == "€45"


def test_when_it_is_called_off_everything_paid_is_due_back(event, people) -> None:
    first, second, _third = (says(event, one) for one in people)
    pays(first), pays(second, 2000)

    services.call_off(event=event, why="The river has come.", by=None, now=NOW)

    back = {one.person.given: one.back for one in books.bills(Event.objects.get(pk=event.pk), show="back")}
    assert back == {"Ada": 4500, "Grace": 2000}
    assert books.sums(event).open.minor == 0


def test_no_more_is_paid_back_than_was_paid(event, people) -> None:
    mine = says(event, people[0])
    pays(mine)
    gets_back(mine, 2000)

    with pytest.raises(RefundTooLarge):
        gets_back(mine, 2501)
    gets_back(mine, 2500)
    with pytest.raises(RefundTooLarge):
        gets_back(mine, 1)
    assert owed_by(mine) == (4500, 4500, 4500)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_payment(event, people, amount: int) -> None:
    mine = says(event, people[0])

    for deed in (pays, gets_back):
        with pytest.raises(NoSum):
            deed(mine, amount)


def test_a_payment_known_outside_comes_once(event, people) -> None:
    mine = says(event, people[0])

    first, again = pays(mine, outside_id="bank:1"), pays(mine, outside_id="bank:1")

    assert first == again
    assert owed_by(mine) == (4500, 4500, 0)


def test_a_mistake_is_taken_back_by_another_row_and_once(event, people) -> None:
    mine = says(event, people[0])
    wrong = pays(mine)

    services.take_back(movement=wrong, by=None, now=NOW)

    assert owed_by(mine) == (4500, 0, 0)
    assert [one.flow for one in mine.bill.movements.all()] == [Flow.PAID, Flow.MISTAKEN]
    with pytest.raises(AlreadyTakenBack):
        services.take_back(movement=wrong, by=None, now=NOW)
    with pytest.raises(AlreadyTakenBack):
        services.take_back(movement=mine.bill.movements.last(), by=None, now=NOW)


def test_a_payment_that_was_paid_back_since_is_not_taken_back_before_that(event, people) -> None:
    mine = says(event, people[0])
    came, went = pays(mine), gets_back(mine)

    with pytest.raises(PaidBackSince):
        services.take_back(movement=came, by=None, now=NOW)
    services.take_back(movement=went, by=None, now=NOW)
    services.take_back(movement=came, by=None, now=NOW)
    assert owed_by(mine) == (4500, 0, 0)


@pytest.mark.parametrize(
    "deed",
    [
        lambda: Movement.objects.update(amount=1),
        lambda: Movement.objects.all()._raw_delete("default"),
        lambda: connections["default"].cursor().execute("update events_movement set amount = amount + 1"),
    ],
)
def test_the_database_lets_nobody_change_what_is_written(event, people, deed) -> None:
    pays(says(event, people[0]))

    with pytest.raises(DatabaseError, match="only ever added"):
        deed()


def test_references_are_one_of_a_kind_and_check_themselves(event, people) -> None:
    numbers = [says(event, one).bill.number for one in people]

    assert len(set(numbers)) == 3
    for number in numbers:
        assert references.number_of(references.rf(number)) == references.number_of(references.si(number)) == number


def test_whoever_has_not_paid_is_reminded_and_not_too_often(event, people) -> None:
    first, _second = says(event, people[0]), says(event, people[1])
    pays(first)

    counts = [services.nudge_about_money(event=event, by=None, now=NOW + timedelta(days=day)) for day in (0, 1, 4)]

    assert counts == [1, 0, 1]
    assert told(people[1]).count("events.owes") >= 1
    assert told(people[0]).count("events.owes") == 0


def test_an_unpaid_seat_is_held_all_the_same(event, people) -> None:
    mine = says(event, people[0])

    services.close_overdue(now=NOW + timedelta(days=20))

    mine.refresh_from_db()
    assert mine.standing == Standing.COMING


def test_who_is_erased_leaves_what_she_paid_and_not_her_name(event, people) -> None:
    mine, debtor = says(event, people[0]), says(event, people[1])
    pays(mine, 5000)
    bills = [mine.bill.pk, debtor.bill.pk]

    for person in people[:2]:
        erasing.erase(person=person, by=None, why="By letter.", now=NOW)

    kept, unpaid = Bill.objects.filter(pk__in=bills).order_by("pk")
    assert (kept.person, kept.registration, kept.closed_owed) == (None, None, 4500)
    assert (unpaid.person, unpaid.registration, unpaid.closed_owed) == (None, None, 0)
    sums = books.sums(event)
    assert (sums.owed.minor, sums.paid.minor, sums.open.minor, sums.back.minor) == (4500, 5000, 0, 500)


def test_what_was_due_back_to_her_stays_due_by_its_reference(event, people) -> None:
    mine = says(event, people[0])
    pays(mine)
    says(event, people[0], NO)

    erasing.erase(person=people[0], by=None, why="By letter.", now=NOW)

    assert [(one.back, one.person) for one in books.bills(event, show="back")] == [(4500, None)]


def test_who_answered_twice_and_paid_once_has_paid(event, people, club) -> None:
    ada, record = people[0], make_person("Ada", "Lovelace")
    mine, twice = says(event, ada), says(event, record)
    pays(twice)

    merge = merging.merge(kept=ada, gone=record, by=None, now=NOW)

    assert owed_by(mine) == (4500, 4500, 0)
    sums = books.sums(event)
    assert (sums.owed.minor, sums.paid.minor, sums.counts["all"]) == (4500, 4500, 1)
    merging.undo(merge=merge, by=None, now=NOW)
    assert owed_by(Registration.objects.get(person=ada)) == (4500, 0, 0)
    assert owed_by(Registration.objects.get(person=record)) == (4500, 4500, 0)


def test_a_payment_by_the_reference_of_the_other_record_counts_for_both(event, people) -> None:
    record = make_person("Ada", "Lovelace")
    mine, twice = says(event, people[0]), says(event, record)
    merging.merge(kept=people[0], gone=record, by=None, now=NOW)

    bill = Bill.objects.get(number=twice.bill.number)
    services.pay(bill=bill, amount=4500, way=Way.TRANSFER, on=TODAY, by=None, now=NOW)

    assert owed_by(mine) == (4500, 4500, 0)


#: What may happen, one after the other: who, what, and how much of it.
DEEDS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["alone", "with one", "with two", "no", "maybe", "pay", "refund", "mistake", "dearer", "off"]),
        st.integers(1, 12_000),
    ),
    max_size=22,
)


class Oracle:
    """The books as a careful treasurer keeps them, by hand: nothing is looked up in ours."""

    def __init__(self) -> None:
        self.price = 4500
        self.seats: dict[int, list[int]] = defaultdict(list)
        self.came: dict[int, list[list[int | bool]]] = defaultdict(list)  # amount, counts
        self.went: dict[int, list[list[int | bool]]] = defaultdict(list)

    def owed(self, who: int) -> int:
        return sum(self.seats[who])

    def paid(self, who: int) -> int:
        return sum(amount for amount, counts in self.came[who] if counts)

    def refunded(self, who: int) -> int:
        return sum(amount for amount, counts in self.went[who] if counts)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(deeds=DEEDS)
def test_the_books_never_disagree_with_those_kept_by_hand(deeds: list[tuple[int, str, int]]) -> None:
    with transaction.atomic():
        walk(deeds)
        transaction.set_rollback(True)


def walk(deeds: list[tuple[int, str, int]]) -> None:
    club = make_club("economics")
    people = [make_member(club, given, "Novak") for given in ("Ada", "Grace", "Maja")]
    event = make_event(club, most_companions=2)
    sell(event, Kind("A seat", 4500))
    by_hand = Oracle()
    for who, deed, amount in deeds:
        do(event, people, by_hand, who, deed, amount)
        check(event, people, by_hand)


def do(event: Event, people: list[Person], by_hand: Oracle, who: int, deed: str, amount: int) -> None:
    if deed in ("alone", "with one", "with two"):
        others = {"alone": [], "with one": ["Eva"], "with two": ["Eva", "Jan"]}[deed]
        if said(event, people[who], YES, *others):
            had = by_hand.seats[who]
            by_hand.seats[who] = (had + [by_hand.price] * 3)[: 1 + len(others)]
    elif deed in ("no", "maybe"):
        if said(event, people[who], deed):
            by_hand.seats[who] = []
    elif deed == "dearer":
        by_hand.price = amount
        ticket = event.tickets.get()
        sell(event, Kind(ticket.title, amount, public_id=ticket.public_id))
    elif deed == "off" and amount > 11_000:
        services.call_off(event=event, why="The river has come.", by=None, now=NOW)
        by_hand.seats.clear()
    elif (bill := Bill.objects.filter(event=event, person=people[who]).first()) is not None:
        move(bill, by_hand, who, deed, amount)


def said(event: Event, person: Person, *words: str) -> bool:
    try:
        says(event, person, *words)
    except Refused:
        return False
    return True


def move(bill: Bill, by_hand: Oracle, who: int, deed: str, amount: int) -> None:
    facts = {"way": Way.DOOR, "on": TODAY, "by": None, "now": NOW}
    left = by_hand.paid(who) - by_hand.refunded(who)
    if deed == "pay":
        services.pay(bill=bill, amount=amount, **facts)
        by_hand.came[who].append([amount, True])
    elif deed == "refund":
        try:
            services.refund(bill=bill, amount=amount, **facts)
        except RefundTooLarge:
            assert amount > left
        else:
            by_hand.went[who].append([amount, True])
    elif deed == "mistake":
        first = bill.movements.filter(flow=Flow.PAID).first()
        if first is None:
            return
        try:
            services.take_back(movement=first, by=None, now=NOW)
        except Refused:
            row = by_hand.came[who][0]
            assert not row[1] or row[0] > left
        else:
            by_hand.came[who][0][1] = False


def check(event: Event, people: list[Person], by_hand: Oracle) -> None:
    rows = {one.person_id: one for one in books.bills(Event.objects.get(pk=event.pk))}
    for who, person in enumerate(people):
        row = rows.get(person.pk)
        ours = (row.owed, row.paid, row.refunded) if row is not None else (0, 0, 0)
        assert ours == (by_hand.owed(who), by_hand.paid(who), by_hand.refunded(who))
        assert min(ours) >= 0
        assert ours[2] <= ours[1]
        if row is not None:
            assert row.open - row.back == ours[0] - ours[1] + ours[2]
            assert min(row.open, row.back) == 0
    sums = books.sums(event)
    assert sums.owed.minor == sum(by_hand.owed(who) for who in range(3))
    assert sums.paid.minor == sum(by_hand.paid(who) for who in range(3))
    assert (sums.owed - sums.paid + sums.refunded).minor == (sums.open - sums.back).minor


@pytest.mark.django_db(transaction=True)
def test_the_last_ticket_of_a_kind_is_sold_once_however_many_press() -> None:
    club = make_club("economics")
    event = make_event(club)
    sell(event, Kind("A bed", 4500, capacity=5))
    people = [make_member(club, "Ada", f"N{number}") for number in range(40)]

    def buy(those: list[Person]) -> int:
        return sum(said(event, person) for person in those)

    sold = at_once(*(partial(buy, people[part::8]) for part in range(8)))

    assert sum(sold) == 5
    assert Registration.objects.filter(event=event, standing=Standing.COMING).count() == 5
    assert books.sums(event).owed.minor == 5 * 4500
    assert len(set(Bill.objects.values_list("number", flat=True))) == 5


@pytest.mark.django_db(transaction=True)
def test_refunds_at_the_same_moment_do_not_pay_back_twice() -> None:
    club = make_club("economics")
    event = make_event(club)
    sell(event, Kind("A seat", 4500))
    mine = says(event, make_member(club))
    pays(mine)

    refused = refusals(*[lambda: gets_back(mine)] * 8)

    assert sorted(refused) == [""] + ["RefundTooLarge"] * 7
    assert owed_by(mine) == (4500, 4500, 4500)


@pytest.mark.django_db(transaction=True)
def test_a_payment_that_comes_from_many_sides_at_once_is_one() -> None:
    club = make_club("economics")
    event = make_event(club)
    sell(event, Kind("A seat", 4500))
    mine = says(event, make_member(club))

    at_once(*[lambda: pays(mine, outside_id="bank:1")] * 8)

    assert owed_by(mine) == (4500, 4500, 0)
