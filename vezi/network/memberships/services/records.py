"""An officer corrects what the club holds of a person. What the person said themselves stays theirs to change."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.people import naming
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person, Residence, Source, Sourced

NAME_FIELDS = ("given", "family", "preferred", "title")


class NotOnTheBooks(Refused):
    status = 404
    sentence = _("This person is not on the books of the club.")


class SaidByThemselves(Refused):
    sentence = _("The person wrote this themselves. Ask them to change it.")


class HeldByAnother(Refused):
    sentence = _("This is held by another club.")


class ContactThere(Refused):
    sentence = _("This is on the record already.")


class NameMissing(Refused):
    sentence = _("A person needs a name.")


@transaction.atomic
def correct_person(*, person: Person, club: Club, by: Account, now: datetime, **becomes: Any) -> Person:
    """Correct names, title, `born_on`, `is_deceased`, `deceased_on`. Raises NotOnTheBooks, SaidByThemselves, NameMissing."""
    person = _on_the_books(person, club)
    was = {field: getattr(person, field) for field in becomes}
    changed = {field: value for field, value in becomes.items() if value != was[field]}
    if not changed:
        return person
    for field, value in changed.items():
        setattr(person, field, value)
    if not person.given and not person.family:
        raise NameMissing
    if any(field in changed for field in NAME_FIELDS):
        _may_change(person, person, club)
        _sign(person, club=club, now=now)
        people.name_keys(person)
    if "born_on" in changed:
        person.birth_year = person.born_on.year if person.born_on else None
    person.save()
    _record("correct_person", person, club=club, by=by, now=now, was={field: was[field] for field in changed}, becomes=changed)
    return person


@transaction.atomic
def correct_affiliation(
    *, affiliation: Affiliation, club: Club, by: Account, now: datetime,
    class_year: int | None, degree: str, programme: str,
) -> Affiliation:  # fmt: skip
    """Correct what was studied and when. Raises NotOnTheBooks, SaidByThemselves, HeldByAnother."""
    person = _on_the_books(affiliation.person, club)
    _may_change(affiliation, person, club)
    was = _study(affiliation)
    affiliation.class_year, affiliation.degree = class_year, degree
    named = clubs.programme_named(programme, institution=affiliation.institution) if programme else None
    affiliation.programme = named
    if _study(affiliation) == was:
        return affiliation
    _sign(affiliation, club=club, now=now)
    affiliation.save()
    _record("correct_affiliation", person, club=club, by=by, now=now, was=was, becomes=_study(affiliation))
    return affiliation


@transaction.atomic
def correct_residence(
    *, person: Person, club: Club, city: str, country: str, by: Account, now: datetime
) -> Residence | None:
    """Write down the home town; blank takes it away. Raises NotOnTheBooks, SaidByThemselves, HeldByAnother."""
    person = _on_the_books(person, club)
    residence = Residence.objects.filter(person=person).first() or Residence(person=person)
    if residence.pk:
        _may_change(residence, person, club)
    was = {"city": residence.city, "country": residence.country}
    becomes = {"city": city.strip(), "country": country.strip().upper()}
    if was == becomes:
        return residence if residence.pk else None
    residence.city, residence.country = becomes["city"], becomes["country"]
    _sign(residence, club=club, now=now)
    if any(becomes.values()):
        residence.save()
    else:
        residence.delete()
    _record("correct_residence", person, club=club, by=by, now=now, was=was, becomes=becomes)
    return residence if residence.pk else None


@transaction.atomic
def add_contact(*, person: Person, club: Club, kind: str, value: str, by: Account, now: datetime) -> ContactValue:
    """Add a way to reach the person. Raises NotOnTheBooks, ContactThere."""
    person = _on_the_books(person, club)
    key = contact_key(kind, value)
    # The person is locked, so that nobody adds the same, or a second first one, at the same moment.
    of_the_kind = ContactValue.objects.filter(person=person, kind=kind)
    if of_the_kind.filter(key=key).exists():
        raise ContactThere
    contact = ContactValue(
        person=person, kind=kind, value=value.strip(), key=key, is_primary=not of_the_kind.filter(is_primary=True).exists()
    )
    _sign(contact, club=club, now=now)
    contact.save()
    _record("add_contact", person, club=club, by=by, now=now, kind=kind, value=contact.value)
    return contact


@transaction.atomic
def drop_contact(*, contact: ContactValue, club: Club, by: Account, now: datetime) -> None:
    """Take a way to reach the person off the record. Raises NotOnTheBooks, SaidByThemselves, HeldByAnother."""
    person = _on_the_books(contact.person, club)
    _may_change(contact, person, club)
    kind, value, was_primary = contact.kind, contact.value, contact.is_primary
    contact.delete()
    heir = ContactValue.objects.filter(person=person, kind=kind, bounced_at__isnull=True).order_by("-recorded_at").first()
    if was_primary and heir is not None:
        heir.is_primary = True
        heir.save(update_fields=["is_primary"])
    _record("drop_contact", person, club=club, by=by, now=now, kind=kind, value=value)


def contact_key(kind: str, value: str) -> str:
    """What two spellings of one address have in common."""
    if kind == ContactKind.PHONE:
        return "".join(sign for sign in value if sign.isdigit() or sign == "+")
    return naming.mail_key(value)


def _on_the_books(person: Person, club: Club) -> Person:
    """The person, locked."""
    if not Membership.objects.filter(person=person, club=club).exists():
        raise NotOnTheBooks
    return Person.objects.living_records().select_for_update().get(pk=person.pk)


def _may_change(value: Sourced, person: Person, club: Club) -> None:
    if value.club_id not in (None, club.pk):
        raise HeldByAnother
    if value.source == Source.SELF and person.account_id is not None:
        raise SaidByThemselves


def _sign(value: Sourced, *, club: Club, now: datetime) -> None:
    value.source, value.club, value.recorded_at, value.confirmed_at = Source.OFFICER, club, now, None


def _study(affiliation: Affiliation) -> dict[str, Any]:
    return {
        "class_year": affiliation.class_year,
        "degree": affiliation.degree,
        "programme": affiliation.programme.name if affiliation.programme else "",
    }


def _record(deed: str, person: Person, *, club: Club, by: Account, now: datetime, **details: Any) -> None:
    audit.record(
        f"memberships.{deed}", by=by, at=now, subject=person, club_id=club.pk, person_id=person.pk, **_written(details)
    )


def _written(details: Any) -> Any:
    """Days as they are written in JSON."""
    if isinstance(details, dict):
        return {key: _written(value) for key, value in details.items()}
    if isinstance(details, (date, datetime)):
        return details.isoformat()
    return details.pk if isinstance(details, models.Model) else details
