"""Places in the filters of People: the field “within 50 km of Graz”, and chips."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vezi.core.cities import known
from vezi.network.directory.filters import NEAR, Asked, Filters
from vezi.network.directory.index.pieces import ANYWHERE, PLACE
from vezi.network.directory.near import DISTANCES, USUAL

MOST_CHIPS = 5


@dataclass(frozen=True)
class Field:
    """What stands in the field; `error` where no city is called so."""

    said: str
    distances: list[tuple[int, bool]]
    error: str = ""


def of_field(filters: Filters) -> Field:
    near = filters.near
    kilometres = near.kilometres if near else USUAL
    error = ""
    if near and near.city is None:
        error = _("We know no city called “%(said)s”. Its country may help: “Vienna, Austria”.") % {"said": near.said}
    return Field(near.said if near else "", [(one, one == kilometres) for one in DISTANCES], error)


def chips(asked: Asked) -> list[tuple[str, str]]:
    """Each with the address without it."""
    found, filters = [], asked.filters
    if filters.near and (city := filters.near.city):
        title = _("Within %(kilometres)s km of %(city)s") % {"kilometres": filters.near.kilometres, "city": city}
        found.append((title, asked.address(filters=filters.without(NEAR))))
    if len(places := filters.named(PLACE)) > MOST_CHIPS:
        return [*found, (_("On a part of the map"), asked.address(filters=filters.without(PLACE)))]
    for value in sorted(places):
        left = asked.address(filters=filters.without(PLACE, value))
        title = title_of(value)
        found.append((title if value in filters.of(PLACE) else _("not %(value)s") % {"value": title}, left))
    return found


def title_of(value: str) -> str:
    if value == ANYWHERE:
        return _("On the map")
    city = known.by_id(int(value)) if value.isascii() and value.isdigit() and len(value) <= 9 else None
    return str(city) if city else value
