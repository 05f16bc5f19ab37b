"""vezi indexer: keep the index of people up to date until told to stop; one a node."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vezi.network.directory.index.store import Held
from vezi.network.directory.indexer import Indexer


class Command(BaseCommand):
    help = "Keep this node's index of people up to date until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        told: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: told.append(number))
        try:
            Indexer().run(is_stopping=lambda: bool(told))
        except Held:
            raise CommandError("Another indexer is at work on this node.") from None
