"""What erasing a person would take away, and what it would leave."""

from dataclasses import dataclass

from vezi.core import features
from vezi.core.errors import Words
from vezi.core.features import OnErase
from vezi.network.people.models import Person
from vezi.network.profiles import taking


@dataclass(frozen=True)
class Counted:
    """A kind of record and how many there are; `because` says why it stays."""

    title: Words
    count: int
    because: Words = ""


def goes(person: Person) -> list[Counted]:
    """What she knows to be held, but for what is kept."""
    kept = {tie.model for tie in features.person_ties() if tie.on_erase is OnErase.KEEP}
    return [Counted(title, len(rows)) for model, title, rows in taking.records_of(person) if model not in kept]


def stays(person: Person) -> list[Counted]:
    people = [one.pk for one in taking.with_merged(person)]
    kept = [tie for tie in features.person_ties() if tie.on_erase is OnErase.KEEP]
    counted = [(tie, features.model_of(tie)._base_manager.filter(**{f"{tie.field}__in": people})) for tie in kept]
    return [Counted(tie.title, rows.count(), tie.kept_because) for tie, rows in counted if rows.exists()]
