"""`vezi link`: who is who in one or two bare files, without the database."""

import csv
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from vezi.core.shell import refuse, refuse_like
from vezi.network.registrar.linkage import MATCH, REVIEW, Linked, link
from vezi.network.registrar.linkage.files import NoSuchColumn, records_of, refuse_unknown, rows_for_csv
from vezi.network.registrar.linkage.records import FIELDS
from vezi.network.registrar.reading import Unreadable, open_sheet, sentence

COMMAND = "link"


class Command(BaseCommand):
    help = "Find the records that are of one person: vezi link LEFT.csv [RIGHT.csv] --out PAIRS.csv"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("left", type=Path)
        parser.add_argument("right", type=Path, nargs="?", help="without it, the duplicates of the first file")
        parser.add_argument(
            "--columns", nargs="+", action="extend", default=[], metavar="FIELD=COLUMN",
            help=f"of either file, any of: {', '.join(FIELDS)}; without it they are found as the importer finds them",
        )  # fmt: skip
        parser.add_argument("--one-to-one", action="store_true", help="nobody stands twice in either file")
        parser.add_argument("--out", type=Path, required=True, metavar="PAIRS.csv")
        parser.add_argument("--json", action="store_true", help="the last line is one object")
        refuse_like(parser, COMMAND)

    def handle(self, *args: Any, **asked: Any) -> None:
        began = time.perf_counter()
        paths = [path for path in (asked["left"], asked["right"]) if path]
        named = [named_column(text) for text in asked["columns"]]
        try:
            sheets = [open_sheet(path) for path in paths]
            refuse_unknown(sheets, named)
            files = [records_of(sheet, named=named, today=timezone.localdate()) for sheet in sheets]
        except Unreadable as error:
            refuse(COMMAND, sentence(error.problem))
        except NoSuchColumn as error:
            refuse(COMMAND, str(error))
        found = link(*files, one_to_one=asked["one_to_one"])
        write(asked["out"], found)
        answer = {
            **account_of(found, sizes=[len(file) for file in files]),
            "seconds": round(time.perf_counter() - began, 2),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if asked["json"] else in_words(answer))


def named_column(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not field or not column:
        refuse(COMMAND, f"--columns takes FIELD=COLUMN, not “{text}”.")
    return field, column


def write(path: Path, found: Linked) -> None:
    """All of it or nothing."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with new.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows_for_csv(found.pairs))
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        refuse(COMMAND, f"{path} cannot be written: {error.strerror}.")


def account_of(found: Linked, *, sizes: list[int]) -> dict[str, Any]:
    bands = Counter(pair.band for pair in found.pairs)
    sure = [pair for pair in found.pairs if pair.band == MATCH]
    wrong = sum(1 - pair.probability for pair in sure) / len(sure) if sure else 0.0
    return {
        "records": sizes,
        "pairs": len(found.pairs),
        MATCH: bands[MATCH],
        REVIEW: bands[REVIEW],
        "clusters": len({pair.cluster for pair in sure}),
        "expected_wrong": round(wrong, 5),
        "placeholders": found.placeholders,
        "model": found.model.version,
    }


def in_words(answer: dict[str, Any]) -> str:
    lines = [
        f"note: {', '.join(values[:3])} in {column} stands for “not known” and counts for nothing"
        for column, values in answer["placeholders"].items()
    ]
    wrong = f", of which about {answer['expected_wrong']:.1%} will be wrong" if answer[MATCH] else ""
    lines.append(
        f"{' and '.join(f'{size:,}' for size in answer['records'])} records: {answer[MATCH]:,} pairs match{wrong},"
        f" {answer[REVIEW]:,} to review. {answer['seconds']} s"
    )
    return "\n".join(lines)
