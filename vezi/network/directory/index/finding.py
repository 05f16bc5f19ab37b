"""Asking the index. Each half of the people is asked about in the fields of its own tier alone.

People who share a club with the reader are one half (tier c), all others of the network the other (n); a reader who is
a member nowhere has only what everybody may find (p).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tantivy import FieldType, Occur, Order, Query, Searcher

from vezi.network.directory.filters import CHOSEN, CLUB, Filters
from vezi.network.directory.index.entries import TIERS
from vezi.network.directory.index.matching import ALIKE, ALIKE_NAME, IN_TEXT, LEVELS, NAME, Word
from vezi.network.directory.index.pieces import YEAR
from vezi.network.directory.index.schema import schema
from vezi.network.directory.index.store import how_many, people_of

MUST, SHOULD, NOT = Occur.Must, Occur.Should, Occur.MustNot
ENOUGH = 20  # people
SHALLOW = 200  # rows; further down the order is found by numbers


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
    least: int = ALIKE  # how well the words have to fit


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
    """People the word finds at least so well; `matching` says the same in words."""
    name, other, text, term = f"name_{tier}", f"other_{tier}", f"text_{tier}", word.text
    ways = [Query.term_query(schema(), name, term, "basic")]
    if word.years:
        ways.append(number_is(f"{YEAR}_{tier}", word.years))
    if least <= NAME:
        ways.append(begins(other, term) if word.begins_names else Query.term_query(schema(), other, term, "basic"))
    if least <= NAME and word.begins_names:
        ways.append(begins(name, term))
    if least <= IN_TEXT:
        ways.append(begins(text, term) if word.begins_texts else Query.term_query(schema(), text, term, "basic"))
    if word.typos_in_names:
        fields = [name] * (least <= ALIKE_NAME) + [other] * (least <= ALIKE)
        ways += [alike(field, term, word.typos_in_names, begins=word.begins_with_typos) for field in fields]
    if least <= ALIKE and word.typos_in_texts:
        ways.append(alike(text, term, word.typos_in_texts))
    return any_of(ways)


def begins(name: str, term: str) -> Query:
    return Query.fuzzy_term_query(schema(), name, term, distance=0, prefix=True)


def alike(name: str, term: str, typos: int, *, begins: bool = False) -> Query:
    return Query.fuzzy_term_query(schema(), name, term, distance=typos, prefix=begins)


def narrowed(question: Question, half: Half, *, leave_out: str = "") -> Query:
    """People of the half whom all words find well enough and all filters keep, but for one facet's own."""
    filters, tier = question.filters, half.tier
    kept: list[Query] = [fits(word, tier, question.least) for word in question.words]
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


def as_spelt(searcher: Searcher, question: Question) -> tuple[Question, int | None]:
    """The question as it is to be asked, and how many people its words find as they stand, whatever the filters.

    None where there are no words. Where these are enough, those spelt nearly so are not looked for. Filters do not
    matter for that, so that what a facet counts is what its choice shows.
    """
    if not question.words:
        return question, None
    strict = strictly(question)
    spelt = count(searcher, replace(strict, filters=Filters(), club_ids=()))
    return (strict if spelt >= ENOUGH else question), spelt


def strictly(question: Question) -> Question:
    """Without people whose words are merely spelt nearly so."""
    return replace(question, least=IN_TEXT)


def count(searcher: Searcher, question: Question) -> int:
    return sum(how_many(searcher, narrowed(question, half)) for half in halves(question.scope))


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
    levels = [level for level in LEVELS if level >= question.least] if question.words else [question.least]
    for better, least in zip((None, *levels), levels, strict=False):
        for group in groups(question.scope):
            asked = narrowed(replace(question, least=least), group)
            yield asked if better is None else but(asked, narrowed(replace(question, least=better), group))


def in_order(searcher: Searcher, asked: Query, language: str, offset: int, limit: int) -> tuple[list[int], int]:
    """Some of the people in the order of their names, and how many there are in all.

    Skipping by the name itself grows dear: further down its first letters, kept as a number, lead to the place.
    """
    sort, rank = f"sort_{language}", f"rank_{language}"
    if offset <= SHALLOW:
        result = searcher.search(asked, limit, order_by_field=sort, order=Order.Asc, offset=offset, count=True)
        return people_of(searcher, result), int(result.count)  # type: ignore[attr-defined]  # its types forget it
    matching = how_many(searcher, asked)
    if offset >= matching:
        return [], matching
    near = searcher.search(asked, limit, order_by_field=rank, order=Order.Asc, offset=offset, count=False).hits
    first, last = near[0][0], near[-1][0]
    before = how_many(searcher, all_of(asked, _ranks(rank, None, first)))
    within = all_of(asked, _ranks(rank, first, last))
    result = searcher.search(within, limit, order_by_field=sort, order=Order.Asc, offset=offset - before, count=False)
    return people_of(searcher, result), matching


def _ranks(rank: str, first: int | None, last: int) -> Query:
    """From the first to the last; without a first, those before the last."""
    return Query.range_query(schema(), rank, FieldType.Integer, first, last, include_upper=first is not None)
