"""The map of events: a pin for each city with how many there are, drawn as the map of people is; the same as a table."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext

from vezi.activities.events.asked import Asked
from vezi.activities.events.queries.places import Counted
from vezi.core.cities.known import City
from vezi.core.collation import key
from vezi.network.directory.whereabouts import drawing
from vezi.network.directory.whereabouts.drawing import Circle
from vezi.network.directory.whereabouts.maps import Plate, Spot, land_of
from vezi.network.directory.whereabouts.part import MOST_ZOOM, Window

MOST_LINES = 60
NEAREST = 3  # the zoom one begins with at most: a city has its country around it
HERE = "#map"


@dataclass(frozen=True)
class Line:
    city: City
    url: str
    events: int
    first_at: datetime


@dataclass(frozen=True)
class Map(Plate):
    lines: list[Line]
    more_lines: int
    back: str = ""
    whole: str = ""


def drawn(counted: Counted, asked: Asked, window: Window | None) -> Map:
    """Without a window: as near as shows all, within reason."""
    counts = counted.in_city
    around = drawing.around(counts)
    begun = window or replace(around, zoom=min(around.zoom, NEAREST))
    made = drawing.drawn(drawing.joined(counts, begun.zoom), begun)
    # By what is next, as the list has it; of one moment by name.
    cities = sorted(counts, key=lambda city: (counted.first_at[city], key(city.name, get_language() or "en")))
    back = drawing.closed(begun)
    return Map(
        drawing=made,
        land=land_of(made),
        spots=[_spot(circle, asked, begun) for circle in made.circles],
        lines=[
            Line(city, list_of(asked.inside(city)), counts[city], counted.first_at[city])
            for city in cities[:MOST_LINES]
        ],
        more_lines=max(0, len(cities) - MOST_LINES),
        back=map_of(asked, back) + HERE if back and window else "",
        whole=map_of(asked) + HERE if window else "",
    )


def list_of(asked: Asked) -> str:
    return reverse("events:event_list") + asked.address()


def map_of(asked: Asked, window: Window | None = None) -> str:
    more = [("map", window)] if window else []
    return f"{reverse('events:map')}?{urlencode([*asked.pairs, *more])}"


def _spot(circle: Circle, asked: Asked, window: Window) -> Spot:
    """One city leads to its list; several that stand too near to one another open, or lead to their list at last."""
    words, number = drawing.words_of(circle), number_format(circle.people)
    said = ngettext("%(place)s %(number)s event", "%(place)s %(number)s events", circle.people)
    said %= {"place": words, "number": number}
    if len(circle.cities) == 1:
        url, said = list_of(asked.inside(circle.city)), f"{said}, {circle.city.country_name}"
    else:
        cities = ngettext("%(count)s city", "%(count)s cities", len(circle.cities))
        said = f"{said}, {cities % {'count': len(circle.cities)}}"
        nearer = drawing.opened(circle, window)
        url = list_of(asked.inside(*circle.cities)) if window.zoom == MOST_ZOOM else map_of(asked, nearer) + HERE
    return Spot(circle, url, words, number, said, is_open=False)
