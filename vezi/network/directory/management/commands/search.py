"""vezi search "QUERY" --as MAIL: what that member finds on the page, with the same counts and facets."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from vezi.core.viewer import Viewer
from vezi.network.accounts.models import Account
from vezi.network.directory import queries
from vezi.network.directory.filters import BY_NAME, BY_NEARNESS, CHOSEN, Filters, year
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.queries import PER_PAGE, SearchAnswer
from vezi.network.memberships import access as memberships


class Command(BaseCommand):
    help = "Answer a search as the page of people would for that member."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="", help="words, as one types them")
        parser.add_argument("--as", dest="mail", required=True, metavar="MAIL", help="the member who searches")
        parser.add_argument("--club", metavar="SLUG", help="in this club of the member's; without it, in the first")
        parser.add_argument("--everywhere", action="store_true", help="in the whole network")
        parser.add_argument("--from", dest="first", metavar="YEAR", help="from the class of this year")
        parser.add_argument("--to", dest="last", metavar="YEAR", help="to the class of this year")
        parser.add_argument(
            "--only", action="append", default=[], metavar="FACET=VALUE", help="may be given repeatedly"
        )
        parser.add_argument(
            "--but", action="append", default=[], metavar="FACET=VALUE", help="leave these out; may be given repeatedly"
        )
        parser.add_argument("--sort", choices=(BY_NEARNESS, BY_NAME), default=BY_NEARNESS)
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--per-page", type=int, default=PER_PAGE)
        parser.add_argument("--language", default="en", help="of names of countries, trades and the like")
        parser.add_argument("--json", action="store_true", help="one object on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        viewer = self.viewer(options["mail"], options["club"])
        filters = Filters(
            chosen=self.values("--only", options["only"]),
            excluded=self.values("--but", options["but"]),
            first_year=self.year(options["first"]),
            last_year=self.year(options["last"]),
            is_everywhere=options["everywhere"],
        )
        with translation.override(options["language"]):
            try:
                answer = queries.search(
                    viewer=viewer, words=options["query"], filters=filters, page=options["page"],
                    sort=options["sort"], per_page=max(1, options["per_page"]),
                )  # fmt: skip
            except NoIndex:
                raise CommandError("There is no index yet: `vezi up` makes it, or `vezi reindex`.") from None
            self.stdout.write(json.dumps(as_json(answer), ensure_ascii=False) if options["json"] else as_text(answer))

    def viewer(self, mail: str, slug: str | None) -> Viewer:
        account = Account.objects.filter(email__iexact=mail).first()
        if account is None:
            raise CommandError(f"Nobody signs in as {mail}.")
        viewer = memberships.viewer_of(account, today=timezone.localdate())
        if viewer.person is None:
            raise CommandError(f"{mail} has no record yet, and so finds nobody.")
        clubs = {club.slug: club for club in viewer.clubs}
        if slug is not None and slug not in clubs:
            raise CommandError(f"{mail} is not a member of {slug}; of: {', '.join(clubs) or 'no club'}.")
        viewer.club = clubs[slug] if slug else next(iter(clubs.values()), None)
        return viewer

    def values(self, option: str, given: list[str]) -> dict[str, frozenset[str]]:
        values: dict[str, frozenset[str]] = {}
        for one in given:
            facet, equals, value = one.partition("=")
            if facet not in CHOSEN or not equals:
                raise CommandError(f"{option} takes FACET=VALUE with a facet of: {', '.join(CHOSEN)}.")
            values[facet] = values.get(facet, frozenset()) | {value}
        return values

    def year(self, text: str | None) -> int | None:
        found = year(text) if text else None
        if text and found is None:
            raise CommandError(f"“{text}” is no class year.")
        return found


def as_json(answer: SearchAnswer) -> dict[str, object]:
    facets = {
        facet.name: [{"value": one.value, "title": str(one.title), "count": one.count} for one in facet.choices]
        for facet in answer.facets
    }
    years = [{"value": year, "title": str(year), "count": count} for year, count in answer.years]
    return {
        "count": answer.count,
        "alike": answer.alike,
        "seconds": round(answer.seconds, 6),
        "results": [row.as_json for row in answer.results],
        "facets": {"year": years} | facets,
        "page": answer.page,
        "pages": answer.last_page,
    }


def as_text(answer: SearchAnswer) -> str:
    lines = [f"{answer.count} people in {answer.seconds * 1000:.0f} ms"]
    for row in answer.results:
        said = row.as_json
        year = f" ’{said['class_year'] % 100:02d}" if isinstance(said["class_year"], int) else ""
        about = " · ".join(str(said[part]) for part in ("what", "where", "tie", "found") if said[part])
        lines.append(f"  {said['name']}{year}" + (f"  {about}" if about else ""))
    return "\n".join(lines)
