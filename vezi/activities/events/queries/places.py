"""Where events are: what is near a reader or a city, and how many there are in each city. Nobody's place but her own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, F, Func, Min, Value

from vezi.activities.events.asked import Asked
from vezi.activities.events.models import EventQuerySet, Place
from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.viewer import Viewer
from vezi.network.people.models import Position, Residence

ANYWHERE = (Place.ONLINE, Place.BOTH)  # whoever wants to may take part from where she is
FAR = 100_000  # further than any city


@dataclass(frozen=True)
class Around:
    """The cities of events that lie near one of `here`, with the kilometres to the nearest of these, the nearest first."""

    here: tuple[City, ...] = ()
    kilometres: Mapping[int, int] = field(default_factory=dict)


def homes(viewer: Viewer) -> tuple[City, ...]:
    """Where she lives and works today, as her own record says it. Two queries."""
    hers = {"person": viewer.person_id or 0}
    said = list(Residence.objects.filter(**hers).values_list("city", "country"))
    said += Position.objects.filter(is_current=True, **hers).order_by("pk").values_list("city", "country")
    found = (known.find(city, country) for city, country in said if city)
    return tuple(dict.fromkeys(city for city in found if city is not None))


def here(viewer: Viewer, asked: Asked) -> tuple[tuple[City, ...], int]:
    """What “near” is about, and how far it reaches; no city where nobody knows one."""
    if asked.near_me is not None:
        return homes(viewer), asked.near_me
    if asked.near is not None and asked.near.city is not None:
        return (asked.near.city,), asked.near.kilometres
    return (), 0


def around(found: EventQuerySet, cities: tuple[City, ...], *, kilometres: int) -> Around:
    """Of the cities where the events are. One query."""
    numbers = found.order_by().exclude(city=None).values_list("city", flat=True).distinct()
    there = ((number, _nearest(cities, number)) for number in numbers if number is not None)
    near = sorted((away, number) for number, away in there if away <= kilometres)
    return Around(cities, {number: round(away) for away, number in near})


def _nearest(cities: Iterable[City], number: int) -> float:
    one = known.by_id(number)
    if one is None:
        return FAR
    there = (one.latitude, one.longitude)
    return min((known.distance((city.latitude, city.longitude), there) for city in cities), default=FAR)


def nearness(near: Around) -> Func:
    """To be ordered by: 1 for the nearest city, nothing for one that is not near."""
    numbers = Value(list(near.kilometres), output_field=ArrayField(BigIntegerField()))
    return Func(numbers, F("city"), function="array_position", output_field=BigIntegerField())


@dataclass(frozen=True)
class Counted:
    """How many events are in each city; how many one may join online; how many say no city though they have a place."""

    in_city: Mapping[City, int]
    first_at: Mapping[City, datetime]
    online: int
    elsewhere: int


def counted(found: EventQuerySet) -> Counted:
    """One query. What is online too is counted on both sides."""
    rows = found.order_by().values("city", "place").annotate(n=Count("pk"), first_at=Min("starts_at"))
    in_city: dict[City, int] = {}
    first_at: dict[City, datetime] = {}
    online = elsewhere = 0
    for row in rows:
        city = known.by_id(row["city"]) if row["city"] is not None else None
        if city is not None:
            in_city[city] = in_city.get(city, 0) + row["n"]
            first_at[city] = min(first_at.get(city, row["first_at"]), row["first_at"])
        online += row["n"] if row["place"] in ANYWHERE else 0
        elsewhere += row["n"] if city is None and row["place"] == Place.HERE else 0
    return Counted(in_city, first_at, online, elsewhere)
