"""What came in, beside the bills it may be for."""

from collections.abc import Sequence
from dataclasses import dataclass

from vezi.activities.events.models import Bill, Event, Flow, Movement, Way
from vezi.activities.events.queries import books
from vezi.activities.events.queries.books import Balance
from vezi.activities.events.queries.offers import till_of
from vezi.core.bank.statements import Incoming
from vezi.core.money import Money

FITS, OTHER, AGAIN, NOTHING_OPEN, UNSAID, FOREIGN = "fits", "other", "again", "nothing_open", "unsaid", "foreign"


@dataclass(frozen=True)
class Match:
    """`stands`: FITS to what is open, is an OTHER sum, was written down AGAIN, is for what has NOTHING_OPEN, does not say how
    much (UNSAID), or came in another currency (FOREIGN). Only what fits is ticked beforehand."""

    incoming: Incoming
    balance: Balance
    amount: Money | None
    stands: str

    @property
    def may_be_written(self) -> bool:
        return self.stands not in (AGAIN, FOREIGN)


def matches(event: Event, incoming: Sequence[Incoming]) -> list[Match]:
    """In the order in which they came; what is of no bill of this event is left out. A fixed number of queries."""
    numbers = {number for one in incoming for number in one.numbers}
    found = {one.number: one for one in Bill.objects.filter(event=event, number__in=numbers).select_related("into")}
    rows = books.reckoned(Bill.objects.filter(pk__in=[one.into_id or one.pk for one in found.values()]))
    till = till_of(event)
    balances = {row.pk: books.balance(row, till) for row in rows.select_related("event")}
    known = set(
        Movement.objects.filter(outside_id__in=[one.id for one in incoming if one.id]).values_list(
            "outside_id", flat=True
        )
    )
    pasted = set(
        Movement.objects.filter(bill__in=balances, flow=Flow.PAID, way=Way.TRANSFER, taken_back_by=None).values_list(
            "bill", "amount"
        )
    )
    said = []
    for one in incoming:
        bill = next((found[number] for number in one.numbers if number in found), None)
        if bill is not None:
            balance = balances[bill.into_id or bill.pk]
            said.append(_match(one, balance, is_known=one.id in known, pasted=pasted))
    return said


def _match(one: Incoming, balance: Balance, *, is_known: bool, pasted: set[tuple[int, int]]) -> Match:
    amount = balance.open if balance.open in one.amounts else (one.amounts[0] if len(one.amounts) == 1 else None)
    if is_known or (
        not one.id and amount is not None and not balance.open and (balance.bill.pk, amount.minor) in pasted
    ):
        return Match(one, balance, amount, AGAIN)
    if amount is not None and amount.currency != balance.owed.currency:
        return Match(one, balance, amount, FOREIGN)
    if amount is None:
        return Match(one, balance, balance.open or None, UNSAID)
    if not balance.open:
        return Match(one, balance, amount, NOTHING_OPEN)
    return Match(one, balance, amount, FITS if amount == balance.open else OTHER)
