"""Questions about imports: those of a club, how far one is, who looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from vezi.core.models import AuditEntry
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.importing.undoing.said import HOLDS
from vezi.network.registrar.models import Import, ImportState, SourceRow

AT_WORK = (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
ROWS_SHOWN = 50
SILENT_AFTER = timedelta(seconds=45)


STAYING = f"""
select import_id, count(*) from (
    select distinct on (s.person_id) s.person_id, i.id as import_id
    from registrar_import o
    join registrar_import i on i.club_id = o.club_id and {HOLDS}
        and (i.applied_at, i.id) > (o.applied_at, o.id)
    join registrar_sourcerow s on s.registrar_import_id = i.id and s.state <> 'rejected'
    join people_person p on p.id = s.person_id and p.batch = o.id
    where o.id = %(import)s and o.club_id = %(club)s
    order by s.person_id, i.applied_at, i.id
) t group by import_id
"""  # noqa: S608 - a part of a statement that stands in the code


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
    of_import = ("public_id", "filename", "uploaded_at", "state", "undone_at")
    light = rows.only("number", *(f"registrar_import__{name}" for name in of_import))
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


def staying(registrar_import: Import) -> list[tuple[Import, int]]:
    """Imports because of which people would stay if this one were undone, and how many: a later file that brought or
    changed anybody says them, too."""
    with connection.cursor() as cursor:
        cursor.execute(STAYING, {"import": registrar_import.pk, "club": registrar_import.club_id})
        counts: dict[int, int] = dict(cursor.fetchall())
    return named(counts)


def stayed(registrar_import: Import) -> list[tuple[Import, int]]:
    """The same, once it is undone."""
    return named({int(number): count for number, count in registrar_import.undone.get("stay_with", {}).items()})


def named(counts: dict[int, int]) -> list[tuple[Import, int]]:
    found = Import.objects.filter(pk__in=counts).defer("facts", "mapping").order_by("applied_at", "pk")
    return [(one, counts[one.pk]) for one in found]
