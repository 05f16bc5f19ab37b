"""What waits for a person, and her list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from vezi.core import features
from vezi.core.features import NoticeKind
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.access import people_visible_to
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.notices import access, kinds
from vezi.network.notices.models import Notice, WayChoice
from vezi.network.people.models import Person
from vezi.network.people.queries import with_parts
from vezi.network.people.who import signature, who_of
from vezi.network.ties.queries import apart_from

MOST = 99  # more than so many are not counted
LATEST = 50  # one by one on the page of what is held
LOOKED_AT = 13  # notices of one heading that are read for the names in them: two are named, the others counted
#: As `access.new_to` says it, written by hand: it runs on every page, and building it would cost more than asking it.
UNREAD = """
select count(*) from (
    select distinct kind, about from notices_notice
    where person_id = %s and read_at is null and settled_at is null and kind = any(%s)
        and (by_id is null or (by_id <> person_id and by_id <> all(%s)))
    limit %s
) new
"""


@dataclass(frozen=True)
class Told:
    """All of one kind about one thing, as it stands in the list."""

    kind: NoticeKind
    sentence: str
    url: str
    at: datetime
    people: list[Who]
    club: str
    is_new: bool
    waits: bool

    @property
    def is_of_late(self) -> bool:
        """Said in hours rather than as a date."""
        return timezone.now() - self.at < timedelta(days=1)


@dataclass(frozen=True)
class Bell:
    number: int
    said: str


def bell(viewer: Viewer) -> Bell:
    number = unread_number(viewer)
    return Bell(number, f"{MOST}+" if number > MOST else str(number))


def unread_number(viewer: Viewer) -> int:
    """How many headings hold something new; one query, at most MOST + 1."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [viewer.person_id or 0, list(features.notice_kinds()), list(viewer.apart), MOST + 1])
        return int(cursor.fetchone()[0])


def headings(viewer: Viewer) -> QuerySet[Notice, tuple[str, str, datetime, int]]:
    """(kind, about, latest, how many are new), the latest first."""
    is_new = Q(read_at__isnull=True, settled_at__isnull=True)
    shown = access.shown_to(viewer.person_id or 0, apart=viewer.apart).filter(kind__in=features.notice_kinds())
    found = shown.order_by().values("kind", "about").annotate(last=Max("at"), new=Count("pk", filter=is_new))
    return found.order_by("-last", "kind", "about").values_list("kind", "about", "last", "new")


def listed(viewer: Viewer, page: Iterable[tuple[str, str, datetime, int]]) -> list[Told]:
    """Some of the headings in words; the same few queries for one and for many."""
    page = list(page)
    shown = access.shown_to(viewer.person_id or 0, apart=viewer.apart).filter(
        about__in={about for _, about, *_ in page}
    )
    heading = [F("kind"), F("about")]
    counted = shown.annotate(
        place=Window(RowNumber(), partition_by=heading, order_by=["-at", "-pk"]),
        in_all=Window(Count("*"), partition_by=heading),
    )
    latest_of_each = counted.filter(place__lte=LOOKED_AT).select_related("club", "by")
    notices = list(latest_of_each.order_by("-at", "-pk"))
    who = doers(viewer, notices)
    under: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        under.setdefault((notice.kind, notice.about), []).append(notice)
    return [
        told(of_one, who, new=new, last=last, count=new or vars(of_one[0])["in_all"])
        for kind, about, last, new in page
        if (of_one := under.get((kind, about)))
    ]


def latest(viewer: Viewer) -> list[Told]:
    """What she was told, one by one, the latest first."""
    shown = access.shown_to(viewer.person_id or 0, apart=viewer.apart).filter(kind__in=features.notice_kinds())
    notices = list(shown.select_related("club", "by").order_by("-at", "-pk")[:LATEST])
    who = doers(viewer, notices) if notices else {}
    return [told([one], who, new=int(one.read_at is None), last=one.at, count=1) for one in notices]


def taken(person: Person, notices: list[Notice]) -> list[Notice]:
    """What of them she takes along: those of her list, without what somebody said (`more`), which is theirs."""
    apart = apart_from(person.pk)
    for one in notices:
        one.words = {name: said for name, said in one.words.items() if name != "more"}
    return [one for one in notices if one.by_id not in apart]


@dataclass(frozen=True)
class Chosen:
    title: str
    club: str
    way: str


def chosen_by(person: Person) -> list[Chosen]:
    choices = WayChoice.objects.filter(person=person).select_related("club").order_by("kind", "club__name")
    known = features.notice_kinds()
    return [
        Chosen(str(known[one.kind].title), str(one.club or ""), one.get_way_display())
        for one in choices
        if one.kind in known
    ]


def told(notices: list[Notice], who: Mapping[int, Who], *, new: int, last: datetime, count: int) -> Told:
    """`notices` of one heading, the latest first; what is new of them is said, else all: so many in all (`count`)."""
    first, kind = notices[0], kinds.kind_of(notices[0].kind)
    meant = [one for one in notices if one.read_at is None and one.settled_at is None] or notices
    people = list(dict.fromkeys(who[one.pk] for one in meant if one.pk in who))
    return Told(
        kind=kind,
        sentence=kinds.sentence(kind, names=[one.name for one in people], words=first.words, count=count),
        url=f"{reverse('notices:open')}?{urlencode({'kind': first.kind, 'about': first.about})}",
        at=last,
        people=people,
        club=str(first.club.short_name or first.club) if first.club else "",
        is_new=new > 0,
        waits=kind.waits and first.settled_at is None,
    )


def doers(viewer: Viewer, notices: Iterable[Notice]) -> dict[int, Who]:
    """Notice -> who did it, as the viewer may see them: by their audiences, or as they signed it."""
    of_somebody = [one for one in notices if one.by is not None]
    visible = with_parts(people_visible_to(viewer).filter(pk__in={one.by_id for one in of_somebody}))
    found = {seen.person.pk: who_of(seen) for seen in seen_by(viewer, visible) if seen.name}
    return {
        one.pk: found.get(one.by.pk) or signature(one.by)
        for one in of_somebody
        if one.by is not None and (one.by.pk in found or kinds.kind_of(one.kind).is_signed)
    }


AT_HOME = 5  # headings
LOOKED_AT_HOME = 40  # notices, of which the latest of each heading is shown


@dataclass(frozen=True)
class Waits:
    """Something that waits for an answer and that no area draws by itself."""

    kind: NoticeKind
    sentence: str
    url: str
    who: Who | None
    at: datetime
    club: str


def drawn_at_home() -> list[str]:
    """Kinds that ask something, but for those that areas draw themselves."""
    return [kind.name for kind in features.notice_kinds().values() if kind.waits and not kind.is_answered_at_home]


def waiting_for_home(viewer: Viewer, kind_names: Sequence[str]) -> QuerySet[Notice]:
    """What waits of these kinds; the latest first."""
    shown = access.shown_to(viewer.person_id or 0, apart=viewer.apart)
    found = shown.filter(kind__in=kind_names, settled_at__isnull=True).select_related("club", "by")
    return found.order_by("-at", "-pk")[:LOOKED_AT_HOME]


def waits(notices: Iterable[Notice], who: Mapping[int, Who]) -> list[Waits]:
    """`who`: people as the reader sees them; the latest of each heading."""
    under: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        under.setdefault((notice.kind, notice.about), []).append(notice)
    return [_waits(told, who) for told in under.values()][:AT_HOME]


def _waits(told: list[Notice], who: Mapping[int, Who]) -> Waits:
    last, kind = told[0], kinds.kind_of(told[0].kind)
    doers = [
        who.get(one.by.pk) or signature(one.by)
        for one in told
        if one.by is not None and (one.by.pk in who or kind.is_signed)
    ]
    return Waits(
        kind=kind,
        sentence=kinds.sentence(
            kind, names=list(dict.fromkeys(one.name for one in doers)), words=last.words, count=len(told)
        ),
        url=f"{reverse('notices:open')}?{urlencode({'kind': last.kind, 'about': last.about})}",
        who=next(iter(doers), None),
        at=last.at,
        club=str(last.club.short_name or last.club) if last.club else "",
    )
