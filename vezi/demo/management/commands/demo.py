"""`vezi demo`: load the made-up network, or name the sign-ins of its cast."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from vezi.demo import loading
from vezi.demo.cast import DEMO_PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "Load the demo network of made-up people and print the sign-ins of its cast."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where it is loaded already")
        parser.add_argument("--sign-ins", action="store_true", help="only say who can sign in")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.VEZI_DEMO:
            raise CommandError("Made-up people belong into a demo alone: set VEZI_DEMO=yes.")
        if not options["sign_ins"]:
            self.load(if_empty=options["if_empty"])
        self.say_sign_ins()

    def load(self, *, if_empty: bool) -> None:
        if loading.is_loaded():
            if not if_empty:
                raise CommandError("The demo network is loaded already; `vezi reset` forgets it.")
            return
        began = time.perf_counter()
        self.stdout.write("Making up the demo network …")
        with translation.override("en"):
            loading.load(now=timezone.now())
        self.stdout.write(f"Made up in {time.perf_counter() - began:.0f} s.")

    def say_sign_ins(self) -> None:
        widest = max(len(player.mail) for player in SIGN_INS)
        self.stdout.write(f"Sign in with the password {DEMO_PASSWORD} as")
        for player in SIGN_INS:
            line = player.line or {}
            self.stdout.write(f"  {player.mail:<{widest}}  {line.get('en', '')}")
