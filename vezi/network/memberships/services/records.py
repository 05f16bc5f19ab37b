"""An officer corrects what the club holds of a person. What a member said of herself stays hers to change."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, ContactValue, Person, Residence, Source, Sourced


class NotOnTheBooks(Refused):
    status = 404
    sentence = _("This person is not on the books of the club.")


class SaidByThemselves(Refused):
    sentence = _("The person wrote this themselves. Ask them to change it.")


class HeldByAnother(Refused):
    sentence = _("This is held by another club.")


@transaction.atomic
def correct_name(
    *, person: Person, club: Club, given: str, family: str, preferred: str, title: str, by: Account, now: datetime
) -> Person:
    """Raises NotOnTheBooks, SaidByThemselves, HeldByAnother, and NoName of `people`."""
    _may_change(person, person, club)
    if (given, family, preferred, title) == (person.given, person.family, person.preferred, person.title):
        return person
    person = people.change_name(
        person=person, given=given, family=family, preferred=preferred, title=title,
        source=Source.OFFICER, by=by, now=now,
    )  # fmt: skip
    _sign(person, club)
    record("correct_name", person, club=club, by=by, now=now)
    return person


@transaction.atomic
def correct_birth(*, person: Person, club: Club, born_on: date | None, by: Account, now: datetime) -> Person:
    """The day of birth. Who speaks for herself gives her own. Raises NotOnTheBooks, SaidByThemselves."""
    on_the_books(person, club)
    if born_on != person.born_on:
        if person.account_id is not None:
            raise SaidByThemselves
        person = people.change_birth(person=person, born_on=born_on, birth_year=None, by=by, now=now)
        record("correct_birth", person, club=club, by=by, now=now)
    return person


@transaction.atomic
def correct_study(
    *, affiliation: Affiliation, club: Club, class_year: int | None, degree: str, programme: str,
    by: Account, now: datetime,
) -> Affiliation:  # fmt: skip
    """What was studied and when. Raises NotOnTheBooks, SaidByThemselves, HeldByAnother."""
    _may_change(affiliation, affiliation.person, club)
    named = clubs.programme_named(programme, institution=affiliation.institution) if programme else None
    facts = {"class_year": class_year, "degree": degree, "programme": named}
    if all(getattr(affiliation, field) == value for field, value in facts.items()):
        return affiliation
    affiliation = people.change_affiliation(affiliation=affiliation, source=Source.OFFICER, by=by, now=now, **facts)
    _sign(affiliation, club)
    record("correct_study", affiliation.person, club=club, by=by, now=now)
    return affiliation


@transaction.atomic
def correct_town(
    *, person: Person, club: Club, city: str, country: str, by: Account, now: datetime
) -> Residence | None:
    """The home town; blank takes it away. Raises NotOnTheBooks, SaidByThemselves, HeldByAnother."""
    on_the_books(person, club)
    residence = Residence.objects.filter(person=person).first()
    if residence is not None:
        _may_change(residence, person, club)
    if (city, country) == ((residence.city, residence.country) if residence else ("", "")):
        return residence
    residence = people.move_to(person=person, city=city, country=country, source=Source.OFFICER, by=by, now=now)
    if residence is not None:
        _sign(residence, club)
    record("correct_town", person, club=club, by=by, now=now)
    return residence


@transaction.atomic
def add_contact(*, person: Person, club: Club, kind: str, value: str, by: Account, now: datetime) -> ContactValue:
    """A way to reach the person, seen by nobody but her and the registrar until she says otherwise.

    Raises NotOnTheBooks, and BadContactValue, ContactValueTwice of `people`.
    """
    on_the_books(person, club)
    contact = people.add_contact(
        person=person, kind=kind, value=value, audience=None, source=Source.OFFICER, by=by, now=now
    )
    contact.confirmed_at = None  # it was written down, not found right
    contact.save(update_fields=["confirmed_at"])
    _sign(contact, club)
    record("add_contact", person, club=club, by=by, now=now, kind=kind)
    return contact


@transaction.atomic
def drop_contact(*, contact: ContactValue, club: Club, by: Account, now: datetime) -> None:
    """Take a way to reach the person off the record. Raises NotOnTheBooks, SaidByThemselves, HeldByAnother."""
    person, kind = contact.person, contact.kind
    _may_change(contact, person, club)
    people.remove_contact(contact=contact, by=by, now=now)
    record("drop_contact", person, club=club, by=by, now=now, kind=kind)


def on_the_books(person: Person, club: Club) -> None:
    if not Membership.objects.filter(person=person, club=club).exists():
        raise NotOnTheBooks


def _may_change(value: Sourced, person: Person, club: Club) -> None:
    on_the_books(person, club)
    if value.club_id not in (None, club.pk):
        raise HeldByAnother
    if value.source == Source.SELF and person.account_id is not None:
        raise SaidByThemselves


def _sign(value: Sourced, club: Club) -> None:
    """The club holds what its officer wrote; other clubs do not see it by that."""
    value.club = club
    value.save(update_fields=["club"])


def record(deed: str, person: Person, *, club: Club, by: Account, now: datetime, **details: Any) -> None:
    audit.record(f"memberships.{deed}", by=by, at=now, subject=person, club_id=club.pk, person_id=person.pk, **details)
