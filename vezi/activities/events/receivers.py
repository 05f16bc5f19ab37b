"""Who is erased leaves the books without her name; when two records become one, each bill finds its registration again."""

from typing import Any

from django.dispatch import receiver

from vezi.activities.events.models import Bill, Registration
from vezi.activities.events.services import billing
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces


@receiver(people.person_erasing)
def books_without_a_name(traces: Traces, **_rest: Any) -> None:
    for bill in Bill.objects.filter(person__in=traces.ids, closed_owed=None).select_related("event").order_by("pk"):
        billing.close(bill)


@receiver(people.merge_undone)
def bills_of_registrations_that_came_back(**_rest: Any) -> None:
    """A registration that ended beside its like left its bill alone; it is back, and so is what it owes."""
    alone = Bill.objects.filter(registration=None, closed_owed=None).exclude(person=None)
    there = Registration.objects.filter(bill=None, event__in=alone.values("event"), person__in=alone.values("person"))
    for registration in there.order_by("pk"):
        bill = alone.filter(event=registration.event_id, person=registration.person_id).order_by("made_at").first()
        if bill is not None:
            bill.registration = registration
            bill.save(update_fields=["registration"])
