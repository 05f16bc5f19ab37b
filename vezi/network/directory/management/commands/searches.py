"""vezi searches: look at once whether somebody new fits the searches that members keep."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from vezi.network.directory.index import store
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.models import SavedSearch
from vezi.network.directory.saved import queries, services


class Command(BaseCommand):
    help = "Look at the saved searches that are due, and write the letters. The house does so each quarter of an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also at those that are not due yet")
        parser.add_argument("--json", action="store_true", help="one object on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            store.reader()
        except NoIndex:
            raise CommandError("There is no index yet: start the house, or make it with vezi reindex.") from None
        now = timezone.now()
        if options["all"]:
            services.make_due(now=now)
        looked = queries.due(now=now).count()
        while services.look_at_all(now=now):
            pass
        said = {"looked_at": looked, "letters": SavedSearch.objects.filter(told_at=now).count()}
        self.stdout.write(json.dumps(said) if options["json"] else f"{looked} searches, {said['letters']} letters.")
