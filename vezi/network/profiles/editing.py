"""Which form writes which part of a person's page, and by which deed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Words
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import AffiliationKind
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person, Position, Source
from vezi.network.profiles import forms as shapes

Save = Callable[[Person, dict[str, Any], Account, datetime], object]


@dataclass(frozen=True)
class Part:
    """A part of the page that is written as a whole; `section` is where on the page it stands."""

    section: str
    title: Words
    form: type[forms.Form]
    initial: Callable[[Person], dict[str, Any]]
    save: Save


def _fields(*names: str) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {name: getattr(person, name) for name in names}


def _town(person: Person) -> dict[str, Any]:
    residence = getattr(person, "residence", None)
    return {"city": residence.city, "country": residence.country} if residence else {}


def _save_birth(person: Person, said: dict[str, Any], by: Account, now: datetime) -> object:
    year = said["born_on"].year if said["born_on"] else person.birth_year
    return people.change_birth(person=person, born_on=said["born_on"], birth_year=year, by=by, now=now)


PARTS = {
    "name": Part(
        "who", _("Your name"), shapes.NameForm, _fields("given", "family", "preferred", "title"),
        lambda person, said, by, now: people.change_name(person=person, source=Source.SELF, by=by, now=now, **said),
    ),
    "languages": Part(
        "who", _("Your languages"), shapes.LanguagesForm, _fields("speaks"),
        lambda person, said, by, now: people.speak(person=person, languages=said["speaks"], by=by, now=now),
    ),
    "home-town": Part(
        "who", _("Where you live"), shapes.HomeTownForm, _town,
        lambda person, said, by, now: people.move_to(person=person, source=Source.SELF, by=by, now=now, **said),
    ),
    "ask-me-about": Part(
        "about", _("Ask me about"), shapes.AboutForm, _fields("ask_about"),
        lambda person, said, by, now: people.write_about(person=person, by=by, now=now, **said),
    ),
    "help": Part(
        "about", _("I can help with"), shapes.HelpForm, _fields("helps_with"),
        lambda person, said, by, now: people.offer_help(person=person, by=by, now=now, **said),
    ),
    "birth": Part("reach", _("Your date of birth"), shapes.BirthForm, _fields("born_on"), _save_birth),
}  # fmt: skip


def add_position(person: Person, said: dict[str, Any], by: Account, now: datetime) -> Position:
    return people.add_position(person=person, source=Source.SELF, by=by, now=now, **said)


def study_facts(said: dict[str, Any]) -> dict[str, Any]:
    """What a form of studies says, as fields of an affiliation; school and programme are made where new."""
    institution = clubs.institution_named(said["institution"])
    programme = clubs.programme_named(said["programme"], institution=institution) if said["programme"] else None
    is_alum = said["kind"] == AffiliationKind.ALUM
    return said | {
        "institution": institution,
        "programme": programme,
        "class_year": said["ended_year"] if is_alum else None,
    }


def study_said(affiliation: Affiliation) -> dict[str, Any]:
    names = ("kind", "degree", "mode", "started_year", "ended_year")
    return {name: getattr(affiliation, name) for name in names} | {
        "institution": str(affiliation.institution or ""),
        "programme": str(affiliation.programme or ""),
    }


def position_said(position: Position) -> dict[str, Any]:
    return {name: getattr(position, name) for name in shapes.PositionForm.base_fields}


def contact_said(contact: ContactValue) -> dict[str, Any]:
    return {"kind": ContactKind(contact.kind), "value": contact.value}
