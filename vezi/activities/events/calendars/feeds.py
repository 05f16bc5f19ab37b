"""The address of a personal calendar, and whom it belongs to. It opens a list of events and nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from vezi.activities.events.models import CalendarAddress
from vezi.network.people.models import Person

SALT = "events.feed"


def address_of(feed: CalendarAddress) -> str:
    """In full, as calendars are given it."""
    token = signing.dumps([feed.person.public_id, feed.version], salt=SALT)
    return f"{settings.SITE_ADDRESS}{reverse('events:feed', args=[token])}"


def person_of(token: str) -> Person | None:
    """Whose it is; None for an address nobody made, that was made anew since, or whose person is gone."""
    try:
        public_id, version = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = CalendarAddress.objects.select_related("person__account").filter(
        person__public_id=public_id, version=version
    )
    person = found.filter(person__erased_at=None, person__merged_into=None).first()
    return person.person if person is not None else None
