"""What events bring to the pages of other areas."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.activities.events.queries import arriving
from vezi.core import slots
from vezi.network.people.models import Person


@slots.fills("held", order=60)
def came(request: HttpRequest, *, person: Person) -> SafeString | None:
    """For the person: the events whose organisers wrote down that she came."""
    found = arriving.events_of(person.pk)
    return render_to_string("events/slots/held.html", {"came": found}, request=request) if found else None
