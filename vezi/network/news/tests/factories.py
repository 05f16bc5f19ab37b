"""News for tests."""

from datetime import datetime, timedelta

from django.utils import timezone

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.groups.models import Group, Kind
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.at_home import faces_of
from vezi.network.memberships.models import Membership
from vezi.network.memberships.tests.factories import make_member
from vezi.network.news import models as news
from vezi.network.news import queries
from vezi.network.news.models import Fact
from vezi.network.news.queries import News
from vezi.network.people.models import Person, Position, Residence
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence
from vezi.network.ties.tests.factories import make_connection


def tell(value: Position | Residence | Membership, *, at: datetime | None = None) -> Fact:
    """That it happened, an hour ago."""
    kind = {Position: news.Kind.WORK, Residence: news.Kind.TOWN, Membership: news.Kind.JOINED}[type(value)]
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


def member(club: Club, given: str, family: str = "Kovač", *, year: int | None = 1999, **facts) -> Person:
    person = make_member(club, given, family, **facts)
    if year:
        make_affiliation(person, year, institution=club.institution)
    Fact.objects.filter(person=person).delete()
    return person


def new_work(person: Person, employer: str = "Luka Jadran", *, at: datetime | None = None, **facts):
    return tell(make_position(person, "Head of Treasury", employer, **facts), at=at)


def just_come(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(claimed_at=timezone.now(), ask_about="")
    return person


def busy(club: Club, ada: Person) -> None:
    """All that home can show, of everything several."""
    now = timezone.now()
    for number in range(6):
        person = member(club, f"P{number}", face="face-16", ask_about="Ships", birth_audience=Audience.CLUB)
        make_connection(ada, person)
        new_work(person)
        tell(make_residence(person))
        tell(Membership.objects.get(person=person))
        group = make_group(club, name=f"Group {number}", kind=Kind.TRADE, trade="banking")
        put_in(group, person, member(club, f"Q{number}"), now=now - timedelta(days=1))
        if number % 2:
            put_in(group, ada, now=now - timedelta(days=9))
            answer(open_discussion(group, ada, now=now - timedelta(days=3)), person, now=now)
    make_position(ada, trade="banking", employer="Sava")
    make_residence(ada)
