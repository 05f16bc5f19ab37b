"""A conversation as one reader sees it: a page of it at a time, always by the index of its messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.core.wording import markdown
from vezi.network.memberships.access import is_here
from vezi.network.messages import limits
from vezi.network.messages.access import messages_in, seats_of
from vezi.network.messages.models import (
    Attachment,
    Conversation,
    Kind,
    Message,
    MessageQuerySet,
    Seat,
    SeatState,
    WritingChoice,
)
from vezi.network.messages.queries import titles
from vezi.network.messages.queries.listing import name_of, named_cast, sentence_of
from vezi.network.messages.queries.nearness import nearness
from vezi.network.messages.queries.people import Cast, cast
from vezi.network.people.models import Person
from vezi.network.ties import matters
from vezi.network.ties.matters import Matter

A_PAGE = 40
TOGETHER = timedelta(minutes=10)  # words of one person within it stand under one name
TYPING_STANDS = timedelta(seconds=8)


@dataclass(frozen=True)
class Shown:
    """A message on the page, or a line that says what happened (`sentence`)."""

    message: Message
    who: Who
    html: SafeString
    sentence: str = ""
    pictures: Sequence[Attachment] = ()
    files: Sequence[Attachment] = ()
    is_mine: bool = False
    may_change: bool = False
    opens_day: date | None = None
    goes_on: bool = False  # under the name above it
    matter: Matter | None = None  # what brought the two together, if the reader may see it
    is_about: bool = False  # something, seen or not


@dataclass(frozen=True)
class Around:
    """Whom and what a conversation is of, for its head and its form."""

    seat: Seat
    conversation: Conversation
    title: str  # that the reader knows
    name: str  # the title, or the people
    people: list[Who]
    others: list[Seat]
    drawn: Cast
    is_open: bool  # something can be said
    why_closed: str = ""

    @property
    def who(self) -> Who:
        return self.people[0]

    @property
    def waits_for_me(self) -> bool:
        return self.seat.state in (SeatState.WAITING, SeatState.PUT_AWAY)


@dataclass(frozen=True)
class Page:
    shown: list[Shown] = field(default_factory=list)
    has_earlier: bool = False
    has_later: bool = False

    @property
    def first(self) -> str:
        return self.shown[0].message.public_id if self.shown else ""

    @property
    def last(self) -> str:
        return self.shown[-1].message.public_id if self.shown else ""


def seat_at(viewer: Viewer, public_id: str) -> Seat | None:
    """The viewer's place in the conversation of this name."""
    found = seats_of(viewer).filter(conversation__public_id=public_id)
    seat = found.select_related("conversation__goes_on_in").first()
    if seat is not None:
        seat.person = viewer.person
    return seat


def around(viewer: Viewer, seat: Seat) -> Around:
    conversation = seat.conversation
    rows = Seat.objects.taken().filter(conversation=conversation).exclude(pk=seat.pk).order_by("pk")
    others = [one for one in rows if not (conversation.is_several and one.person_id in viewer.apart)]
    people = {conversation.pk: [one.person_id for one in others]}
    drawn = named_cast(viewer, people)
    why, title = _why_closed(viewer, seat, others), titles.known([seat], apart=viewer.apart)[conversation.pk]
    return Around(
        seat=seat, conversation=conversation, title=title,
        name=title or name_of(conversation, people[conversation.pk], drawn),
        people=[drawn.of(one.person_id) for one in others] or [drawn.of(None)], others=others, drawn=drawn,
        is_open=not why, why_closed=why,
    )  # fmt: skip


def _why_closed(viewer: Viewer, seat: Seat, others: list[Seat]) -> str:
    """In words; the same for whatever may not be told. Empty where something can be said."""
    if seat.state == SeatState.LEFT:
        return _("You left this conversation.")
    if seat.conversation.goes_on_in_id is not None:
        return _("The two of you go on in another conversation.")
    if seat.conversation.is_several:
        return "" if others else _("Everybody else has left. What was said stays here for you.")
    here = Person.objects.filter(is_here(), pk__in=[seat.person_id, *(one.person_id for one in others)]).count()
    if len(others) != 1 or others[0].person_id in viewer.apart or here < 2:
        return _("Nothing more can be written here.")
    other = others[0]
    if other.state in (SeatState.WAITING, SeatState.PUT_AWAY):
        wrote = Message.objects.filter(conversation=seat.conversation, author=seat.person_id, kind=Kind.SAID).exists()
        if wrote and nearness(seat.person_id, [other.person_id])[other.person_id].is_stranger:
            return _("Your first message waits for an answer. You can write more once it is there.")
    return ""


def latest(viewer: Viewer, seat: Seat, *, now: datetime) -> Page:
    found = list(_lines(viewer, seat).order_by("-pk")[: A_PAGE + 1])
    return Page(_shown(viewer, seat, found[:A_PAGE][::-1], now=now), has_earlier=len(found) > A_PAGE)


def before(viewer: Viewer, seat: Seat, message: Message, *, now: datetime) -> Page:
    found = list(_lines(viewer, seat).filter(pk__lt=message.pk).order_by("-pk")[: A_PAGE + 1])
    return Page(_shown(viewer, seat, found[:A_PAGE][::-1], now=now), len(found) > A_PAGE, has_later=True)


def after(viewer: Viewer, seat: Seat, message: Message, *, now: datetime) -> Page:
    """What came after it; for a page that stands open, and for going on towards the end."""
    found = list(_lines(viewer, seat).filter(pk__gt=message.pk).order_by("pk")[: A_PAGE + 1])
    shown = _shown(viewer, seat, found[:A_PAGE], now=now, above=message)
    return Page(shown, has_earlier=True, has_later=len(found) > A_PAGE)


def at(viewer: Viewer, seat: Seat, message: Message, *, now: datetime) -> Page:
    """The message in the midst of others, as somebody comes from the search."""
    half = A_PAGE // 2
    earlier = list(_lines(viewer, seat).filter(pk__lte=message.pk).order_by("-pk")[: half + 1])
    later = list(_lines(viewer, seat).filter(pk__gt=message.pk).order_by("pk")[: half + 1])
    shown = _shown(viewer, seat, [*earlier[:half][::-1], *later[:half]], now=now)
    return Page(shown, has_earlier=len(earlier) > half, has_later=len(later) > half)


def changed_lately(viewer: Viewer, seat: Seat, message: Message, *, now: datetime) -> list[Shown]:
    """Those up to the message that may have changed on a page that stands open."""
    since = now - limits.CHANGED_WITHIN - timedelta(minutes=1)
    found = _lines(viewer, seat).filter(pk__lte=message.pk, pk__gte=message.pk - 5_000, written_at__gt=since)
    moved = [one for one in found.order_by("-pk")[:A_PAGE] if one.edited_at or one.taken_back_at]
    return _shown(viewer, seat, moved[::-1], now=now, days=False)


def message_at(viewer: Viewer, seat: Seat, public_id: str) -> Message | None:
    """One of the conversation that the viewer may read."""
    return _lines(viewer, seat).filter(public_id=public_id).first() if public_id else None


def _lines(viewer: Viewer, seat: Seat) -> MessageQuerySet:
    return messages_in(viewer, seat)


def _shown(
    viewer: Viewer, seat: Seat, messages: list[Message], *, now: datetime, above: Message | None = None, days: bool = True
) -> list[Shown]:  # fmt: skip
    people: list[int | None] = [one.about_id for one in messages] + [one.author_id for one in messages]
    drawn = cast(viewer, people, have_written=[one.author_id for one in messages])
    files, about = files_of(messages), matters.seen_by(viewer, (one.matter for one in messages))
    out: list[Shown] = []
    last = above
    for one in messages:
        day = timezone.localdate(one.written_at)
        is_new_day = days and (last is None or timezone.localdate(last.written_at) != day)
        is_mine = one.author_id is not None and one.author_id == viewer.person_id
        out.append(
            Shown(
                one, drawn.of(one.author_id), markdown.drawn(one.text) if one.kind == Kind.SAID else SafeString(""),
                sentence=sentence_of(viewer, one, drawn), is_mine=is_mine, opens_day=day if is_new_day else None,
                pictures=[file for file in files.get(one.pk, ()) if file.is_picture],
                files=[file for file in files.get(one.pk, ()) if not file.is_picture],
                may_change=may_change(seat, one, now=now), goes_on=not is_new_day and _goes_on(one, last),
                matter=about.get(one.matter), is_about=bool(one.matter),
            )
        )  # fmt: skip
        last = one
    return out


def may_change(seat: Seat, message: Message, *, now: datetime) -> bool:
    is_hers = message.author_id is not None and message.author_id == seat.person_id
    is_fresh = now - message.written_at <= limits.CHANGED_WITHIN
    return is_hers and is_fresh and message.kind == Kind.SAID and message.taken_back_at is None


def _goes_on(one: Message, last: Message | None) -> bool:
    if last is None or last.kind != Kind.SAID or one.kind != Kind.SAID:
        return False
    if last.taken_back_at is not None or one.taken_back_at is not None:
        return False
    return last.author_id == one.author_id and one.written_at - last.written_at < TOGETHER


def files_of(messages: Iterable[Message]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for one in Attachment.objects.filter(message__in=[one.pk for one in messages]).order_by("pk"):
        found.setdefault(one.message_id, []).append(one)
    return found


def seen_by(viewer: Viewer, found: Around, page: Page) -> str:
    """Under the reader's own last words: who has read them, of those who show it, if she shows it herself."""
    mine = next((one.message for one in reversed(page.shown) if not one.sentence), None)
    if mine is None or mine.author_id != viewer.person_id or page.has_later:
        return ""
    readers = [
        one.person_id for one in found.others
        if one.state == SeatState.IN and one.read_id >= mine.pk and one.person_id not in viewer.apart
    ]  # fmt: skip
    if not readers:
        return ""
    shows = WritingChoice.objects.filter(person__in=[*readers, viewer.person_id or 0], shows_reading=True)
    who = set(shows.values_list("person_id", flat=True))
    named = [found.drawn.of(one).first_name for one in readers if one in who]
    if viewer.person_id not in who or not named:
        return ""
    return _("Seen by %(names)s") % {"names": ", ".join(named)} if found.conversation.is_several else _("Seen")


def typing(viewer: Viewer, found: Around, *, now: datetime) -> str:
    """Who is writing just now, of those who show it."""
    fresh = [
        found.drawn.of(one.person_id).first_name for one in found.others
        if one.typing_at is not None and now - one.typing_at < TYPING_STANDS and one.person_id not in viewer.apart
    ]  # fmt: skip
    return _("%(names)s is writing …") % {"names": ", ".join(fresh)} if len(fresh) == 1 else (
        _("Some are writing …") if fresh else ""
    )  # fmt: skip
