"""Loading what an address names: what is not the reader's is not there."""

from django.http import Http404, HttpRequest

from vezi.core.viewer import viewer
from vezi.network.messages.access import messages_visible_to
from vezi.network.messages.models import Message, Seat
from vezi.network.messages.queries import reading


def seat_at(request: HttpRequest, public_id: str) -> Seat:
    """The reader's place in the conversation."""
    seat = reading.seat_at(viewer(request), public_id)
    if seat is None:
        raise Http404
    return seat


def own_words_at(request: HttpRequest, public_id: str) -> Message:
    """Words of the reader's own that stand."""
    me = viewer(request)
    own = messages_visible_to(me).said().filter(author=me.person_id, public_id=public_id)
    found = own.select_related("conversation").first()
    if found is None:
        raise Http404
    return found
