"""One at a time: what is counted of an event is counted while nobody else changes it."""

from vezi.activities.events.models import Event


def locked(event_id: int) -> Event:
    """As it stands now, with its club. The event, not the seats: two last seats must not both be taken."""
    return Event.objects.select_for_update(of=("self",)).select_related("club__institution").get(pk=event_id)
