"""What the page of invitations offers: whom one may choose, by circles and by name, and who is silent."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.activities.events.models import Circle, CircleKind, Event, Invitation, Posting
from vezi.activities.events.queries import whom
from vezi.core import audit
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.groups.access import groups_visible_to
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.memberships.models import KeptView, Membership
from vezi.network.memberships.queries.books import FEW
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.people import trades
from vezi.network.people.models import Person, PersonQuerySet
from vezi.network.people.naming import called, sorted_for_reader
from vezi.network.people.who import signature, who_of
from vezi.network.registrar.inviting.queries import programmes_of

FOUND, MOST_WORDS, A_PAGE = 8, 4, 50


@dataclass(frozen=True)
class Choice:
    """Some people that can be chosen together; `code` stands in addresses."""

    code: str
    words: str
    circle: Circle
    is_of_event: bool = False


def choices(viewer: Viewer, event: Event) -> list[Choice]:
    """Those it is for first, then whom else it may be sent to."""
    usable = segments_for(viewer, event.club)
    others = [Circle(kind=CircleKind.PROGRAMME, programme=one) for one in programmes_of(event.club)]
    others += [Circle(kind=CircleKind.TRADE, trades=[one]) for one in trades.Trade.values]
    others += [Circle(kind=CircleKind.SEGMENT, segment=one) for one in usable]
    others.append(Circle(kind=CircleKind.CLUB))
    chosen = event.circles.select_related("programme", "group", "segment").order_by("pk")
    names = _names(viewer, chosen, usable)
    found: dict[str, Choice] = {}
    for one in (
        *(_choice(circle, names, is_of_event=True) for circle in chosen),
        *(_choice(one, names) for one in others),
    ):
        found.setdefault(one.code, one)
    return list(found.values())


def _names(viewer: Viewer, chosen: Iterable[Circle], usable: Iterable[KeptView]) -> dict[str, str]:
    """Of the groups and segments whose names the reader may read, by their public names."""
    groups = groups_visible_to(viewer).filter(pk__in=[one.group_id for one in chosen if one.group_id])
    return dict(groups.values_list("public_id", "name")) | {one.public_id: one.name for one in usable}


def _choice(circle: Circle, names: Mapping[str, str], *, is_of_event: bool = False) -> Choice:
    """A group that the reader may not learn of has no name here, nor a segment that is not open to her."""
    if circle.kind == CircleKind.CLASS:
        years = sorted(circle.class_years)
        said = ngettext("Class of %(years)s", "Classes of %(years)s", len(years))
        code, words = f"class-{'-'.join(map(str, years))}", said % {"years": ", ".join(map(str, years))}
    elif circle.kind == CircleKind.TRADE:
        titles = [str(title) for code, title in trades.CHOICES if code in circle.trades]
        code, words = f"trade-{'-'.join(circle.trades)}", ", ".join(titles)
    elif circle.programme is not None:
        code, words = f"programme-{circle.programme.public_id}", str(circle.programme)
    elif circle.group is not None:
        code, words = f"group-{circle.group.public_id}", names.get(circle.group.public_id, _("A group"))
    elif circle.segment is not None:
        code, words = f"segment-{circle.segment.public_id}", names.get(circle.segment.public_id, _("A saved segment"))
    else:
        code, words = "club", _("Everybody of the club")
    return Choice(code, words, circle, is_of_event)


def segments_for(viewer: Viewer, club: Club) -> list[KeptView]:
    """Those of the club that the reader may use, as `segments.may_use` says it of each. One query."""
    if not viewer.can(SEE_RECORDS, club):
        return []
    return list(KeptView.objects.filter(Q(is_shared=True) | Q(by=viewer.account), club=club).order_by("name", "pk"))


@dataclass(frozen=True)
class Found:
    person: Person
    who: Who


def chosen(viewer: Viewer, event: Event, public_ids: Collection[str], *, now: datetime) -> list[Found]:
    """Single people by name, as far as the reader may find them."""
    return _shown(viewer, event, nameable(viewer, event).filter(public_id__in=list(public_ids)[:100]), now=now)


def found(viewer: Viewer, event: Event, words: str, *, besides: Collection[str], now: datetime) -> list[Found]:
    """The first in whose names each of the words begins one."""
    called_so = called(fold(words).split()[:MOST_WORDS])
    asked = nameable(viewer, event).filter(called_so).exclude(public_id__in=besides)
    return _shown(viewer, event, asked.order_by("folded", "pk")[: 3 * FOUND], now=now)[:FOUND]


def nameable(viewer: Viewer, event: Event) -> PersonQuerySet:
    """Members of the club; for those who may see its records everybody on its books. Nobody apart from the reader."""
    among = whom.on_the_books(event.club).exclude(pk__in=viewer.apart)
    if viewer.can(SEE_RECORDS, event.club):
        return among
    return among.filter(pk__in=Membership.objects.active().filter(club=event.club).values("person"))


def _shown(viewer: Viewer, event: Event, persons: PersonQuerySet, *, now: datetime) -> list[Found]:
    rows = {one.pk: one for one in persons}
    seen = named_to(viewer, rows)
    shown = [Found(one, who_of(seen[one.pk])) for one in rows.values() if one.pk in seen]
    if not viewer.can(SEE_RECORDS, event.club):
        return shown
    unseen = [one for one in rows.values() if one.pk not in seen]
    if unseen:
        audit.looked(
            by=viewer.account,
            at=now,
            person_ids=[one.pk for one in unseen],
            club_id=event.club_id,
            what="events.invite",
        )
    return shown + [Found(one, signature(one)) for one in unseen]


@dataclass(frozen=True)
class Silent:
    """Who has not answered: those of a page whom the reader may see by name, and how many there are in all."""

    rows: Sequence[Found]
    all: int
    unnamed: int  # of the page
    next: int = 0


def silent(viewer: Viewer, event: Event, *, after: int = 0, now: datetime) -> Silent:
    """The organisers' list. Nobody apart from the reader is in it."""
    asked = whom.silent(event).exclude(pk__in=viewer.apart).order_by(f"sort_{sorted_for_reader()}", "pk")
    page = list(asked.values_list("pk", flat=True)[after : after + A_PAGE + 1])
    shown = {one.person.pk: one for one in _shown(viewer, event, Person.objects.filter(pk__in=page[:A_PAGE]), now=now)}
    rows = [shown[one] for one in page[:A_PAGE] if one in shown]
    return Silent(rows, asked.count(), len(page[:A_PAGE]) - len(rows), after + A_PAGE if len(page) > A_PAGE else 0)


def asked_last(event: Event, persons: Collection[Person]) -> dict[int, datetime]:
    rows = Invitation.objects.filter(event=event, person__in=persons)
    return dict(rows.annotate(last=Greatest("invited_at", "reminded_at")).values_list("person", "last"))


def postings(event: Event) -> QuerySet[Posting]:
    """The latest first; those that found nobody are left out."""
    return event.postings.exclude(wanted=0).select_related("by").order_by("-asked_at", "-pk")


def reasons(left_out: dict[str, int], *, tells_all: bool) -> list[str]:
    """In words. Of few people it is not told, to who may not see records, which of them said what."""
    if not tells_all and (out := sum(left_out.values())) < FEW:
        said = ngettext("%(count)d cannot be written to", "%(count)d cannot be written to", out)
        return [said % {"count": out}] if out else []
    return [_why(reason, count) for reason, count in left_out.items()]


def _why(reason: str, count: int) -> str:
    words = {
        whom.DECEASED: ngettext("%(count)d deceased", "%(count)d deceased", count),
        whom.HERE: ngettext("%(count)d invited already, or answered", "%(count)d invited already, or answered", count),
        whom.NO_ADDRESS: ngettext("%(count)d without an address", "%(count)d without an address", count),
        whom.OBJECTED: ngettext("%(count)d who objected or never agreed", "%(count)d who objected or never agreed", count),
        whom.LATELY: ngettext("%(count)d asked not long ago", "%(count)d asked not long ago", count),
        whom.ENOUGH: ngettext(
            "%(count)d who had enough letters of the club this week",
            "%(count)d who had enough letters of the club this week", count,
        ),
        whom.DOUBTED: ngettext("%(count)d waiting under Duplicates", "%(count)d waiting under Duplicates", count),
        whom.OVER: ngettext("%(count)d for whom it was over", "%(count)d for whom it was over", count),
    }  # fmt: skip
    return words[reason] % {"count": count}
