"""Lists of groups: mine, those to discover, those my records offer me."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from vezi.core.viewer import Viewer
from vezi.network.groups.access import groups_to_discover, groups_visible_to
from vezi.network.groups.models import (
    Entry,
    Group,
    Kind,
    Member,
    OfferState,
    OfficeOffer,
    Rank,
    Waiting,
    Way,
)
from vezi.network.groups.models.circles import begun_by
from vezi.network.people.models import Affiliation

A_PAGE = 24
NEW_AT_MOST = 99

#: `access.groups_visible_to(viewer).called(words)`, written by hand: it runs with every letter that is typed, and building it
#: would cost more than asking it. The oracle of the tests holds the two against each other.
FOUND = """
select g.id from groups_group g
where to_tsvector('simple', coalesce(g.folded, '')) @@ %(words)s::tsquery and (
    exists (select from groups_member m where m.group_id = g.id and m.person_id = %(me)s)
    or (g.closed_at is null and (
        (g.joining <> 'hidden' and (g.club_id = any(%(clubs)s) or (g.club_id is null and %(is_member)s)))
        or exists (
            select from groups_entry e where e.group_id = g.id and e.person_id = %(me)s and e.way = 'invited'
            and e.state = 'waiting' and (e.by_id is null or e.by_id <> all(%(apart)s))
        )
    ))
)
order by g.size desc, g.id desc limit %(limit)s
"""


@dataclass(frozen=True)
class Mine:
    """A group I am in: what is new since I looked, and what waits for me as one who looks after it."""

    group: Group
    member: Member
    new: int = 0
    waiting: int = 0

    @property
    def is_much(self) -> bool:
        return self.new > NEW_AT_MOST


def mine(viewer: Viewer) -> list[Mine]:
    """The groups I am in, those with news first; three queries, whatever their number."""
    held = Member.objects.filter(person=viewer.person_id).select_related("group__club", "group__programme")
    members = list(held.order_by("group__closed_at", "group__folded", "pk"))
    new = _new_posts(viewer)
    led = [one.group_id for one in members if one.rank >= Rank.MODERATOR]
    waiting: dict[int, int] = {}
    if led:
        at_door = Entry.objects.filter(group__in=led, state=Waiting.WAITING, way=Way.ASKED)
        waiting = dict(at_door.exclude(person__in=viewer.apart).values_list("group").annotate(Count("pk")))
    found = [Mine(one.group, one, new.get(one.group_id, 0), waiting.get(one.group_id, 0)) for one in members]
    return sorted(found, key=lambda one: (one.group.closed_at is not None, not (one.new or one.waiting)))


NEW_POSTS = """
select m.group_id, (
    select count(*) from (
        select from groups_post p left join groups_post o on o.id = p.opening_id
        where p.group_id = m.group_id and p.written_at > coalesce(m.read_at, m.joined_at) and p.state = 'shown'
            and (p.author_id is null or p.author_id <> all(%(without)s))
            and (o.author_id is null or o.author_id <> all(%(apart)s)) and o.state is distinct from 'hidden'
        limit %(most)s
    ) new
) from groups_member m where m.person_id = %(person)s
"""


def _new_posts(viewer: Viewer) -> dict[int, int]:
    """Posts since the member looked, or came; without her own, and counted no further than a hundred."""
    apart = list(viewer.apart)
    asked = {"person": viewer.person_id, "apart": apart, "without": [*apart, viewer.person_id], "most": NEW_AT_MOST + 1}
    with connection.cursor() as cursor:
        cursor.execute(NEW_POSTS, asked)
        return dict(cursor.fetchall())


def discover(viewer: Viewer, *, words: str = "", kind: str = "", after: str = "") -> list[Group]:
    """Groups I am not in, the largest first; one more than a page, to know whether there are others.

    Those nobody is in yet are offered to whom the records fit (`offered_by_records`), and to nobody else.

    `after`: the public id of the last one shown; how large it is, is not for an address to tell.
    """
    found = groups_to_discover(viewer).filter(size__gt=0).called(words)
    if kind:
        found = found.filter(kind=kind)
    last = groups_visible_to(viewer).filter(public_id=after).first() if after else None
    if last is not None:
        found = found.filter(Q(size__lt=last.size) | Q(size=last.size, pk__lt=last.pk))
    return list(found.select_related("club", "programme").order_by("-size", "-pk")[: A_PAGE + 1])


def count_to_discover(viewer: Viewer, *, words: str = "", kind: str = "") -> int:
    found = groups_to_discover(viewer).filter(size__gt=0).called(words)
    return (found.filter(kind=kind) if kind else found).count()


def offered_by_records(viewer: Viewer) -> list[Group]:
    """Groups of my classes and programmes that I am not in; two queries."""
    studied = list(Affiliation.objects.filter(person=viewer.person_id).values_list("class_year", "programme"))
    years = {year for year, _programme in studied if year}
    programmes = {programme for _year, programme in studied if programme}
    fitting = Q(kind=Kind.CLASS, class_year__in=years) | Q(kind=Kind.PROGRAMME, programme__in=programmes)
    found = groups_to_discover(viewer).filter(fitting, club__in=viewer.club_ids)
    return list(found.select_related("club", "programme").order_by("kind", "class_year", "folded", "pk")[:A_PAGE])


def invitations(viewer: Viewer) -> list[Entry]:
    """That wait for me, of people I am not kept apart from."""
    waiting = Entry.objects.filter(person=viewer.person_id, way=Way.INVITED, state=Waiting.WAITING)
    waiting = waiting.exclude(by__in=list(viewer.apart), by__isnull=False)
    return list(waiting.select_related("group__club", "group__programme").order_by("-at", "-pk"))


def offices_offered(viewer: Viewer) -> list[OfficeOffer]:
    waiting = OfficeOffer.objects.filter(person=viewer.person_id, state=OfferState.WAITING)
    return list(waiting.select_related("group__club", "group__programme").order_by("at"))


def found_by(viewer: Viewer, words: str, *, limit: int) -> list[Group]:
    """For the one search field: groups I may learn of, the largest first. One query where none is found, else two."""
    if viewer.person_id is None or not (asked := begun_by(words)):
        return []
    known: dict[str, Any] = {
        "words": asked, "me": viewer.person_id, "apart": list(viewer.apart), "clubs": list(viewer.ties),
        "is_member": bool(viewer.club_ids), "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FOUND, known)
        ids = [number for (number,) in cursor.fetchall()]
    found = Group.objects.filter(pk__in=ids).select_related("club", "programme") if ids else []
    return sorted(found, key=lambda group: ids.index(group.pk))
