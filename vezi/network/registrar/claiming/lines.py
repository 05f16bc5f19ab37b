"""Everything a club holds of a person as lines, each to be confirmed, put right or shown to others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vezi.core import geo
from vezi.core.audience import Audience
from vezi.core.errors import Words
from vezi.core.opaque import OpaqueConverter
from vezi.network.accounts.models import Account
from vezi.network.memberships import queries as memberships
from vezi.network.people import queries as people_queries
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, ContactValue, OtherName, Person, Position, Residence, Source
from vezi.network.registrar.claiming import forms as shapes

NAME, OTHER, BIRTH, TOWN, STUDY, WORK, CONTACT = "name", "other", "birth", "town", "study", "work", "contact"


@dataclass(frozen=True)
class Line:
    """One thing that is held. `key` names it in addresses and on the page."""

    key: str
    title: Words
    value: str
    holder: Any  # the record whose source, confirmation and audience count
    audience: int
    may_change: bool = True
    may_remove: bool = False

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]

    @property
    def has_form(self) -> bool:
        """Whether its owner can put it right, or tell the club what is wrong with it."""
        return self.may_change or self.kind == STUDY


def of(person: Person) -> list[Line]:
    """All lines; a fixed number of queries."""
    person = people_queries.with_parts(Person.objects.filter(pk=person.pk)).get()
    default = memberships.default_audiences([person.pk])[person.pk]
    return [*_of_person(person, default), *_of_life(person, default), *_of_contacts(person)]


def _of_person(person: Person, default: int) -> Iterator[Line]:
    yield Line(NAME, _("Your name"), person.name, person, _chosen(person.name_audience, default))
    for other in person.other_names.all():
        shown = _chosen(other.audience, _chosen(person.name_audience, default))
        key = named(OTHER, other.pk)
        yield Line(key, other.get_kind_display(), str(other), other, shown, may_change=False, may_remove=True)
    if person.born_on or person.birth_year:
        born = date_format(person.born_on, "DATE_FORMAT") if person.born_on else str(person.birth_year)
        yield Line(BIRTH, _("Date of birth"), born, person, _chosen(person.birth_audience, Audience.NOBODY))
    residence = getattr(person, "residence", None)
    if residence is not None:
        town = ", ".join(part for part in (residence.city, geo.country_name(residence.country)) if part)
        yield Line(TOWN, _("Where you live"), town, residence, _chosen(residence.audience, Audience.NOBODY), True, True)


def _of_life(person: Person, default: int) -> Iterator[Line]:
    for study in sorted(person.affiliations.all(), key=people_queries.by_class_year):
        yield Line(
            named(STUDY, study.pk), study.get_kind_display(), study_words(study), study,
            _chosen(study.audience, default), may_change=False,
        )  # fmt: skip
    for work in sorted(person.positions.all(), key=people_queries.by_start, reverse=True):
        words = ", ".join(part for part in (work.title, work.employer, work.city) if part)
        yield Line(
            named(WORK, work.pk), _("Work"), words, work, _chosen(work.audience, Audience.NOBODY), may_remove=True
        )


def _of_contacts(person: Person) -> Iterator[Line]:
    for contact in sorted(person.contacts.all(), key=lambda one: (one.kind, not one.is_primary, one.pk)):
        yield Line(
            named(CONTACT, contact.pk), contact.get_kind_display(), contact.value, contact,
            _chosen(contact.audience, Audience.NOBODY), may_remove=True,
        )  # fmt: skip


def study_words(study: Affiliation) -> str:
    parts = [study.degree, study.programme, study.institution, study.class_year or study.ended_year]
    return ", ".join(str(part) for part in parts if part)


def named(kind: str, number: int) -> str:
    return f"{kind}-{OpaqueConverter().to_url(number)}"


def _chosen(audience: int | None, default: int) -> int:
    return default if audience is None else audience


def one_of(person: Person, key: str) -> Line | None:
    return next((line for line in of(person) if line.key == key), None)


def form_of(line: Line, said: Any = None) -> forms.Form:
    """The form by which a line is put right; for a study, by which the club is told what is wrong."""
    held = line.holder
    if line.kind == NAME:
        return shapes.NameForm(said, initial={name: getattr(held, name) for name in ("given", "family", "preferred")})
    if line.kind == BIRTH:
        return shapes.BirthForm(said, initial={"born_on": held.born_on})
    if line.kind == TOWN:
        return shapes.TownForm(said, initial={"city": held.city, "country": held.country})
    if line.kind == WORK:
        return shapes.WorkForm(said, initial={name: getattr(held, name) for name in ("title", "employer", "city")})
    if line.kind == CONTACT:
        return shapes.ContactForm(said, kind=held.kind, initial={"value": held.value})
    return shapes.WrongStudyForm(said)


def save(line: Line, said: dict[str, Any], *, by: Account, now: datetime) -> None:
    """Write what the owner put right. Raises what the deeds of `people` raise."""
    held: Any = line.holder
    deeds: dict[str, Callable[[], object]] = {
        NAME: lambda: people.change_name(person=held, title=held.title, source=Source.SELF, by=by, now=now, **said),
        BIRTH: lambda: people.change_birth(
            person=held, born_on=said["born_on"], birth_year=held.birth_year, by=by, now=now
        ),
        TOWN: lambda: people.move_to(person=held.person, source=Source.SELF, by=by, now=now, **said),
        WORK: lambda: people.change_position(position=held, source=Source.SELF, by=by, now=now, **said),
        CONTACT: lambda: people.change_contact(contact=held, value=said["value"], source=Source.SELF, by=by, now=now),
    }
    deeds[line.kind]()


def remove(line: Line, *, by: Account, now: datetime) -> None:
    held: Any = line.holder
    if isinstance(held, ContactValue):
        people.remove_contact(contact=held, by=by, now=now)
    elif isinstance(held, OtherName):
        people.remove_other_name(name=held, by=by, now=now)
    elif isinstance(held, Position):
        people.remove_position(position=held, by=by, now=now)
    elif isinstance(held, Residence):
        people.move_to(person=held.person, city="", country="", source=Source.SELF, by=by, now=now)


def confirm(line: Line, *, by: Account, now: datetime) -> None:
    """“Still right.” A birth date has no day of its own on which it was confirmed: it counts as looked at."""
    if line.kind != BIRTH:
        people.confirm(line.holder, by=by, now=now)


def show_to(line: Line, audience: int, *, by: Account, now: datetime) -> None:
    """Choose who sees the line. Raises UnknownAudience."""
    if line.kind in (NAME, BIRTH):
        people.choose_audience(person=line.holder, subject=line.kind, audience=audience, by=by, now=now)
    else:
        people.choose_audience_of(value=line.holder, audience=audience, by=by, now=now)
