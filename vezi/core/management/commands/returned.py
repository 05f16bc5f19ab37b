"""`vezi returned [--to ADDRESS] < MESSAGE`: for the mail server, which hands over what comes to the address for returns."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from vezi.core.mail import returns
from vezi.core.shell import refuse


class Command(BaseCommand):
    help = "Take in a letter that came back: vezi returned --to ADDRESS < MESSAGE"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default="", help="the envelope recipient, such as Postfix’s ${recipient}")

    def handle(self, *_args: Any, **asked: Any) -> None:
        if not settings.MAIL_RETURNS:
            refuse("returned", "VEZI_MAIL_RETURNS is not set, so no letter left with an address to come back to.")
        outcome = returns.take_in(sys.stdin.buffer.read(returns.LARGEST), to=asked["to"], now=timezone.now())
        self.stdout.write(outcome.value)
