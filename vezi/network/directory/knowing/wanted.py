"""People the reader may want to know: others each day, each with the reasons.

Whom to look at is asked of the index (classmates, colleagues, the same trade and city) and of the connections of her
connections; who they are is read for a few of them only. Never herself, her connections, who is kept apart from her,
whom she waved away, who does not want to be suggested, and who died.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from zlib import crc32

from tantivy import Query, Searcher

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory import access
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import all_of, but, person_is, text_is, worth
from vezi.network.directory.index.halves import Half, halves
from vezi.network.directory.index.pieces import CITY, TRADE
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import people_of
from vezi.network.directory.knowing import kinds, reasons, standing
from vezi.network.directory.knowing.kinds import Between, Mine
from vezi.network.directory.knowing.reasons import Reason
from vezi.network.directory.places import KnownPlaces
from vezi.network.directory.scopes import as_a_stranger
from vezi.network.memberships import queries as memberships
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of
from vezi.network.ties import queries as ties

SHOWN = 3
LOOKED_AT = 12  # people of each kind, from another place of the alphabet each day
SECOND = 40  # of second degree
READ_FOR_EACH = 3  # people read for each one shown: some do not want to be suggested
LEFT_OUT_BY_INDEX = 300  # of the best connected, those who are known already are left out afterwards
DEEPEST = 500  # people; further down a look grows dear


@dataclass(frozen=True)
class Suggestion:
    seen: Seen
    why: list[Reason]

    @property
    def who(self) -> Who:
        return who_of(self.seen)

    @property
    def reasons(self) -> str:
        return ". ".join(words for _kind, words in self.why[:2]) + "."


@dataclass(frozen=True)
class Pool:
    """People who come into question, those first who do in most ways; whether they want to be is not asked yet."""

    mine: Mine
    order: list[int]
    places: KnownPlaces


@answered
def wanted(*, viewer: Viewer, on: date, shown: int = SHOWN) -> list[Suggestion]:
    """The same on the whole day, unless something changes. Raises NoIndex. Eight queries at most."""
    pool = pooled(viewer=viewer, on=on)
    first = chosen(pool, ties.not_to_suggest(pool.order), shown=shown)
    seen = read(viewer, first, pool.places)
    return suggested(seen, pool.mine, standing.between(viewer, first, mine=pool.mine))[:shown]


@answered
def pooled(*, viewer: Viewer, on: date) -> Pool:
    """One query. Raises NoIndex."""
    dice = Random(f"{viewer.person_id} {on}")  # noqa: S311 - no secret
    mine, waved_away = standing.wanted(viewer, dice=dice, most=SECOND)
    opened = store.reader()
    known = frozenset({mine.person_id}) | waved_away | mine.connections
    without = known if len(known) <= LEFT_OUT_BY_INDEX else frozenset({mine.person_id})
    pool: dict[int, int] = {}  # number -> in how many ways
    for number in candidates(opened.searcher, viewer, mine, without, dice):
        pool[number] = pool.get(number, 0) + 1
    # Each has luck of her own on that day: who is waved away does not move the others.
    order = sorted(
        pool.keys() - known, key=lambda number: (-pool[number] - 2 * luck(f"{viewer.person_id} {on} {number}"), number)
    )
    return Pool(mine, order, opened.places)


def chosen(pool: Pool, reserved: Container[int], *, shown: int = SHOWN) -> list[int]:
    """Whom to read, some more than will be shown."""
    return [number for number in pool.order if number not in reserved][: shown * READ_FOR_EACH]


def luck(words: str) -> float:
    """From 0 up to 1, the same for the same words."""
    return crc32(words.encode()) / 2**32


def suggested(people: Iterable[Seen], mine: Mine, between: Mapping[int, Between]) -> list[Suggestion]:
    """Whoever is seen for no reason is left out."""
    found = ((seen, reasons.of_reader(seen, mine, between.get(seen.person.pk))) for seen in people)
    return [Suggestion(seen, why) for seen, why in found if why]


def read(viewer: Viewer, numbers: list[int], places: KnownPlaces) -> list[Seen]:
    """Living members whom the reader sees, in this order."""
    clubs = memberships.clubs_of([*numbers, *([viewer.person_id] if viewer.person_id else [])])
    persons = access.with_shown_parts(numbers, places=places, has_mail=False)
    seen = {one.person.pk: one for one in memberships.seen_by(viewer, persons, clubs=clubs)}
    living = (seen[number] for number in numbers if number in seen and clubs[number])
    return [one for one in living if one.name and not one.person.is_deceased]


def candidates(searcher: Searcher, viewer: Viewer, mine: Mine, without: frozenset[int], dice: Random) -> Iterator[int]:
    """Numbers of people whom the reader may find, each once for each way in which she may know her."""
    for half in halves(as_a_stranger(viewer)):
        for query in ways(mine, half):
            asked = worth(but(all_of(half.within, query), person_is(without)), 0.0)
            yield from some(searcher, asked, dice)
        if second := mine.second - without:
            asked = worth(all_of(half.within, person_is(second)), 0.0)
            yield from people_of(searcher, searcher.search(asked, len(second), count=False))


def some(searcher: Searcher, asked: Query, dice: Random) -> list[int]:
    """A few of the people, from a place that the dice say."""
    offset = dice.randrange(DEEPEST)
    found = searcher.search(asked, LOOKED_AT, offset=offset, count=True)
    count = int(found.count)  # type: ignore[attr-defined]  # its types forget it
    if len(found.hits) < min(LOOKED_AT, count):
        offset = int(dice.random() * max(1, count - LOOKED_AT + 1))
        found = searcher.search(asked, LOOKED_AT, offset=offset, count=False)
    return people_of(searcher, found)


def ways(mine: Mine, half: Half) -> Iterator[Query]:
    for code in ("classmate", "colleague"):
        yield kinds.known(mine, half.tier, [code])
    if mine.trades and mine.cities:
        yield all_of(text_is(f"{TRADE}_{half.tier}", mine.trades), text_is(f"{CITY}_{half.tier}", mine.cities))
