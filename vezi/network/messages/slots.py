"""What messages show elsewhere: the number of what is new, the way to write to somebody, one's choices."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.core.viewer import viewer
from vezi.network.messages.access import people_to_write_to
from vezi.network.messages.forms import ChoiceForm
from vezi.network.messages.queries import listing
from vezi.network.messages.queries.nearness import choice_of, nearness
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"messages/slots/{template}.html", context, request=request)


@slots.fills("place_mark", order=10)
def what_is_new(request: HttpRequest, *, url: str, where: str) -> SafeString | None:
    """Beside “Messages” in the head, and in the bar below; one query for both."""
    me = viewer(request)
    if not isinstance(me.person, Person) or url != reverse("messages:conversation_list"):
        return None
    number = getattr(request, "new_messages", None)
    if number is None:
        number = request.new_messages = listing.unread_number(me)  # type: ignore[attr-defined]
    said = f"{listing.MOST}+" if number > listing.MOST else str(number)
    return drawn(request, f"mark_{where}", number=number, said=said)


@slots.fills("person_deeds", order=20)
def way_to_write(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """In the head of somebody's page, where she may be written to."""
    me = viewer(request)
    if me.person_id in (None, seen.person.pk) or not people_to_write_to(me).filter(pk=seen.person.pk).exists():
        return None
    if not nearness(me.person_id or 0, [seen.person.pk])[seen.person.pk].may:
        return None
    return drawn(request, "person_deeds", seen=seen)


@slots.fills("connected_deeds", order=10)
def way_to_write_to_connection(
    request: HttpRequest, *, person_id: int, public_id: str, name: str, among: list[int]
) -> SafeString | None:
    """Beside each of the connections on a page: all of them, `among`, are looked at in one query."""
    me = viewer(request)
    if "to_write_to" not in me.at_hand:
        found = people_to_write_to(me).filter(pk__in=among)
        me.at_hand["to_write_to"] = set(found.values_list("pk", flat=True))
    if person_id not in me.at_hand["to_write_to"]:
        return None
    return drawn(request, "connected_deeds", public_id=public_id, name=name)


@slots.fills("tie_choices", order=20)
def who_may_write(request: HttpRequest) -> SafeString:
    """On the page of one's ties."""
    choice = choice_of(viewer(request).person_id or 0)
    names = ("writers", "shows_reading", "shows_typing")
    return drawn(request, "tie_choices", form=ChoiceForm(initial={name: getattr(choice, name) for name in names}))
