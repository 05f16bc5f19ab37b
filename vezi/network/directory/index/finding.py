"""Asking the index. Each half of the people is asked about in the fields of its own tier alone.

People who share a club with the reader are one half (tier c), all others of the network the other (n); a reader who is
a member nowhere has only what everybody may find (p).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tantivy import FieldType, Occur, Order, Query, Searcher

from vezi.network.directory.filters import CHOSEN, CLUB, Filters
from vezi.network.directory.index.entries import TIERS
from vezi.network.directory.index.matching import ALIKE, BEGINS_NAME, IN_TEXT, LEVELS, Word
from vezi.network.directory.index.pieces import FACETS, YEAR
from vezi.network.directory.index.schema import schema

MUST, SHOULD, NOT = Occur.Must, Occur.Should, Occur.MustNot
SHALLOW = 200  # rows; further down the order is found by numbers
MOST_YEARS, MOST_CLUBS = 400, 1_000
MOST_VALUES = 300  # of a facet that are counted in one go
MOST_SHOWN = 12  # of them that are of use to anybody

Values = dict[str | int, int]
Counts = dict[str, Values]


@dataclass(frozen=True)
class Scope:
    """Whom the reader may find: members of `club_ids` as one of them; with `is_narrow` nobody else.

    `recorded_in` is a club whose unclaimed records she may find; `years` are her own classes.
    """

    club_ids: tuple[int, ...] = ()
    is_narrow: bool = False
    recorded_in: int | None = None
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Half:
    tier: str
    within: Query


@dataclass(frozen=True)
class Question:
    scope: Scope
    words: tuple[Word, ...] = ()
    filters: Filters = field(default_factory=Filters)
    club_ids: tuple[int, ...] = ()  # of the clubs ticked in the filters


def all_of(*queries: Query | None) -> Query:
    return Query.boolean_query([(MUST, query) for query in queries if query is not None])


def any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(SHOULD, query) for query in queries])


def but(query: Query, *unwanted: Query) -> Query:
    return Query.boolean_query([(MUST, query), *((NOT, one) for one in unwanted)])


def number_is(name: str, values: Iterable[int]) -> Query:
    values = list(values)
    if len(values) == 1:
        return Query.term_query(schema(), name, values[0], "basic")
    return Query.term_set_query(schema(), name, values)


def text_is(name: str, values: Iterable[str]) -> Query:
    return any_of([Query.term_query(schema(), name, value, "basic") for value in sorted(values)])


def halves(scope: Scope) -> list[Half]:
    if not scope.club_ids:
        return [Half("p", found_at("p"))]
    shared = number_is("club", scope.club_ids)
    recorded = [number_is("recorded_in", [scope.recorded_in])] if scope.recorded_in else []
    mine = Half("c", all_of(found_at("c"), any_of([shared, *recorded])))
    return [mine] if scope.is_narrow else [mine, Half("n", but(found_at("n"), shared))]


def found_at(tier: str) -> Query:
    return number_is("tier", [TIERS[tier]])


def groups(scope: Scope) -> list[Half]:
    """The halves again, parted by how near people are: one's own classes, the club, records, the others."""
    first, *others = halves(scope)
    nearest = number_is(f"{YEAR}_{first.tier}", scope.years) if scope.years else None
    recorded = number_is("recorded_in", [scope.recorded_in]) if scope.recorded_in else None
    member = but(first.within, recorded) if recorded else first.within
    parts = [all_of(member, nearest), but(member, nearest)] if nearest else [member]
    parts += [all_of(first.within, recorded)] if recorded else []
    return [*(Half(first.tier, part) for part in parts), *others]


def fits(word: Word, tier: str, least: int) -> Query:
    """People the word finds at least so well."""
    name, text, term = f"name_{tier}", f"text_{tier}", word.text
    ways = [Query.term_query(schema(), name, term, "basic")]
    if word.years:
        ways.append(number_is(f"{YEAR}_{tier}", word.years))
    if least <= BEGINS_NAME and word.begins_names:
        ways.append(Query.fuzzy_term_query(schema(), name, term, distance=0, prefix=True))
    if least <= IN_TEXT:
        ways.append(
            Query.fuzzy_term_query(schema(), text, term, distance=0, prefix=True)
            if word.begins_texts
            else Query.term_query(schema(), text, term, "basic")
        )
    if least <= ALIKE and word.typos_in_names:
        ways.append(
            Query.fuzzy_term_query(schema(), name, term, distance=word.typos_in_names, prefix=word.begins_with_typos)
        )
    if least <= ALIKE and word.typos_in_texts:
        ways.append(Query.fuzzy_term_query(schema(), text, term, distance=word.typos_in_texts))
    return any_of(ways)


def narrowed(question: Question, half: Half, *, least: int = ALIKE, leave_out: str = "") -> Query:
    """People of the half whom all words find so well and all filters keep, but for one facet's own."""
    filters, tier = question.filters, half.tier
    kept: list[Query] = [fits(word, tier, least) for word in question.words]
    for facet in CHOSEN:
        if facet == leave_out or not (values := filters.of(facet)):
            continue
        if facet == CLUB:
            # Whoever is not in a club of the reader's is in none of those she can tick.
            kept.append(number_is("club", question.club_ids) if question.club_ids and tier == "c" else nobody())
        else:
            kept.append(text_is(f"{facet}_{tier}", values))
    if filters.has_years and leave_out != YEAR:
        first, last = filters.years
        kept.append(Query.range_query(schema(), f"{YEAR}_{tier}", FieldType.Integer, first, last))
    return all_of(half.within, *kept)


def nobody() -> Query:
    return Query.empty_query()


def count(searcher: Searcher, question: Question, *, least: int = ALIKE) -> int:
    return sum(searcher.search(narrowed(question, half, least=least), 1).count for half in halves(question.scope))


def by_name(searcher: Searcher, question: Question, *, language: str, offset: int, limit: int) -> list[int]:
    """Numbers of people, in the order of the language."""
    asked = any_of([narrowed(question, half) for half in halves(question.scope)])
    return in_order(searcher, asked, language, offset, limit)[0]


def by_nearness(searcher: Searcher, question: Question, *, language: str, offset: int, limit: int) -> list[int]:
    """Numbers of people: those whom the words fit best, among them the nearest, among them by name."""
    found: list[int] = []
    for asked in _by_level(question):
        some, matching = in_order(searcher, asked, language, offset, limit - len(found))
        found += some
        offset = 0 if some else offset - matching
        if len(found) >= limit:
            break
    return found


def _by_level(question: Question) -> Iterator[Query]:
    """Parts without a common member."""
    levels = LEVELS if question.words else LEVELS[-1:]
    for better, least in zip((None, *levels), levels, strict=False):
        for group in groups(question.scope):
            asked = narrowed(question, group, least=least)
            yield asked if better is None else but(asked, narrowed(question, group, least=better))


def in_order(searcher: Searcher, asked: Query, language: str, offset: int, limit: int) -> tuple[list[int], int]:
    """Some of the people in the order of their names, and how many there are in all.

    Skipping by the name itself grows dear: further down its first letters, kept as a number, lead to the place.
    """
    sort, rank = f"sort_{language}", f"rank_{language}"
    before = 0
    if offset > SHALLOW:
        matching = searcher.search(asked, 1).count
        near = searcher.search(asked, limit, order_by_field=rank, order=Order.Asc, offset=offset, count=False).hits
        if not near:
            return [], matching
        first, last = near[0][0], near[-1][0]
        before = searcher.search(all_of(asked, _ranks(rank, None, first)), 1).count
        within = all_of(asked, _ranks(rank, first, last))
    else:
        within = asked
    result = searcher.search(within, limit, order_by_field=sort, order=Order.Asc, offset=offset - before)
    ids = searcher.fast_field_values("id", [address for _key, address in result.hits])
    return [int(number) for number in ids if number is not None], matching if offset > SHALLOW else result.count


def _ranks(rank: str, first: int | None, last: int) -> Query:
    """From the first to the last; without a first, those before the last."""
    return Query.range_query(
        schema(), rank, FieldType.Integer, first, last, include_upper=first is not None
    )


def facets(searcher: Searcher, question: Question) -> Counts:
    """How many people have each value; a facet's own filter is left out of its count.

    Where a facet has very many values, the counts of the most frequent are exact, and rare ones are left out.
    """
    own = {facet for facet in CHOSEN if question.filters.of(facet)} | ({YEAR} if question.filters.has_years else set())
    common = [facet for facet in (*FACETS, CLUB) if facet not in own]
    counted: Counts = {facet: {} for facet in (*FACETS, CLUB)}
    cut_off: list[tuple[str, Half, Values]] = []
    for half in halves(question.scope):
        for leave_out, asked in [("", common), *((facet, [facet]) for facet in sorted(own))]:
            wanted = {facet: _buckets(facet, half.tier) for facet in asked if facet != CLUB or half.tier == "c"}
            if not wanted:
                continue
            found = searcher.aggregate(narrowed(question, half, leave_out=leave_out), wanted)
            for facet, said in found.items():
                values = {_value(facet, bucket["key"]): bucket["doc_count"] for bucket in said["buckets"]}
                for value, number in values.items():
                    counted[facet][value] = counted[facet].get(value, 0) + number
                if said.get("sum_other_doc_count"):
                    cut_off.append((facet, half, values))
    for facet, half, values in cut_off:
        _complete(searcher, question, facet, half, values, counted[facet])
    return counted


def _value(facet: str, said: object) -> str | int:
    return int(said) if facet in (YEAR, CLUB) else str(said)  # type: ignore[call-overload]


def _buckets(facet: str, tier: str) -> dict[str, dict[str, object]]:
    name = CLUB if facet == CLUB else f"{facet}_{tier}"
    return {"terms": {"field": name, "size": {YEAR: MOST_YEARS, CLUB: MOST_CLUBS}.get(facet, MOST_VALUES)}}


def _complete(
    searcher: Searcher, question: Question, facet: str, half: Half, known: Values, counted: Values
) -> None:
    """Add what one half has of values that are frequent in the other but were cut off here."""
    for value, _count in sorted(counted.items(), key=lambda pair: -pair[1])[:MOST_SHOWN]:
        if value not in known:
            asked = narrowed(question, half, leave_out=facet)
            counted[value] += searcher.search(all_of(asked, text_is(f"{facet}_{half.tier}", [str(value)])), 1).count
