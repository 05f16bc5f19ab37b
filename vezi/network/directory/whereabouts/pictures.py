"""What a map shows of a question, drawn once until the index changes: readers who look from the same clubs share it."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from vezi.core.cities.known import City
from vezi.core.collation import key
from vezi.network.directory.index.counting import key_of
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.store import Opened
from vezi.network.directory.whereabouts import drawing, numbers
from vezi.network.directory.whereabouts.drawing import Drawing
from vezi.network.directory.whereabouts.part import Window
from vezi.network.people.naming import sorted_for_reader

MOST_LINES = 25  # of the table
MOST_SORTED = 500  # cities that are put in order by their names


@dataclass(frozen=True)
class Picture:
    """`foremost` of its cities stand in the table, `count` are in the picture; `openings` are the windows in which the
    circles open, by the number of their city."""

    drawing: Drawing
    people: Mapping[City, int]
    foremost: list[City]
    count: int
    openings: Mapping[int, Window]

    @property
    def shows_all(self) -> bool:
        return self.count == len(self.people)


_pictures: Remembered[Picture] = Remembered(64)


def picture(opened: Opened, question: Question, window: Window | None) -> Picture:
    """Without a window: as near as shows everybody."""
    asked = (key_of(question), window, get_language())
    return _pictures.answer(opened, asked, lambda: _made(opened, question, window))


def _made(opened: Opened, question: Question, window: Window | None) -> Picture:
    people = numbers.by_city(opened, question)
    window = window or drawing.around(people)
    drawn = drawing.drawn(numbers.joined(opened, question, window.zoom), window)
    # Who lives in one city of a circle and works in another counts once.
    counts = numbers.in_any(opened, question, [circle.cities for circle in drawn.circles])
    circles = [replace(circle, people=number) for circle, number in zip(drawn.circles, counts, strict=True)]
    openings = {one.city.id: drawing.opened(one, window) for one in circles if len(one.cities) > 1}
    return Picture(
        replace(drawn, circles=circles), people, foremost(drawn.cities, people), len(drawn.cities), openings
    )  # fmt: skip


def foremost(cities: Iterable[City], people: Mapping[City, int]) -> list[City]:
    """Most people first, then by name."""
    cities, language = list(cities), sorted_for_reader()
    least = min(heapq.nlargest(MOST_LINES, (people[city] for city in cities)), default=0)
    found = [city for city in cities if people[city] >= least]
    if len(found) > MOST_SORTED:  # thousands with one each: any of them will do
        found = sorted(found, key=lambda city: (-people[city], city.id))[:MOST_SORTED]
    return sorted(found, key=lambda city: (-people[city], key(city.name, language)))[:MOST_LINES]
