"""The bell in the head of every page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.core.viewer import viewer
from vezi.network.notices import queries
from vezi.network.people.models import Person


@slots.fills("head_bell", order=10)
def bell(request: HttpRequest) -> SafeString | None:
    """One query for a person, none for a visitor."""
    reader = viewer(request)
    if not isinstance(reader.person, Person):
        return None
    return render_to_string("notices/slots/bell.html", {"bell": queries.bell(reader)}, request=request)


@slots.fills("held", order=30)
def told_and_chosen(request: HttpRequest, *, person: Person) -> SafeString | None:
    """For the person: what she was told of late, and what she chose about being told."""
    told, choices = queries.latest(viewer(request)), queries.chosen_by(person)
    if not told and not choices:
        return None
    return render_to_string("notices/slots/held.html", {"told": told, "choices": choices}, request=request)
