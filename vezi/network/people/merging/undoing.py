"""Undoing a merge, however late: what came with the record goes back with it, as it is by now.

Merges that came after it are taken back too, the last one first, and done once more without it: so the records are
what they would be had it never been. What was changed by hand since stays changed; what was added stays where it is.
"""

from datetime import datetime

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
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
    everybody: list[int] = []
    while (found := together_with(merge.gone_id)) != everybody:
        everybody = found
        locked(everybody)


def _later(merge: Merge) -> list[Merge]:
    """Merges of the same person after this one, the last one first."""
    everybody = together_with(merge.gone_id)
    standing = Merge.objects.filter(gone__in=everybody, undone_at__isnull=True, pk__gt=merge.pk)
    return list(standing.select_related("kept", "gone").order_by("-pk"))


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
            found.save()


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
