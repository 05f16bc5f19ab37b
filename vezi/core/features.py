"""A feature is a folder: each area says once, in its `feature.py`, what it brings to the house.

Menus, home, office, roles, personal data export, merging and erasure are made from these declarations; a new area
appears in all of them without touching another folder.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any

from django.apps import apps
from django.db import models

from vezi.core.errors import Words


class OnMerge(Enum):
    """What happens to a row when its person turns out to be another one."""

    MOVE = "the row moves to the person that stays"
    MOVE_OR_DROP = "the row moves, unless the person that stays has its like"
    STAY = "the row stays where it is, as history"
    DROP = "the row ends with the record"


class OnErase(Enum):
    """What happens to a row when its person is erased."""

    DELETE = "the row is deleted"
    CLEAR = "the row stays, without the person"
    KEEP = "the row is kept, and the person is told why"


@dataclass(frozen=True)
class PersonTie:
    """One foreign key to a person: `model` is "app.Model", `field` its name."""

    model: str
    field: str
    on_merge: OnMerge
    on_erase: OnErase
    exported: bool
    title: Words
    kept_because: Words = ""
    is_told: bool = False  # by the area itself, in the slot `held` of the page of what is held
    #: Of her rows those that she takes along, given who she is; words of others in them are left as she may read them.
    taken: Callable[[Any, list[Any]], list[Any]] | None = None


@dataclass(frozen=True)
class Belonging:
    """Rows that are of a person by way of another row, `field` the path to her: taken along with what they belong to.

    What becomes of them on merging and on erasure is said of the row they belong to.
    """

    model: str
    field: str  # such as bill__person
    title: Words
    exported: bool = True
    is_told: bool = False
    taken: Callable[[Any, list[Any]], list[Any]] | None = None


@dataclass(frozen=True)
class MenuEntry:
    """A place in the menu of a member or of the office; `url` is a URL name, in the office it takes the club's slug."""

    url: str
    title: Words
    order: int
    icon: str = ""
    needs: str = ""  # the capability without which it is not shown
    in_dock: bool = False
    at_hand: bool = False  # beside the account rather than among the sections
    of_person: bool | None = None  # in the menu of the account: for who has a record alone, or for who has none


@dataclass(frozen=True)
class Capability:
    """A right that a role of a club may hold."""

    code: str
    title: Words
    hint: Words = ""


@dataclass(frozen=True)
class PersonalField:
    """Who may see a field: `by` names the field that holds its audience, or one of the fixed rules below."""

    model: str
    field: str
    by: str


@dataclass(frozen=True)
class Look:
    """A kind of look at a person that is written down (`core.audit.looked`), in words: who looked “opened your record”."""

    what: str
    title: Words


@dataclass(frozen=True)
class NoticeKind:
    """Something a person is told of (`notices.services.tell`).

    `one` and `many` are sentences with `%(who)s`, the notice's own words by their names, and in `many`, which is said
    of several under one heading, `%(count)s` (an `ngettext_lazy(…, "count")`). What stands beneath the sentence in its
    letter is the notice's word `more`; where a letter gathers several, each stands under whose it is.
    """

    name: str  # area.kind
    title: Words
    one: Words
    many: Words = ""
    way: str = "page"  # until the person chooses: page, now (by mail), day, week (in a digest)
    deed: Words = ""  # the words of the button in the letter
    answers: tuple[tuple[str, Words], ...] = ()  # beside the button: what else may be said (`?say=`), and its words
    of_club: bool = False  # may come from a club, and be chosen for each
    is_signed: bool = False  # who does it shows her name by it, whoever else may see it
    waits: bool = False  # asks something of the person: it waits until it is settled
    answered: str = ""  # core.mail.inbound: what takes answers to its letter, by what the notice is about
    answered_by_deed: bool = False  # the thing that is answered is named by `once` instead
    letter_after: timedelta = timedelta(0)  # what is read meanwhile goes by no mail; what comes meanwhile in one letter
    was_asked_for: bool = (
        False  # by what she did herself: its letter waits for no digest, however many the club has written
    )
    is_answered_at_home: bool = False  # the area draws it on home itself, with its answers


@dataclass(frozen=True)
class ActKind:
    """Something that counts as an act of engagement (`engagement.services.who_did`), in one of the field's four modes."""

    name: str  # area.kind
    title: Words
    mode: str  # philanthropic, volunteer, experiential, communication


#: Fixed rules for a personal field
RECORD = "record"  # the person and officers who may see records
INTERNAL = "internal"  # never shown: keys, sort keys, references
FACT = "fact"  # shown wherever the row itself is shown


@dataclass(frozen=True)
class Feature:
    name: str
    title: Words
    menu: tuple[MenuEntry, ...] = ()
    account: tuple[MenuEntry, ...] = ()
    office: tuple[MenuEntry, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    person_ties: tuple[PersonTie, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    personal_fields: tuple[PersonalField, ...] = field(default=(), repr=False)
    looks: tuple[Look, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    acts: tuple[ActKind, ...] = ()


_features: dict[str, Feature] = {}


def register(feature: Feature) -> Feature:
    _features[feature.name] = feature
    return feature


def every() -> Iterator[Feature]:
    return iter(_features.values())


def menu() -> list[MenuEntry]:
    return sorted((entry for feature in every() for entry in feature.menu), key=lambda entry: entry.order)


def account() -> list[MenuEntry]:
    return sorted((entry for feature in every() for entry in feature.account), key=lambda entry: entry.order)


def office() -> list[MenuEntry]:
    return sorted((entry for feature in every() for entry in feature.office), key=lambda entry: entry.order)


def capabilities() -> list[Capability]:
    return [capability for feature in every() for capability in feature.capabilities]


def person_ties() -> list[PersonTie]:
    return [tie for feature in every() for tie in feature.person_ties]


def held_of_person() -> list[PersonTie | Belonging]:
    """All that is taken along by somebody: what is tied to her, and what belongs to that."""
    every_tie = [tie for tie in person_ties() if tie.exported]
    return [*every_tie, *(one for feature in every() for one in feature.belongings)]


def personal_fields() -> list[PersonalField]:
    return [personal for feature in every() for personal in feature.personal_fields]


def looks() -> dict[str, Words]:
    return {look.what: look.title for feature in every() for look in feature.looks}


def notice_kinds() -> dict[str, NoticeKind]:
    return {kind.name: kind for feature in every() for kind in feature.notices}


def act_kinds() -> dict[str, ActKind]:
    return {kind.name: kind for feature in every() for kind in feature.acts}


def model_of(tie: PersonTie | Belonging | PersonalField) -> type[models.Model]:
    return apps.get_model(tie.model)


def seen_by(model: str, *, by: str, fields: str) -> tuple[PersonalField, ...]:
    """Declare several fields of one model at once; `fields` are names parted by blanks."""
    return tuple(PersonalField(model, name, by) for name in fields.split())
