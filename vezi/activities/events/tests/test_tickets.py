"""Kinds of tickets: what each costs whom, how many there are, and what stays of it when prices change."""

from datetime import timedelta

import pytest

from vezi.activities.events import services
from vezi.activities.events.models import Event, Registration, Seat, Standing, Ticket, Whom
from vezi.activities.events.queries import books, offers
from vezi.activities.events.services.answering import NO, YES, Comer, Said
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.services.selling import (
    CodeUnknown,
    CodeUsed,
    NotForYou,
    SoldOut,
    SumIsAnother,
    TicketMissing,
)
from vezi.activities.events.services.ticketing import (
    AccountMissing,
    CurrencyStays,
    EarlyIsNotLess,
    FewerThanSold,
    Kind,
    NoCardsHere,
    NotByCode,
    NoWayToPay,
    TitleOfTicketMissing,
    Ways,
)
from vezi.activities.events.tests.factories import SOON, kinds_of, make_event, owed_by, says, sell
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def takes(event: Event, person: Person, *tickets: Ticket | None, **more) -> Registration:
    """Her own seat first, then a companion for each."""
    me, *others = tickets or (None,)
    companions = [Comer(name=f"Companion {number}", ticket=one) for number, one in enumerate(others, 1)]
    now = more.pop("now", NOW)
    said = Said(YES, me=Comer(ticket=me), companions=companions, **more)
    return services.answer(event=event, person=person, said=said, by=None, now=now)


def test_where_there_is_one_kind_a_yes_takes_it(club, people) -> None:
    event = make_event(club, most_companions=1)
    sell(event, Kind("A seat", 4500))

    mine = says(event, people[0], YES, "Katarina")

    assert [seat.price for seat in mine.people.all()] == [4500, 4500]
    assert owed_by(mine) == (9000, 0, 0)


def test_where_there_are_several_one_is_chosen(club, people) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 4500), Kind("With a bed", 9500))

    with pytest.raises(TicketMissing):
        takes(event, people[0], None)
    assert owed_by(takes(event, people[0], kinds_of(event)["With a bed"])) == (9500, 0, 0)


def test_what_is_free_makes_no_bill(club, people) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 0))

    assert books.of_registration(says(event, people[0])) is None


def test_the_early_price_holds_until_its_last_moment(club, people) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 4500, early_price=4000, early_until=NOW + DAY))

    early = says(event, people[0], now=NOW + DAY - timedelta(seconds=1))
    late = says(event, people[1], now=NOW + DAY)

    assert (owed_by(early)[0], owed_by(late)[0]) == (4000, 4500)


def test_a_price_that_changes_later_does_not_touch_what_was_sold(club, people) -> None:
    event = make_event(club, most_companions=2)
    sell(event, Kind("A seat", 4500))
    mine = says(event, people[0], YES, "Katarina")

    raise_to(event, 6000)
    says(event, people[0], YES, "Katarina", "Jure", now=NOW + DAY)

    assert sorted(mine.people.values_list("price", flat=True)) == [4500, 4500, 6000]
    assert owed_by(mine)[0] == 15000


def raise_to(event: Event, price: int) -> None:
    ticket = event.tickets.get()
    sell(event, Kind(ticket.title, price, public_id=ticket.public_id))


def test_what_was_given_back_is_sold_again_at_the_price_of_the_day(club, people) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 4500))
    mine = says(event, people[0])
    says(event, people[0], NO)

    raise_to(event, 6000)

    assert owed_by(mine) == (0, 0, 0)
    assert owed_by(says(event, people[0])) == (6000, 0, 0)


def test_a_kind_taken_off_sale_stays_with_those_who_have_it(club, people) -> None:
    event = make_event(club, most_companions=1)
    sell(event, Kind("Early bird", 3000), Kind("A seat", 4500))
    old = kinds_of(event)["Early bird"]
    mine = takes(event, people[0], old)

    sell(event, Kind("A seat", 4500, public_id=kinds_of(event)["A seat"].public_id))

    with pytest.raises(SoldOut):
        takes(event, people[1], old)
    with pytest.raises(SoldOut):
        takes(event, people[0], old, old)
    assert owed_by(takes(event, people[0], old, kinds_of(event)["A seat"])) == (7500, 0, 0)
    assert mine.people.get(number=0).ticket == old


def test_who_came_while_it_was_free_stays_for_free(club, people) -> None:
    event = make_event(club, most_companions=1)
    mine = says(event, people[0])
    sell(event, Kind("A seat", 4500))

    says(event, people[0], YES, "Katarina")

    assert [seat.price for seat in mine.people.all()] == [0, 4500]


def test_she_pays_no_other_sum_than_the_one_she_was_shown(club, people) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 4500))
    raise_to(event, 6000)

    with pytest.raises(SumIsAnother) as wrong:
        takes(event, people[0], agreed=4500)

    assert str(wrong.value) == "It comes to €60. Press once more if that is right."
    assert not Registration.objects.exists()
    assert owed_by(takes(event, people[0], agreed=6000)) == (6000, 0, 0)


def test_a_student_pays_less_for_herself_and_not_for_others(club, people) -> None:
    event = make_event(club, most_companions=1)
    sell(event, Kind("A seat", 4500), Kind("Student", 2000, whom=Whom.STUDENTS))
    make_affiliation(people[2], kind="student")
    reduced, full = kinds_of(event)["Student"], kinds_of(event)["A seat"]

    with pytest.raises(NotForYou):
        takes(event, people[0], reduced)
    with pytest.raises(NotForYou):
        takes(event, people[2], reduced, reduced)
    assert owed_by(takes(event, people[2], reduced, full)) == (6500, 0, 0)
    assert owed_by(says(event, people[0])) == (4500, 0, 0), "the reduced one is none to choose for others"


def test_who_was_a_student_once_is_none(club, people) -> None:
    make_affiliation(people[0], kind="student", ended_year=NOW.year - 1)

    assert not offers.is_student(people[0], now=NOW)


def test_a_kind_has_as_many_as_it_says(club, people) -> None:
    event = make_event(club, most_companions=1)
    sell(event, Kind("A bed", 4500, capacity=2), Kind("A seat", 1000))
    bed = kinds_of(event)["A bed"]
    takes(event, people[0], bed, bed)

    with pytest.raises(SoldOut):
        takes(event, people[1], bed)
    says(event, people[0], NO)
    assert owed_by(takes(event, people[1], bed)) == (4500, 0, 0)


def test_who_waits_is_promised_the_kind_she_chose(club, people) -> None:
    event = make_event(club, capacity=1)
    sell(event, Kind("A bed", 4500, capacity=2), Kind("A seat", 1000))
    bed = kinds_of(event)["A bed"]
    takes(event, people[0], bed), takes(event, people[1], bed)

    with pytest.raises(SoldOut):
        takes(event, people[2], bed)

    services.give_back(registration=Registration.objects.get(person=people[0]), by=None, now=NOW)
    waiting = Registration.objects.get(person=people[1])
    assert (waiting.standing, owed_by(waiting)) == (Standing.OFFERED, (0, 0, 0))
    assert owed_by(services.take_kept(registration=waiting, by=None, now=NOW)) == (4500, 0, 0)


def test_fewer_of_a_kind_than_are_taken_is_refused(club, people) -> None:
    event = make_event(club, most_companions=1)
    sell(event, Kind("A bed", 4500, capacity=5))
    bed = kinds_of(event)["A bed"]
    takes(event, people[0], bed, bed)

    with pytest.raises(FewerThanSold):
        sell(event, Kind("A bed", 4500, capacity=1, public_id=bed.public_id))
    sell(event, Kind("A bed", 4500, capacity=2, public_id=bed.public_id))
    with pytest.raises(SoldOut):
        takes(event, people[1], bed)


def code_for(event: Event, *, uses: int = 1) -> str:
    sell(event, Kind("A seat", 4500), Kind("Speaker", 0, whom=Whom.CODE))
    return services.make_code(ticket=kinds_of(event)["Speaker"], uses=uses, note="Edith", by=None, now=NOW)[1]


def test_a_code_opens_its_ticket_so_many_times(club, people) -> None:
    event = make_event(club)
    code = code_for(event, uses=2)

    for person in people[:2]:
        assert books.of_registration(takes(event, person, code=f" {code.lower()} ")) is None
    with pytest.raises(CodeUsed):
        takes(event, people[2], code=code)

    says(event, people[0], NO)
    takes(event, people[2], code=code)
    assert Seat.objects.filter(ticket__title="Speaker").count() == 2


def test_who_took_a_seat_by_a_code_keeps_it_when_she_says_it_again(club, people) -> None:
    event = make_event(club)
    code = code_for(event)
    mine = takes(event, people[0], code=code)

    takes(event, people[0], code=code)
    says(event, people[0])

    assert mine.people.get().ticket.title == "Speaker"


def test_a_code_of_another_event_or_mistyped_opens_nothing(club, people) -> None:
    code, other = code_for(make_event(club)), make_event(club)
    sell(other, Kind("A seat", 4500), Kind("Speaker", 0, whom=Whom.CODE))

    for wrong in (code, "AAAAA-BBBBB", "…"):
        with pytest.raises(CodeUnknown):
            takes(other, people[0], code=wrong)


def test_without_a_code_the_ticket_is_not_to_be_had(club, people) -> None:
    event = make_event(club)
    code_for(event)

    with pytest.raises(NotForYou):
        takes(event, people[0], kinds_of(event)["Speaker"])


def test_a_code_that_was_ended_opens_nothing(club, people) -> None:
    event = make_event(club)
    code = code_for(event)
    services.end_code(code=kinds_of(event)["Speaker"].codes.get(), by=None, now=NOW)

    with pytest.raises(CodeUsed):
        takes(event, people[0], code=code)


def test_the_letters_of_a_code_are_kept_nowhere(club) -> None:
    event = make_event(club)

    code = code_for(event)

    kept = str(list(kinds_of(event)["Speaker"].codes.values()))
    assert code.replace("-", "")[:7] not in kept


def test_only_a_ticket_by_code_has_codes(club) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 4500))

    with pytest.raises(NotByCode):
        services.make_code(ticket=event.tickets.get(), uses=1, note="", by=None, now=NOW)


@pytest.mark.parametrize(
    ("kind", "ways", "refusal"),
    [
        (Kind(" ", 4500), Ways(), TitleOfTicketMissing),
        (Kind("A seat", 4500, early_price=4500, early_until=SOON), Ways(), EarlyIsNotLess),
        (Kind("A seat", 4500, early_price=4000), Ways(), EarlyIsNotLess),
        (Kind("A seat", 4500), Ways(at_door=False), NoWayToPay),
        (Kind("A seat", 4500), Ways(by_transfer=True), AccountMissing),
        (Kind("A seat", 4500), Ways(by_card=True), NoCardsHere),
        (Kind("A seat", 4500), Ways(currency="SIT"), CurrencyStays),
    ],
)
def test_what_makes_no_sense_is_refused(settings, club, kind: Kind, ways: Ways, refusal: type[Exception]) -> None:
    settings.PAYMENT_PROVIDER = ""
    event = make_event(club)

    with pytest.raises(refusal):
        sell(event, kind, ways=ways)
    assert not event.tickets.exists()


def test_the_currency_stays_once_something_was_sold(club, people) -> None:
    event = make_event(club)
    sell(event, Kind("A seat", 4500))
    sell(event, Kind("A seat", 4500), ways=Ways(currency="CHF"))
    says(event, people[0])

    with pytest.raises(CurrencyStays):
        sell(event, Kind("A seat", 4500), ways=Ways(currency="EUR"))


def test_last_years_tickets_are_copied_with_their_prices(club) -> None:
    event = make_event(club)
    sell(
        event, Kind("A seat", 4500, early_price=4000, early_until=SOON - DAY), Kind("Student", 2000, whom=Whom.STUDENTS)
    )

    made = services.copy(event=event, starts_at=services.a_year_on(event), organiser=None, by=None, now=NOW)

    assert [(one.title, one.price, one.whom) for one in made.tickets.all()] == [
        ("A seat", 4500, "all"),
        ("Student", 2000, "students"),
    ]
    assert made.starts_at - made.tickets.first().early_until == DAY


def test_fewer_seats_than_are_taken_is_refused_with_tickets_too(club, people) -> None:
    from vezi.activities.events.services.planning import FewerThanTaken

    event = make_event(club, capacity=5)
    sell(event, Kind("A seat", 4500))
    says(event, people[0]), says(event, people[1])

    with pytest.raises(FewerThanTaken):
        services.change(event=event, plan=Plan({"capacity": 1}, {"en": Words("It")}), by=None, now=NOW)
