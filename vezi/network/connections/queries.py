"""What stands on the pages of connections: who waits, who was asked, whom one knows. A fixed number of queries each."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vezi.core.audience import Audience
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.connections import access
from vezi.network.connections.models import AskingChoice, ConnectionRequest, Introduction, RequestState, Stage
from vezi.network.memberships import queries as memberships
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.people.naming import called, sorted_for_reader
from vezi.network.people.who import signature, who_of
from vezi.network.ties.models import Connection
from vezi.network.ties.queries import apart_from

A_PAGE = 30
MOST_WORDS = 4


@dataclass(frozen=True)
class Asked:
    """A request with the other of the two, as the reader sees her."""

    request: ConnectionRequest
    who: Who


@dataclass(frozen=True)
class Introducing:
    """An introduction as one of the three sees it: who she is in it, and the other two."""

    introduction: Introduction
    asker: Who
    through: Who
    third: Who
    is_asker: bool
    is_through: bool
    is_third: bool
    is_open: bool

    @property
    def may_pass_on(self) -> bool:
        return self.is_through and self.is_open and self.introduction.stage == Stage.ASKED

    @property
    def may_take_up(self) -> bool:
        return self.is_third and self.is_open and self.introduction.stage == Stage.PASSED_ON

    @property
    def may_withdraw(self) -> bool:
        return self.is_asker and self.is_open

    @property
    def other(self) -> Who:
        """Whom one of the two met through it."""
        return self.asker if self.is_third else self.third

    @property
    def looks_back(self) -> bool:
        told = self.introduction
        return (self.is_asker or self.is_third) and told.stage == Stage.CONNECTED and told.looked_back_at is not None

    @property
    def helped(self) -> bool | None:
        told = self.introduction
        return told.helped_asker if self.is_asker else told.helped_third if self.is_third else None


@dataclass(frozen=True)
class Known:
    """A connection, as its reader sees her."""

    person_id: int
    public_id: str
    who: Who


@dataclass(frozen=True)
class Between:
    """What stands between the viewer and somebody whose page she reads."""

    is_connected: bool = False
    asked_me: ConnectionRequest | None = None  # and waits for my answer
    asked_by_me: ConnectionRequest | None = None
    may_ask: bool = False


@dataclass(frozen=True)
class Waiting:
    """All on which the next word is the viewer's."""

    requests: list[Asked] = field(default_factory=list)
    introductions: list[Introducing] = field(default_factory=list)
    looking_back: list[Introducing] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.requests) + len(self.introductions) + len(self.looking_back)

    def __bool__(self) -> bool:
        return self.count > 0

    def first(self, number: int) -> "Waiting":
        """So many of them all: requests before introductions, those before questions."""
        introductions = self.introductions[: max(0, number - len(self.requests))]
        rest = max(0, number - len(self.requests) - len(introductions))
        return Waiting(self.requests[:number], introductions, self.looking_back[:rest])


def viewer_as(person: Person, *, now: datetime) -> Viewer:
    """The person as a viewer, where she answers from her mail and nobody is signed in."""
    if person.account is not None:
        return viewer_of(person.account, today=now.date())
    return Viewer(person=person, apart=apart_from(person.pk))


def seen_by(viewer: Viewer, person_ids: Iterable[int]) -> dict[int, Who]:
    """Those of the people whom the viewer sees by name; three queries."""
    return {number: who_of(one) for number, one in memberships.named_to(viewer, person_ids).items()}


def signed(person: Person, seen: dict[int, Who]) -> Who:
    """Who asks shows her name by asking, and no more than that."""
    return seen.get(person.pk) or signature(person)


def nameless() -> Who:
    return Who(name=_("Somebody you do not see any more"))


def waiting(viewer: Viewer, *, now: datetime, at_most: int) -> Waiting:
    """Two queries where nothing waits; the latest first, so many of each at most."""
    asked_of_me, to_answer = asking(viewer, now=now, at_most=at_most)
    requests, mine = list(asked_of_me), list(to_answer)
    if not requests and not mine:
        return Waiting()
    return waits(viewer, requests, mine, seen_by(viewer, shown_in(requests, mine)), now=now)


def asking(
    viewer: Viewer, *, now: datetime, at_most: int
) -> tuple[QuerySet[ConnectionRequest], QuerySet[Introduction]]:
    """What waits for the viewer's word."""
    requests = access.waiting_for(viewer, now=now).select_related("asker")
    return requests[:at_most], access.to_answer(viewer, now=now)[:at_most]


def shown_in(requests: Iterable[ConnectionRequest], introductions: Iterable[Introduction]) -> set[int]:
    return {one.asker_id for one in requests} | _three(introductions)


def waits(
    viewer: Viewer, requests: list[ConnectionRequest], mine: list[Introduction], seen: dict[int, Who], *, now: datetime
) -> Waiting:
    drawn = [introducing(one, viewer, seen, now=now) for one in mine]
    return Waiting(
        requests=[Asked(one, signed(one.asker, seen)) for one in requests],
        introductions=[one for one in drawn if not one.looks_back],
        looking_back=[one for one in drawn if one.looks_back],
    )


def sent(viewer: Viewer, *, now: datetime) -> list[Asked]:
    found = list(access.sent_by(viewer, now=now))
    seen = seen_by(viewer, [one.asked_id for one in found])
    return [Asked(one, replace(seen.get(one.asked_id) or nameless(), found=_waits(one))) for one in found]


def _waits(one: ConnectionRequest) -> str:
    days = {"day": date_format(one.asked_at, "DATE_FORMAT"), "until": date_format(one.closes_at, "DATE_FORMAT")}
    return _("Asked on %(day)s, waits until %(until)s") % days


def introductions(viewer: Viewer, *, now: datetime, at_most: int = 50) -> list[Introducing]:
    """All the viewer has part in, the latest first."""
    found = list(access.introductions_of(viewer).order_by("-asked_at", "-pk")[:at_most])
    seen = seen_by(viewer, _three(found))
    return [introducing(one, viewer, seen, now=now) for one in found]


def introducing(one: Introduction, viewer: Viewer, seen: dict[int, Who], *, now: datetime) -> Introducing:
    """All three have shown each other their names by what they did, but for the third, whom the other two see."""
    third = seen.get(one.third_id)
    if third is None:
        third = signed(one.third, seen) if viewer.person_id == one.through_id else nameless()
    return Introducing(
        introduction=one,
        asker=signed(one.asker, seen),
        through=signed(one.through, seen),
        third=third,
        is_asker=viewer.person_id == one.asker_id,
        is_through=viewer.person_id == one.through_id,
        is_third=viewer.person_id == one.third_id,
        is_open=one.is_open(now),
    )


def drawn(one: Introduction, viewer: Viewer, *, now: datetime) -> Introducing:
    return introducing(one, viewer, seen_by(viewer, _three([one])), now=now)


def between(viewer: Viewer, other: Person, *, now: datetime) -> Between:
    """Two queries, three where nobody has asked yet."""
    me = viewer.person_id
    if are_connected(viewer, other):
        return Between(is_connected=True)
    waits = Q(state=RequestState.WAITING, closes_at__gt=now)
    pair = Q(asker=me, asked=other) | Q(asker=other, asked=me, set_aside_at__isnull=True)
    found = {one.asker_id == me: one for one in ConnectionRequest.objects.filter(waits & pair)}
    if found:
        return Between(asked_me=found.get(False), asked_by_me=found.get(True))
    is_reserved = AskingChoice.objects.filter(person=other, takes_requests=False).exists()
    return Between(may_ask=not is_reserved)


def connections(viewer: Viewer, *, words: str, page: str, by_name: bool) -> tuple["Page[Connection]", list[Known]]:
    """A page of the viewer's connections, and those on it: in whose name each word begins one; by name, or the latest first."""
    mine = Connection.objects.filter(person=viewer.person_id).exclude(other__in=viewer.apart)
    if asked := fold(words).split()[:MOST_WORDS]:
        mine = mine.filter(Exists(Person.objects.filter(called(asked), is_named(), pk=OuterRef("other"))))
    if by_name:  # a name that is not shown must not be told by its place: those come last, the latest first
        place = Case(When(is_named("other__", person="other_id"), then=F(f"other__sort_{sorted_for_reader()}")))
        mine = mine.order_by(place.asc(nulls_last=True), "-since", "-pk")
    else:
        mine = mine.order_by("-since", "-pk")
    found = Paginator(mine.select_related("other"), A_PAGE).get_page(page)
    rows = list(found)
    seen = seen_by(viewer, [one.other_id for one in rows])
    return found, [
        Known(one.other_id, one.other.public_id, replace(seen.get(one.other_id) or nameless(), found=_since(one)))
        for one in rows
    ]


def taken_requests(person: Person, requests: list[ConnectionRequest]) -> list[ConnectionRequest]:
    """What she takes along of requests: her own, and those of others but for who is apart from her."""
    apart = apart_from(person.pk)
    return [one for one in requests if one.asker_id == person.pk or one.asker_id not in apart]


def taken_introductions(person: Person, introductions: list[Introduction]) -> list[Introduction]:
    """Of those in which somebody is apart from her, her own word alone; what became of them is not on her page either."""
    apart = apart_from(person.pk)
    for one in introductions:
        if apart & _three([one]):
            one.why, one.word = (
                one.why if one.asker_id == person.pk else "",
                one.word if one.through_id == person.pk else "",
            )
            one.stage, one.passed_on_at, one.ended_at = "", None, None
    return introductions


def is_named(of: str = "", *, person: str = "pk") -> Q:
    """Who shows her name to connections, and is a member of some club still; by the field that leads to her, if not
    she herself is asked about."""
    shown = Q(**{f"{of}name_audience__isnull": True}) | Q(**{f"{of}name_audience__gte": Audience.CONNECTIONS})
    return shown & Q(Exists(Membership.objects.active().filter(person=OuterRef(person))))


def _since(one: Connection) -> str:
    return _("connected since %(day)s") % {"day": date_format(one.since, "DATE_FORMAT")}


def takes_requests(person: Person) -> bool:
    """Whether she may be asked; who chose nothing may be."""
    return not AskingChoice.objects.filter(person=person, takes_requests=False).exists()


def _three(found: Iterable[Introduction]) -> set[int]:
    return {number for one in found for number in (one.asker_id, one.through_id, one.third_id)}


def are_connected(viewer: Viewer, other: Person) -> bool:
    return Connection.objects.filter(person=viewer.person_id, other=other).exists()
