"""What one piece of work on an import needs to know."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.registrar.importing.progress import Progress
from vezi.network.registrar.models import Import

Row = tuple[Any, ...]
_numbers = count()


class ImportIsElsewhere(Refused):
    """The import is not in the state that the work needs: another one was quicker."""

    sentence = _("Somebody else is already at work on this import.")


@dataclass(frozen=True)
class Run:
    """One transaction's work: the import, its club, the moment; statements are given the same parameters."""

    registrar_import: Import
    now: datetime
    progress: Progress
    parameters: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, registrar_import: Import, *, now: datetime, progress: Progress) -> "Run":
        club = registrar_import.club
        parameters = {
            "import": registrar_import.pk,
            "club": club.pk,
            "uploaded_at": registrar_import.uploaded_at,
            "applied_at": registrar_import.applied_at,
            "now": now,
        }
        return cls(registrar_import, now, progress, parameters)

    def does(self, statement: str, **more: Any) -> int:
        """Run one statement; answers how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self.parameters, **more})
            return max(cursor.rowcount, 0)

    def asks(self, statement: str, **more: Any) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self.parameters, **more})
            return cursor.fetchall()

    def counts(self, statement: str, **more: Any) -> int:
        """The one number that the statement answers."""
        return self.asks(statement, **more)[0][0] or 0

    def streams(self, statement: str, *, size: int = 5_000, **more: Any) -> Iterator[list[Row]]:
        """Rows in portions, in small memory; other statements may run between two portions."""
        name = f"portion_{next(_numbers)}"
        with connection.cursor() as cursor:
            cursor.execute(f"declare {name} no scroll cursor for {statement}", {**self.parameters, **more})
            while True:
                cursor.execute(f"fetch {size} from {name}")
                if not (rows := cursor.fetchall()):
                    break
                yield rows
            cursor.execute(f"close {name}")

    def copies(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def locked(import_id: int, *, state: str) -> Iterator[Import]:
    """A transaction that alone works on the import. Raises ImportIsElsewhere if it is not in the state.

    The lock is the weaker one: pages and the progress row may still refer to the import.
    """
    with transaction.atomic():
        found = Import.objects.select_for_update(of=("self",), no_key=True).select_related("club").get(pk=import_id)
        if found.state != state:
            raise ImportIsElsewhere
        with connection.cursor() as cursor:
            cursor.execute("discard temp; set local jit = off; set local work_mem = '64MB'")
        yield found


def alone_in_club(club_id: int) -> None:
    """Until the end of the transaction nobody else applies or undoes an import of the club."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('registrar.import'), %s)", [club_id])
