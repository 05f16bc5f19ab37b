"""`vezi check`: Django's own command with our checks, one line each, and as JSON for programs."""

import json
import sys
from typing import Any

from django.core.checks import CheckMessage
from django.core.management.base import CommandParser
from django.core.management.commands import check as django_check

from vezi.config import checks


class Command(django_check.Command):
    help = "Show contradictions in the configuration, each with its remedy. Exit code 1 when there is an error."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="one object on standard output")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if app_labels or options["tags"] or options["list_tags"]:
            super().handle(*app_labels, **options)
            return
        found = checks.everything()
        serious = any(message.is_serious() for message in found)
        if options["json"]:
            answer = {"ok": not serious, "messages": [as_json(message) for message in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            for message in sorted(found, key=lambda message: -message.level):
                self.stdout.write(as_line(message))
            self.stdout.write("Nothing stands against opening." if not serious else "The house does not open so.")
        if serious:
            sys.exit(1)


def kind(message: CheckMessage) -> str:
    return "error" if message.is_serious() else "warning"


def as_line(message: CheckMessage) -> str:
    return f"{kind(message)} {message.id}: {message.msg} {message.hint or ''}".rstrip()


def as_json(message: CheckMessage) -> dict[str, str | None]:
    return {
        "id": message.id,
        "level": kind(message),
        "message": str(message.msg),
        "remedy": str(message.hint) if message.hint else None,
    }
