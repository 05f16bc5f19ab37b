"""`vezi synth`: a registrar's file of made-up people."""

import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vezi.demo.synth import registrar_file
from vezi.demo.synth.dirt import Dirt
from vezi.demo.synth.people import people
from vezi.demo.synth.schools import SCHOOLS


def share(words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ArgumentTypeError(f"a share from 0 to 1, not “{words}”")
    return number


def how_many(words: str) -> int:
    if not words.isdecimal() or int(words) == 0:
        raise ArgumentTypeError(f"a whole number above nought, not “{words}”")
    return int(words)


class Command(BaseCommand):
    help = "Write a registrar's file of made-up people; the same seed writes the same bytes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=how_many, required=True, help="how many; some have several rows")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--out", type=Path, required=True, help="the file to write, CSV")
        parser.add_argument(
            "--language", choices=sorted(registrar_file.HEADERS), default="en", help="of headers and words"
        )
        parser.add_argument("--dirt", type=share, default=0.0, help="share of rows with the usual faults, such as 0.02")
        parser.add_argument("--kind", choices=sorted(SCHOOLS), default="network", help="whose graduates they are")

    def handle(self, *_args: Any, **options: Any) -> None:
        began = time.perf_counter()
        seed, out = options["seed"], options["out"]
        dirt = Dirt(options["dirt"], seed=seed) if options["dirt"] else None
        made_up = people(options["kind"], seed=seed, count=options["people"], language=options["language"])
        try:
            rows = registrar_file.write(made_up, to=out, language=options["language"], dirt=dirt)
        except OSError as error:
            raise CommandError(f"Cannot write {out}: {error.strerror}") from error
        self.stdout.write(f"{options['people']:,} people, {rows:,} rows, {time.perf_counter() - began:.1f} s: {out}")
