"""`vezi club create`: a club that can work from its first day, with roles and privacy notices."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from vezi.core.errors import Refused
from vezi.core.shell import refuse, refuse_like
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.forms import FIRST_YEAR
from vezi.network.clubs.models import Club, JoiningRule
from vezi.network.memberships import services
from vezi.network.people.models import Person


class Command(BaseCommand):
    help = "Make a club: vezi club create --slug S --name N --institution I [--officer MAIL]"

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, parser_class=CommandParser)
        create = deeds.add_parser("create", help="make a club")
        create.add_argument("--slug", required=True, help="its address: small letters, digits, hyphens")
        create.add_argument("--name", required=True)
        create.add_argument("--institution", required=True, help="the school, faculty or university, by name")
        create.add_argument("--founded", help="the year")
        create.add_argument("--language", action="append", help="en or sl; the first is its own, repeat for more")
        create.add_argument("--colour", default="", help="such as #1f3a6e")
        create.add_argument("--joining", default=JoiningRule.APPROVAL, help=", ".join(JoiningRule.values))
        create.add_argument("--officer", default="", metavar="MAIL", help="who sets it up: an account, or a new one")
        create.add_argument("--officer-name", default="", metavar="NAME", help="given names and surname, if new")
        create.add_argument("--json", action="store_true", help="the last line is one object")
        for asked in (parser, create):
            refuse_like(asked, "club")

    def handle(self, *args: Any, **asked: Any) -> None:
        try:
            club = create(asked)
        except Refused as refusal:
            refuse("club", str(refusal))
        told = {
            "club": club.slug,
            "name": club.name,
            "institution": str(club.institution),
            "languages": club.languages,
            "address": f"{settings.SITE_ADDRESS}/c/{club.slug}/",
        }
        if asked["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write(f"{club.name} is founded: {told['address']}")


@transaction.atomic
def create(asked: dict[str, Any]) -> Club:
    now = timezone.now()
    languages = asked["language"] or [settings.LANGUAGE_CODE]
    spoken = dict(settings.LANGUAGES)
    if unknown := [language for language in languages if language not in spoken]:
        raise Refused(f"There is no language “{unknown[0]}” here; there are {', '.join(spoken)}.")
    if asked["joining"] not in JoiningRule.values:
        raise Refused(f"Who may join is one of {', '.join(JoiningRule.values)}, not “{asked['joining']}”.")
    if not asked["institution"].strip():
        raise Refused("A club belongs to an institution.")
    colour = {"colour": asked["colour"]} if asked["colour"] else {}
    club = services.found(
        slug=asked["slug"], name=asked["name"].strip(), by=None, now=now, joining=asked["joining"],
        institution=clubs.institution_named(asked["institution"].strip()), languages=list(dict.fromkeys(languages)),
        founded_year=year_in(asked["founded"]), **colour,
    )  # fmt: skip
    if asked["officer"]:
        give_office(club, asked["officer"].strip(), asked["officer_name"].split())
    return club


def year_in(text: str | None) -> int | None:
    if not text:
        return None
    this_year = timezone.localdate().year
    if not text.isascii() or not text.isdigit() or not FIRST_YEAR <= int(text) <= this_year:
        raise Refused(f"The year of founding lies between {FIRST_YEAR} and {this_year}, not “{text}”.")
    return int(text)


def give_office(club: Club, mail: str, name: list[str]) -> None:
    """The first officer: an account that is there, or a new one that signs in by a code sent to the address."""
    account = Account.objects.filter(email__iexact=mail).first()
    has_record = account is not None and Person.objects.filter(account=account).exists()
    if not has_record and len(name) < 2:
        raise Refused(f"Nobody with the address {mail} has a record yet: give --officer-name “Given Surname” as well.")
    if account is None:
        if "@" not in mail:
            raise Refused(f"“{mail}” is not a mail address.")
        account = Account.objects.create_user(mail, language=club.language)
    services.give_office(
        club=club, account=account, given=" ".join(name[:-1]), family=name[-1] if name else "", now=timezone.now()
    )
