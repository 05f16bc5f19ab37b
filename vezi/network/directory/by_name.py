"""People by their names alone, asked of the database: for the moments when there is no index."""

from vezi.core.audience import Audience
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory import access
from vezi.network.directory.filters import Filters
from vezi.network.directory.index.matching import Word
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.knowing import standing
from vezi.network.directory.knowing.kinds import TIE, Mine
from vezi.network.directory.places import KnownPlaces
from vezi.network.directory.rows import Row, rows
from vezi.network.memberships.access import name_reaches, shown_to_members
from vezi.network.people.models import PersonQuerySet
from vezi.network.people.naming import called, sorted_for_reader
from vezi.network.ties.access import connected_with

MOST_WORDS = 4


def by_name(*, viewer: Viewer, words: str, filters: Filters, limit: int) -> list[Row]:
    """The first so many people, by name, in whose name each word begins one; who may be found at all is as in a search.

    Values that were chosen or left out still hold. Nobody where no word is asked for.
    """
    asked = fold(words).split()[:MOST_WORDS]
    if not asked:
        return []
    clubs, is_narrow = access.clubs_searched(viewer, is_everywhere=filters.is_everywhere)
    findable = [*_findable(clubs, is_narrow=is_narrow), *_tied(viewer, clubs, is_narrow=is_narrow)]
    sort, named = f"sort_{sorted_for_reader()}", called(asked)
    first = {
        (key, number)
        for part in findable
        for key, number in part.filter(named)
        .exclude(pk__in=viewer.apart)
        .order_by(sort, "pk")
        .values_list(sort, "pk")[:limit]
    }
    return rows(
        viewer=viewer,
        ids=[number for _key, number in sorted(first)[:limit]],
        words=tuple(Word(word, is_last=True) for word in words_of(" ".join(asked))),
        filters=filters,
        clubs=clubs,
        is_narrow=is_narrow,
        places=KnownPlaces(),
        mine=standing.with_second(standing.mine(viewer)) if filters.named(TIE) else Mine(),
    )


def _findable(clubs: list[Club], *, is_narrow: bool) -> list[PersonQuerySet]:
    """Whoever may be found by name, in parts that may overlap."""
    mine = access.members(club.pk for club in clubs).filter(shown_to_members("name_audience"))
    if is_narrow:
        return [mine, access.unclaimed_in(clubs[0])]
    return [mine, access.members().filter(name_reaches(Audience.NETWORK if clubs else Audience.PUBLIC))]


def _tied(viewer: Viewer, clubs: list[Club], *, is_narrow: bool) -> list[PersonQuerySet]:
    """Connections, by a name that stands for them alone."""
    if viewer.person_id is None:
        return []
    members = access.members(club.pk for club in clubs) if is_narrow else access.members()
    return [members.filter(connected_with(viewer.person_id), name_reaches(Audience.CONNECTIONS))]
