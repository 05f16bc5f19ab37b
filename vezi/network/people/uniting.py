"""Two records of one person become one.

What belongs to the record that ends follows the rule each area declared for it (`core.features.PersonTie`). The record
that ends stays as a sign pointing to the one that is kept.
"""

from datetime import datetime

from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, features
from vezi.core.errors import Refused
from vezi.core.features import OnMerge, PersonTie
from vezi.network.accounts.models import Account
from vezi.network.people import signals
from vezi.network.people.models import ContactValue, Person

FILLED_IN = ("born_on", "birth_year", "deceased_on", "title", "language")


class CannotUnite(Refused):
    sentence = _("These two records cannot become one: both are claimed, or they are one already.")


@transaction.atomic
def unite(*, kept: Person, gone: Person, by: Account | None, now: datetime) -> Person:
    """Move what belongs to `gone` to `kept`. Raises CannotUnite unless `gone` is an unclaimed record of its own."""
    records = {record.pk: record for record in _locked(kept, gone)}
    if len(records) < 2:
        raise CannotUnite
    kept, gone = records[kept.pk], records[gone.pk]
    if gone.account_id or gone.merged_into_id or kept.merged_into_id:
        raise CannotUnite
    _keep_primary_contacts_of(kept, gone)
    _ledgers_may_move("merging")
    for tie in features.person_ties():
        _follow(tie, kept=kept, gone=gone)
    _ledgers_may_move("")
    _fill_in(kept, gone)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    audit.record("people.unite", by=by, at=now, subject=gone, person_id=kept.pk, gone=gone.pk)
    signals.person_merged.send(Person, kept=kept, gone=gone, now=now)
    return kept


def _ledgers_may_move(why: str) -> None:
    """Ledgers are guarded by the database; they let their rows follow a person when told so in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('vezi.ledger', %s, true)", [why])


def _locked(*people: Person) -> list[Person]:
    return list(Person.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk"))


def _follow(tie: PersonTie, *, kept: Person, gone: Person) -> None:
    rows = features.model_of(tie)._base_manager.filter(**{tie.field: gone})
    if tie.on_merge == OnMerge.MOVE:
        rows.update(**{tie.field: kept})
    elif tie.on_merge == OnMerge.DROP:
        rows.delete()
    elif tie.on_merge == OnMerge.MOVE_OR_DROP:
        for row in rows:
            _move_or_drop(row, tie.field, kept)


def _move_or_drop(row: models.Model, field: str, kept: Person) -> None:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field: kept})
    except IntegrityError:  # the person that stays has its like
        row.delete()


def _keep_primary_contacts_of(kept: Person, gone: Person) -> None:
    kinds = ContactValue.objects.filter(person=kept, is_primary=True).values_list("kind", flat=True)
    ContactValue.objects.filter(person=gone, kind__in=list(kinds)).update(is_primary=False)


def _fill_in(kept: Person, gone: Person) -> None:
    filled = [field for field in FILLED_IN if getattr(gone, field) and not getattr(kept, field)]
    for field in filled:
        setattr(kept, field, getattr(gone, field))
    if filled:
        kept.save(update_fields=filled)
