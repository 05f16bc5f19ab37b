"""Whom a message reaches besides the page: notices, letters, and the open pages of those who take part."""

from collections.abc import Iterable
from datetime import datetime

from vezi.core.live import say
from vezi.core.wording import markdown
from vezi.network.messages.models import Conversation, Message, Report, Seat, SeatState
from vezi.network.notices import services as notices
from vezi.network.people.models import Person

MESSAGE, REQUEST, VERDICT, REPORT = "messages.message", "messages.request", "messages.verdict", "messages.report"
OF_A_LETTER = 1_500  # letters of a message that its mail holds


def about(conversation: Conversation) -> str:
    return f"messages.conversation:{conversation.public_id}"


def once(message: Message) -> str:
    return f"messages.message:{message.public_id}"


def words_of(message: Message) -> dict[str, str]:
    return {"more": markdown.plain_lines(message.text, longest=OF_A_LETTER)}


def of_message(message: Message, seats: Iterable[Seat], *, now: datetime) -> None:
    """Those who take part and have not muted it; who has still to say yes is told once that somebody wrote."""
    seats = list(seats)
    take_part = [one.person_id for one in seats if one.state == SeatState.IN and not one.is_muted]
    _tell(MESSAGE, take_part, message, words=words_of(message), now=now)


def of_request(message: Message, seats: Iterable[Seat], *, now: datetime) -> None:
    """Somebody she is not connected with would like to write: no word of it stands in a letter."""
    _tell(REQUEST, [one.person_id for one in seats if not one.is_muted], message, words={}, now=now)


def _tell(kind: str, person_ids: list[int], message: Message, *, words: dict[str, str], now: datetime) -> None:
    if not person_ids:
        return
    said = notices.said_of(
        kind=kind, by=message.author, club=None, words=words, now=now, about=about(message.conversation),
        path=message.conversation.get_absolute_url(), once=once(message), way="", mail_path="",
    )  # fmt: skip
    notices.tell_some(person_ids=person_ids, said=said)


def changed(message: Message) -> None:
    notices.reword(about=about(message.conversation), once=once(message), words=words_of(message))


def taken_back(message: Message, *, now: datetime) -> None:
    """News no more, nor in a letter that has not left."""
    notices.settle_all(about=about(message.conversation), once=once(message), now=now, keeps_words=False)


def read(*, person: Person, conversation: Conversation, now: datetime) -> None:
    notices.read(person=person, about=about(conversation), now=now)


def settled(*, person: Person, conversation: Conversation, now: datetime) -> None:
    notices.settle(person=person, about=about(conversation), now=now)


def moved(conversation: Conversation, person_ids: Iterable[int], *, event: str = "conversation") -> None:
    """Their open pages look again."""
    say(sorted(set(person_ids)), event, conversation.public_id)


def of_report(report: Report) -> str:
    return f"messages.report:{report.public_id}"
