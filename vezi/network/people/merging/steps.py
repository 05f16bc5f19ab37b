"""The steps of a merge, row by row: what moved, what ended because the record that stays has its like, what was made."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import models

from vezi.core import features
from vezi.core.features import OnMerge, PersonTie
from vezi.network.people.models import Fate, Merge, MergedRow, Person


@dataclass
class Since:
    """What was changed by hand since the merge, and is not to be changed again when it is done once more."""

    ended: set[tuple[str, int]] = field(default_factory=set)  # rows that ended for a like that is gone by now
    unmade: set[str] = field(default_factory=set)  # models of which the row that was added is gone
    said: set[str] = field(default_factory=set)  # fields that say something else by now


def follow(merge: Merge, tie: PersonTie, *, ended: Collection[tuple[str, int]] = ()) -> None:
    """Everything of one kind follows the person; what of it is `ended` ends with the record."""
    rows = features.model_of(tie)._base_manager.filter(**{tie.field: merge.gone_id})
    if tie.on_merge == OnMerge.MOVE:
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.filter(pk__in=pks).update(**{tie.field: merge.kept_id})
        MergedRow.objects.bulk_create(
            MergedRow(merge=merge, model=tie.model, field=tie.field, row_id=pk, fate=Fate.MOVED) for pk in pks
        )
    elif tie.on_merge == OnMerge.MOVE_OR_DROP:
        for row in rows.order_by("pk"):
            like = like_of(row, tie.field, merge.kept_id)
            if like is not None or (tie.model, row.pk) in ended or is_with(row, tie.field, merge.kept_id):
                drop(merge, tie, row, like=like)
            else:
                rows.filter(pk=row.pk).update(**{tie.field: merge.kept_id})
                MergedRow.objects.create(merge=merge, model=tie.model, field=tie.field, row_id=row.pk, fate=Fate.MOVED)
    elif tie.on_merge == OnMerge.DROP:
        for row in rows.order_by("pk"):
            drop(merge, tie, row, like=None)


def is_with(row: models.Model, name: str, person_id: int) -> bool:
    """Whether the row is of two people, of whom the other is this one: nobody is tied to herself."""
    others = (one for one in row._meta.concrete_fields if one.related_model is Person and one.name != name)
    return any(getattr(row, one.attname) == person_id for one in others)


def drop(merge: Merge, tie: PersonTie, row: models.Model, *, like: models.Model | None) -> None:
    """The row ends; it is kept word for word, with all that goes with it, to come back."""
    collector = models.deletion.Collector(using="default", origin=row)
    collector.collect([row])
    found = [one for kind in (*collector.data.values(), *collector.fast_deletes) for one in kind]
    with_it = [one for one in found if one != row]
    MergedRow.objects.create(
        merge=merge, model=tie.model, field=tie.field, row_id=row.pk, fate=Fate.DROPPED,
        like_id=like.pk if like else None, was=serializers.serialize("json", [row, *with_it]),
    )  # fmt: skip
    row.delete()


def made(merge: Merge, row: models.Model) -> None:
    """A row that is there because of the merge; undoing takes it away again."""
    MergedRow.objects.create(
        merge=merge, model=row._meta.label, field="person", row_id=row.pk, fate=Fate.MADE,
        was=serializers.serialize("json", [row]),
    )  # fmt: skip


def ended(merge: Merge, row: models.Model, *, like: models.Model | None = None) -> None:
    """A row that ends because of the merge; undoing brings it back."""
    drop(merge, tie_of(row), row, like=like)


def changed(merge: Merge, row: models.Model, *, name: str, was: Any, becomes: Any = None) -> None:
    """A row of either record that says something else because of the merge.

    *name*: the field; or several parted by blanks, of which *was* then is the list. *becomes*: if the row says neither
    this nor what it was when the merge is undone, somebody has changed it since, and it stays.
    """
    MergedRow.objects.create(
        merge=merge, model=row._meta.label, field=name, row_id=row.pk, fate=Fate.CHANGED, was=was, becomes=becomes
    )


def like_of(row: models.Model, name: str, person_id: int) -> models.Model | None:
    """The row of the person beside which this one may not stand."""
    rows = type(row)._base_manager
    for unique in _rules_of_uniqueness(type(row), name):
        others = rows.exclude(pk=row.pk).filter(**{name: person_id})
        if unique.condition is not None:
            if not rows.filter(unique.condition, pk=row.pk).exists():
                continue
            others = others.filter(unique.condition)
        values = {part: getattr(row, column_of(row, part)) for part in unique.fields if part != name}
        if None in values.values() and unique.nulls_distinct is not False:
            continue
        for part, value in values.items():
            others = others.filter(**{f"{part}__isnull": True} if value is None else {part: value})
        if (like := others.first()) is not None:
            return like
    return None


def tie_of(row: models.Model) -> PersonTie:
    """By which it belongs to a person; the first one declared, where there are two."""
    return next(tie for tie in features.person_ties() if tie.model == row._meta.label)


def column_of(row: models.Model, name: str) -> str:
    """Of a reference the attribute with its number."""
    return str(getattr(row._meta.get_field(name), "attname", name))


def _rules_of_uniqueness(model: type[models.Model], name: str) -> Iterator[models.UniqueConstraint]:
    """What forbids two rows of one person, as constraints: the unique field, and those declared."""
    if getattr(model._meta.get_field(name), "unique", False):
        yield models.UniqueConstraint(fields=[name], name="unique")
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            yield constraint
