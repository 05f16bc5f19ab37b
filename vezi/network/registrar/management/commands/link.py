"""`vezi link`: who is who in one or two bare files, without the database."""

import csv
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from vezi.network.registrar.linkage import MATCH, REVIEW, Linked, link
from vezi.network.registrar.linkage.files import NoSuchColumn, records_of, refuse_unknown, rows_for_csv
from vezi.network.registrar.linkage.records import FIELDS
from vezi.network.registrar.reading import Unreadable, open_sheet, sentence

UNREADABLE = 2


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
        parser.error = lambda message: refuse(message)  # type: ignore[method-assign]

    def handle(self, *args: Any, **asked: Any) -> None:
        began = time.perf_counter()
        paths = [path for path in (asked["left"], asked["right"]) if path]
        named = [named_column(text) for text in asked["columns"]]
        try:
            refuse_unknown([open_sheet(path) for path in paths], named)
            files = [records_of(path, named=named, today=timezone.localdate()) for path in paths]
        except Unreadable as error:
            refuse(sentence(error.problem))
        except NoSuchColumn as error:
            refuse(str(error))
        found = link(*files, one_to_one=asked["one_to_one"])
        write(asked["out"], found)
        answer = {**account_of(found, sizes=[len(file) for file in files]), "seconds": seconds_since(began)}
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if asked["json"] else in_words(answer))


def named_column(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not field or not column:
        refuse(f"--columns takes FIELD=COLUMN, not “{text}”.")
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
        refuse(f"{path} cannot be written: {error.strerror}.")


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


def seconds_since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


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


def refuse(message: str) -> NoReturn:
    print(f"vezi link: {' '.join(str(message).split())}", file=sys.stderr)
    sys.exit(UNREADABLE)
