"""People like one: similar paths, by what the reader sees of both."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from tantivy import Query

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import MUST, SHOULD, but, number_is, person_is, text_is, worth
from vezi.network.directory.index.halves import Half, halves
from vezi.network.directory.index.pieces import CITY, EMPLOYER, PROGRAMME, TRADE, YEAR
from vezi.network.directory.index.pieces import shown as plain
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import people_of
from vezi.network.directory.knowing.reasons import cities, today
from vezi.network.directory.knowing.wanted import read
from vezi.network.directory.scopes import everywhere
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of
from vezi.network.ties import queries as ties

SHOWN = 4
LOOKED_AT = 24
NEAR_YEARS = 2
#: What two paths may have in common, and how much it says; so much at least makes them alike.
WORTH = {EMPLOYER: 4, PROGRAMME: 3, TRADE: 3, CITY: 2, YEAR: 1}
ALIKE = 5


@dataclass(frozen=True)
class Path:
    """What is seen of a life, in the words of the index."""

    employers: frozenset[str]
    programmes: frozenset[str]
    trades: frozenset[str]
    cities: frozenset[str]
    years: frozenset[int]

    def of(self, facet: str) -> frozenset[str]:
        known = {EMPLOYER: self.employers, PROGRAMME: self.programmes, TRADE: self.trades, CITY: self.cities}
        return known[facet]


@dataclass(frozen=True)
class Alike:
    seen: Seen
    common: dict[str, str]  # facet -> what is in common, in words

    @property
    def worth(self) -> int:
        return sum(WORTH[facet] for facet in self.common)

    @property
    def who(self) -> Who:
        return who_of(self.seen)

    @property
    def why(self) -> str:
        return "\u00a0· ".join(words for words in self.common.values() if words)


def path_of(seen: Seen) -> Path:
    return Path(
        employers=frozenset(plain(work.employer) for work in today(seen) if work.employer),
        programmes=frozenset(study.programme.public_id for study in seen.affiliations if study.programme),
        trades=frozenset(work.trade for work in today(seen) if work.trade),
        cities=frozenset(cities(seen)),
        years=frozenset(study.class_year for study in seen.affiliations if study.class_year),
    )


@answered
def alike(*, viewer: Viewer, seen: Seen, shown: int = SHOWN) -> list[Alike]:
    """Those most alike first, by name among equals. Raises NoIndex. Six queries at most."""
    path = path_of(seen)
    if sum(WORTH[facet] for facet in (EMPLOYER, PROGRAMME, TRADE, CITY) if path.of(facet)) < ALIKE - WORTH[YEAR]:
        return []
    opened, without = store.reader(), {seen.person.pk, viewer.person_id or 0, *ties.waved_away_ids(viewer.person_id)}
    scored: list[tuple[float, int]] = []
    for half in halves(everywhere(viewer)):
        result = opened.searcher.search(but(similar(path, half), person_is(without)), LOOKED_AT, count=False)
        scores = (score for score, _address in result.hits)
        scored += zip(scores, people_of(opened.searcher, result), strict=True)
    near = [number for score, number in sorted(scored, key=lambda one: (-one[0], one[1])) if score >= ALIKE][:LOOKED_AT]
    near = [number for number in near if number not in ties.not_to_suggest(near)] if near else []
    found = [Alike(one, common(path, one)) for one in read(viewer, near, opened.places)]
    found = [one for one in found if one.worth >= ALIKE]
    return sorted(found, key=lambda one: (-one.worth, one.seen.name))[:shown]


def similar(path: Path, half: Half) -> Query:
    """People of the half, scored by what their paths have in common."""
    parts = [
        worth(text_is(f"{facet}_{half.tier}", values), WORTH[facet])
        for facet in (EMPLOYER, PROGRAMME, TRADE, CITY)
        if (values := path.of(facet))
    ]
    if path.years:
        years = {year + step for year in path.years for step in range(-NEAR_YEARS, NEAR_YEARS + 1)}
        parts.append(worth(number_is(f"{YEAR}_{half.tier}", years), WORTH[YEAR]))
    either = Query.boolean_query([(SHOULD, part) for part in parts])
    return Query.boolean_query([(MUST, worth(half.within, 0.0)), (MUST, either)])


def common(path: Path, seen: Seen) -> dict[str, str]:
    return dict(_common(path, seen))


def _common(path: Path, seen: Seen) -> Iterator[tuple[str, str]]:
    own = path_of(seen)
    for work in today(seen):
        if work.employer and plain(work.employer) in path.employers:
            yield EMPLOYER, _("Also at %(employer)s") % {"employer": work.employer}
            break
    for work in today(seen):
        if work.trade in path.trades and work.trade:
            yield TRADE, str(work.get_trade_display())
            break
    if here := sorted(own.cities & path.cities):
        yield CITY, here[0]
    for study in seen.affiliations:
        if study.programme and study.programme.public_id in path.programmes:
            yield PROGRAMME, str(study.programme)
            break
    if near := [year for year in sorted(own.years) if any(abs(year - other) <= NEAR_YEARS for other in path.years)]:
        yield YEAR, _("class of %(year)s") % {"year": near[0]}
