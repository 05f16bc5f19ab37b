"""What engagement brings to the page of what is held: each act of hers that counts."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.network.engagement import queries
from vezi.network.people.models import Person


@slots.fills("held", order=65)
def acts(request: HttpRequest, *, person: Person) -> SafeString | None:
    found = list(queries.of_person(person.pk))
    return render_to_string("engagement/held.html", {"acts": found}, request=request) if found else None
