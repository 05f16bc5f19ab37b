"""Deeds on registrar's files: upload → propose → set_mapping → read → decide → apply → undo, or drop.

`read`, `apply` and `undo` only ask for the work and return at once; a worker does it (`do_reading`, `do_applying`,
`do_undoing`, which the command line calls itself). `Import.state` says where the import is, `progress` how far.
"""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships import signals as memberships
from vezi.network.memberships import tasks as counting
from vezi.network.registrar.handover import holding
from vezi.network.registrar.importing import applying, kinds, openings, preview, undoing, work
from vezi.network.registrar.importing.progress import Progress, Told
from vezi.network.registrar.importing.rows import on_disk
from vezi.network.registrar.models import (
    Difference,
    Handover,
    Import,
    ImportProgress,
    ImportState,
    RowState,
    SavedMapping,
    SourceRow,
)
from vezi.network.registrar.reading.columns import propose as propose_mapping
from vezi.network.registrar.reading.files import Choices, Sheet, open_sheet
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.reading.problems import REJECTED, Problem, Unreadable
from vezi.network.registrar.reading.wording import sentence
from vezi.network.registrar.reviewing import finding

LARGEST_FILE = 300 * 1024 * 1024
MEGABYTE = 1024 * 1024
FILES_KEPT = timedelta(days=30)  # of a file that nobody goes on with
OPEN_STATES = (ImportState.UPLOADED, ImportState.READY, ImportState.FAILED)
TASKS = "vezi.network.registrar.tasks"


class FileTooLarge(Refused):
    sentence = _("The file is larger than 300 MB. Split it, or leave out columns that are not needed.")


class NotNow(Refused):
    sentence = _("That cannot be done with this import now.")


class FileUnreadable(Refused):
    """The file, or the mapping for it, does not do; `problem` says why."""

    sentence = _("The file cannot be read.")

    def __init__(self, problem: Problem) -> None:
        super().__init__(sentence(problem))
        self.problem = problem


class NameTaken(Refused):
    sentence = _("Give the mapping a name of at most 80 characters.")


def upload(*, club: Club, file: File, filename: str, by: Account | None, now: datetime) -> Import:
    """Store a file for the club. Raises FileTooLarge."""
    if file.size > LARGEST_FILE:
        raise FileTooLarge
    checksum = hashlib.sha256()
    for block in file.chunks(MEGABYTE):
        checksum.update(block)
    file.seek(0)
    with transaction.atomic():
        stored = Import(
            club=club, filename=PurePath(filename).name[:255], size=file.size, checksum=checksum.hexdigest(), by=by,
            uploaded_at=now,
        )  # fmt: skip
        stored.file.save(f"{stored.public_id}{PurePath(filename).suffix.lower()[:10]}", file, save=False)
        stored.save()
        audit.record("registrar.upload", by=by, at=now, subject=stored, club_id=club.pk, filename=stored.filename)
    return stored


def propose(*, registrar_import: Import, now: datetime, choices: Choices | None = None, anew: bool = False) -> Import:
    """Look into the file: how it is written (`facts`), which column is what (`mapping`).

    A saved mapping of the club for the same columns goes before the proposal, unless asked `anew`.
    Raises FileUnreadable, and keeps why; what could be read before stays as it was.
    """
    if registrar_import.state not in OPEN_STATES:
        raise NotNow
    choices = choices or Choices(**registrar_import.facts.get("choices", {}))
    try:
        with on_disk(registrar_import.file) as path:
            sheet = open_sheet(path, choices)
            proposals = propose_mapping(sheet, today=now.date(), region=region_of(registrar_import.club))
            openings.keep(registrar_import, sheet)
            rows = openings.about_how_many_rows(sheet)
    except Unreadable as unreadable:
        if not registrar_import.facts:
            registrar_import.state, registrar_import.failure = ImportState.FAILED, unreadable.problem.as_json()
            save_if_open(registrar_import, "state", "failure")
        raise FileUnreadable(unreadable.problem) from None
    saved = None if anew else saved_mapping_for(registrar_import.club, sheet)
    mapping = Mapping.from_json(saved.mapping).adapted_to(sheet.columns) if saved else proposals.mapping
    registrar_import.facts = {
        **facts_of(sheet, choices),
        "rows": rows,
        "saved_mapping": saved.name if saved else "",
        "notes": [] if saved else [note.as_json() for note in proposals.notes],
        "proposals": [
            {
                "column": one.column, "field": one.field, "confidence": one.confidence, "reason": one.reason.as_json(),
                "example": one.example,
            }
            for one in proposals.columns
        ],
    }  # fmt: skip
    registrar_import.mapping = mapping.as_json()
    registrar_import.state, registrar_import.failure = ImportState.UPLOADED, {}
    save_if_open(registrar_import, "facts", "mapping", "state", "failure")
    return registrar_import


@transaction.atomic
def save_if_open(registrar_import: Import, *fields: str) -> None:
    """Raises NotNow if somebody has begun to work on the import while we looked into the file."""
    found = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=registrar_import.pk)
    if found.state not in OPEN_STATES:
        raise NotNow
    registrar_import.save(update_fields=fields)


def region_of(club: Club) -> str:
    return club.institution.country or "SI"


def facts_of(sheet: Sheet, choices: Choices) -> dict[str, Any]:
    return {
        "choices": choices.as_json(),
        "columns": list(sheet.columns),
        "header_row": sheet.header_row,
        "first_row": sheet.first_row,
        "encoding": sheet.encoding.name if sheet.encoding else "",
        "delimiter": sheet.dialect.delimiter if sheet.dialect else "",
        "sheet_name": sheet.workbook.sheet_name if sheet.workbook else "",
        "warnings": [warning.as_json() for warning in sheet.warnings],
    }


def saved_mapping_for(club: Club, sheet: Sheet) -> SavedMapping | None:
    """The mapping used last for a file with these columns."""
    print_ = Mapping.from_json({"columns": [{"column": column} for column in sheet.columns]}).fingerprint
    return SavedMapping.objects.filter(club=club, fingerprint=print_).order_by("-used_at").first()


@transaction.atomic
def set_mapping(
    *, registrar_import: Import, mapping: Mapping, by: Account | None, now: datetime, save_as: str = ""
) -> Import:
    """Say which column is what; with `save_as` the club remembers it under this name. A preview made before is void.

    Raises FileUnreadable if the file cannot be read so, NotNow, NameTaken.
    """
    registrar_import = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=registrar_import.pk)
    if registrar_import.state not in OPEN_STATES:
        raise NotNow
    for problem in mapping.problems(registrar_import.facts.get("columns", [])):
        if problem.severity == REJECTED:
            raise FileUnreadable(problem)
    registrar_import.mapping = mapping.as_json()
    registrar_import.state = ImportState.UPLOADED
    registrar_import.save(update_fields=["mapping", "state"])
    if save_as.strip():
        save_mapping(club=registrar_import.club, name=save_as, mapping=mapping, by=by, now=now)
    return registrar_import


@transaction.atomic
def save_mapping(*, club: Club, name: str, mapping: Mapping, by: Account | None, now: datetime) -> SavedMapping:
    """Remember a mapping; one of the same name is replaced. Raises NameTaken."""
    name = " ".join(name.split())
    if not 0 < len(name) <= 80:
        raise NameTaken
    saved, _made = SavedMapping.objects.update_or_create(
        club=club, name=name,
        defaults={"fingerprint": mapping.fingerprint, "mapping": mapping.as_json(), "used_at": now},
    )  # fmt: skip
    audit.record("registrar.save_mapping", by=by, at=now, subject=saved, club_id=club.pk, name=name)
    return saved


def read(*, registrar_import: Import, by: Account | None, now: datetime) -> Import:
    """Ask for the file to be read and compared. Raises NotNow."""
    found = ask(registrar_import, "read_import", since=OPEN_STATES, state=ImportState.READING, by=by, now=now)
    SavedMapping.objects.filter(club=found.club, fingerprint=found.mapping.get("fingerprint", "")).update(used_at=now)
    return found


@transaction.atomic
def apply(*, registrar_import: Import, by: Account | None, now: datetime, giver: str = "", days: int = 0) -> Import:
    """Ask for the preview to be carried out. With a `giver` the new people are told first and have `days` to object.

    Raises NotNow.
    """
    openings.forget(registrar_import)
    Handover.objects.filter(registrar_import=registrar_import).delete()  # of a try that failed
    if giver:
        tell_first(registrar_import=registrar_import, giver=giver, days=days, by=by, now=now)
    return ask(registrar_import, "apply_import", since=(ImportState.READY,), state=ImportState.APPLYING, by=by, now=now)


def tell_first(*, registrar_import: Import, giver: str, days: int, by: Account | None, now: datetime) -> Handover:
    """The new people of the file are held back when it is applied."""
    return Handover.objects.create(
        club=registrar_import.club, registrar_import=registrar_import, giver=giver, days=days, by=by, asked_at=now
    )


def undo(*, registrar_import: Import, by: Account | None, now: datetime) -> Import:
    """Ask for an applied import to be taken back. Raises NotNow."""
    return ask(registrar_import, "undo_import", since=(ImportState.APPLIED,), state=ImportState.UNDOING, by=by, now=now)


@transaction.atomic
def ask(
    registrar_import: Import,
    task: str,
    *,
    since: tuple[ImportState, ...],
    state: ImportState,
    by: Account | None,
    now: datetime,
) -> Import:
    """The job is written in the same transaction as the state: there is never the one without the other."""
    begin(registrar_import, since=since, state=state, now=now)
    jobs.ask_for(f"{TASKS}.{task}", import_id=registrar_import.pk, by_id=by.pk if by else None)
    return registrar_import


@transaction.atomic
def begin(registrar_import: Import, *, since: tuple[ImportState, ...], state: ImportState, now: datetime) -> Import:
    """Move the import on to `state`; of two who want to, one is refused. Raises NotNow."""
    found = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=registrar_import.pk)
    if found.state not in since or (state == ImportState.READING and not found.mapping):
        raise NotNow
    registrar_import.state, registrar_import.failure = state, {}
    registrar_import.save(update_fields=["state", "failure"])
    ImportProgress.objects.update_or_create(
        registrar_import=registrar_import, defaults={"phase": "waiting", "done": 0, "of": 0, "at": now}
    )
    return registrar_import


def do_reading(*, import_id: int, now: datetime, told: Told | None = None) -> bool:
    """Read and compare; answers whether it was done. `Import.failure` says why not. Safe to run twice, like the others."""
    return work.carry_out(import_id=import_id, state=ImportState.READING, now=now, deed=preview.make_preview, told=told)


def do_applying(*, import_id: int, by_id: int | None, now: datetime, told: Told | None = None) -> bool:
    def deed(run: work.Run) -> None:
        applying.apply_preview(run)
        holding.hold_back(run)
        finding.ask_after(run.registrar_import, now=run.now)
        memberships.books_changed.send(sender=Import, club=run.registrar_import.club, now=run.now)
        note("registrar.apply", run, by_id=by_id, **run.registrar_import.applied)

    done = work.carry_out(import_id=import_id, state=ImportState.APPLYING, now=now, deed=deed, told=told)
    return done and count_anew(import_id)


def do_undoing(*, import_id: int, by_id: int | None, now: datetime, told: Told | None = None) -> bool:
    def deed(run: work.Run) -> None:
        undoing.undo_applied(run)
        memberships.books_changed.send(sender=Import, club=run.registrar_import.club, now=run.now)
        note("registrar.undo", run, by_id=by_id, **run.registrar_import.undone)

    done = work.carry_out(import_id=import_id, state=ImportState.UNDOING, now=now, deed=deed, told=told)
    return done and count_anew(import_id)


def count_anew(import_id: int) -> bool:
    """The numbers of a large club are not those of before the import any more."""
    counting.recount_soon(Import.objects.select_related("club").get(pk=import_id).club)
    return True


def note(deed: str, run: work.Run, *, by_id: int | None, **details: Any) -> None:
    by = Account.objects.filter(pk=by_id).first() if by_id else None
    subject = run.registrar_import
    audit.record(deed, by=by, at=run.now, subject=subject, club_id=subject.club_id, **details)


CHANGED_ROWS = """
update registrar_sourcerow s set state = case when t.takes then 'changed' else 'unchanged' end
from (
    select p.person_id, exists (
        select from registrar_difference d
        where d.registrar_import_id = %(import)s and d.person_id = p.person_id and d.take
    ) as takes
    from unnest(%(people)s::bigint[]) p(person_id)
) t
where s.registrar_import_id = %(import)s and s.matched_id = t.person_id and s.state <> 'rejected'
"""


@transaction.atomic
def decide(
    *, registrar_import: Import, differences: QuerySet[Difference], take: bool, by: Account | None, now: datetime
) -> int:
    """Take or keep these differences of a preview; answers how many were decided otherwise before. Raises NotNow."""
    found = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=registrar_import.pk)
    if found.state != ImportState.READY:
        raise NotNow
    turned = differences.filter(registrar_import=found).exclude(take=take)
    people = list(turned.order_by().values_list("person_id", flat=True).distinct())
    count = turned.update(take=take)
    if people:
        with connection.cursor() as cursor:
            cursor.execute(CHANGED_ROWS, {"import": found.pk, "people": people})
        recount(found)
        audit.record("registrar.decide", by=by, at=now, subject=found, club_id=found.club_id, take=take, count=count)
    registrar_import.refresh_from_db()
    return count


@transaction.atomic
def not_the_same(*, row: SourceRow, by: Account | None, now: datetime) -> None:
    """Somebody of the file was taken for a record that is another's: of her a new one is made. Raises NotNow."""
    found = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=row.registrar_import_id)
    if found.state != ImportState.READY or row.matched_id is None or row.likeness is None:
        raise NotNow
    Difference.objects.filter(registrar_import=found, person=row.matched_id).delete()
    likeness = {**row.likeness, "is_sure": False}
    found.source_rows.filter(person_key=row.person_key).update(matched_id=None, state=RowState.NEW, likeness=likeness)
    found.facts = {
        **found.facts, "alike": found.facts.get("alike", 1) - 1, "doubtful": found.facts.get("doubtful", 0) + 1,
    }  # fmt: skip
    run = work.Run.of(found, now=now, progress=Progress(found.pk))
    found.facts["kinds"] = kinds.count_kinds(run)
    preview.count(run)
    audit.record("registrar.not_the_same", by=by, at=now, subject=found, club_id=found.club_id, row=row.number)


def recount(registrar_import: Import) -> None:
    matched = registrar_import.source_rows.filter(matched_id__isnull=False)
    changed = registrar_import.differences.filter(take=True).values("person_id").distinct().count()
    registrar_import.changed = changed
    registrar_import.unchanged = matched.values("matched_id").distinct().count() - changed
    registrar_import.save(update_fields=["changed", "unchanged"])


@transaction.atomic
def drop(*, registrar_import: Import, by: Account | None, now: datetime) -> None:
    """Give up an import that was not applied: its rows and its file go, that it was there stays. Raises NotNow."""
    found = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=registrar_import.pk)
    if found.state not in OPEN_STATES:
        raise NotNow
    Difference.objects.filter(registrar_import=found).delete()
    SourceRow.objects.filter(registrar_import=found)._raw_delete("default")
    file = found.file
    found.state, found.file, found.mapping, found.facts = ImportState.DROPPED, "", {}, {}
    found.save()
    openings.forget(found)
    audit.record("registrar.drop", by=by, at=now, subject=found, club_id=found.club_id)
    if name := file.name:
        transaction.on_commit(lambda: file.storage.delete(name))
    registrar_import.refresh_from_db()


def clear_files_away(*, now: datetime) -> int:
    """Files hold all that the registrar knows: read into rows and applied, they are needed no more; what nobody goes on
    with for a month is dropped. Answers how many went."""
    read = Import.objects.filter(state__in=(ImportState.APPLIED, ImportState.UNDONE)).exclude(file="")
    for one in read:
        one.file.delete(save=False)
        Import.objects.filter(pk=one.pk).update(file="")
    left_lying = list(Import.objects.filter(state__in=OPEN_STATES, uploaded_at__lt=now - FILES_KEPT))
    for one in left_lying:
        with suppress(NotNow):
            drop(registrar_import=one, by=None, now=now)
    return len(read) + len(left_lying)
