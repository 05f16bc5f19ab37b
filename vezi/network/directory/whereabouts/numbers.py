"""How many people are in each city, of those whom a question finds: counted in the index, on the fields of the reader's tier.

All cities, not the most frequent ones. A number holds until the index changes; readers who look from the same clubs share it.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.viewer import Viewer
from vezi.network.directory import access, queries
from vezi.network.directory.filters import Filters
from vezi.network.directory.index import finding, store
from vezi.network.directory.index.counting import key_of, of_each_value
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.pieces import ANYWHERE, CLASS, PLACE, class_at
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.store import Opened
from vezi.network.directory.whereabouts import drawing
from vezi.network.directory.whereabouts.drawing import Joined
from vezi.network.people.models import Affiliation

MOST_CITIES = 70_000  # more than the table of cities has

_counts: Remembered[Mapping[City, int]] = Remembered(64)
_sums: Remembered[int] = Remembered(2_048)
_joined: Remembered[list[Joined]] = Remembered(64)
_counting = ThreadPoolExecutor(max_workers=2, thread_name_prefix="circles")  # the index lets go of the interpreter


def question_of(viewer: Viewer, words: str, filters: Filters) -> tuple[Opened, Question]:
    """As a search asks it. Raises NoIndex."""
    clubs, is_narrow = access.clubs_searched(viewer, is_everywhere=filters.is_everywhere)
    opened = store.reader()
    asked = queries.asked(viewer, words, filters, clubs, is_narrow=is_narrow)
    return opened, finding.as_spelt(opened.searcher, asked)[0]


def by_city(opened: Opened, question: Question) -> Mapping[City, int]:
    """Who lives in one city and works in another is in both."""
    return _counts.answer(opened, key_of(question), lambda: _counted(opened, question))


def _counted(opened: Opened, question: Question) -> Mapping[City, int]:
    values = of_each_value(opened.searcher, question, {PLACE: MOST_CITIES})[PLACE]
    cities = ((known.by_id(int(value)), number) for value, number in values.items() if value != ANYWHERE)
    return {city: number for city, number in cities if city}


def in_any(opened: Opened, question: Question, of: Sequence[Sequence[City]]) -> list[int]:
    """How many people are in one or another city of each group; who is in two of them counts once."""
    people = by_city(opened, question)
    placed = _count(opened, replace(question, filters=anywhere(question.filters)))
    if placed == sum(people.values()):  # nobody is in two cities
        return [sum(people[city] for city in cities) for cities in of]
    return list(_counting.map(lambda cities: _in_one(opened, question, cities), of))


def _in_one(opened: Opened, question: Question, cities: Sequence[City]) -> int:
    if len(cities) == 1:
        return by_city(opened, question)[cities[0]]
    return _count(opened, replace(question, filters=within(question.filters, cities)))


def _count(opened: Opened, question: Question) -> int:
    return _sums.answer(opened, key_of(question), lambda: finding.count(opened.searcher, question))


def joined(opened: Opened, question: Question, zoom: int) -> list[Joined]:
    """The cities drawn as one circle each at this zoom."""
    return _joined.answer(opened, (key_of(question), zoom), lambda: drawing.joined(by_city(opened, question), zoom))


def anywhere(filters: Filters) -> Filters:
    """Of those the filters keep, the people with a place on the map."""
    return replace(filters, also_in=frozenset([ANYWHERE]))


def within(filters: Filters, cities: Iterable[City]) -> Filters:
    """Of those the filters keep, the people in these cities."""
    return replace(filters, also_in=frozenset(str(city.id) for city in cities))


def of_own_classes(viewer: Viewer, opened: Opened, question: Question) -> Mapping[City, int] | None:
    """How many of them are of the reader's own classes, herself among them, as their studies say it to her.

    None for who has no class. A question for one class alone narrows this one too. One query.
    """
    studies = Affiliation.objects.filter(person=viewer.person_id or 0, class_year__isnull=False)
    mine = {
        class_at(place.public_id, study.class_year)
        for study in studies.select_related("programme", "institution")
        if (place := study.programme or study.institution) and study.class_year
    }
    if not mine:
        return None
    chosen = frozenset(mine) & question.filters.of(CLASS) if question.filters.of(CLASS) else frozenset(mine)
    if not chosen:
        return {}
    return by_city(
        opened, replace(question, filters=replace(question.filters, chosen={**question.filters.chosen, CLASS: chosen}))
    )
