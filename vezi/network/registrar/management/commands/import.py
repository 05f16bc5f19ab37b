"""`vezi import`: a registrar's file into a club, or an import taken back, from the shell and in the foreground."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from vezi.core.errors import Refused
from vezi.core.shell import NOT_DONE, refuse, refuse_like
from vezi.network.clubs.models import Club
from vezi.network.registrar.handover.forms import LONGEST, SHORTEST, USUAL
from vezi.network.registrar.models import Import, ImportState, SavedMapping
from vezi.network.registrar.queries import imports as queries
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.reading.problems import Problem
from vezi.network.registrar.reading.wording import sentence
from vezi.network.registrar.services import imports

COUNTS = ("rows", "people", "new", "changed", "unchanged", "rejected")
COMMAND = "import"
FAILED = 1


class Command(BaseCommand):
    help = "Read a registrar's file into a club: vezi import FILE --club SLUG; take it back: vezi import --undo ID"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--club", metavar="SLUG", help="the club whose registrar's file it is")
        parser.add_argument(
            "--mapping", metavar="NAME", help="a saved mapping; without it the one that fits, or a proposal"
        )
        parser.add_argument(
            "--tell-first",
            metavar="GIVER",
            help="hold the new people back until they were told of the handover by GIVER and had time to object",
        )
        parser.add_argument("--days", type=int, default=USUAL, help=f"days to object, {SHORTEST} to {LONGEST}")
        parser.add_argument("--dry-run", action="store_true", help="read and compare, and change nothing")
        parser.add_argument("--undo", metavar="ID", help="take back the import of this number")
        parser.add_argument("--json", action="store_true", help="the last line is one object")
        refuse_like(parser, COMMAND)

    def handle(self, *args: Any, **asked: Any) -> None:
        began = time.perf_counter()
        try:
            answer = undo(asked["undo"]) if asked["undo"] else bring_in(asked)
        except imports.FileUnreadable as refusal:
            refuse(COMMAND, sentence(refusal.problem))
        except Refused as refusal:
            refuse(COMMAND, str(refusal))
        answer["seconds"] = round(time.perf_counter() - began, 2)
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if asked["json"] else in_words(answer))


def bring_in(asked: dict[str, Any]) -> dict[str, Any]:
    """Raises Refused and FileUnreadable, with nothing left behind."""
    club, path = club_called(asked["club"]), file_at(asked["file"])
    giver, days = (asked["tell_first"] or "").strip()[:200], asked["days"]
    if not SHORTEST <= days <= LONGEST:
        raise Refused(f"Give {SHORTEST} to {LONGEST} days to object.")
    now = timezone.now()
    with path.open("rb") as file:
        registrar_import = imports.upload(club=club, file=File(file), filename=path.name, by=None, now=now)
    try:
        imports.propose(registrar_import=registrar_import, now=now)
        mapping = mapping_for(registrar_import, asked["mapping"])
        imports.set_mapping(registrar_import=registrar_import, mapping=mapping, by=None, now=now)
        registrar_import.refresh_from_db()
        imports.begin(registrar_import, since=imports.OPEN_STATES, state=ImportState.READING, now=now)
        imports.do_reading(import_id=registrar_import.pk, now=now, told=show)
        hold_to(registrar_import, ImportState.READY, exit_code=NOT_DONE)
    except (Refused, SystemExit):
        drop(registrar_import)
        raise
    if asked["dry_run"]:
        answer = account_of(registrar_import)
        drop(registrar_import)
        return {**answer, "state": "dry run"}
    if giver:
        imports.tell_first(registrar_import=registrar_import, giver=giver, days=days, by=None, now=now)
    imports.begin(registrar_import, since=(ImportState.READY,), state=ImportState.APPLYING, now=timezone.now())
    imports.do_applying(import_id=registrar_import.pk, by_id=None, now=timezone.now(), told=show)
    hold_to(registrar_import, ImportState.APPLIED, exit_code=FAILED)
    return {**account_of(registrar_import), "applied": registrar_import.applied}


def undo(number: str) -> dict[str, Any]:
    found = Import.objects.filter(public_id=number).first()
    if found is None and number.isdecimal() and len(number) < 13:
        found = Import.objects.filter(pk=int(number)).first()
    if found is None:
        raise Refused(f"There is no import “{number}”.")
    if found.state != ImportState.APPLIED:
        raise Refused(f"Import {number} cannot be undone: its state is “{found.state}”, not “applied”.")
    imports.begin(found, since=(ImportState.APPLIED,), state=ImportState.UNDOING, now=timezone.now())
    imports.do_undoing(import_id=found.pk, by_id=None, now=timezone.now(), told=show)
    hold_to(found, ImportState.UNDONE, exit_code=FAILED)
    stay = [
        {"import": other.public_id, "filename": other.filename, "people": count}
        for other, count in queries.stayed(found)
    ]
    return {
        **account_of(found),
        "undone": {key: said for key, said in found.undone.items() if key != "stay_with"},
        "stay": stay,
    }


def club_called(slug: str | None) -> Club:
    if not slug:
        raise Refused("Say which club: vezi import FILE --club SLUG.")
    club = Club.objects.filter(slug=slug).select_related("institution").first()
    if club is None:
        known = list(Club.objects.order_by("slug").values_list("slug", flat=True)[:12])
        raise Refused(f"There is no club “{slug}”; there are: {', '.join(known) or 'none yet (vezi club create)'}.")
    return club


def file_at(path: Path | None) -> Path:
    if path is None:
        raise Refused("Say which file: vezi import FILE --club SLUG.")
    try:
        with path.open("rb"):
            return path
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None


def mapping_for(registrar_import: Import, name: str | None) -> Mapping:
    """The one asked for, fitted to the file's columns; else what was proposed, or remembered for such columns."""
    if not name:
        return Mapping.from_json(registrar_import.mapping)
    saved = SavedMapping.objects.filter(club=registrar_import.club, name=name).first()
    if saved is None:
        known = SavedMapping.objects.filter(club=registrar_import.club).order_by("name").values_list("name", flat=True)
        raise Refused(f"The club has no mapping called “{name}”; it has: {', '.join(known) or 'none'}.")
    return Mapping.from_json(saved.mapping).adapted_to(registrar_import.facts["columns"])


def hold_to(registrar_import: Import, state: ImportState, *, exit_code: int) -> None:
    """Ends the program with one clear line unless the work brought the import into the state."""
    registrar_import.refresh_from_db()
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if registrar_import.state != state:
        failure = registrar_import.failure
        said = sentence(Problem.from_json(failure)) if failure else f"The import is {registrar_import.state}."
        refuse(COMMAND, said, exit_code=exit_code)


def drop(registrar_import: Import) -> None:
    registrar_import.refresh_from_db()
    if registrar_import.state in imports.OPEN_STATES:
        imports.drop(registrar_import=registrar_import, by=None, now=timezone.now())


def account_of(registrar_import: Import) -> dict[str, Any]:
    return {
        "import": registrar_import.public_id,
        "club": registrar_import.club.slug,
        "state": registrar_import.state,
        **{name: getattr(registrar_import, name) for name in COUNTS},
        "warnings": [sentence(Problem.from_json(one)) for one in registrar_import.facts.get("warnings", [])],
    }


def in_words(answer: dict[str, Any]) -> str:
    counts = ", ".join(f"{answer[name]:,} {name}" for name in COUNTS)
    lines = [f"warning: {warning}" for warning in answer["warnings"]]
    lines += [
        f"{one['people']:,} of its people stay, because import {one['import']} ({one['filename']}) says them too"
        for one in answer.get("stay", [])
    ]
    return "\n".join([*lines, f"{answer['import']}: {answer['state']}. {counts}. {answer['seconds']} s"])


class ProgressLine:
    """One line that is written over and over; in a log one line a phase."""

    def __init__(self) -> None:
        self.phase = ""

    def __call__(self, phase: str, done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{phase} {done:,} of {of:,}" if of else f"\r\033[K{phase}")
        elif phase != self.phase:
            sys.stderr.write(f"{phase}\n")
        self.phase = phase
        sys.stderr.flush()


show = ProgressLine()
