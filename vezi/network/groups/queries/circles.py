"""Lists of groups: mine, those to discover, those my records offer me."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.network.groups.access import groups_to_discover, groups_visible_to, said_by
from vezi.network.groups.models import (
    Entry,
    Group,
    GroupQuerySet,
    Kind,
    Member,
    OfferState,
    OfficeOffer,
    Post,
    Rank,
    Waiting,
    Way,
)
from vezi.network.people.models import Affiliation

A_PAGE = 24
NEW_AT_MOST = 99


@dataclass(frozen=True)
class Mine:
    """A group I am in: what is new since I looked, and what waits for me as one who looks after it."""

    group: Group
    member: Member
    new: int = 0
    waiting: int = 0


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


def _new_posts(viewer: Viewer) -> dict[int, int]:
    """Posts since the member looked, or came; without her own."""
    # One filter: the member and the day she looked are of one row.
    unread = Post.objects.shown().filter(
        Q(group__members__read_at__lt=F("written_at"))
        | Q(group__members__read_at=None, group__members__joined_at__lt=F("written_at")),
        group__members__person=viewer.person_id,
    )
    unread = unread.exclude(author=viewer.person_id)
    return dict(unread.exclude(said_by(viewer.apart)).values_list("group").annotate(Count("pk")))


def discover(viewer: Viewer, *, words: str = "", kind: str = "", after: tuple[int, int] | None = None) -> list[Group]:
    """Groups I am not in, the largest first; one more than a page, to know whether there are others.

    Those nobody is in yet are offered to whom the records fit (`offered_by_records`), and to nobody else.

    `after`: size and number of the last one shown.
    """
    found = _named(groups_to_discover(viewer).filter(size__gt=0), words)
    if kind:
        found = found.filter(kind=kind)
    if after is not None:
        found = found.filter(Q(size__lt=after[0]) | Q(size=after[0], pk__lt=after[1]))
    return list(found.select_related("club", "programme").order_by("-size", "-pk")[: A_PAGE + 1])


def count_to_discover(viewer: Viewer, *, words: str = "", kind: str = "") -> int:
    found = _named(groups_to_discover(viewer).filter(size__gt=0), words)
    return (found.filter(kind=kind) if kind else found).count()


def _named(found: GroupQuerySet, words: str) -> GroupQuerySet:
    for word in fold(words).split()[:6]:
        found = found.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return found


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
    """For the one search field: groups I may learn of, the largest first."""
    if not fold(words):
        return []
    found = _named(groups_visible_to(viewer), words).select_related("club", "programme")
    return list(found.order_by("-size", "-pk")[:limit])
