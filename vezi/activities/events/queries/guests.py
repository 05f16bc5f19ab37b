"""Guests of public events: who an address belongs to already, whose time is over, and what organisers see of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from vezi.activities.events.answers import Asked
from vezi.activities.events.models import Event, Guest, Openness, Registration, WalkIn
from vezi.activities.events.queries.addresses import to_one
from vezi.network.accounts.models import Account
from vezi.network.memberships.models import Membership
from vezi.network.memberships.queries.books import ON_THE_BOOKS
from vezi.network.memberships.queries.reach import held_by
from vezi.network.people.models import ContactKind, ContactValue, Person
from vezi.network.people.naming import mail_key

ASKS_FOR = timedelta(days=7)  # how long somebody who asked may answer from her letter
DAY = timedelta(days=1)


def known(event: Event, mail: str) -> Person | None:
    """Whose address it is by now: of a guest who has answered, of a member's account, of one record of the club.

    An address of a record counts where the club would write to it, so that the way to somebody's answer never goes
    to a place she has left. Where several share it nobody is known by it.
    """
    key = mail_key(mail)
    with_it = ContactValue.objects.filter(kind=ContactKind.MAIL, key=key, bounced_at=None)
    guest = Guest.objects.filter(event=event, person__in=with_it.values("person")).select_related("person__account")
    if (found := guest.order_by("pk").first()) is not None:
        return found.person
    living = Person.objects.living_records().filter(is_deceased=False, deceased_on=None).select_related("account")
    accounts = Account.objects.filter(email__iexact=mail.strip(), is_active=True)
    if (member := living.filter(account__in=accounts).first()) is not None:
        return member
    on_books = Membership.objects.filter(person=OuterRef("pk"), club=event.club_id, state__in=ON_THE_BOOKS)
    held = with_it.filter(held_by(event.club)).values("person")
    people = [one for one in living.filter(Exists(on_books), pk__in=held) if _written_to_at(one, event, key)]
    return people[0] if len(people) == 1 else None


def _written_to_at(person: Person, event: Event, key: str) -> bool:
    return mail_key(to_one(person, event.club)) == key


@dataclass(frozen=True)
class Row:
    """A guest as organisers read of her."""

    guest: Guest
    person: Person
    mail: str
    standing: str
    goes_on: datetime


def is_mere_guest(person: Person) -> bool:
    """Nobody signs in as her, and no club has her on its books, nor had: her record is there for the event alone."""
    is_free = person.account_id is None and person.merged_into_id is None
    return is_free and not Membership.with_held.filter(person=person).exists()


def in_hand(event: Event) -> QuerySet[Guest]:
    """Those who have answered, and are there for the event alone: of whom its organisers read what is kept, and whom
    they may forget. Whoever has an account by now, or is on a club's books, answers for herself."""
    books = Membership.with_held.filter(person=OuterRef("person"))
    mere = event.guests.filter(person__isnull=False, person__account=None, person__merged_into=None)
    return mere.exclude(Exists(books)).select_related("person__account", "event__club")


def may_have_some(event: Event) -> bool:
    """Those who came while it was public stay, whoever it is open to by now."""
    return event.openness == Openness.PUBLIC or event.guests.exists()


def of(event: Event) -> list[Row]:
    """Those in the organisers' hand, by name. Three queries."""
    guests = list(in_hand(event).prefetch_related("person__contacts").order_by("person__folded", "pk"))
    said = {
        one.person_id: one for one in Registration.objects.filter(event=event, person__in=[g.person_id for g in guests])
    }
    return [
        Row(
            one, one.person, _mail(one.person), goes_on=event.there(one.goes_at),
            standing=said[one.person_id].get_standing_display() if one.person_id in said else "",
        )
        for one in guests if one.person is not None
    ]  # fmt: skip


def _mail(person: Person) -> str:
    return next((one.value for one in person.contacts.all() if one.kind == ContactKind.MAIL), "")


def asking(*, before: datetime) -> QuerySet[Guest]:
    """Those who asked and never answered, since so long ago."""
    return Guest.objects.filter(person=None, asked_at__lt=before - ASKS_FOR)


def to_forget(*, now: datetime) -> QuerySet[Guest]:
    """Those whose day has come: on it, not after it."""
    return Guest.objects.filter(goes_at__lt=now + DAY).select_related("person", "event").order_by("pk")


def walk_ins_to_forget(*, now: datetime) -> QuerySet[WalkIn]:
    return WalkIn.objects.filter(goes_at__lt=now + DAY).exclude(name="", mail="")


def were_told(event: Event) -> bool:
    """Whether anybody was told when her name is thrown away, and is still kept."""
    return event.guests.exists() or event.walk_ins.exclude(name="", mail="").exists()


def goes_at(event: Event) -> datetime:
    """When guests of it are forgotten who are told now."""
    return event.ends_at + DAY * event.keeps_guests


def goes_on(event: Event) -> datetime:
    """As the clock of the place shows it."""
    return event.there(goes_at(event))


def kept_as(asked: Asked) -> Guest | None:
    """As whom she is kept for this event alone; None for who has a record of her own by now, or had one."""
    if asked.guest is not None:
        return asked.guest
    return in_hand(asked.event).filter(person=asked.person).first()
