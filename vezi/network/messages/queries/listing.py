"""The list of one's conversations, and how many hold something new. Each costs the same for ten and for 5,000 of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.core.wording import markdown
from vezi.network.messages.access import seats_of
from vezi.network.messages.models import Attachment, Conversation, Kind, Message, Seat, SeatQuerySet, SeatState
from vezi.network.messages.queries import titles
from vezi.network.messages.queries.people import Cast, cast, listed, writers_in

A_PAGE, MOST = 30, 99
NAMED = 3  # in the name of a conversation of several
SHOWS = ("", "requests", "archived")

#: By hand: it runs on every page. Few rows say `is_new`; each is looked at along the index of its conversation.
UNREAD = """
select count(*) from (
    select from conversations_seat s join conversations_conversation c on c.id = s.conversation_id
    where s.person_id = %(person)s and s.is_new and s.muted_at is null and s.archived_at is null and s.state = 'in' and exists (
        select from conversations_message m
        where m.conversation_id = s.conversation_id and m.id > greatest(s.read_id, s.from_id) and m.kind = 'said'
            and m.taken_back_at is null and m.author_id is distinct from s.person_id
            and not (c.is_several and coalesce(m.author_id = any(%(apart)s), false))
            and not exists (select from conversations_absence a where a.seat_id = s.id and a.from_id < m.id and a.until_id >= m.id)
    ) limit %(most)s
) new
"""
#: Of each seat the last line its person may read, and how many messages are new to her; what was said by somebody apart
#: from her is no news once they are apart no more.
LINES = """
select s.id, last.id, case when s.is_new then (
    select count(*) from (
        select from conversations_message m
        where m.conversation_id = s.conversation_id and m.id > greatest(s.read_id, s.from_id)
            and (s.until_id is null or m.id <= s.until_id) and m.kind = 'said' and m.taken_back_at is null
            and m.author_id is distinct from s.person_id
            and not (c.is_several and coalesce(m.author_id = any(%(apart)s), false))
            and not exists (select from conversations_absence a where a.seat_id = s.id and a.from_id < m.id and a.until_id >= m.id)
        limit %(most)s
    ) unread) else 0 end
from conversations_seat s join conversations_conversation c on c.id = s.conversation_id
left join lateral (
    select m.id from conversations_message m
    where m.conversation_id = s.conversation_id and m.id > s.from_id and (s.until_id is null or m.id <= s.until_id)
        and not (c.is_several and (coalesce(m.author_id = any(%(apart)s), false) or coalesce(m.about_id = any(%(apart)s), false)))
        and not exists (select from conversations_absence a where a.seat_id = s.id and a.from_id < m.id and a.until_id >= m.id)
    order by m.id desc limit 1
) last on true
where s.id = any(%(seats)s)
"""


@dataclass(frozen=True)
class Line:
    """A conversation in the list."""

    seat: Seat
    conversation: Conversation
    name: str
    people: list[Who]
    begins: str
    at: datetime
    unread: int

    @property
    def who(self) -> Who:
        return self.people[0]

    @property
    def when(self) -> str:
        """The hour of today, else the day."""
        moment, today = timezone.localtime(self.at), timezone.localdate()
        if moment.date() == today:
            return date_format(moment, "TIME_FORMAT")
        return date_format(moment, "MONTH_DAY_FORMAT" if moment.year == today.year else "SHORT_DATE_FORMAT")

    @property
    def unread_said(self) -> str:
        return f"{MOST}+" if self.unread > MOST else str(self.unread)


def unread_number(viewer: Viewer) -> int:
    """How many conversations hold something new that the reader has not muted; one query, at most MOST + 1."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, {"person": viewer.person_id or 0, "apart": list(viewer.apart), "most": MOST + 1})
        return int(cursor.fetchone()[0])


def requests_number(viewer: Viewer) -> int:
    found = requests_to(viewer)
    return found[: MOST + 1].count()


def requests_to(viewer: Viewer) -> SeatQuerySet:
    """What waits for the reader's yes; nothing that somebody apart from her began, or brought her into."""
    waiting = seats_of(viewer).filter(state=SeatState.WAITING)
    return waiting.exclude(by__in=list(viewer.apart), by__isnull=False) if viewer.apart else waiting


def seats_shown(viewer: Viewer, show: str) -> SeatQuerySet:
    match show:
        case "requests":
            return requests_to(viewer)
        case "archived":
            away = Q(archived_at__isnull=False, state=SeatState.IN) | Q(state=SeatState.LEFT)
            return seats_of(viewer).filter(away)
        case _:
            return seats_of(viewer).listed()


def conversations(viewer: Viewer, *, show: str = "", before: str = "") -> tuple[list[Line], bool]:
    """A page of them, the last moved first; and whether there are more. `before` is the last one of the page before."""
    found = seats_shown(viewer, show).select_related("conversation").order_by("-moved_at", "-pk")
    if before:
        last = seats_of(viewer).filter(conversation__public_id=before).values_list("moved_at", "pk").first()
        if last is not None:
            found = found.filter(Q(moved_at__lt=last[0]) | Q(moved_at=last[0], pk__lt=last[1]))
    seats = list(found[: A_PAGE + 1])
    return lines(viewer, seats[:A_PAGE]), len(seats) > A_PAGE


def lines(viewer: Viewer, seats: list[Seat]) -> list[Line]:
    """A fixed number of queries."""
    if not seats:
        return []
    told = _last_and_unread(viewer, seats)
    last = Message.objects.in_bulk([number for number, _unread in told.values() if number is not None])
    files = _files_of(last.values())
    people = people_of(viewer, seats)
    authors = {one.author_id for one in last.values() if one.kind == Kind.SAID}
    drawn = named_cast(viewer, people, authors)
    called = titles.known(seats, apart=viewer.apart)
    return [
        _line(
            viewer,
            one,
            called[one.conversation_id],
            people.get(one.conversation_id, []),
            last.get(told[one.pk][0] or 0),
            told[one.pk][1],
            drawn,
            files,
        )
        for one in seats
    ]


def _last_and_unread(viewer: Viewer, seats: list[Seat]) -> dict[int, tuple[int | None, int]]:
    asked: dict[str, Any] = {"seats": [one.pk for one in seats], "apart": list(viewer.apart), "most": MOST + 1}
    with connection.cursor() as cursor:
        cursor.execute(LINES, asked)
        return {seat: (last, unread) for seat, last, unread in cursor.fetchall()}


def _files_of(messages: Iterable[Message]) -> dict[int, str]:
    """The first file of each message without words."""
    bare = [one.pk for one in messages if not one.text]
    rows = Attachment.objects.filter(message__in=bare).order_by("-pk") if bare else ()
    return {one.message_id: one.name for one in rows}


def people_of(viewer: Viewer, seats: list[Seat]) -> dict[int, list[int]]:
    """Conversation -> the others in it, who came first before; of several, who is apart from the reader is not there."""
    found: dict[int, list[int]] = {}
    several = {one.conversation_id for one in seats if one.conversation.is_several}
    rows = Seat.objects.taken().filter(conversation__in=[one.conversation_id for one in seats])
    for conversation_id, person_id in rows.order_by("pk").values_list("conversation_id", "person_id"):
        is_hidden = conversation_id in several and person_id in viewer.apart
        if person_id != viewer.person_id and not is_hidden:
            found.setdefault(conversation_id, []).append(person_id)
    return found


def named_cast(viewer: Viewer, people: dict[int, list[int]], authors: Iterable[int | None] = ()) -> Cast:
    """Those the lines name; whoever of them is not seen by name has it if she has written there."""
    first = {number for numbers in people.values() for number in numbers[: NAMED + 1]}
    drawn = cast(viewer, first, have_written=authors)
    unseen = [number for number in first if not drawn.knows(number)]
    if not unseen:
        return drawn
    wrote = writers_in(people, unseen)
    return cast(viewer, first, have_written=[*authors, *wrote]) if wrote else drawn


def _line(
    viewer: Viewer, seat: Seat, title: str, people: list[int], last: Message | None, unread: int, drawn: Cast,
    files: dict[int, str],
) -> Line:  # fmt: skip
    return Line(
        seat=seat,
        conversation=seat.conversation,
        name=title or name_of(seat.conversation, people, drawn),
        people=[drawn.of(number) for number in people[:NAMED]] or [drawn.of(None)],
        begins=_begins(viewer, seat, last, drawn, files),
        at=seat.moved_at,
        unread=unread,
    )


def name_of(conversation: Conversation, people: list[int], drawn: Cast) -> str:
    """Where it has no title: its people."""
    if not people:
        return _("You alone") if conversation.is_several else drawn.of(None).name
    if not conversation.is_several:
        return drawn.of(people[0]).name
    return listed([drawn.of(one).first_name for one in people[:NAMED]], len(people) - NAMED)


def _begins(viewer: Viewer, seat: Seat, last: Message | None, drawn: Cast, files: dict[int, str]) -> str:
    """How the last of it begins, and whose it is."""
    if last is None:
        return ""
    said = sentence_of(viewer, last, drawn) or markdown.plain(last.text[:600])[:160] or files.get(last.pk, "")
    if last.kind != Kind.SAID or last.taken_back_at is not None:
        return said
    if last.author_id == viewer.person_id:
        return _("You: %(words)s") % {"words": said}
    return f"{drawn.of(last.author_id).first_name}: {said}" if seat.conversation.is_several else said


def sentence_of(viewer: Viewer, message: Message, drawn: Cast) -> str:
    """Of a line that says what happened, and of words that were taken back; else empty."""
    is_mine = message.author_id is not None and message.author_id == viewer.person_id
    said = {"who": drawn.of(message.author_id).name, "title": message.text, "whom": drawn.of(message.about_id).name}
    if message.taken_back_at is not None:
        return _("You took a message back.") if is_mine else _("%(who)s took a message back.") % said
    match message.kind:
        case Kind.CAME if message.about_id is not None and message.about_id == viewer.person_id:
            return _("%(who)s brought you in.") % said
        case Kind.CAME:
            return (_("You brought in %(whom)s.") if is_mine else _("%(who)s brought in %(whom)s.")) % said
        case Kind.LEFT:
            return _("You left.") if is_mine else _("%(who)s left.") % said
        case Kind.TITLED if message.text:
            return (_("You called it “%(title)s”.") if is_mine else _("%(who)s called it “%(title)s”.")) % said
        case Kind.TITLED:
            return _("You took the title away.") if is_mine else _("%(who)s took the title away.") % said
    return ""
