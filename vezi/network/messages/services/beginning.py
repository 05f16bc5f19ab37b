"""Beginning a conversation, and bringing others into one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.enclosing import Enclosed
from vezi.core.errors import Refused
from vezi.network.messages import limits, telling
from vezi.network.messages.models import Absence, Conversation, Kind, Message, Seat, SeatState
from vezi.network.messages.queries.nearness import Nearness, nearness
from vezi.network.messages.services import holding, writing
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from


class CannotBeWrittenTo(Refused):
    """Says nothing of the reason: it may be a block, a choice, a death, a membership that ended."""

    sentence = _("One of them cannot be written to. Your words are still here.")


class OneTooMany(Refused):
    sentence = _("A conversation has fifty people at most. For more, make a group.")


class Waits(Refused):
    sentence = _("Say yes to the conversation before you bring others into it.")


@transaction.atomic
def begin(
    *,
    by: Person,
    people: Sequence[Person],
    text: str,
    now: datetime,
    title: str = "",
    files: Sequence[Enclosed] = (),
    token: str = "",
) -> Message:
    """The first words. With one other it is the conversation of the two, begun or gone on with; with several a new one.

    Raises CannotBeWrittenTo, OneTooMany, limits.TooMany, limits.Paused, and what `send` does.
    """
    said = writing.checked(text, has_files=bool(files))
    by, others = _locked(by, people)
    if (before := writing.sent_before(by, token)) is not None:
        return before
    if not others:
        raise CannotBeWrittenTo
    if len(others) == 1 and (found := of_two(by, others[0])) is not None:
        return writing.send(conversation=found, by=by, text=text, files=files, token=token, now=now)
    conversation, seats = _begun(by, others, title=title, now=now)
    message = writing.written(conversation, seats, seats[0], said, files=files, token=token, now=now)
    telling.of_request(message, (one for one in seats if one.state == SeatState.WAITING), now=now)
    return message


@transaction.atomic
def bring(
    *, by: Person, to: Person, text: str, matter: str, tells: bool, now: datetime, files: Sequence[Enclosed] = (),
    token: str = "",
) -> Message:  # fmt: skip
    """What was said to one person in another area, said in the conversation of the two. Without `tells` she hears of it
    there, and by no notice of ours.

    Raises what `begin` and `send` do.
    """
    said = writing.checked(text, has_files=bool(files))
    by, (to,) = _locked(by, [to])
    if (before := writing.sent_before(by, token)) is not None:
        return before
    found = of_two(by, to)
    if found is None:
        conversation, seats = _begun(by, [to], title="", now=now)
        mine = seats[0]
    else:
        conversation, seats, mine = writing.opened(found, by, now=now)
    return writing.written(
        conversation, seats, mine, said, files=files, token=token, matter=matter, tells=tells, now=now
    )


def _begun(by: Person, others: Sequence[Person], *, title: str, now: datetime) -> tuple[Conversation, list[Seat]]:
    """With a seat for each, that of who begins first. Lock them all before."""
    limits.hold(by, now=now)
    near = _may_be_written_to(by, others, now=now)
    several = len(others) > 1
    title = holding.title_of(title) if several else ""
    conversation = Conversation.objects.create(
        is_several=several, pair=None if several else pair(by, others[0]), begun_at=now, title=title,
        titled_by=by if title else None,
    )  # fmt: skip
    mine = Seat.objects.create(conversation=conversation, person=by, joined_at=now, moved_at=now)
    seats = [mine, *(_seated(conversation, one, by, near[one.pk], now=now) for one in others)]
    if title:
        holding.line(conversation, Kind.TITLED, by, text=title, now=now)
    audit.record("messages.begin", by=by.account, at=now, subject=conversation, person_id=by.pk, people=len(seats))
    return conversation, seats


@transaction.atomic
def add(*, conversation: Conversation, by: Person, people: Sequence[Person], shows_past: bool, now: datetime) -> None:
    """Others come into a conversation of several: they read what is said from now on, or what `by` can read before it.

    Who left by herself is asked again. Raises Gone, Waits, CannotBeWrittenTo, OneTooMany, limits.TooMany, limits.Paused.
    """
    inside = Seat.objects.filter(conversation=conversation).values_list("person_id", flat=True)
    by, others = _locked(by, people, beside=inside)
    conversation = holding.locked(conversation.pk)
    seats = holding.seats_in(conversation)
    mine = holding.own(seats, by)
    if mine.state != SeatState.IN:
        raise Waits
    if not conversation.is_several:
        raise holding.Gone
    there = {one.person_id: one for one in seats}
    others = [one for one in others if one.pk not in there or there[one.pk].state == SeatState.LEFT]
    if not others:
        return
    if sum(one.state != SeatState.LEFT for one in seats) + len(others) > limits.MOST_PEOPLE:
        raise OneTooMany
    near = _may_be_written_to(by, others, now=now)
    last, apart = holding.last_id(conversation), apart_from(by.pk)
    for one in others:
        seat = there.get(one.pk)
        if seat is not None:
            since = seat.until_id or 0
            come_back(seat, by, shows_past=shows_past, now=now)
        else:
            since = mine.from_id if shows_past else last
            seat = _seated(conversation, one, by, near[one.pk], now=now, from_id=since, reads_past=shows_past)
        _keep_from(seat, _unread_by(mine, apart, since, last) if shows_past else [(since, last)])
        came = holding.line(conversation, Kind.CAME, by, about=one, now=now)
        telling.of_request(came, [seat] if seat.state == SeatState.WAITING else [], now=now)
        audit.record(
            "messages.add", by=by.account, at=now, subject=conversation, person_id=one.pk, shows_past=shows_past
        )
    _say_who_came(conversation, {one.pk for one in others})


def _say_who_came(conversation: Conversation, newcomers: set[int]) -> None:
    """To open pages of those who see one of them, and of the newcomers."""
    seated = holding.take_part(holding.seats_in(conversation))
    telling.moved(conversation, [one for one in seated if one in newcomers or newcomers - apart_from(one)])


def come_back(seat: Seat, by: Person, *, shows_past: bool, now: datetime) -> None:
    """Who left reads what she read, and goes on from here: asked, as she went by herself."""
    seat.state, seat.until_id, seat.by, seat.joined_at, seat.moved_at = SeatState.WAITING, None, by, now, now
    seat.archived_at, seat.is_new, seat.reads_past = None, True, seat.reads_past or shows_past
    seat.save()


def _keep_from(seat: Seat, spans: Iterable[tuple[int, int]]) -> None:
    Absence.objects.bulk_create(
        Absence(seat=seat, from_id=first, until_id=last) for first, last in spans if first < last
    )


def _unread_by(mine: Seat, apart: Collection[int], since: int, last: int) -> list[tuple[int, int]]:
    """Of what was said after `since`, up to `last`, the spans that `mine` does not read: nobody shows more than she
    reads herself. What was said by, or of, somebody apart from her is among them."""
    spans = [(one.from_id, one.until_id) for one in mine.absences.all()]
    if since < mine.from_id:
        spans.append((since, mine.from_id))
    if apart:
        hidden = Q(author__in=apart) | Q(about__in=apart)
        lines = Message.objects.filter(hidden, conversation=mine.conversation_id, pk__gt=since)
        spans += [(number - 1, number) for number in lines.values_list("pk", flat=True)]
    return [(max(first, since), min(until, last)) for first, until in spans]


def of_two(one: Person, other: Person) -> Conversation | None:
    return Conversation.objects.filter(pair=pair(one, other)).first()


def pair(one: Person, other: Person) -> str:
    return ":".join(map(str, sorted([one.pk, other.pk])))


def _locked(by: Person, people: Iterable[Person], *, beside: Iterable[int] = ()) -> tuple[Person, list[Person]]:
    """As they are now, locked in one order for everybody, so that two who begin at the same moment begin once.

    `beside` are locked with them.
    """
    wanted = dict.fromkeys(one.pk for one in people if one.pk != by.pk)
    if len(wanted) >= limits.MOST_PEOPLE:
        raise OneTooMany
    rows = (
        Person.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=[by.pk, *wanted, *beside])
        .order_by("pk")
    )
    found = {one.pk: one for one in rows.select_related("account")}
    meant = [found.get(number) for number in (by.pk, *wanted)]
    if any(one is None or one.merged_into_id or one.erased_at for one in meant):
        raise CannotBeWrittenTo
    return found[by.pk], [found[number] for number in wanted]


def _may_be_written_to(by: Person, others: Sequence[Person], *, now: datetime) -> dict[int, Nearness]:
    """How each stands to who writes. Raises NotAMember, CannotBeWrittenTo, limits.TooMany, limits.Paused."""
    if not holding.are_here([by.pk]):
        raise holding.NotAMember
    near = nearness(by.pk, [one.pk for one in others])
    apart = apart_from(by.pk)
    are_fine = all(near[one.pk].may and one.pk not in apart for one in others)
    signs_in = Person.objects.filter(pk__in=[one.pk for one in others], account__is_active=True).count() == len(others)
    if not are_fine or not signs_in or not holding.are_here([one.pk for one in others]):
        raise CannotBeWrittenTo
    limits.hold_strangers(by, sum(one.is_stranger for one in near.values()), now=now)
    return near


def _seated(
    conversation: Conversation,
    person: Person,
    by: Person,
    near: Nearness,
    *,
    now: datetime,
    from_id: int = 0,
    reads_past: bool = False,
) -> Seat:
    return Seat.objects.create(
        conversation=conversation, person=person, by=by, is_stranger=near.is_stranger, joined_at=now, moved_at=now,
        state=SeatState.WAITING if near.is_stranger else SeatState.IN, from_id=from_id, is_new=True, reads_past=reads_past,
    )  # fmt: skip
