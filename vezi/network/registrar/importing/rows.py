"""The file's rows, read one after the other and copied into the source rows."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import orjson
from django.db.models.fields.files import FieldFile

from vezi.core.garbage import collecting_seldom
from vezi.network.people.naming import folded_name
from vezi.network.registrar.importing.matching import SPLIT
from vezi.network.registrar.importing.references import checked_once
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.models import RowState
from vezi.network.registrar.reading.files import Choices, open_sheet
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.reading.problems import Problem, Unreadable
from vezi.network.registrar.reading.records import Reading, RowRead

LONGEST_KEY = 340  # of 400; the rest is for what tells namesakes apart
# A nul character as JSON writes it; after a stroke that another one escapes it is text.
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
COLUMNS = "registrar_import_id, number, first_number, cells, read, person_key, state, problems"
REFERRING, OWN = {"registrar_sourcerow": "registrar_import_id"}, frozenset({"registrar_import"})  # locked by the run
# A row that names nothing but a name and a class is tied to others by no more than that: entries of one name and class
# that are not the same are different people.
NAMESAKES = """
update registrar_sourcerow s set person_key = s.person_key || %(split)s || md5(s.read::text), first_number = s.number
from (
    select person_key from registrar_sourcerow
    where registrar_import_id = %(import)s and state <> 'rejected' and person_key like 'class:%%'
    group by person_key having count(distinct md5(read::text)) > 1 or person_key like 'class:%%||'
) n
where s.registrar_import_id = %(import)s and s.person_key = n.person_key
"""


@contextmanager
def on_disk(file: FieldFile) -> Iterator[Path]:
    """The stored file as a path, copied if the storage keeps it elsewhere. Raises Unreadable if it is gone."""
    if not file:
        raise Unreadable("file_erased")
    with suppress(NotImplementedError):
        if Path(file.path).is_file():
            yield Path(file.path)
            return
    with NamedTemporaryFile(suffix=Path(file.name or "").suffix) as copy:
        try:
            with file.open("rb") as stored:
                for block in stored.chunks():
                    copy.write(block)
        except OSError as error:
            raise Unreadable("file_cannot_be_opened", said=error.strerror or "") from None
        copy.flush()
        yield Path(copy.name)


def copy_rows(run: Run, *, path: Path) -> Reading:
    """Read the file into `registrar_sourcerow`, in small memory. Raises Unreadable.

    Rows are taken for new until `matching` finds somebody; so a first import writes each row once.
    """
    registrar_import = run.registrar_import
    sheet = open_sheet(path, Choices(**registrar_import.facts.get("choices", {})))
    reading = Reading(sheet, Mapping.from_json(registrar_import.mapping), today=run.now.date())
    expected = registrar_import.facts.get("rows") or 0
    run.progress("reading", 0, expected)
    with checked_once(run, REFERRING, own=OWN), collecting_seldom():
        run.copies("registrar_sourcerow", COLUMNS, records(run, reading, expected=expected))
    add_late_problems(run, reading.late)
    run.does(NAMESAKES, split=SPLIT)
    return reading


def records(run: Run, reading: Reading, *, expected: int) -> Iterator[tuple[Any, ...]]:
    number = run.registrar_import.pk
    done = 0
    for row in reading:
        done += 1
        if not done % 2_000:
            run.progress("reading", done, max(done, expected))
        yield record(number, row)
    run.progress("reading", done, done)


def record(import_id: int, row: RowRead) -> tuple[Any, ...]:
    problems = dumped([problem.as_json() for problem in row.problems]) if row.problems else "[]"
    if row.problems and row.is_rejected:
        return import_id, row.number, row.number, dumped(row.cells), "{}", "", RowState.REJECTED.value, problems
    fields = row.fields
    fields["folded"] = folded_name(family=fields.get("family", ""), given=fields.get("given", ""))
    return (
        import_id, row.number, row.first_number or row.number, dumped(row.cells), dumped(fields),
        fitting(row.person_key), RowState.NEW.value, problems,
    )  # fmt: skip


def dumped(value: Any) -> str:
    """JSON that PostgreSQL takes: it knows no nul character and no half of a pair."""
    try:
        text = orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        text = json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "ignore").decode()
    return NUL.sub(r"\1", text) if "\\u0000" in text else text


def fitting(key: str) -> str:
    return key if len(key) <= LONGEST_KEY else f"{key[:300]}…{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def add_late_problems(run: Run, late: list[Problem]) -> None:
    """Warnings about rows that had gone by when they were found out."""
    if not late:
        return
    run.does("create temp table late_problem (number int, problem jsonb) on commit drop")
    run.copies("late_problem", "number, problem", [(one.row, dumped(one.as_json())) for one in late])
    run.does(
        "update registrar_sourcerow s set problems = s.problems || l.all_of_it"
        " from (select number, jsonb_agg(problem) as all_of_it from late_problem group by number) l"
        " where s.registrar_import_id = %(import)s and s.number = l.number"
    )
