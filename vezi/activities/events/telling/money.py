"""What is open, what came and what went back."""

from datetime import datetime

from vezi.activities.events import answers
from vezi.activities.events.models import Bill, Movement
from vezi.activities.events.queries import books
from vezi.activities.events.queries.books import Balance
from vezi.activities.events.queries.offers import till_of
from vezi.activities.events.telling.ways import about, tell
from vezi.core.money import Money
from vezi.network.notices import services as notices


def owes(bill: Bill, found: Balance, *, now: datetime) -> None:
    """A reminder of what is open, by the name under which it is paid."""
    _tell_of_money(bill, "owes", found.open, now=now, more=found.reference)


def paid(bill: Bill, moved: Movement, *, now: datetime) -> None:
    if bill.registration is not None and not books.balance_of(bill).open:
        notices.settle(person=bill.registration.person, about=f"{about(bill.event)}:owes", now=now)
    _tell_of_money(bill, "paid", money_of(bill, moved), now=now)


def refunded(bill: Bill, moved: Movement, *, now: datetime) -> None:
    _tell_of_money(bill, "refunded", money_of(bill, moved), now=now)


def money_of(bill: Bill, moved: Movement) -> Money:
    till = till_of(bill.event)
    assert till is not None, "money moved only where there is a till"
    return till.money(moved.amount)


def _tell_of_money(bill: Bill, kind: str, amount: Money, *, now: datetime, more: str = "") -> None:
    """Whoever has gone from here is told nothing."""
    if bill.registration is None:
        return
    event, person = bill.event, bill.registration.person
    tell(
        event, person, kind, about=f"{about(event)}:{kind}", mail_path=answers.address_of(event, person), now=now, sum=amount,
        more=more,
    )  # fmt: skip
