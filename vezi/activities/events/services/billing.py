"""The books of an event: what was paid, paid back, and written by mistake. The bill's row is locked; rows are only added."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import Bill, Event, Flow, Movement, Registration, Way
from vezi.activities.events.queries import books
from vezi.core import audit
from vezi.core.bank import references
from vezi.core.errors import Refused
from vezi.core.money import MOST, Money
from vezi.network.accounts.models import Account

#: Nobody is reminded of what she owes more often.
PATIENCE = timedelta(days=3)


class NoSum(Refused):
    status = 422
    sentence = _("Say how much it was.")


class RefundTooLarge(Refused):
    status = 422

    def __init__(self, most: Money) -> None:
        said = _("No more can be paid back than was paid: %(most)s.") % {"most": most}
        super().__init__(str(said if most else _("Nothing was paid that could be paid back.")))


class AlreadyTakenBack(Refused):
    sentence = _("This has been taken back already.")


class PaidBackSince(Refused):
    sentence = _("Some of it was paid back since. Take that back first.")


def open_for(mine: Registration, *, now: datetime) -> Bill | None:
    """Its bill, made when the first priced seat is taken. The event is locked by then."""
    found = Bill.objects.filter(registration=mine).first()
    if found is None and mine.people.filter(price__gt=0).exists():
        number = references.new_number()
        while Bill.objects.filter(number=number).exists():
            number = references.new_number()
        found = Bill.objects.create(event=mine.event, registration=mine, person=mine.person, number=number, made_at=now)
    return found


@transaction.atomic
def pay(
    *, bill: Bill, amount: int, way: str, on: date, by: Account | None, now: datetime, outside_id: str = ""
) -> Movement:
    """Money came in, minor units of it. What has a name outside comes once, however often it is said. Raises NoSum."""
    bill = locked(bill)
    if outside_id and (known := Movement.objects.filter(outside_id=outside_id).first()) is not None:
        return known
    if not 0 < amount <= MOST:
        raise NoSum
    moved = _move(bill, Flow.PAID, amount, way, on, by, now, outside_id)
    telling.paid(bill, moved, now=now)
    return moved


@transaction.atomic
def refund(*, bill: Bill, amount: int, way: str, on: date, by: Account | None, now: datetime) -> Movement:
    """Money went back; never more of it than came. Raises NoSum, RefundTooLarge."""
    bill = locked(bill)
    if not 0 < amount <= MOST:
        raise NoSum
    if amount > (most := books.balance_of(bill).refundable).minor:
        raise RefundTooLarge(most)
    moved = _move(bill, Flow.REFUNDED, amount, way, on, by, now)
    telling.refunded(bill, moved, now=now)
    return moved


@transaction.atomic
def take_back(*, movement: Movement, by: Account | None, now: datetime) -> Movement:
    """It was written by mistake: it stays, and does not count any more. Raises AlreadyTakenBack, PaidBackSince."""
    bill = locked(movement.bill)
    if movement.flow == Flow.MISTAKEN or Movement.objects.filter(takes_back=movement).exists():
        raise AlreadyTakenBack
    if movement.flow == Flow.PAID and movement.amount > books.balance_of(bill).refundable.minor:
        raise PaidBackSince
    return _move(bill, Flow.MISTAKEN, movement.amount, movement.way, movement.moved_on, by, now, takes_back=movement)


@transaction.atomic
def settle_at_door(*, event: Event, bills: Iterable[str], way: str, on: date, by: Account | None, now: datetime) -> int:
    """What is open of each is paid; how many. `bills` are public names; what is paid by now is left as it is."""
    chosen = event.bills.filter(public_id__in=list(bills)).order_by("pk")
    count = 0
    for bill in chosen:
        if left := books.balance_of(locked(bill)).open:
            pay(bill=bill, amount=left.minor, way=way, on=on, by=by, now=now)
            count += 1
    return count


@transaction.atomic
def nudge(*, event: Event, by: Account | None, now: datetime) -> int:
    """Those who have not paid are reminded, each in her own language and not before PATIENCE is over; how many."""
    rows = books.bills(event, show="open").exclude(nudged_at__gt=now - PATIENCE).exclude(registration=None)
    waiting = list(rows.select_related("registration__person__account", "event__club"))
    for bill in waiting:
        telling.owes(bill, books.balance_of(bill), now=now)
    Bill.objects.filter(pk__in=[bill.pk for bill in waiting]).update(nudged_at=now)
    if waiting:
        audit.record("events.nudge", by=by, at=now, subject=event, club_id=event.club_id, count=len(waiting))
    return len(waiting)


def locked(bill: Bill) -> Bill:
    """The row that holds the balance: of a bill that is part of another, that one."""
    found: Bill = (
        Bill.objects.select_for_update(of=("self",))
        .select_related("event__club__institution", "registration__person__account")
        .get(pk=bill.into_id or bill.pk)
    )
    return found


def _move(
    bill: Bill, flow: Flow, amount: int, way: str, on: date, by: Account | None, now: datetime, outside_id: str = "",
    *, takes_back: Movement | None = None,
) -> Movement:  # fmt: skip
    moved = Movement.objects.create(
        bill=bill, flow=flow, amount=amount, way=Way(way), moved_on=on, written_at=now, outside_id=outside_id,
        by_id=by.pk if by is not None else None, takes_back=takes_back,
    )  # fmt: skip
    audit.record(
        f"events.{flow}", by=by, at=now, subject=bill, club_id=bill.event.club_id, person_id=bill.person_id,
        amount=amount, way=way,
    )  # fmt: skip
    return moved
