"""The one gate that every letter passes: it asks consent, writes the letter down, and sends it on commit.

`consent` registers the question, and the ways to stop that stand under every letter nobody asked for; until an area
does, only the house's own service mail goes out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from vezi.core import jobs
from vezi.core.mail import letters, secrets
from vezi.core.models import MailState, OutgoingMail

#: Mail a person asked for a moment ago (a sign-in code): no consent is asked, and there is nothing to stop.
SERVICE = "service"
#: The last letter to somebody who was erased: goes like service mail, and nothing of it is kept once it has left.
LAST_WORD = "last_word"
#: What a person chose to be told by mail: `notices` asks her own choices, and brings its own ways to stop.
NOTICE = "notice"
ASKED_FOR = (SERVICE, LAST_WORD, NOTICE)
TOGETHER = 25  # of many letters at once those that one job hands over


@dataclass(frozen=True)
class Letter:
    """What is to be sent: to whom, about what, in which template (`<area>/mail/<name>` with .mjml and .txt)."""

    key: str  # unique: the same deed done twice writes one letter
    kind: str
    purpose: str
    to: str
    language: str
    template: str
    context: dict[str, object] = field(default_factory=dict)
    to_name: str = ""
    club: Any = None
    person_id: int | None = None
    sender_name: str = ""
    reply_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    secret: str = ""  # core.mail.secrets: the template writes {{ secret }} where it belongs
    enclosed: str = ""  # core.mail.enclosures: `area.kind:name` of a file that goes along
    is_confidential: bool = False  # holds a code: wiped once it has left
    written: letters.Written | None = None  # set already, with the ways to stop (core.mail.frames)
    stops: "Sequence[Stop] | None" = None  # the ways to stop, by who has them at hand; None: they are asked for


@dataclass(frozen=True)
class Stop:
    """A way to get no more of this. `one_press` takes a POST without any further question (RFC 8058)."""

    words: str
    url: str
    one_press: str = ""


#: (person_id, club_id, purpose) -> the reason why not, empty when it may go.
Question = Callable[[int, int, str], str]
#: (person_id, club_id, purpose, language) -> ways to stop.
WaysToStop = Callable[[int, int, str, str], list[Stop]]
#: person_id -> the reason why not a single letter may go, empty when nothing stands against it.
Bar = Callable[[int], str]
_questions: list[Question] = []
_bars: list[Bar] = []
_ways_to_stop: list[WaysToStop] = []


def asks(question: Question) -> Question:
    """Register a question that every letter to a person must pass."""
    _questions.append(question)
    return question


def bars(bar: Bar) -> Bar:
    """Register what keeps every letter from a person, service mail too."""
    _bars.append(bar)
    return bar


def offers(ways: WaysToStop) -> WaysToStop:
    """Register what stands under a letter for whoever wants no more of its kind."""
    _ways_to_stop.append(ways)
    return ways


def reason_against(*, person_id: int | None, club_id: int | None, purpose: str) -> str:
    """Why a letter must not go, empty when it may. Without a person or club only service mail goes."""
    if person_id is not None and (reason := next((said for bar in _bars if (said := bar(person_id))), "")):
        return reason
    if purpose in ASKED_FOR:
        return ""
    if person_id is None or club_id is None or not _questions:
        return "no consent is known"
    return next((reason for question in _questions if (reason := question(person_id, club_id, purpose))), "")


def stops_for(*, person_id: int | None, club_id: int | None, purpose: str, language: str) -> list[Stop]:
    if purpose in ASKED_FOR or person_id is None or club_id is None:
        return []
    return [stop for ways in _ways_to_stop for stop in ways(person_id, club_id, purpose, language)]


@transaction.atomic
def post(letter: Letter, *, now: datetime) -> OutgoingMail | None:
    """Write the letter down and send it when the deed is committed; None if it was written before."""
    if OutgoingMail.objects.filter(key=letter.key).exists():
        return None
    against = reason_against(
        person_id=letter.person_id, club_id=getattr(letter.club, "pk", None), purpose=letter.purpose
    )
    return keep(written_down(letter, now=now, against=against))


@transaction.atomic
def post_many(posted: Iterable[Letter], *, now: datetime, behind: bool = False) -> int:
    """The same for many, in a few queries for all of them; how many were not written before.

    Whether they may go is asked when they leave, as it is once more of every letter. `behind`: a sign-in code does not
    wait for tens of thousands of these.
    """
    by_key = {letter.key: letter for letter in posted}
    known = set(OutgoingMail.objects.filter(key__in=by_key).values_list("key", flat=True))
    mails = [written_down(letter, now=now) for key, letter in by_key.items() if key not in known]
    return keep_many(mails, behind=behind)


def written_down(letter: Letter, *, now: datetime, against: str = "") -> OutgoingMail:
    about: dict[str, Any] = {
        "person_id": letter.person_id,
        "club_id": getattr(letter.club, "pk", None),
        "purpose": letter.purpose,
    }
    stops = list(letter.stops) if letter.stops is not None else stops_for(**about, language=letter.language)
    context = {"to_name": letter.to_name, "secret": secrets.PLACE, "stops": stops, **letter.context}
    written = letter.written or letters.write(letter.template, context, language=letter.language, club=letter.club)
    return OutgoingMail(
        key=letter.key, kind=letter.kind, **about, to=letter.to, to_name=on_one_line(letter.to_name),
        sender_name=on_one_line(letter.sender_name), reply_to=letter.reply_to, language=letter.language,
        subject=written.subject[:300], text=written.text, html=written.html,
        headers=list_headers(letter, stop_headers(stops) | letter.headers),
        secret=letter.secret, enclosed=letter.enclosed, is_confidential=letter.is_confidential,
        state=MailState.HELD_BACK if against else MailState.WAITING, reason=against, written_at=now,
    )  # fmt: skip


def on_one_line(name: str) -> str:
    """A name as it may stand in a header: a line break in it would begin another."""
    return " ".join(name.split())


def stop_headers(stops: list[Stop]) -> dict[str, str]:
    """What mail programs make their "unsubscribe" of (RFC 2369, RFC 8058); a service letter says a machine wrote it."""
    one_press = next((stop.one_press for stop in stops if stop.one_press), "")
    if not one_press:
        return {"Auto-Submitted": "auto-generated"}
    return {"List-Unsubscribe": f"<{one_press}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def list_headers(letter: Letter, headers: dict[str, str]) -> dict[str, str]:
    """With the name by which mail programs sort what can be stopped: of its kind, from its club (RFC 2919)."""
    if "List-Unsubscribe" not in headers:
        return headers
    club = getattr(letter.club, "slug", "")
    place = [letter.kind.replace("_", "-"), *([club] if club else []), urlsplit(settings.SITE_ADDRESS).hostname or ""]
    return headers | {"List-Id": f"<{'.'.join(place)}>"}


@transaction.atomic
def keep(mail: OutgoingMail) -> OutgoingMail | None:
    """Store a letter once, with the job that sends it; both are there on commit, or neither."""
    return mail if keep_many([mail]) else None


@transaction.atomic
def keep_many(mails: Sequence[OutgoingMail], *, behind: bool = False) -> int:
    """The same for many; how many were not stored before. They know their numbers by then."""
    from vezi.core.mail import tasks

    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    stored = OutgoingMail.objects.filter(public_id__in=[mail.public_id for mail in mails])
    numbers = dict(stored.values_list("public_id", "pk"))
    for mail in mails:
        mail.pk = numbers.get(mail.public_id)
    leaving = [mail.pk for mail in mails if mail.pk is not None and mail.state == MailState.WAITING]
    if behind:
        together = [{"mail_ids": leaving[first : first + TOGETHER]} for first in range(0, len(leaving), TOGETHER)]
        jobs.ask_for_each(tasks.deliver_some, together, behind=True)
    else:
        jobs.ask_for_each(tasks.deliver, [{"mail_id": pk} for pk in leaving])
    return len(numbers)
