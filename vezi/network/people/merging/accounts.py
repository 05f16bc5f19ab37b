"""What undoing a merge would do, said beforehand: it is done, looked at, and never happened."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from vezi.core import features
from vezi.core.errors import Words
from vezi.core.features import OnMerge
from vezi.network.people.merging.undoing import undo
from vezi.network.people.models import Merge, Person


@dataclass(frozen=True)
class Account:
    """By kind, in words: how many rows go back with the record, and how many stay with the one that was kept."""

    gone: str  # the names the two will have
    kept: str
    back: list[tuple[Words, int]] = field(default_factory=list)
    stays: list[tuple[Words, int]] = field(default_factory=list)


def account_of(*, merge: Merge) -> Account:
    """What would go where. Raises what `undo` does."""
    with transaction.atomic():
        undo(merge=merge, by=None, now=merge.at)
        names = {person.pk: person.name for person in Person.objects.filter(pk__in=[merge.gone_id, merge.kept_id])}
        account = Account(names[merge.gone_id], names[merge.kept_id], _rows_of(merge.gone_id), _rows_of(merge.kept_id))
        transaction.set_rollback(True)
    return account


def _rows_of(person_id: int) -> list[tuple[Words, int]]:
    counts: Counter[Words] = Counter()
    for tie in features.person_ties():
        if tie.on_merge != OnMerge.STAY and tie.model != "people.Person":
            counts[tie.title] += features.model_of(tie)._base_manager.filter(**{tie.field: person_id}).count()
    return [(title, count) for title, count in counts.items() if count]
