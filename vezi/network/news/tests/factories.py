"""News for tests."""

from datetime import datetime, timedelta

from django.utils import timezone

from vezi.core.viewer import Viewer
from vezi.network.groups.models import Group
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.at_home import faces_of
from vezi.network.memberships.models import Membership
from vezi.network.news import queries
from vezi.network.news.models import Fact, Kind
from vezi.network.news.queries import News
from vezi.network.people.models import Person, Position, Residence


def tell(value: Position | Residence | Membership, *, at: datetime | None = None) -> Fact:
    """That it happened, an hour ago."""
    kind = {Position: Kind.WORK, Residence: Kind.TOWN, Membership: Kind.JOINED}[type(value)]
    said_at = value.since if isinstance(value, Membership) else value.recorded_at
    at = at or timezone.now() - timedelta(hours=1)
    found, _is_new = Fact.objects.update_or_create(
        kind=kind, value=value.pk, defaults={"person_id": value.person_id, "said_at": said_at, "at": at}
    )
    return found


def reader_of(person: Person) -> Viewer:
    return viewer_of(person.account, today=timezone.localdate())


def news_of(person: Person, *, now: datetime | None = None) -> list[News]:
    """All that this reader may read, each by itself, without those who are new in the club and nobody of hers."""
    viewer, now = reader_of(person), now or timezone.now()
    found = queries.lately(viewer, now=now)
    groups = {group.pk: group for group in Group.objects.filter(pk__in=found.group_ids)}
    faces = faces_of(viewer, {row.person_id for row in found.rows})
    rows = [*found.told, *found.birthdays]
    return list(queries.seen_of(rows, viewer, faces, groups, now=now))


def said_to(person: Person) -> list[tuple[str, str]]:
    """(given name, kind)."""
    return sorted((one.person.given, one.kind) for one in news_of(person))
