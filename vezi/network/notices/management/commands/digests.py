"""vezi digests: write the letters of notices that are due, without waiting for the worker."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from vezi.core.models import OutgoingMail
from vezi.network.notices import rounds, runs, stopping
from vezi.network.notices.models import Notice


class Command(BaseCommand):
    help = "Write the letters of notices that are due. The house does so every five minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also digests whose hour has not come")
        parser.add_argument("--json", action="store_true", help="one object on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        while rounds.tell_all(now=now):
            pass
        if options["all"]:
            Notice.objects.filter(due_at__gt=now, alone=False).update(due_at=now)
        for alone in (True, False):
            while runs.write_all(now=now, alone=alone):
                pass
        gone = Notice.objects.filter(mailed_at=now)
        digests = OutgoingMail.objects.filter(kind=stopping.DIGEST, written_at=now).count()
        said = {"letters": gone.filter(alone=True).count(), "digests": digests, "notices": gone.count()}
        words = f"{said['letters']} letters, {digests} digests with {gone.filter(alone=False).count()} notices."
        self.stdout.write(json.dumps(said) if options["json"] else words)
