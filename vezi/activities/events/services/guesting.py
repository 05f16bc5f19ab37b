"""Coming to a public event without an account: asking for the letter, answering from it, and being forgotten.

Whoever asks learns nothing of an address: what is done at once is the same for all, and whose it is is looked up by the
job that writes the letter.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import letters
from vezi.activities.events.models import Arrival, Event, Guest, Openness, Registration, WalkIn
from vezi.activities.events.queries import guests
from vezi.activities.events.services import answering, bookkeeping, forgetting
from vezi.activities.events.services.answering import Said
from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.core.models import AuditEntry, IncomingMail, OutgoingMail
from vezi.core.public_ids import public_id
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people import erasing, ledgers
from vezi.network.people import services as people
from vezi.network.people.models import ContactKind, ContactValue, Person, Source
from vezi.network.people.naming import mail_key
from vezi.network.profiles import taking

WRITE = "vezi.activities.events.tasks.write_to_guest"
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
LETTERS_A_DAY = 3  # to one address about one event
MOST_AN_HOUR = 600  # who ask to come to one event
CHUNK = 50  # guests forgotten in one transaction
_ADDRESS = re.compile(r"://|www\.|@|\w\.\w{2,}/", re.IGNORECASE)


class NotForGuests(Refused):
    sentence = _("This event is not open to everybody any more. Ask its organisers.")


class NameUnread(Refused):
    status = 422
    sentence = _("Write your name, so that it can be read at the door.")


class TooManyAsk(Refused):
    status = 429
    sentence = _("Very many ask to come just now. Try again in an hour.")


@dataclass(frozen=True)
class Name:
    given: str
    family: str = ""


@transaction.atomic
def ask(*, event: Event, name: Name, mail: str, language: str, now: datetime) -> Guest:
    """A letter goes to the address, three a day at most; nothing else comes of it, and nobody learns whose it is.

    Raises CalledOff, NotOpen, NotForGuests, NameUnread, TooManyAsk.
    """
    answering.refuse_closed(event, now=now)
    refuse_not_public(event)
    given, family = clean.line(name.given)[:100], clean.line(name.family)[:100]
    if clean.is_blank(given) or any(_ADDRESS.search(one) for one in (given, family)):
        raise NameUnread
    if event.guests.filter(asked_at__gt=now - AN_HOUR).count() >= MOST_AN_HOUR:
        raise TooManyAsk
    begun = {"given": given, "family": family, "mail": mail, "language": language, "asked_at": now, "counts_from": now}
    begun["goes_at"] = guests.goes_at(event)
    made, _new = Guest.objects.get_or_create(event=event, key=mail_key(mail), defaults=begun)
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=made.pk)
    guest.given, guest.family, guest.language, guest.asked_at = given, family, language, now
    guest.goes_at = guests.goes_at(event)  # as the form says it
    if now - guest.counts_from > A_DAY:
        guest.counts_from, guest.letters = now, 0
    if guest.letters < LETTERS_A_DAY:
        guest.letters += 1
        jobs.ask_for(WRITE, guest_id=guest.pk)
    guest.save()
    return guest


def refuse_not_public(event: Event) -> None:
    """Raises NotForGuests."""
    if event.openness != Openness.PUBLIC:
        raise NotForGuests


@transaction.atomic
def write_to(*, guest_id: int, now: datetime) -> OutgoingMail | None:
    """The letter she asked for: with the way to her own answer where the address is somebody's already."""
    asked = Guest.objects.select_for_update(of=("self",)).select_related("event__club__institution")
    guest = asked.filter(pk=guest_id, person=None).first()
    if guest is None:
        return None
    event = guest.event
    try:
        answering.refuse_closed(event, now=now)
    except Refused:
        return None
    person = guests.known(event, guest.mail)
    return gate.post(letters.asked(guest, person), now=now)


@transaction.atomic
def answer_as_guest(*, guest: Guest, said: Said, now: datetime) -> Registration:
    """By her first answer she has a record, on no club's books. Raises what `answer` raises, and NotForGuests."""
    guest = Guest.objects.select_for_update(of=("self",)).select_related("event__club").get(pk=guest.pk)
    if guest.person_id is None:
        refuse_not_public(guest.event)
        _record(guest, now=now)
    person = Person.objects.select_related("account").get(pk=guest.person_id or 0)
    return answering.answer(event=guest.event, person=person, said=said, by=None, now=now)


def _record(guest: Guest, *, now: datetime) -> None:
    """What she typed goes over to it; her address is held for this club alone."""
    club = guest.event.club
    person = people.record_person(
        given=guest.given, family=guest.family, source=Source.SELF, by=None, now=now, club=club, language=guest.language
    )
    contact = people.add_contact(
        person=person, kind=ContactKind.MAIL, value=guest.mail, audience=None, source=Source.SELF, by=None, now=now
    )
    ContactValue.objects.filter(pk=contact.pk).update(club=club)
    guest.person, guest.answered_at = person, now
    guest.given = guest.family = guest.mail = guest.key = ""
    guest.save()
    audit.record("events.guest", by=None, at=now, subject=guest, club_id=club.pk, person_id=person.pk)


@transaction.atomic
def forget_guest(*, guest: Guest, by: Account | None, now: datetime) -> None:
    """All that is held of her goes, as she asked the organisers for it; her seats are there for whoever waits. What she
    paid stays in the books without her name."""
    event = guest.event
    audit.record("events.forget_guest", by=by, at=now, subject=event, club_id=event.club_id)
    _throw_away(guest, now=now, frees=True)


def forget_overdue(*, now: datetime) -> int:
    """Who asked and never answered, guests of what is long over, and names of those who walked in; how many."""
    count = 0
    for guest in guests.asking(before=now)[: 20 * CHUNK]:
        with transaction.atomic():
            _forget_letters(guest)
            guest.delete()
        count += 1
    while some := list(guests.to_forget(now=now)[:CHUNK]):
        with transaction.atomic():
            for guest in some:
                _throw_away(guest, now=now, frees=guest.event.ends_at > now)
        count += len(some)
    return count + guests.walk_ins_to_forget(now=now).update(name="", mail="")


def _throw_away(guest: Guest, *, now: datetime, frees: bool) -> None:
    """A head is left where she came: so many there were. `frees`: her seats go to whoever waits."""
    _forget_letters(guest)
    person = guest.person
    guest.delete()
    if person is None or not guests.is_mere_guest(person):
        return
    records = taking.with_merged(person)
    ids = [one.pk for one in records]
    bookkeeping.close_bills(person_ids=ids)
    for mine in Registration.objects.filter(person__in=ids).select_related("event"):
        _leave_heads(mine)
    if frees:
        forgetting.forget(traces=erasing.traces_of(records), now=now)
    OutgoingMail.objects.filter(person_id__in=ids).delete()
    IncomingMail.objects.filter(person_id__in=ids).delete()
    IncomingMail.objects.filter(who__in=[one.public_id for one in records]).delete()
    AuditEntry.objects.filter(person_id__in=ids).exclude(details={}).update(details={})
    with ledgers.opened("erasing"):
        for one in reversed(records):  # those that were merged into hers first
            one.delete()


def _forget_letters(guest: Guest) -> None:
    """Those that went before she had a record."""
    OutgoingMail.objects.filter(key__startswith=letters.asked_key(guest)).delete()


def _leave_heads(mine: Registration) -> None:
    for seat in mine.people.all():
        came = Arrival.objects.filter(seat=seat)
        if came.exists():
            head = WalkIn.objects.create(event=mine.event, public_id=public_id(), goes_at=guests.goes_at(mine.event))
            came.update(seat=None, walk_in=head)
