"""`vezi erase NAME_IN_ADDRESSES --because "…"`: for whom no club can erase alone, and after an older dump was put back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from vezi.core.errors import Refused
from vezi.network.people import erasing
from vezi.network.people.models import Person


class Command(BaseCommand):
    help = "Erase a person wholly, from every club, after you made sure who asks. Nobody can take it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="the name in the address of the person's page, or the number in the log")
        parser.add_argument("--because", required=True, help="how the person asked for it; kept, so write no name")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = options["person"]
        person = Person.objects.filter(Q(public_id=asked) | Q(pk=int(asked) if asked.isdecimal() else 0)).first()
        if person is None:
            raise CommandError(f"There is no person {asked}.")
        if not options["yes"] and input(f"Erase {person} from every club, for good? Type “erase”: ") != "erase":
            raise CommandError("Nothing was erased.")
        try:
            erasing.erase(person=person, by=None, why=options["because"], now=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write("Erased, and kept out of every club's files.")
