"""Questions about who belongs where."""

from collections.abc import Iterable

from django.db.models import Max

from vezi.core import audience
from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.memberships.models import Membership
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen


def default_audiences(person_ids: Iterable[int]) -> dict[int, int]:
    """The widest default of the clubs each person is a member of; NOBODY for who is a member of none."""
    ids = list(person_ids)
    widest = (
        Membership.objects.active()
        .filter(person_id__in=ids)
        .values_list("person_id")
        .annotate(Max("club__default_audience"))
    )
    return dict.fromkeys(ids, int(Audience.NOBODY)) | dict(widest)


def seen_by(viewer: Viewer, persons: Iterable[Person]) -> list[Seen]:
    """The people as the viewer sees them, by their audiences alone; a fixed number of queries after `with_parts`."""
    persons = list(persons)
    ids = [person.pk for person in persons]
    defaults = default_audiences(ids)
    reaches = audience.reaches(viewer.person_id, ids)
    return [people.seen(person, reach=reaches[person.pk], default=defaults[person.pk]) for person in persons]
