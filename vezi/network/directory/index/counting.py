"""Counting people by the values of facets."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from tantivy import Query, Searcher

from vezi.network.directory.filters import CHOSEN, CLUB, Filters
from vezi.network.directory.index.clauses import all_of, any_of, nobody, person_is, text_is
from vezi.network.directory.index.finding import WITH_CLUBS, Question, narrowed
from vezi.network.directory.index.halves import Half, halves, of_ties, without_ties
from vezi.network.directory.index.pieces import CLASS, FACETS, PLACE, YEAR
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.store import Opened, how_many, people_of
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import KINDS, TIE, Mine

MOST_YEARS, MOST_CLUBS = 400, 1_000
MOST_COUNTED = 100  # values of a facet in one go
MOST_SHOWN = 12  # of them that are of use to anybody
KEPT = 128  # answers remembered until the next commit

Values = dict[str | int, int]


@dataclass
class Counts:
    """Of each facet its most frequent values and those chosen or left out; all class years, and all clubs by their number."""

    facets: dict[str, Values] = field(default_factory=dict)

    def of(self, facet: str) -> Values:
        return self.facets.get(facet, {})


_counts: Remembered[Counts] = Remembered(KEPT)
_counting = ThreadPoolExecutor(max_workers=2, thread_name_prefix="counting")


def counts(opened: Opened, question: Question, hits: Collection[int] | None = None) -> Counts:
    """How many people have each value; a facet's own filter is left out of its count.

    `hits`: all whom the question finds, where they are known already. An answer holds until the index changes:
    everybody who opens the same page of the same club shares it.
    """
    return _counts.answer(opened, key_of(question), lambda: count(opened, question, hits))


def begun(opened: Opened, question: Question, hits: Collection[int] | None = None) -> Future[Counts]:
    """The same on a thread beside the caller's: the index lets go of the interpreter while it counts."""
    return _counting.submit(counts, opened, question, hits)


@dataclass(frozen=True)
class Known:
    """How many people the reader knows in each way, in any, and of how many; None where that is counted anyway."""

    ways: Values
    any: int
    of: int | None


LOOKED_THROUGH = 2_000  # people of an answer whose numbers are read
NUMBERED = 50  # people whom the index is asked about by their numbers
_known: Remembered[Known] = Remembered(KEPT)


def known_begun(
    opened: Opened, question: Question, mine: Mine, *, count: int, hits: Collection[int] | None
) -> Future[Known]:
    """Beside the caller; the filter of the ways themselves is left out.

    `count`: how many the question finds; `hits`: all of them, where they are known already.
    """
    searcher = opened.searcher
    if count > LOOKED_THROUGH or question.filters.named(TIE):
        each = partial(_count_in_index, searcher, question, mine)
        return _counting.submit(_known.answer, opened, (key_of(question), mine), each)
    return _counting.submit(_known_among, searcher, question, mine, count, hits)


def _known_among(searcher: Searcher, question: Question, mine: Mine, count: int, hits: Collection[int] | None) -> Known:
    """The same of few people. Looking numbers up in the index is dear, so those of one's connections are sought here."""
    asked = {half.tier: narrowed(question, half) for half in halves(question.scope)}
    there = frozenset(hits) if hits is not None else _numbers(searcher, any_of(list(asked.values())), most=count)
    if len(there) <= NUMBERED:
        asked = {half.tier: half.within for half in numbered(question, there)}
    found: dict[str, frozenset[int]] = {}
    for kind in KINDS:
        query = kinds.among(kind, mine, asked) if kind.numbers is None else None
        known = kind.numbers(mine) & there if kind.numbers else _numbers(searcher, query, most=len(there))
        found[kind.code] = known - {mine.person_id}
    either = frozenset[int]().union(*found.values(), {mine.person_id} & there)
    return Known({code: len(known) for code, known in found.items()}, len(either), None)


def numbered(question: Question, people: Collection[int]) -> list[Half]:
    """The few whom the question finds, asked about by their numbers: words may be dearer still."""
    few = person_is(people) if people else nobody()
    return [Half(half.tier, all_of(half.within, few)) for half in halves(question.scope)]


def _numbers(searcher: Searcher, asked: Query | None, *, most: int) -> frozenset[int]:
    return frozenset(people_of(searcher, searcher.search(asked, most, count=False))) if asked and most else frozenset()


def _count_in_index(searcher: Searcher, question: Question, mine: Mine) -> Known:
    """The same of many people; numbers are looked up once."""
    asked = {half.tier: narrowed(question, half, leave_out=TIE) for half in halves(question.scope)}
    everybody = any_of(list(asked.values()))
    numbers = frozenset[int]().union([mine.person_id], *(kind.numbers(mine) for kind in KINDS if kind.numbers))
    there = _numbers(searcher, all_of(person_is(numbers), everybody), most=len(numbers))
    found = {
        kind.code: kind.numbers(mine) & there
        if kind.numbers
        else _all_numbers(searcher, kinds.among(kind, mine, asked))
        for kind in KINDS
    }
    found = {code: known - {mine.person_id} for code, known in found.items()}
    either = frozenset[int]().union(*found.values(), {mine.person_id} & there)
    of = how_many(searcher, everybody) if question.filters.named(TIE) else None
    return Known({code: len(known) for code, known in found.items()}, len(either), of)


def _all_numbers(searcher: Searcher, asked: Query | None) -> frozenset[int]:
    return _numbers(searcher, asked, most=how_many(searcher, asked)) if asked else frozenset()


def key_of(question: Question) -> Hashable:
    """What an answer may depend on: all readers of whom this is equal may be told the same."""
    of_readers = replace(question.scope, years=()), question.mine  # years put people in order, and count nobody
    return *of_readers, question.words, question.least, frozen(question.filters)


def frozen(filters: Filters) -> Hashable:
    chosen, excluded = (
        frozenset((facet, value) for facet, values in said.items() for value in values)
        for said in (filters.chosen, filters.excluded)
    )
    near = (filters.near.city, filters.near.kilometres) if filters.near and filters.has_near else None
    return chosen, excluded, filters.first_year, filters.last_year, near, filters.also_in


@dataclass
class Sum:
    """How many people have each value, of some parts of them; and of which facets some values were not told there."""

    facets: dict[str, Values]
    cut_off: list[tuple[str, Half, int, Values]] = field(default_factory=list)  # with what was told

    def add(self, half: Half, found: Mapping[str, Mapping[str, Any]], times: int) -> None:
        for facet, said in found.items():
            values = _values(facet, said)
            _add(self.facets[facet], values, times)
            if said.get("sum_other_doc_count"):
                self.cut_off.append((facet, half, times, values))

    def with_these(self, other: "Sum") -> "Sum":
        both = Sum({facet: dict(values) for facet, values in self.facets.items()}, [*self.cut_off, *other.cut_off])
        for facet, values in other.facets.items():
            _add(both.facets[facet], values)
        return both


_sums: Remembered[Sum] = Remembered(KEPT)


def count(opened: Opened, question: Question, hits: Collection[int] | None = None) -> Counts:
    own = {facet for facet in CHOSEN if question.filters.named(facet)} | (
        {YEAR} if question.filters.has_years else set()
    )
    own -= {CLASS, PLACE, TIE}
    remembered = {facet: values for facet in own if (values := _of_everybody(opened, question, facet))}
    summed = _summed(opened, question, own - remembered.keys(), hits)
    counted = summed.facets | remembered
    shown = {facet: _shown(facet, values, question.filters) for facet, values in counted.items()}
    for facet, half, times, values in summed.cut_off:
        _complete(opened.searcher, question, facet, half, times, known=values, shown=shown[facet])
    return Counts(shown)


def _summed(opened: Opened, question: Question, own: Collection[str], hits: Collection[int] | None) -> Sum:
    """Who looks from the same clubs shares what is asked without words: only her connections are counted for herself."""
    searcher, scope = opened.searcher, question.scope
    if question.words or not (scope.tied or scope.afar):
        return _sum(searcher, question, own, halves(scope), hits=hits)
    anybody = replace(question, scope=without_ties(scope))
    of_anybody = _sums.answer(
        opened, (key_of(anybody), frozenset(own)), lambda: _sum(searcher, anybody, own, halves(anybody.scope))
    )
    near, as_anybody = of_ties(scope)
    return of_anybody.with_these(_sum(searcher, question, own, near)).with_these(
        _sum(searcher, question, own, as_anybody, times=-1)
    )


def _sum(
    searcher: Searcher, question: Question, own: Collection[str], people: Iterable[Half], *, times: int = 1,
    hits: Collection[int] | None = None,
) -> Sum:  # fmt: skip
    """So many times what these people have; a facet in `own` is counted without its own filter."""
    are_few = hits is not None and len(hits) <= NUMBERED
    few = {half.tier: half.within for half in numbered(question, hits or ())} if are_few else {}
    summed = Sum({facet: {} for facet in (*FACETS, CLUB)})
    common = [facet for facet in (*FACETS, CLUB) if facet not in own]
    for half in people:
        for leave_out, asked in [("", common), *((facet, [facet]) for facet in sorted(own))]:
            wanted = {facet: _buckets(facet, half.tier) for facet in asked if facet != CLUB or half.tier in WITH_CLUBS}
            if not wanted or (are_few and not hits and not leave_out):
                continue
            here = few.get(half.tier) if not leave_out else None
            found = searcher.aggregate(here or narrowed(question, half, leave_out=leave_out), wanted)
            summed.add(half, found, times)
    return summed


def of_each_value(searcher: Searcher, question: Question, most: Mapping[str, int]) -> dict[str, Values]:
    """How many people have each value of these facets, of each facet so many values at most; own filters count."""
    asked = [Half(half.tier, narrowed(question, half)) for half in halves(question.scope)]
    return of_each_value_among(searcher, asked, most)


def of_each_value_among(searcher: Searcher, people: Iterable[Half], most: Mapping[str, int]) -> dict[str, Values]:
    """The same of these people, asked about at their tiers."""
    counted: dict[str, Values] = {facet: {} for facet in most}
    for half in people:
        asked = {facet: _terms(f"{facet}_{half.tier}", size) for facet, size in most.items()}
        for facet, said in searcher.aggregate(half.within, asked).items():
            _add(counted[facet], _values(facet, said))
    return counted


def _of_everybody(opened: Opened, question: Question, facet: str) -> Values | None:
    """A facet that narrows alone is counted as it is for everybody, which is likely to be remembered."""
    rest = replace(question, filters=question.filters.without(facet))
    if rest.words or rest.filters.count:
        return None
    values = counts(opened, rest).of(facet)
    return dict(values) if facet in (YEAR, CLUB) or question.filters.named(facet) <= values.keys() else None


def _values(facet: str, said: Mapping[str, Any]) -> Values:
    return {_value(facet, bucket["key"]): bucket["doc_count"] for bucket in said["buckets"]}


def _add(counted: Values, values: Values, times: int = 1) -> None:
    for value, number in values.items():
        counted[value] = counted.get(value, 0) + times * number


def _value(facet: str, said: object) -> str | int:
    return int(said) if facet in (YEAR, CLUB) else str(said)  # type: ignore[call-overload]


def _buckets(facet: str, tier: str) -> dict[str, dict[str, object]]:
    name = CLUB if facet == CLUB else f"{facet}_{tier}"
    return _terms(name, {YEAR: MOST_YEARS, CLUB: MOST_CLUBS}.get(facet, MOST_COUNTED))


def _terms(name: str, most: int) -> dict[str, dict[str, object]]:
    return {"terms": {"field": name, "size": most}}


def _shown(facet: str, counted: Values, filters: Filters) -> Values:
    counted = {value: number for value, number in counted.items() if number}
    if facet in (YEAR, CLUB):
        return counted
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))[:MOST_SHOWN]
    return {value: counted.get(value, 0) for value in sorted(filters.named(facet))} | dict(ordered)


def _complete(
    searcher: Searcher, question: Question, facet: str, half: Half, times: int, *, known: Values, shown: Values
) -> None:
    """Add what one half has of values that are shown but were cut off here, so that each count is exact."""
    for value in shown:
        if value not in known:
            asked = narrowed(question, half, leave_out=facet)
            shown[value] += times * how_many(searcher, all_of(asked, text_is(f"{facet}_{half.tier}", [str(value)])))
