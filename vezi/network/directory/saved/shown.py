"""A kept search as pages show it."""

from dataclasses import dataclass

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.filters import Asked
from vezi.network.directory.places import KnownPlaces
from vezi.network.directory.saved import queries, services, words
from vezi.network.directory.saved.forms import SavedForm
from vezi.network.directory.saved.models import Every, SavedSearch


@dataclass(frozen=True)
class Shown:
    search: SavedSearch
    url: str
    said: str
    count: int | None  # None: it rests, as its owner is not where she looked from
    form: SavedForm
    club: Club | None  # whose members it looks through; None: the whole network

    @property
    def is_written_about(self) -> bool:
        return self.search.every != Every.NEVER


def shown(search: SavedSearch, reader: Viewer, *, form: SavedForm | None, places: KnownPlaces) -> Shown:
    asked = queries.asked_in(search)
    return Shown(
        search,
        f"?{search.asked}",
        words.in_one_line(asked, clubs=reader.clubs, places=places),
        queries.count(search, reader),
        form or SavedForm(initial={"name": search.name, "every": search.every}, auto_id=f"id_{search.public_id}_%s"),
        None if asked.filters.is_everywhere else search.club,
    )


MOST_CHIPS = 8


def ways_to_keep(reader: Viewer, asked: Asked) -> dict[str, object]:
    """For the page of people: one's searches where nothing is asked for, else how to keep this one. One query."""
    mine, question = queries.named_of(reader.person), services.written(asked)
    if not (asked.words or asked.filters.count):
        return {"saved": list(mine[:MOST_CHIPS]), "keep_address": "", "kept_as": None}
    return {"saved": [], "keep_address": question, "kept_as": mine.filter(asked=question).first()}
