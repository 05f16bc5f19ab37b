"""What people are told of events: the one place from which it is done. Each reads it in her own language."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from vezi.activities.events import answers, letters
from vezi.activities.events.models import Event, Registration, Reply, Standing
from vezi.activities.events.saying import when_and_where
from vezi.core import jobs
from vezi.core.mail import gate
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person

#: Whom the news of an event reach.
HEARS = (Standing.COMING, Standing.OFFERED, Standing.WAITING, Standing.MAYBE)


def answered(mine: Registration, *, before: str | None, now: datetime) -> None:
    """That she comes, or waits; what she said herself and nobody decided is not repeated to her."""
    notices.settle(person=mine.person, about=letters.about_invitation(mine.event), now=now)
    if mine.standing == before:
        return
    if before in (Standing.OFFERED, Standing.WAITING):
        notices.settle(person=mine.person, about=about(mine.event), now=now)
    if mine.standing == Standing.COMING:
        _tell(mine, "coming", now=now)
        # In the background: whoever answers next waits for the lock on the event, not for a letter.
        jobs.ask_for("vezi.activities.events.tasks.confirm", registration_id=mine.pk)
    elif mine.standing == Standing.WAITING:
        _tell(mine, "waiting", now=now)


def kept(mine: Registration, *, now: datetime) -> None:
    until = mine.kept_there
    assert until is not None
    with translation.override(language_of(mine.person, mine.event.club)):
        said = translation.gettext("It is kept for you until %(moment)s, then it goes to the next.")
        moment = date_format(until, "DATETIME_FORMAT")
    _tell(mine, "kept", now=now, more=said % {"moment": moment})


def lapsed(mine: Registration, *, now: datetime) -> None:
    notices.settle(person=mine.person, about=about(mine.event), now=now)
    _tell(mine, "lapsed", now=now)


def moved(event: Event, *, now: datetime) -> None:
    _tell_all(event, "moved", now=now)


def called_off(event: Event, *, now: datetime) -> None:
    notices.settle_all(about=about(event), now=now)
    notices.settle_all(about=letters.about_invitation(event), now=now)
    _tell_all(event, "called_off", now=now, reason=event.called_off_because)


def closed(event: Event, *, now: datetime) -> None:
    """Answers are taken no more: no invitation waits for one."""
    notices.settle_all(about=letters.about_invitation(event), now=now)


def organises(event: Event, person: Person, *, now: datetime) -> None:
    with translation.override(language_of(person, event.club)):
        words = {"event": event.title}
    notices.tell(
        kind="events.organises", person=person, about=f"{about(event)}:organises", club=event.club,
        path=event.get_absolute_url(), words=words, now=now,
    )  # fmt: skip


def replied(reply: Reply, *, organisers: Iterable[Person], now: datetime) -> None:
    """What was written is in the letter alone (`receivers`): it goes with whoever wrote it."""
    event = reply.event
    for person in organisers:
        with translation.override(language_of(person, event.club)):
            words = {"event": event.title}
        notices.tell(
            kind="events.reply", person=person, about=_replies(event), once=f"events.reply:{reply.public_id}",
            club=event.club, by=reply.person, path=reverse("events:replies", args=[event.public_id]), words=words, now=now,
        )  # fmt: skip


def read_replies(event: Event, person: Person, *, now: datetime) -> None:
    notices.read(person=person, about=_replies(event), now=now)


def _replies(event: Event) -> str:
    return f"events.replies:{event.public_id}"


def read(event: Event, person: Person, *, now: datetime) -> None:
    """She has opened its page."""
    notices.read(person=person, about=about(event), now=now)
    notices.read(person=person, about=letters.about_invitation(event), now=now)


def _tell(mine: Registration, kind: str, *, now: datetime, **words: str) -> None:
    event, person = mine.event, mine.person
    with translation.override(language_of(person, event.club)):
        said = {"event": event.title, "more": when_and_where(event), **words}
    if not letters.signs_in(person):
        # That she comes is confirmed by a letter of its own.
        if kind != "coming" and (letter := _letter_of(event, person, kind, now=now, **words)) is not None:
            gate.post(letter, now=now)
        return
    notices.tell(
        kind=f"events.{kind}", person=person, about=about(event), club=event.club, path=event.get_absolute_url(),
        mail_path=answers.address_of(event, person), words=said, now=now,
    )  # fmt: skip


def _tell_all(event: Event, kind: str, *, now: datetime, **words: str) -> None:
    """Whoever comes, waits or may come; a round for each language, told in the background."""
    hearing = event.registrations.filter(standing__in=HEARS).select_related("person__account")
    by_language: dict[str, list[int]] = {}
    posted = []
    for mine in hearing:
        if not letters.signs_in(mine.person):
            posted.append(_letter_of(event, mine.person, kind, now=now, **words))
            continue
        by_language.setdefault(language_of(mine.person, event.club), []).append(mine.person_id)
    for language, people in by_language.items():
        with translation.override(language):
            said = {"event": event.title, "more": when_and_where(event), **words}
        _tell_many(event, kind, people, once=f"{about(event)}:{kind}:{now.isoformat()}:{language}", words=said, now=now)
    gate.post_many([one for one in posted if one is not None], now=now, behind=True)


def _letter_of(event: Event, person: Person, kind: str, *, now: datetime, **words: str) -> gate.Letter | None:
    with translation.override(language_of(person, event.club)):
        said = {"event": event.title, "more": when_and_where(event), **words}
    return letters.told(event, person, kind=f"events.{kind}", words=said, now=now)


def _tell_many(
    event: Event, kind: str, people: Iterable[int], *, once: str, words: dict[str, str], now: datetime
) -> None:
    notices.tell_many(
        kind=f"events.{kind}", person_ids=people, once=once, about=about(event), club=event.club,
        path=event.get_absolute_url(), words=words, now=now,
    )  # fmt: skip


def about(event: Event) -> str:
    return f"events.event:{event.public_id}"
