"""Questions about imports: those of a club, how far one is, who looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from vezi.core.models import AuditEntry
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.models import Import, ImportState, SourceRow

AT_WORK = (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
ROWS_SHOWN = 50
SILENT_AFTER = timedelta(seconds=45)


@dataclass(frozen=True)
class Progress:
    """How far the work on an import is; `of` is 0 where nobody can tell."""

    phase: str
    done: int
    of: int
    is_waiting: bool  # no worker has begun
    is_silent: bool  # nothing was heard for a while


def imports_of(club: Club, *, dropped: bool = False) -> QuerySet[Import]:
    """The newest first, without the weight of what was found in them."""
    found = Import.objects.filter(club=club).select_related("by__person").defer("facts", "mapping")
    found = found if dropped else found.exclude(state=ImportState.DROPPED)
    return found.order_by("-uploaded_at", "-pk")


def rows_of(person: Person, *, club: Club) -> list[SourceRow]:
    """The rows of the club's files that became this person, the newest file first."""
    rows = SourceRow.objects.filter(person=person, registrar_import__club=club).select_related("registrar_import")
    light = rows.only(
        "number", "registrar_import__public_id", "registrar_import__filename", "registrar_import__uploaded_at"
    )
    return list(light.order_by("-registrar_import_id", "number")[:ROWS_SHOWN])


def progress_of(registrar_import: Import, *, now: datetime) -> Progress:
    told = getattr(registrar_import, "progress", None)
    if told is None:
        return Progress("waiting", 0, 0, is_waiting=True, is_silent=False)
    waits = told.phase == "waiting"
    return Progress(told.phase, told.done, told.of, is_waiting=waits, is_silent=now - told.at > SILENT_AFTER)


def has_looked(registrar_import: Import, *, by: Account) -> bool:
    """Whether it is written down already that this officer looked through the import's people."""
    return AuditEntry.objects.filter(
        deed="registrar.look", by_id=by.pk, subject=Import._meta.label, subject_id=registrar_import.pk
    ).exists()
