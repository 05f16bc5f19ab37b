"""What people are told of events: the one place from which it is done. Each reads it in her own language."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from vezi.activities.events import answers, letters
from vezi.activities.events.models import Bill, Event, Movement, Part, Registration, Remark, Reply, Standing
from vezi.activities.events.queries import books, guests
from vezi.activities.events.queries.books import Balance
from vezi.activities.events.queries.offers import till_of
from vezi.activities.events.saying import when_and_where
from vezi.core import jobs
from vezi.core.errors import Words
from vezi.core.mail import gate
from vezi.core.money import Money
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person

#: In the language of whoever reads it.
_in_words = lazy(date_format, str)


def _said_until(day: datetime) -> str:
    said = _("Your name and your mail address are kept for it until %(day)s.")
    return said % {"day": date_format(day, "DATE_FORMAT")}


_kept_until = lazy(_said_until, str)

#: Whom the news of an event reach.
HEARS = (Standing.COMING, Standing.OFFERED, Standing.WAITING, Standing.MAYBE)


def answered(mine: Registration, *, before: str | None, now: datetime) -> None:
    """That she comes, or waits; what she said herself and nobody decided is not repeated to her."""
    notices.settle(person=mine.person, about=letters.about_invitation(mine.event), now=now)
    if mine.standing == before:
        return
    if before in (Standing.OFFERED, Standing.WAITING):
        notices.settle(person=mine.person, about=about(mine.event), now=now)
    if mine.standing in (Standing.COMING, Standing.WAITING):
        # In the background: whoever answers next waits for the lock on the event, and not for this.
        jobs.ask_for("vezi.activities.events.tasks.tell", registration_id=mine.pk, standing=mine.standing)


@transaction.atomic
def became(mine: Registration, *, now: datetime) -> None:
    """What became of her answer: a notice of it, and where she comes the letter with the file for her calendar. Told once,
    however often it is asked for."""
    _tell(
        mine,
        mine.standing,
        now=mine.changed_at,
        once=f"{about(mine.event)}:{mine.public_id}:{mine.changed_at.isoformat()}",
    )
    if mine.standing == Standing.COMING:
        letters.confirm(mine, now=now)


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
    """Guests whose names are kept for longer by that are told until when; from then on it is so, of nobody else."""
    goes_at = guests.goes_at(event)
    hearing = event.registrations.filter(standing__in=HEARS).values("person")
    sooner = guests.in_hand(event).filter(goes_at__lt=goes_at, person__in=hearing)
    longer = [one.person_id for one in sooner if one.person and letters.to_one(one.person, event.club)]
    _tell_all(event, "moved", now=now, to_some={one: {"kept": _kept_until(event.there(goes_at))} for one in longer})
    event.guests.filter(person__in=longer).update(goes_at=goes_at)


def part_gone(event: Event, title: str, *, among: Iterable[int], now: datetime) -> None:
    """Those who had chosen it."""
    _tell_all(event, "part_gone", now=now, among=among, thing=f":{title}", part=title)


def part_moved(part: Part, *, among: Iterable[int], now: datetime) -> None:
    """Those who had chosen it; when it begins now stands on the page, and beneath in the letter."""
    begins = _in_words(part.starts_there, "DATETIME_FORMAT")
    _tell_all(
        part.event, "part_moved", now=now, among=among, thing=f":{part.public_id}", part=part.title, begins=begins
    )


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


def take_down(event: Event, *, organisers: Iterable[Person], now: datetime) -> None:
    for person in organisers:
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


def asked(remark: Remark, organiser: Person, *, now: datetime) -> None:
    """What was asked is in the letter alone (`receivers`)."""
    _tell_of_remark(remark, organiser, "asked", about=_asks(remark.event), by=remark.author, now=now)


def question_answered(remark: Remark, person: Person, *, now: datetime) -> None:
    _tell_of_remark(remark, person, "question_answered", about=_asks(remark.event), by=remark.author, now=now)


def remark_hidden(remark: Remark, person: Person, *, now: datetime) -> None:
    about = f"events.hidden:{remark.public_id}"
    _tell_of_remark(remark, person, "remark_hidden", about=about, now=now, reason=remark.hidden_because)


def remark_reported(remark: Remark, organiser: Person, *, now: datetime) -> None:
    _tell_of_remark(remark, organiser, "remark_report", about=_report_of(remark), now=now)


def remark_looked_at(remark: Remark, *, now: datetime) -> None:
    notices.settle_all(about=_report_of(remark), now=now)


def read_asks(event: Event, person: Person, *, now: datetime) -> None:
    notices.read(person=person, about=_asks(event), now=now)


def _tell_of_remark(
    remark: Remark, person: Person, kind: str, *, about: str, by: Person | None = None, now: datetime, **words: str
) -> None:
    event = remark.event
    with translation.override(language_of(person, event.club)):
        said = {"event": event.title, **words}
    notices.tell(
        kind=f"events.{kind}", person=person, about=about, once=f"events.{kind}:{remark.public_id}", club=event.club,
        by=by, path=f"{event.get_absolute_url()}#asks", words=said, now=now,
    )  # fmt: skip


def _asks(event: Event) -> str:
    return f"events.asks:{event.public_id}"


def _report_of(remark: Remark) -> str:
    return f"events.report:{remark.public_id}"


def read_replies(event: Event, person: Person, *, now: datetime) -> None:
    notices.read(person=person, about=_replies(event), now=now)


def _replies(event: Event) -> str:
    return f"events.replies:{event.public_id}"


def read(event: Event, person: Person, *, now: datetime) -> None:
    """She has opened its page."""
    notices.read(person=person, about=about(event), now=now)
    notices.read(person=person, about=letters.about_invitation(event), now=now)


def _tell(mine: Registration, kind: str, *, now: datetime, once: str = "", **words: str) -> None:
    """Its letter is written in the background: whoever answers next waits for the lock on the event, not for a letter."""
    event, person = mine.event, mine.person
    with translation.override(language_of(person, event.club)):
        told = {"event": event.title, "more": when_and_where(event), **words}
    if not letters.signs_in(person):
        # That she comes is confirmed by a letter of its own.
        if kind != Standing.COMING and (letter := _letter_of(event, person, kind, words, once=once, now=now)):
            gate.post(letter, now=now)
        return
    said = notices.said_of(
        kind=f"events.{kind}", by=None, about=about(event), club=event.club, path=event.get_absolute_url(),
        mail_path=answers.address_of(event, person), words=told, now=now, way="", once=once,
    )  # fmt: skip
    notices.tell_some(person_ids=[person.pk], said=said)


def _tell_all(
    event: Event, kind: str, *, by: Person | None = None, now: datetime, among: Iterable[int] | None = None,
    thing: str = "", to_some: Mapping[int, Mapping[str, Words]] | None = None, **words: Words,
) -> int:  # fmt: skip
    """Whoever comes, waits or may come, all or `among` those registrations; a round for each language, told in the
    background. `to_some`: what stands besides in letters to these. How many."""
    hearing = event.registrations.filter(standing__in=HEARS).select_related("person__account")
    if among is not None:
        hearing = hearing.filter(pk__in=list(among))
    by_language: dict[str, list[int]] = {}
    posted = []
    for mine in hearing:
        if not letters.signs_in(mine.person):
            besides = (to_some or {}).get(mine.person_id, {})
            posted.append(_letter_of(event, mine.person, kind, {**words, **besides}, now=now))
            continue
        by_language.setdefault(language_of(mine.person, event.club), []).append(mine.person_id)
    for language, people in by_language.items():
        with translation.override(language):
            said = _said(event, words)
        notices.tell_many(
            kind=f"events.{kind}", person_ids=people, once=f"{about(event)}:{kind}{thing}:{now.isoformat()}:{language}",
            about=about(event), by=by, club=event.club, path=event.get_absolute_url(), words=said, now=now,
        )  # fmt: skip
    gate.post_many([one for one in posted if one is not None], now=now, behind=True)
    return sum(map(len, by_language.values())) + len(posted)


def _said(event: Event, words: Mapping[str, Words]) -> dict[str, str]:
    """In the language that is spoken just now."""
    return {"event": event.title, "more": when_and_where(event), **{name: str(said) for name, said in words.items()}}


def _letter_of(
    event: Event, person: Person, kind: str, words: Mapping[str, Words], *, now: datetime, once: str = ""
) -> gate.Letter | None:
    with translation.override(language_of(person, event.club)):
        said = _said(event, words)
    return letters.told(event, person, kind=f"events.{kind}", words=said, once=once, now=now)


def about(event: Event) -> str:
    return f"events.event:{event.public_id}"
