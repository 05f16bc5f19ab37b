"""Registrar's files for tests, and the way through an import."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile

from vezi.network.clubs.models import Club
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.reading.mapping import ColumnUse, Mapping
from vezi.network.registrar.services import imports

NOW = datetime(2024, 4, 18, 9, 0, tzinfo=UTC)
FIELDS = (
    "student_number", "family", "given", "preferred", "former_family", "title", "born_on", "mail", "mail_2", "phone",
    "post", "postcode", "city", "country", "institution", "faculty", "programme", "degree", "study_mode",
    "affiliation_kind", "class_year", "started_year", "ended_year", "graduated_on", "employer", "job_title", "trade",
)  # fmt: skip
#: Columns named after the fields themselves.
PLAIN = Mapping(tuple(ColumnUse(name, name) for name in FIELDS))

Rows = list[dict[str, Any]]


def table(rows: Rows, *, columns: tuple[str, ...] = FIELDS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def uploaded(club: Club, rows: Rows | bytes, *, now: datetime = NOW, filename: str = "graduates.csv") -> Import:
    content = rows if isinstance(rows, bytes) else table(rows)
    stored = imports.upload(club=club, file=ContentFile(content), filename=filename, by=None, now=now)
    imports.propose(registrar_import=stored, now=now)
    if not isinstance(rows, bytes):
        imports.set_mapping(registrar_import=stored, mapping=PLAIN, by=None, now=now)
        stored.refresh_from_db()
    return stored


def previewed(club: Club, rows: Rows | bytes, *, now: datetime = NOW, filename: str = "graduates.csv") -> Import:
    stored = uploaded(club, rows, now=now, filename=filename)
    imports.begin(stored, since=imports.OPEN_STATES, state=ImportState.READING, now=now)
    assert imports.do_reading(import_id=stored.pk, now=now), Import.objects.get(pk=stored.pk).failure
    stored.refresh_from_db()
    return stored


def apply(stored: Import, *, now: datetime = NOW) -> Import:
    imports.begin(stored, since=(ImportState.READY,), state=ImportState.APPLYING, now=now)
    assert imports.do_applying(import_id=stored.pk, by_id=None, now=now), Import.objects.get(pk=stored.pk).failure
    stored.refresh_from_db()
    return stored


def applied(club: Club, rows: Rows | bytes, *, now: datetime = NOW) -> Import:
    return apply(previewed(club, rows, now=now), now=now)


def undone(stored: Import, *, now: datetime = NOW) -> Import:
    imports.begin(stored, since=(ImportState.APPLIED,), state=ImportState.UNDOING, now=now)
    assert imports.do_undoing(import_id=stored.pk, by_id=None, now=now), Import.objects.get(pk=stored.pk).failure
    stored.refresh_from_db()
    return stored


def counts(stored: Import) -> tuple[int, int, int, int, int]:
    """People, new, changed, unchanged; rows rejected."""
    return stored.people, stored.new, stored.changed, stored.unchanged, stored.rejected
