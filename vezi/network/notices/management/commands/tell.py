"""vezi tell: a word of whoever runs the house, to all its members or to one."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from vezi.core.public_ids import public_id
from vezi.network.notices import services
from vezi.network.notices.feature import OF_THE_HOUSE
from vezi.network.notices.models import Way
from vezi.network.people.models import Person

LONGEST = 300  # letters: it is a notice, not a letter


class Command(BaseCommand):
    help = "Tell every member something of the house itself, as each of them wants to be told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", help="one sentence, such as: The house rests on Sunday from eight to nine.")
        parser.add_argument("--to", metavar="MAIL", help="only to the member who signs in with this address")
        parser.add_argument("--path", default="/home/", help="where it leads, an address of the house (/home/)")
        parser.add_argument("--way", choices=[Way.NOW, Way.DAY, Way.WEEK], default="", help="by mail, unless refused")
        parser.add_argument("--json", action="store_true", help="one object on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        words = " ".join(options["words"].split())
        if not 0 < len(words) <= LONGEST:
            raise CommandError(f"Say it in one to {LONGEST} letters.")
        members = Person.objects.living_records().filter(account__is_active=True)
        if options["to"]:
            members = members.filter(account__email__iexact=options["to"])
            if not members.exists():
                raise CommandError(f"Nobody signs in with {options['to']}.")
        name = public_id()
        try:
            services.tell_many(
                kind=OF_THE_HOUSE, person_ids=members.values_list("pk", flat=True), once=f"{OF_THE_HOUSE}:{name}",
                about=f"{OF_THE_HOUSE}:{name}", path=options["path"], words={"words": words}, way=options["way"],
                now=timezone.now(),
            )  # fmt: skip
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        number = members.count()
        said = f"{number} people are told as soon as the worker comes to it."
        self.stdout.write(json.dumps({"told": number}) if options["json"] else said)
