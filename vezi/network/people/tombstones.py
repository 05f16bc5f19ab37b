"""What keeps somebody who was erased from being written down again: keyed hashes, from which nobody can read who it was.

A stone holds by the student number of a club; by name and birth date; by name and mail address; and, for who had none
of these, by name and class in a club. The hashes are made with the house's key, which is not in the database.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused, Words
from vezi.core.folding import fold
from vezi.core.public_ids import public_id
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Identifier, OtherName, Person, Tombstone
from vezi.network.people.naming import mail_key

Name = tuple[str, str]  # surname, given names


class AskedToBeErased(Refused):
    sentence: Words = _("This person asked to be erased on {day}. Only the person can come back, by signing up.")

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(str(self.sentence).format(day=date_format(day, "DATE_FORMAT")))
        self.sentence = str(self)


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is said of somebody, by a record, a row of a file or themselves. Numbers and years go with their club."""

    names: Iterable[Name]
    born_on: date | None = None
    mails: Iterable[str] = ()
    numbers: Iterable[tuple[int, str]] = ()
    classes: Iterable[tuple[int, int]] = ()
    folded: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        names = frozenset(fold(f"{family} {given}") for family, given in self.names if family or given)
        object.__setattr__(self, "folded", names)


def of_record(people: list[Person]) -> Described:
    """All that a record, and those that were merged into it, say."""
    ids = [person.pk for person in people]
    names: set[Name] = {(one.family, one.given) for one in people}
    names |= {(one.family, one.preferred) for one in people if one.preferred}
    others = list(OtherName.objects.filter(person__in=ids).values_list("family", "given"))
    names |= {(family or of, given or called) for of, called in list(names) for family, given in others}
    studied = Affiliation.objects.filter(person__in=ids, class_year__isnull=False, club__isnull=False)
    return Described(
        names=names,
        born_on=next((one.born_on for one in people if one.born_on), None),
        mails=list(ContactValue.objects.filter(person__in=ids, kind=ContactKind.MAIL).values_list("key", flat=True)),
        numbers=list(Identifier.objects.filter(person__in=ids, club__isnull=False).values_list("club_id", "value")),
        classes=[(one.club_id, one.class_year) for one in studied if one.club_id and one.class_year],
    )


def texts_of(said: Described) -> list[str]:
    return texts(said.folded, said.born_on, said.mails, said.numbers, said.classes)


def texts(
    folded: Iterable[str],
    born_on: date | None,
    mails: Iterable[str],
    numbers: Iterable[tuple[int, str]],
    classes: Iterable[tuple[int, int]],
) -> list[str]:
    """What is hashed, one text for each way to be known again. A class only where nothing better is said."""
    said = [f"number:{club_id}:{number.strip().casefold()}" for club_id, number in numbers]
    for name in folded:
        if born_on is not None:
            said.append(f"born:{name}:{born_on.isoformat()}")
        said += [f"mail:{name}:{mail_key(mail)}" for mail in mails]
    return said or [f"class:{club_id}:{name}:{year}" for club_id, year in classes for name in folded]


def marks_of(said: Described, *, key: bytes) -> list[str]:
    return [mark_of(text, hashing(key)) for text in texts_of(said)]


def hashing(key: bytes) -> "hashlib.blake2b":
    return hashlib.blake2b(key=key, digest_size=32)


def mark_of(text: str, begun: "hashlib.blake2b") -> str:
    """`begun` with the key: to begin anew for each text takes twice the time."""
    made = begun.copy()
    made.update(text.encode())
    return made.hexdigest()


def keys() -> list[bytes]:
    """Of the house, then those it had before."""
    return [_derived(str(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


@lru_cache(maxsize=8)
def _derived(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=32, person=b"vezi.tombstone").digest()


def put_up(said: Described, *, club: Club | None, now: datetime) -> int:
    """Keep somebody from being written down again, in a club or in the whole house; how many marks."""
    grave = public_id()
    marks = {*marks_of(said, key=keys()[0])}
    stones = [Tombstone(mark=mark, grave=grave, club=club, erased_on=now.date()) for mark in sorted(marks)]
    Tombstone.objects.bulk_create(stones, ignore_conflicts=True)
    return len(stones)


class Graveyard:
    """The stones that hold in a club, at hand for many questions."""

    def __init__(self, *, club_id: int | None) -> None:
        self.days: dict[str, date] = dict(holding(club_id).values_list("mark", "erased_on"))
        self.begun = [hashing(key) for key in keys()]

    def __bool__(self) -> bool:
        return bool(self.days)

    def met(self, texts: Iterable[str]) -> date | None:
        """The day on which whoever these `texts` tell of was erased."""
        for text in texts:
            for begun in self.begun:
                if day := self.days.get(mark_of(text, begun)):
                    return day
        return None


def holding(club_id: int | None) -> Any:
    here = Q(club__isnull=True) | Q(club_id=club_id) if club_id is not None else Q()
    return Tombstone.objects.filter(here)


def refuse_the_erased(said: Described, *, club: Club) -> None:
    """Raises AskedToBeErased."""
    if day := met(said, club_id=club.pk):
        raise AskedToBeErased(day)


def met(said: Described, *, club_id: int | None) -> date | None:
    marks = [mark for key in keys() for mark in marks_of(said, key=key)]
    return holding(club_id).filter(mark__in=marks).order_by("erased_on").values_list("erased_on", flat=True).first()


def lift(said: Described, *, by: Account, now: datetime) -> int:
    """Somebody who was erased came back of her own accord: nothing keeps her out any more; how many marks went."""
    marks = [mark for key in keys() for mark in marks_of(said, key=key)]
    graves = Tombstone.objects.filter(mark__in=marks).values_list("grave", flat=True)
    count, _by_model = Tombstone.objects.filter(grave__in=list(graves)).delete()
    if count:
        audit.record("people.lift_tombstone", by=by, at=now, marks=count)
    return count
