"""Undoing a merge, however late: what came with the record goes back with it, as it is by now.

Merges that came after it are taken back too, the last one first, and done once more without it: so the records are
what they would be had it never been. What was changed by hand since stays changed; what was added stays where it is.
"""

from collections import Counter
from datetime import datetime

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, features
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people import ledgers, signals
from vezi.network.people.merging import fields, steps
from vezi.network.people.merging.deeds import bring_together, locked
from vezi.network.people.merging.steps import Since
from vezi.network.people.models import Fate, Merge, MergedRow, Person


class AlreadyUndone(Refused):
    sentence = _("This merge has been undone already.")


class CannotUndo(Refused):
    sentence = _("This merge cannot be undone: one of the two records has been erased.")


@transaction.atomic
def undo(*, merge: Merge, by: Account | None, now: datetime) -> Merge:
    """The two records are two again. Raises AlreadyUndone, CannotUndo."""
    _lock_everybody_of(merge)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise AlreadyUndone
    if Person.objects.filter(pk__in=[merge.kept_id, merge.gone_id], erased_at__isnull=False).exists():
        raise CannotUndo
    with ledgers.opened("merging"):
        later = [(one, take_apart(one)) for one in _later(merge)]
        take_apart(merge)
        merge.undone_at, merge.undone_by = now, by
        merge.save(update_fields=["undone_at", "undone_by"])
        for one, since in reversed(later):
            bring_together(Merge.objects.select_related("kept", "gone").get(pk=one.pk), since=since)
    audit.record(
        "people.undo_merge",
        by=by,
        at=now,
        subject=merge.gone,
        person_id=merge.kept_id,
        gone=merge.gone_id,
        merge=merge.pk,
    )
    signals.merge_undone.send(Merge, merge=merge, now=now)
    return merge


def together_with(person_id: int) -> list[int]:
    """The records that are one person with this one by now, itself included."""
    top = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).get() or person_id
    return [top, *Person.objects.filter(merged_into=top).order_by("pk").values_list("pk", flat=True)]


def _lock_everybody_of(merge: Merge) -> None:
    """Anew as long as somebody merges them on meanwhile."""
    everybody: set[int] = set()
    while (found := {person for one in (merge, *_later(merge)) for person in together_with(one.gone_id)}) != everybody:
        everybody = found
        locked(everybody)


def _later(merge: Merge) -> list[Merge]:
    """Merges after this one of the same person, the last one first.

    Where a row ties two people, also those of the other one that moved it, or ended another one beside it.
    """
    found: dict[int, Merge] = {}
    after = Merge.objects.filter(undone_at__isnull=True, pk__gt=merge.pk).select_related("kept", "gone")
    while True:
        together = [merge, *found.values()]
        people = {person for one in together for person in together_with(one.gone_id)}
        more = after.filter(Q(gone__in=people) | _of_same_pairs(together)).exclude(pk__in=found).distinct()
        if not (new := {one.pk: one for one in more}):
            return sorted(found.values(), key=lambda one: -one.pk)
        found |= new


def _of_same_pairs(merges: list[Merge]) -> Q:
    """Merges with a step on a row of two people that one of these had a step on, or that stood beside it."""
    ties = Counter(tie.model for tie in features.person_ties())
    pairs = [model for model, number in ties.items() if number > 1]
    rows: dict[str, set[int]] = {}
    steps_of = MergedRow.objects.filter(merge__in=merges, model__in=pairs)
    for model, row_id, like_id in steps_of.values_list("model", "row_id", "like_id"):
        rows.setdefault(model, set()).update({row_id, like_id or row_id})
    same = Q(pk__in=[])
    for model, ids in rows.items():
        same |= Q(rows__model=model, rows__row_id__in=ids) | Q(rows__model=model, rows__like_id__in=ids)
    return same


def take_apart(merge: Merge) -> Since:
    """Walk the steps of the merge back, the last one first; answers what was changed by hand since."""
    merge = Merge.objects.select_related("kept", "gone").get(pk=merge.pk)
    since = Since()
    for row in merge.rows.order_by("-pk"):
        BACK[Fate(row.fate)](row, since)
    merge.rows.all().delete()
    since.said = fields.take_back(merge)
    Merge.objects.filter(pk=merge.pk).update(filled={}, said={})
    Person.objects.filter(pk=merge.gone_id).update(merged_into=None)
    return since


def _move_back(row: MergedRow, _since: Since) -> None:
    """Only what is still where it was brought: what was deleted stays so."""
    rows = apps.get_model(row.model)._base_manager
    rows.filter(**{"pk": row.row_id, row.field: row.merge.kept_id}).update(**{row.field: row.merge.gone_id})


def _bring_back(row: MergedRow, since: Since) -> None:
    model = apps.get_model(row.model)
    if row.like_id and not model._base_manager.filter(pk=row.like_id).exists():
        since.ended.add((row.model, row.row_id))
    first, *with_it = serializers.deserialize("json", row.was)
    if not _may_stand(first.object, row.field):
        return
    for found in (first, *with_it):
        if _finds_its_ties(found.object):
            found.save(save_m2m=False)  # those are rows of their own among what went with it


def _may_stand(row: models.Model, name: str) -> bool:
    owner = getattr(row, steps.column_of(row, name))
    return _finds_its_ties(row) and steps.like_of(row, name, owner) is None


def _finds_its_ties(row: models.Model) -> bool:
    """Whether what it refers to is still there; where it may do without, it does."""
    for reference in row._meta.concrete_fields:
        if not isinstance(reference, models.ForeignKey) or getattr(row, reference.attname) is None:
            continue
        if not reference.related_model._base_manager.filter(pk=getattr(row, reference.attname)).exists():
            if not reference.null:
                return False
            setattr(row, reference.attname, None)
    return True


def _unmake(row: MergedRow, since: Since) -> None:
    """What the merge added goes, unless somebody made it his own."""
    found = apps.get_model(row.model)._base_manager.filter(pk=row.row_id).first()
    if found is None:
        since.unmade.add(row.model)
    elif serializers.serialize("json", [found]) == row.was:
        found.delete()


def _change_back(row: MergedRow, _since: Since) -> None:
    found = apps.get_model(row.model)._base_manager.filter(pk=row.row_id).first()
    names = row.field.split()
    was = dict(zip(names, list(row.was or []) if names[1:] else [row.was], strict=True))
    if found is None or all(getattr(found, name) == value for name, value in was.items()):
        return
    if row.becomes is not None and getattr(found, names[0]) != row.becomes:
        return
    for name, value in was.items():
        setattr(found, name, value)
    if _may_stand(found, steps.tie_of(found).field):  # somebody chose another meanwhile
        found.save(update_fields=names)


BACK = {Fate.MOVED: _move_back, Fate.DROPPED: _bring_back, Fate.MADE: _unmake, Fate.CHANGED: _change_back}
