"""What is owed, paid and paid back: of one bill, and of a whole event."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from vezi.activities.events.models import Bill, Event, Flow, Movement, Registration, Seat, Standing, State, Till
from vezi.activities.events.queries.offers import till_of
from vezi.core.bank import orders, pictures, references
from vezi.core.bank.orders import Order, Payee
from vezi.core.money import Money

SHOWS = ("open", "paid", "back", "all")


@dataclass(frozen=True)
class Balance:
    """Of one bill. Either something is open, or something is due back, or neither."""

    bill: Bill
    owed: Money
    paid: Money
    refunded: Money

    @property
    def open(self) -> Money:
        return Money(max(0, (self.owed - self.paid + self.refunded).minor), self.owed.currency)

    @property
    def due_back(self) -> Money:
        return Money(max(0, (self.paid - self.refunded - self.owed).minor), self.owed.currency)

    @property
    def refundable(self) -> Money:
        """What may be paid back at most."""
        return self.paid - self.refunded

    @property
    def reference(self) -> str:
        return references.shown(references.rf(self.bill.number))


def reckoned(bills: "QuerySet[Bill]") -> Any:
    """With `owed`, `paid`, `refunded`, `open` and `back` in minor units, all of it one query."""
    prices = Seat.objects.filter(registration=OuterRef("registration")).order_by().values("registration")
    comes = Q(registration__standing=Standing.COMING) & ~Q(event__state=State.CANCELLED)
    return bills.annotate(
        owed=Case(
            When(closed_owed__isnull=False, then=F("closed_owed")),
            When(comes, then=Coalesce(Subquery(prices.annotate(all=Sum("price")).values("all")), Value(0))),
            default=Value(0), output_field=BigIntegerField(),
        ),
        paid=_moved(Flow.PAID), refunded=_moved(Flow.REFUNDED),
    ).annotate(
        open=Greatest(F("owed") - F("paid") + F("refunded"), Value(0), output_field=BigIntegerField()),
        back=Greatest(F("paid") - F("refunded") - F("owed"), Value(0), output_field=BigIntegerField()),
    )  # fmt: skip


def _moved(flow: Flow) -> Any:
    """What counts: without what was taken back as a mistake."""
    mine = Q(bill=OuterRef("pk")) | Q(bill__into=OuterRef("pk"))
    moved = Movement.objects.filter(mine, flow=flow, taken_back_by=None).order_by().values("flow")
    summed = moved.annotate(all=Sum("amount")).values("all")
    return Coalesce(Subquery(summed), Value(0), output_field=BigIntegerField())


def balance_of(bill: Bill) -> Balance:
    found: Any = reckoned(Bill.objects.filter(pk=bill.pk)).get()
    return balance(found, till_of(bill.event))


def balance(row: Any, till: Till | None) -> Balance:
    """Of a row of `reckoned`."""
    money = (till or Till()).money
    return Balance(row, money(row.owed), money(row.paid), money(row.refunded))


def of_registration(mine: Registration | None) -> Balance | None:
    """None where she never owed anything."""
    found: Any = reckoned(Bill.objects.filter(registration=mine)).first() if mine is not None else None
    if mine is None or found is None:
        return None
    found.event = mine.event
    return balance(found, till_of(mine.event))


def of_event(event: Event) -> "QuerySet[Bill]":
    """But for those that are part of another."""
    return Bill.objects.filter(event=event, into=None)


def bills(event: Event, *, show: str = "all") -> Any:
    """Reckoned, those first that wait for something. `show` is one of SHOWS."""
    found = reckoned(of_event(event)).select_related("registration", "person")
    wanted = {"open": Q(open__gt=0), "paid": Q(open=0, owed__gt=0), "back": Q(back__gt=0), "all": Q()}[show]
    return found.filter(wanted).order_by("-back", "-open", "made_at", "pk")


@dataclass(frozen=True)
class Sums:
    """Of an event. `back` was paid for what is not owed any more; `counts` are those behind each number."""

    owed: Money
    paid: Money
    refunded: Money
    open: Money
    back: Money
    counts: dict[str, int]


def sums(event: Event) -> Sums:
    """One query besides the till's."""
    till = till_of(event) or Till()
    every = list(reckoned(of_event(event)).values("owed", "paid", "refunded", "open", "back"))
    added = {name: till.money(sum(row[name] for row in every)) for name in ("owed", "paid", "refunded", "open", "back")}
    counts = {
        "open": sum(row["open"] > 0 for row in every), "back": sum(row["back"] > 0 for row in every), "all": len(every),
        "paid": sum(row["open"] == 0 and row["owed"] > 0 for row in every),
    }  # fmt: skip
    return Sums(**added, counts=counts)


@dataclass(frozen=True)
class Paying:
    """How she may pay what is open. Pictures are addresses of their own; empty where there is no such standard."""

    balance: Balance
    till: Till
    payee: Payee | None
    reference: str
    epc: str = ""
    upn: str = ""
    due_on: date | None = None


def paying(found: Balance, *, words: str, payer: str) -> Paying | None:
    """None where nothing is open. `words` say what it is for."""
    event, till = found.bill.event, till_of(found.bill.event)
    if till is None or not found.open:
        return None
    payee = event.club.payee if till.by_transfer else None
    if payee is None:
        return Paying(found, till, None, found.reference)
    due_on = _due(found.bill, till)
    order = Order(payee, found.open, references.rf(found.bill.number), words, payer=payer, due_on=due_on)
    try:
        epc = pictures.epc_address(order)
    except orders.CannotBeDrawn:
        return Paying(found, till, payee, found.reference, due_on=due_on)
    local = Order(payee, found.open, orders.reference_for(payee, found.bill.number), words, payer=payer, due_on=due_on)
    upn = pictures.upn_address(local) if payee.iban.startswith("SI") else ""
    return Paying(found, till, payee, references.shown(local.reference), epc, upn, due_on)


def _due(bill: Bill, till: Till) -> date:
    """So many days after the bill was made, or from today if that is over; the last day is the event's."""
    wanted = max(bill.made_at + timedelta(days=till.pay_within), timezone.now())
    return bill.event.there(min(wanted, max(bill.event.starts_at, timezone.now()))).date()
