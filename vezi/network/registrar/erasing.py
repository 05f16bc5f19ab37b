"""What the registrar holds of somebody who is erased where no tie to the person leads: rows of files, and the files.

A row is emptied: that there was one, and why it is empty, stays. The file it stood in is deleted; what was read from it
is kept row by row, so that an import can still be applied or undone. Letters on paper are printed anew without hers.
"""

from datetime import datetime
from typing import Any

from django.core.files.storage import Storage
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.core import jobs
from vezi.core.errors import Refused
from vezi.network.memberships.models import Membership
from vezi.network.people.erasing import Traces, escaped
from vezi.network.registrar.importing import openings, preview
from vezi.network.registrar.importing.erased import CODE
from vezi.network.registrar.importing.progress import Progress
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.models import (
    Difference,
    Import,
    ImportState,
    Invitation,
    InvitationRun,
    RowState,
    SourceRow,
)
from vezi.network.registrar.reading.problems import REJECTED

AT_WORK = (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
COUNTED = (ImportState.READY, ImportState.APPLIED, ImportState.UNDONE)

# Rows that were left out are tied to nobody: hers are those with her whole name, in one cell or in two, her number or an
# address.
HERS = """
select id, registrar_import_id from registrar_sourcerow
where person_id = any(%(ids)s) or matched_id = any(%(ids)s)
    or (state = 'rejected' and (
        cells::text ilike any(%(like)s) or exists (
            select from unnest(%(given)s::text[], %(family)s::text[]) name(given, family)
            where cells::text ilike name.given and cells::text ilike name.family
        )
    ))
"""
EMPTIED = """
update registrar_sourcerow set cells = '[]', read = '{}', person_key = '', person_id = null, matched_id = null, likeness = null,
    state = %(rejected)s, problems = jsonb_build_array(%(problem)s::jsonb || jsonb_build_object('row', number))
where id = any(%(rows)s)
"""


class ImportAtWork(Refused):
    sentence = _("A file is being imported at this very moment. Try again in a few minutes.")


def forget_in_files(traces: Traces, *, now: datetime) -> None:
    """Called within the transaction that erases. Raises ImportAtWork."""
    clubs = Membership.with_held.filter(person__in=traces.ids).values("club")
    if Import.objects.filter(club__in=clubs, state__in=AT_WORK).exists():
        raise ImportAtWork
    with connection.cursor() as cursor:
        cursor.execute(HERS, told_of(traces))
        _forget(cursor.fetchall(), now=now)


def forget_rows_of(person_id: int, *, club_id: int, now: datetime) -> None:
    """What one club's files say of somebody who stays in the house. Within a transaction; raises ImportAtWork."""
    rows = SourceRow.objects.filter(registrar_import__club=club_id)
    rows = rows.filter(Q(person=person_id) | Q(matched_id=person_id))
    Difference.objects.filter(registrar_import__club=club_id, person=person_id).delete()
    _forget(list(rows.values_list("pk", "registrar_import_id")), now=now)


def _forget(found: list[tuple[int, int]], *, now: datetime) -> None:
    """Rows by their number and their import's."""
    imports = Import.objects.select_for_update(of=("self",), no_key=True).select_related("club")
    touched = list(imports.filter(pk__in={one for _row, one in found}).order_by("pk"))
    if any(one.state in AT_WORK for one in touched):
        raise ImportAtWork
    empty_rows([row for row, _one in found], now=now)
    for one in touched:
        forget_file(one, now=now)


def told_of(traces: Traces) -> dict[str, Any]:
    turned = [f"%{escaped(family)} {escaped(given)}%" for given, family in traces.pairs]
    pairs = [(f'%"{escaped(given)}"%', f'%"{escaped(family)}"%') for given, family in sorted(traces.pairs)]
    return {
        "ids": traces.ids,
        "like": [*traces.patterns, *turned],
        "given": [given for given, _family in pairs],
        "family": [family for _given, family in pairs],
    }


def empty_rows(rows: list[int], *, now: datetime) -> None:
    facts = '{{"code": "{}", "severity": "{}", "column": null, "params": {{"erased_on": "{}"}}}}'
    problem = facts.format(CODE, REJECTED, now.date().isoformat())
    with connection.cursor() as cursor:
        cursor.execute(EMPTIED, {"rows": rows, "rejected": RowState.REJECTED, "problem": problem})


def forget_file(registrar_import: Import, *, now: datetime) -> None:
    """The file goes, and what was kept of its first rows; the numbers are those of the rows that are left."""
    openings.forget(registrar_import)
    delete_on_commit(registrar_import.file.storage, registrar_import.file.name or "")
    registrar_import.file = ""
    registrar_import.facts = without_examples(registrar_import.facts)
    registrar_import.failure = without_examples(registrar_import.failure)
    registrar_import.save(update_fields=["file", "facts", "failure"])
    if registrar_import.state in COUNTED:
        preview.count(Run.of(registrar_import, now=now, progress=Progress(registrar_import.pk)))


def without_examples(told: Any) -> Any:
    """What is told of a file, without the words that were taken from its cells."""
    if isinstance(told, dict):
        return {name: "…" if name in ("example", "mended") else without_examples(value) for name, value in told.items()}
    return [without_examples(one) for one in told] if isinstance(told, list) else told


def reprint_letters(traces: Traces) -> None:
    """A PDF of letters with hers among them is made anew from the invitations that are left."""
    from vezi.network.registrar.inviting import tasks  # they call services that call this

    hers = Invitation.objects.filter(person__in=traces.ids)
    for run in InvitationRun.objects.select_for_update(of=("self",)).filter(invitations__in=hers).exclude(file=""):
        delete_on_commit(run.file.storage, run.file.name or "")
        run.file, run.ended_at = "", None
        run.save(update_fields=["file", "ended_at"])
        jobs.ask_for(tasks.carry_on, run_id=run.pk)


def delete_on_commit(storage: Storage, name: str) -> None:
    if name:
        transaction.on_commit(lambda: storage.delete(name))
