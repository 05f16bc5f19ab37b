"""What `vezi up` does before the house opens, in one process so that Django starts once."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from vezi.config import checks


class Command(BaseCommand):
    help = "Check the configuration, bring the database up to date, load the demo network. Part of `vezi up`."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if refusals := checks.refusals():
            for refusal in refusals:
                self.stderr.write(f"vezi: {refusal.msg} {refusal.hint or ''}".rstrip())
            self.stderr.write("vezi: The house does not open until this is put right; `vezi check` says it again.")
            sys.exit(1)
        migrate()
        if settings.VEZI_DEMO and "demo" in get_commands():
            call_command("demo", if_empty=True, stdout=self.stdout)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False, database=DEFAULT_DB_ALIAS)
    call_command("createcachetable", verbosity=0)
