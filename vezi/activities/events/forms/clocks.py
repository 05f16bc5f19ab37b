"""By which clock a plan is read: that of its city, of the club where it names none, unless another is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from vezi.activities.events import moments
from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.network.clubs.models import Club

AS_THERE = ""


def there(city: City | None, club: Club) -> str:
    return city.zone if city else club.time_zone


def offered(typed: str, club: Club) -> list[tuple[str, str]]:
    """What there is to choose from. The first goes with the city that is typed, and says which clock that is."""
    city = known.typed(typed) if typed else None
    unknown = in_some_city() if typed else in_club(club)
    first = in_city().format(zone=spelled(city.zone)) if city else unknown
    return [(AS_THERE, first), *((zone, spelled(zone)) for zone in moments.zones())]


def spelled(zone: str) -> str:
    return zone.replace("_", " ")


def in_city() -> str:
    return _("{zone}, as in the city")


def in_some_city() -> str:
    return _("As in the city")


def in_club(club: Club) -> str:
    return _("{zone}, as in the club").format(zone=spelled(club.time_zone))


def follow(zone: forms.Field, town: Any, club: Club) -> None:
    """Without JavaScript the first choice is read when the form is sent; with it, it says at once which clock it is."""
    assert isinstance(zone, forms.ChoiceField)
    zone.choices = offered(" ".join(str(town or "").split()), club)
    zone.widget.attrs |= {
        "data-clock-of": "town", "data-in-city": in_city(), "data-in-club": in_club(club),
        "data-in-some-city": in_some_city(),
    }  # fmt: skip
