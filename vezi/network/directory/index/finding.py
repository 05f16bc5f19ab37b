"""Asking the index. `halves` says whom, and in the fields of which tier."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import tantivy
from tantivy import DocAddress, FieldType, Query, Searcher

from vezi.network.directory.filters import CHOSEN, CLUB, Filters
from vezi.network.directory.index.clauses import (
    MUST,
    SHOULD,
    all_of,
    any_of,
    but,
    nobody,
    number_is,
    person_is,
    said,
    text_is,
    worth,
)
from vezi.network.directory.index.fitting import fits, scored
from vezi.network.directory.index.halves import NEARNESS, Half, Scope, groups, halves, met, nearness
from vezi.network.directory.index.matching import IN_TEXT, LEVELS, SAME_NAME, SOUND, Word
from vezi.network.directory.index.pieces import PLACE, YEAR
from vezi.network.directory.index.schema import schema
from vezi.network.directory.index.store import how_many, people_of
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import TIE, Mine

ENOUGH = 20  # people
YEARS_LOOKED_UP = 60
SHALLOW = 200  # rows; further down the order is found by numbers
RANKED = 1_000  # people; so many at most are put in order here, by what their score says
RANKED_BY_ONE = 100  # the same for a single word, whose bands are few and soon fill a page
WORDS_RANKED = 5  # whose levels a score has room for: 24 bits of a float
WITH_CLUBS = ("c", "t")  # tiers of people who may share a club with the reader
UNIT = 16  # of a score: a word's level takes four bits, before the last two of how near somebody is


#: What sorts people, smallest first: how well the words fit, whether none is the very name, how far away they are.
Order = tuple[int, bool, int]


@dataclass(frozen=True)
class Question:
    scope: Scope
    words: tuple[Word, ...] = ()
    filters: Filters = field(default_factory=Filters)
    clubs: Mapping[str, int] = field(default_factory=dict)  # the reader's, by the names that filters use
    least: int = SOUND  # how well the words have to fit
    mine: Mine = field(default_factory=Mine)  # what ties the reader to others, where the filters ask for it


def narrowed(question: Question, half: Half, *, leave_out: str = "") -> Query:
    """People of the half whom all words find well enough and all filters keep, but for one facet's own."""
    filters, tier = question.filters, half.tier
    kept: list[Query] = [fits(word, tier, question.least) for word in question.words]
    unwanted: list[Query] = []
    for facet in CHOSEN:
        if facet == leave_out:
            continue
        if values := filters.of(facet):
            kept.append(_having(question, facet, values, tier))
        if values := filters.but(facet):
            unwanted.append(_having(question, facet, values, tier))
    if filters.near and (places := filters.near.values) is not None:
        kept.append(said(f"{PLACE}_{tier}", places))
    if filters.also_in is not None:
        kept.append(said(f"{PLACE}_{tier}", filters.also_in) if filters.also_in else nobody())
    if filters.has_years and leave_out != YEAR:
        kept.append(_of_years(f"{YEAR}_{tier}", *filters.years))
    found = all_of(half.within, *kept)
    return but(found, *unwanted) if unwanted else found


def _of_years(name: str, first: int, last: int) -> Query:
    """A range is looked through person by person; a few years are looked up."""
    if last - first < YEARS_LOOKED_UP:
        return number_is(name, range(first, last + 1))
    return Query.range_query(schema(), name, FieldType.Integer, first, last)


def _having(question: Question, facet: str, values: Iterable[str], tier: str) -> Query:
    if facet == TIE:
        return kinds.known(question.mine, tier, values)
    if facet == PLACE:
        return said(f"{PLACE}_{tier}", values)
    if facet != CLUB:
        return text_is(f"{facet}_{tier}", values)
    # Whoever is not in a club of the reader's is in none of those she can tick.
    ids = [question.clubs[slug] for slug in values if slug in question.clubs]
    return number_is("club", ids) if ids and tier in WITH_CLUBS else nobody()


def as_spelt(searcher: Searcher, question: Question) -> tuple[Question, int | None]:
    """The question as it is to be asked, and how many people its words find as they stand, whatever the filters.

    None where there are no words. Where these are enough, those spelt nearly so are not looked for. Filters do not
    matter for that, so that what a facet counts is what its choice shows.
    """
    if not question.words:
        return question, None
    strict = _met(searcher, strictly(question))
    spelt = count(searcher, replace(strict, filters=Filters()))
    return (strict if spelt >= ENOUGH else _met(searcher, question)), spelt


def _met(searcher: Searcher, question: Question) -> Question:
    """The same, of many connections those alone whom the words find."""

    def found(tier: str) -> Query:
        return all_of(*(fits(word, tier, question.least) for word in question.words))

    return replace(question, scope=met(searcher, question.scope, found))


def how_many_as_spelt(searcher: Searcher, question: Question) -> int:
    """How many people the question finds as it is to be asked."""
    asked, spelt = as_spelt(searcher, question)
    return count(searcher, asked) if spelt is None or not _is_counted(asked) else spelt


def _is_counted(question: Question) -> bool:
    """Whether its words as they stand are all that it asks for, so that `as_spelt` has counted it."""
    return question.least >= IN_TEXT and not question.filters.count


def strictly(question: Question) -> Question:
    """Without people whose words are merely spelt nearly so."""
    return replace(question, least=IN_TEXT)


def count(searcher: Searcher, question: Question) -> int:
    return sum(how_many(searcher, narrowed(question, half)) for half in halves(question.scope))


@dataclass(frozen=True)
class Matching:
    """How many people match, how many of them by words as they are spelt; where they are few, what puts each in order."""

    count: int
    exact: int
    orders: dict[int, Order] | None = None


def matching(searcher: Searcher, question: Question, spelt: int | None) -> Matching:
    """`spelt` is what `as_spelt` said."""
    if not question.words:
        number = count(searcher, question)
        return Matching(number, number)
    is_strict, has_room = question.least >= IN_TEXT, len(question.words) <= WORDS_RANKED
    most = min(RANKED, RANKED_BY_ONE) if len(question.words) == 1 and is_strict else RANKED
    if spelt is not None and _is_counted(question) and (spelt > most or not has_room):
        return Matching(spelt, spelt)
    if has_room:
        found = [searcher.search(_scored(question, half), most or 1, count=True) for half in halves(question.scope)]
        if (number := sum(int(half.count) for half in found)) <= most:  # type: ignore[attr-defined,misc]  # see how_many
            orders = _orders(searcher, [hit for half in found for hit in half.hits])
            return Matching(number, sum(order[0] <= -IN_TEXT for order in orders.values()), orders)
    number = count(searcher, question)
    return Matching(number, number if is_strict else count(searcher, strictly(question)))


def by_name(searcher: Searcher, question: Question, *, language: str, offset: int, limit: int) -> list[int]:
    """Numbers of people, in the order of the language."""
    asked = any_of([narrowed(question, half) for half in halves(question.scope)])
    return in_order(searcher, asked, language, offset, limit)[0]


def by_nearness(
    searcher: Searcher, question: Question, found: Matching, *, language: str, offset: int, limit: int
) -> list[int]:
    """Numbers of people: those whom the words fit best, among them the nearest, then by name.

    How well the words fit is said by the one that fits worst; among equals, those come first of whom another word is
    the very name: somebody called Novak in Graz before somebody who works there at Novak & Co.
    """
    if found.orders is not None:
        return _first(searcher, question, found.orders, language, offset + limit)[offset:]
    numbers: list[int] = []
    for asked in _by_level(question):
        some, there = in_order(searcher, asked, language, offset, limit - len(numbers))
        numbers += some
        offset = 0 if some else offset - there
        if len(numbers) >= limit:
            break
    return numbers


def _first(searcher: Searcher, question: Question, orders: dict[int, Order], language: str, wanted: int) -> list[int]:
    """The first so many people; only those who may be among them are put in the order of names."""
    if not orders or not wanted:
        return []
    last = sorted(orders.values())[min(wanted, len(orders)) - 1]
    near = [number for number, order in orders.items() if order <= last]
    if len(near) > 1:
        here = person_is(near)
        if question.scope.recorded_in:  # such a record has a document for each club that shows it
            here = all_of(here, any_of([half.within for half in halves(question.scope)]))
        near = in_order(searcher, here, language, 0, len(near))[0]
    return sorted(near, key=orders.__getitem__)[:wanted]


def _orders(searcher: Searcher, hits: list[tuple[float, DocAddress]]) -> dict[int, Order]:
    numbers = searcher.fast_field_values("id", [address for _score, address in hits])
    return {int(number or 0): _order(int(score)) for number, (score, _address) in zip(numbers, hits, strict=True)}


def _scored(question: Question, half: Half) -> Query:
    """People of the half, with the level of each word and how near they are as their score."""
    kept = [(MUST, worth(narrowed(replace(question, words=()), half), 0.0))]
    words = enumerate(question.words)
    kept += [(MUST, scored(word, half.tier, question.least, unit=NEARNESS * UNIT**at)) for at, word in words]
    if (near := nearness(question.scope, half.tier)) is not None:
        kept.append((SHOULD, near))
    return Query.boolean_query(kept)


def _order(score: int) -> Order:
    """What sorts people of such a score: the best first."""
    nearness, levels, rest = score % NEARNESS, [], score // NEARNESS
    while rest:
        levels.append(rest % UNIT - 1)
        rest //= UNIT
    return -min(levels), SAME_NAME not in levels, -nearness


def _by_level(question: Question) -> Iterator[Query]:
    """Parts without a common member."""
    if not question.words:
        yield from (any_of([narrowed(question, part) for part in group]) for group in groups(question.scope))
        return
    levels = [level for level in LEVELS if level >= question.least]
    for better, least in zip((None, *levels), levels, strict=False):
        for is_named in (True, False) if better is not None and len(question.words) > 1 else (None,):
            for group in groups(question.scope):
                yield any_of([_at_level(question, part, least, better, is_named=is_named) for part in group])


def _at_level(question: Question, part: Half, least: int, better: int | None, *, is_named: bool | None) -> Query:
    asked = narrowed(replace(question, least=least), part)
    if better is not None:
        asked = but(asked, narrowed(replace(question, least=better), part))
    if is_named is None:
        return asked
    named = any_of([fits(word, part.tier, SAME_NAME) for word in question.words])
    return all_of(asked, named) if is_named else but(asked, named)


def in_order(searcher: Searcher, asked: Query, language: str, offset: int, limit: int) -> tuple[list[int], int]:
    """Some of the people in the order of their names, and how many there are in all.

    Skipping by the name itself grows dear: further down its first letters, kept as a number, lead to the place.
    """
    sort, rank = f"sort_{language}", f"rank_{language}"
    if offset <= SHALLOW:
        result = searcher.search(asked, limit, order_by_field=sort, order=tantivy.Order.Asc, offset=offset, count=True)
        return people_of(searcher, result), int(result.count)  # type: ignore[attr-defined]  # its types forget it
    matching = how_many(searcher, asked)
    if offset >= matching:
        return [], matching
    near = searcher.search(asked, limit, order_by_field=rank, order=tantivy.Order.Asc, offset=offset, count=False).hits
    first, last = near[0][0], near[-1][0]
    before = how_many(searcher, all_of(asked, _ranks(rank, None, first)))
    within = all_of(asked, _ranks(rank, first, last))
    result = searcher.search(
        within, limit, order_by_field=sort, order=tantivy.Order.Asc, offset=offset - before, count=False
    )
    return people_of(searcher, result), matching


def _ranks(rank: str, first: int | None, last: int) -> Query:
    """From the first to the last; without a first, those before the last."""
    return Query.range_query(schema(), rank, FieldType.Integer, first, last, include_upper=first is not None)
