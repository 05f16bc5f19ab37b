"""What becomes of bills when their person is erased, or two records become one person."""

from collections.abc import Iterable

from vezi.activities.events.models import Bill, Registration
from vezi.activities.events.queries import books
from vezi.activities.events.services import billing
from vezi.network.people.merging import steps
from vezi.network.people.models import Merge


def close_bills(*, person_ids: Iterable[int]) -> None:
    """Before a person is erased. What she paid for stays sold; what she had not paid is not owed any more; what was due back
    to her stays due, by its reference."""
    for bill in Bill.objects.filter(person__in=list(person_ids), closed_owed=None, into=None).order_by("pk"):
        found = books.balance_of(billing.locked(bill))
        kept = min(found.owed.minor, found.refundable.minor)
        Bill.objects.filter(pk=bill.pk).update(closed_owed=kept, registration=None)


def follow_merge(*, merge: Merge, like: Registration) -> None:
    """The bill of an answer that ended beside its like goes with the other: what was paid by either counts for both."""
    alone = Bill.objects.filter(
        event=like.event_id, person=merge.kept_id, registration=None, into=None, closed_owed=None
    )
    for bill in alone.order_by("pk"):
        hers = Bill.objects.filter(registration=like).first()
        name, becomes = ("into_id", hers.pk) if hers is not None else ("registration_id", like.pk)
        steps.changed(merge, bill, name=name, was=None, becomes=becomes)
        Bill.objects.filter(pk=bill.pk).update(**{name: becomes})


def find_registrations_again() -> None:
    """After a merge was undone: a registration that came back is what its bill is of."""
    alone = Bill.objects.filter(registration=None, into=None, closed_owed=None).exclude(person=None)
    there = Registration.objects.filter(bill=None, event__in=alone.values("event"), person__in=alone.values("person"))
    for registration in there.order_by("pk"):
        bill = alone.filter(event=registration.event_id, person=registration.person_id).order_by("pk").first()
        if bill is not None:
            bill.registration = registration
            bill.save(update_fields=["registration"])
