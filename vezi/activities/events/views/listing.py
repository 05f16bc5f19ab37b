"""What is on: as a list and on the map, by what the address asks for."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from vezi.activities.events import asked as address
from vezi.activities.events import maps
from vezi.activities.events.access import KEEP_EVENTS
from vezi.activities.events.asked import Asked
from vezi.activities.events.queries import listing, places
from vezi.activities.events.queries.listing import Line, Narrowed
from vezi.core.access import member_only
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.wording import numbers
from vezi.network.directory.near import DISTANCES, USUAL
from vezi.network.directory.whereabouts import part

Chip = tuple[str, str, bool]  # title, address, whether it is on


@dataclass(frozen=True)
class Bar:
    """What stands over the events: which of them, of whose, near what. `more` is what else the page's address says."""

    asked: Asked
    wanted: Narrowed
    more: tuple[tuple[str, object], ...] = ()

    @property
    def shows(self) -> list[Chip]:
        titles = {"all": pgettext("events", "Ahead"), "mine": _("Those I answered"), "over": pgettext("events", "Over")}
        return [(titles[one], self.asked.showing(one).address(), self.asked.show == one) for one in address.SHOWS]

    @property
    def whose(self) -> list[Chip]:
        titles = {
            "classes": pgettext("events", "Of my classes"), "clubs": pgettext("events", "Of my clubs"),
            "groups": pgettext("events", "Of my groups"), "trade": pgettext("events", "For my trade"),
        }  # fmt: skip
        return [
            (titles[one], self.asked.turned(one).address(*self.more), one in self.asked.whose) for one in address.WHOSE
        ]

    @property
    def near_me(self) -> Chip:
        is_on = self.asked.near_me is not None
        return _("Near me"), self.asked.around(None if is_on else USUAL).address(*self.more), is_on

    @property
    def pins(self) -> list[tuple[str, str]]:
        """What a pin of the map led to, each with the address without it."""
        cities, asked = self.asked.of_pin, self.asked
        found = [
            (city.name, asked.inside(*(one for one in cities if one != city), is_online=asked.is_online).address(*self.more))
            for city in cities
        ]  # fmt: skip
        online = (pgettext("place", "Online"), asked.inside(*cities).address(*self.more))
        return [*found, online] if asked.is_online else found

    @property
    def kept(self) -> list[tuple[str, object]]:
        """What the form with the city keeps of the address."""
        return [*self.asked.around(None).pairs, *self.more]

    @property
    def said(self) -> str:
        return self.asked.near.said if self.asked.near else ""

    @property
    def distances(self) -> list[tuple[int, bool]]:
        near = self.asked.near
        chosen = near.kilometres if near else self.asked.near_me or USUAL
        return [(one, one == chosen) for one in DISTANCES]

    @property
    def is_unknown(self) -> bool:
        """Nobody knows the city she wrote."""
        return self.asked.near is not None and self.asked.near.city is None

    @property
    def has_no_home(self) -> bool:
        near = self.wanted.around
        return self.asked.near_me is not None and near is not None and not near.here

    @property
    def here(self) -> str:
        """“Ljubljana, Graz”: what all this is near."""
        return ", ".join(city.name for city in self.wanted.around.here) if self.wanted.around else ""

    @property
    def clear(self) -> str:
        return Asked(show=self.asked.show).address(*self.more)


def ways(asked: Asked) -> dict[str, str]:
    """The same events in each of the ways to look at them."""
    return {"as_list": asked.address(), "as_month": replace(asked, show="all").address(), "as_map": asked.address()}


@member_only
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """What is ahead, what I said to it, and what is over."""
    me, now = viewer(request), timezone.now()
    asked = address.read(request.GET)
    start = numbers.read(request.GET.get("after", "")) or 0
    wanted = listing.asked_for(me, asked, now=now)
    lines, more = listing.lines(me, asked, wanted, now=now, after=start)
    is_whole = not start and asked.show == "all" and not asked.is_narrow
    context = {
        "parts": parted(lines, wanted), "asked": asked, "bar": Bar(asked, wanted), "ways": ways(asked),
        "next": asked.address(("after", start + listing.A_PAGE)) if more else "",
        "drafts": listing.drafts(me) if is_whole else [], "plans": bool(me.clubs_where(KEEP_EVENTS)),
    }  # fmt: skip
    return page(request, "events/event_list.html", context)


def parted(lines: list[Line], wanted: Narrowed) -> list[tuple[str, list[Line]]]:
    """By how soon, where it is about what is near; else all in one, without a title."""
    if not (wanted.around and wanted.around.here) or not any(line.month or line.soon < listing.LATER for line in lines):
        return [("", lines)] if lines else []
    parts = groupby(lines, key=lambda line: (line.soon, line.month))
    return [(_title(soon, month), list(some)) for (soon, month), some in parts]


def _title(soon: int, month: date | None) -> str:
    if month is not None:
        said = date_format(month, "YEAR_MONTH_FORMAT")
        return said[:1].upper() + said[1:]
    return _("In the next seven days") if soon == listing.WEEK else _("Within a month")


@member_only
@require_safe
def event_map(request: HttpRequest) -> HttpResponse:
    """A pin for each city where something is, with how many; it leads to their list."""
    me, asked = viewer(request), address.read(request.GET)
    window = part.window_in(request.GET.get("map", ""))
    wanted = listing.asked_for(me, asked, now=timezone.now())
    counted = places.counted(wanted.events)
    context: dict[str, Any] = {
        "map": maps.drawn(counted, asked, window), "counted": counted, "bar": Bar(asked, wanted), "ways": ways(asked),
        "online": maps.list_of(asked.inside(is_online=True)), "plans": bool(me.clubs_where(KEEP_EVENTS)),
    }  # fmt: skip
    return page(request, "events/event_map.html", context)
