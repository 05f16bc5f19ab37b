"""What people are told of events: the one place from which it is done. Each reads it in her own language."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from vezi.activities.events import answers, letters
from vezi.activities.events.models import Bill, Event, Movement, Registration, Reply, Standing
from vezi.activities.events.queries import books
from vezi.activities.events.queries.books import Balance
from vezi.activities.events.queries.offers import till_of
from vezi.activities.events.saying import when_and_where
from vezi.core import jobs
from vezi.core.mail import gate
from vezi.core.money import Money
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


def freed_double(mine: Registration, *, now: datetime) -> None:
    _tell(mine, "double_freed", now=now)


def kept_double(mine: Registration, *, now: datetime) -> None:
    _tell(mine, "double_kept", now=now)


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


def helps(event: Event, person: Person, *, now: datetime) -> None:
    with translation.override(language_of(person, event.club)):
        words = {"event": event.title, "more": when_and_where(event)}
    notices.tell(
        kind="events.helps", person=person, about=f"{about(event)}:helps", club=event.club,
        path=reverse("events:door", args=[event.public_id]), words=words, now=now,
    )  # fmt: skip


def walked_in(event: Event, person: Person, *, now: datetime) -> None:
    """Somebody at the door said whose record she has, who came without a ticket: she may take it back."""
    with translation.override(language_of(person, event.club)):
        words = {"event": event.title, "more": when_and_where(event)}
    notices.tell(
        kind="events.walked_in", person=person, about=f"{about(event)}:walked_in", club=event.club,
        path=reverse("events:walked_in", args=[event.public_id]), words=words, now=now,
    )  # fmt: skip


def owes(bill: Bill, found: Balance, *, now: datetime) -> None:
    """A reminder of what is open, by the name under which it is paid."""
    _tell_of_money(bill, "owes", found.open, now=now, more=found.reference)


def paid(bill: Bill, moved: Movement, *, now: datetime) -> None:
    if bill.registration is not None and not books.balance_of(bill).open:
        notices.settle(person=bill.registration.person, about=f"{about(bill.event)}:owes", now=now)
    _tell_of_money(bill, "paid", money_of(bill, moved), now=now)


def refunded(bill: Bill, moved: Movement, *, now: datetime) -> None:
    _tell_of_money(bill, "refunded", money_of(bill, moved), now=now)


def money_of(bill: Bill, moved: Movement) -> Money:
    till = till_of(bill.event)
    assert till is not None, "money moved only where there is a till"
    return till.money(moved.amount)


def _tell_of_money(bill: Bill, kind: str, amount: Money, *, now: datetime, more: str = "") -> None:
    """Whoever has gone from here is told nothing."""
    if bill.registration is None:
        return
    event, person = bill.event, bill.registration.person
    with translation.override(language_of(person, event.club)):
        words = {"event": event.title, "sum": str(amount), "more": more}
    notices.tell(
        kind=f"events.{kind}", person=person, about=f"{about(event)}:{kind}", club=event.club,
        path=event.get_absolute_url(), mail_path=answers.address_of(event, person), words=words, now=now,
    )  # fmt: skip


def word(event: Event, text: str, *, by: Person | None, now: datetime) -> int:
    """How many hear it."""
    return _tell_all(event, "word", by=by, now=now, more=text)


def take_down(event: Event, *, now: datetime) -> None:
    """Its organisers; who looks after all events of the club sees it on the event's page."""
    for organiser in event.organisers.select_related("person__account"):
        person = organiser.person
        with translation.override(language_of(person, event.club)):
            words = {"event": event.title}
        notices.tell(
            kind="events.take_down", person=person, about=about_photographs(event), club=event.club,
            path=reverse("events:photographs", args=[event.public_id]), words=words, now=now,
        )  # fmt: skip


def looked_at(event: Event, *, now: datetime) -> None:
    notices.settle_all(about=about_photographs(event), now=now)


def about_photographs(event: Event) -> str:
    return f"{about(event)}:photographs"


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
    """Its letter is written in the background: whoever answers next waits for the lock on the event, not for a letter."""
    event, person = mine.event, mine.person
    with translation.override(language_of(person, event.club)):
        told = {"event": event.title, "more": when_and_where(event), **words}
    if not letters.signs_in(person):
        # That she comes is confirmed by a letter of its own.
        if kind != "coming" and (letter := _letter_of(event, person, kind, now=now, **words)) is not None:
            gate.post(letter, now=now)
        return
    said = notices.said_of(
        kind=f"events.{kind}", by=None, about=about(event), club=event.club, path=event.get_absolute_url(),
        mail_path=answers.address_of(event, person), words=told, now=now, way="", once="",
    )  # fmt: skip
    notices.tell_some(person_ids=[person.pk], said=said)


def _tell_all(event: Event, kind: str, *, by: Person | None = None, now: datetime, **words: str) -> int:
    """Whoever comes, waits or may come; a round for each language, told in the background. How many."""
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
        notices.tell_many(
            kind=f"events.{kind}", person_ids=people, once=f"{about(event)}:{kind}:{now.isoformat()}:{language}",
            about=about(event), by=by, club=event.club, path=event.get_absolute_url(), words=said, now=now,
        )  # fmt: skip
    gate.post_many([one for one in posted if one is not None], now=now, behind=True)
    return sum(map(len, by_language.values())) + len(posted)


def _letter_of(event: Event, person: Person, kind: str, *, now: datetime, **words: str) -> gate.Letter | None:
    with translation.override(language_of(person, event.club)):
        said = {"event": event.title, "more": when_and_where(event), **words}
    return letters.told(event, person, kind=f"events.{kind}", words=said, now=now)


def about(event: Event) -> str:
    return f"events.event:{event.public_id}"
