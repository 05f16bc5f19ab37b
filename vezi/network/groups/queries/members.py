"""Who is in a group, as one member sees the others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.models import Entry, Group, Member, Rank, Waiting, Way
from vezi.network.groups.queries.people import faces
from vezi.network.memberships.access import people_visible_to
from vezi.network.people.models import Person
from vezi.network.people.naming import called

A_PAGE = 30
A_FEW_NAMES = 6
FEW = 10  # of so few people a number could point at one of them
MOST_OFFICERS = 12


@dataclass(frozen=True)
class Shown:
    member: Member
    who: Who


def page_of(
    viewer: Viewer, group: Group, *, words: str = "", before: int | None = None
) -> tuple[list[Shown], int | None]:
    """Members the viewer sees by name, the latest first; and the number to ask for the next page with, if there is one.

    Five queries and those of drawing people, whatever the size of the group.
    """
    found = _called(_seen(viewer, group), words)
    if before is not None:
        last = Member.objects.filter(group=group, pk=before).first()
        if last is not None:
            found = found.filter(Q(joined_at__lt=last.joined_at) | Q(joined_at=last.joined_at, pk__lt=last.pk))
    members = list(found.order_by("-joined_at", "-pk")[: A_PAGE + 1])
    more = members[A_PAGE - 1].pk if len(members) > A_PAGE else None
    return _drawn(viewer, members[:A_PAGE]), more


def to_name(viewer: Viewer, group: Group, words: str) -> list[tuple[str, Who]]:
    """Members who may be meant by the letters after an `@`, with what names each: the year is said of namesakes."""
    found = _called(_seen(viewer, group), words).exclude(person=viewer.person_id)
    members = list(found.select_related("person").order_by("person__folded", "pk")[:A_FEW_NAMES])
    shown = [one.who for one in _drawn(viewer, members)]
    how_many = Counter(who.name for who in shown)
    return [
        (f"{who.name} ’{who.year % 100:02d}" if how_many[who.name] > 1 and who.year else who.name, who) for who in shown
    ]


def who_look_after(viewer: Viewer, group: Group) -> list[Shown]:
    """Officers, then moderators."""
    led = _seen(viewer, group).filter(rank__gte=Rank.MODERATOR)
    return _drawn(viewer, list(led.order_by("-rank", "joined_at", "pk")[:MOST_OFFICERS]))


def size_told(viewer: Viewer, group: Group) -> int:
    """How many are in it; of few, how many of them the viewer sees by name."""
    if group.size > FEW:
        return group.size
    return _seen(viewer, group).count()


def sizes_told(viewer: Viewer, groups: Iterable[Group]) -> dict[int, int]:
    """The same of many; one query."""
    groups = list(groups)
    small = [group.pk for group in groups if group.size <= FEW]
    told = {group.pk: group.size for group in groups}
    if small:
        told |= dict.fromkeys(small, 0)
        for group_id in Member.objects.filter(_by_name(viewer), group__in=small).values_list("group_id", flat=True):
            told[group_id] += 1
    return told


def _by_name(viewer: Viewer) -> Q:
    return Q(person=viewer.person_id) | Q(Exists(people_visible_to(viewer).filter(pk=OuterRef("person"))))


def _seen(viewer: Viewer, group: Group) -> QuerySet[Member]:
    return Member.objects.filter(_by_name(viewer), group=group)


def _called(found: QuerySet[Member], words: str) -> QuerySet[Member]:
    """Those of whose names each of the words begins one."""
    return found.filter(called(fold(words).split()[:4], of="person__"))


def _drawn(viewer: Viewer, members: list[Member]) -> list[Shown]:
    drawn = faces(viewer, (one.person_id for one in members))
    return [Shown(one, drawn.of(one.person_id)) for one in members if drawn.sees(one.person_id)]


@dataclass(frozen=True)
class AtDoor:
    entry: Entry
    who: Who
    by: Who | None


def at_the_door(viewer: Viewer, group: Group, way: str) -> list[AtDoor]:
    """Who waits, the first first; not who is apart from the one who looks."""
    waiting = Entry.objects.filter(group=group, way=way, state=Waiting.WAITING)
    entries = list(waiting.exclude(person__in=viewer.apart).order_by("at", "pk")[:100])
    drawn = faces(viewer, [pk for one in entries for pk in (one.person_id, one.by_id)])
    return [AtDoor(one, drawn.of(one.person_id), drawn.of(one.by_id) if one.by_id else None) for one in entries]


def to_invite(viewer: Viewer, group: Group, words: str, *, limit: int = 12) -> list[tuple[Person, Who]]:
    """People of the club (or the network) the viewer sees by name, who are not in the group."""
    if not (asked := fold(words).split()[:4]):
        return []
    found = people_visible_to(viewer).filter(called(asked), account__isnull=False).exclude(pk=viewer.person_id or 0)
    if group.club_id is not None:
        found = found.filter(memberships__club=group.club_id, memberships__state="member")
    found = found.exclude(Exists(Member.objects.filter(group=group, person=OuterRef("pk"))))
    found = found.exclude(Exists(Entry.objects.filter(
        group=group, person=OuterRef("pk"), way=Way.INVITED, state=Waiting.WAITING
    )))  # fmt: skip
    persons = list(found.distinct().order_by("folded", "pk")[:limit])
    drawn = faces(viewer, (one.pk for one in persons))
    return [(one, drawn.of(one.pk)) for one in persons if drawn.sees(one.pk)]
