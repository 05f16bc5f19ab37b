"""Events as calendars read them (RFC 5545), by the `icalendar` library.

Moments stand in UTC: what a time zone means is read differently by different calendars, UTC by none (decision 24).
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from vezi.activities.events.answers import in_full, way_online
from vezi.activities.events.models import Event, Standing, State
from vezi.activities.events.queries.listing import Line
from vezi.network.people.models import Person


def file(event: Event, *, comes: bool, online: str = "", now: datetime) -> bytes:
    """Of one event, to be put into a calendar. `online` is where who comes opens the link to it."""
    return _calendar([entry(event, comes=comes, online=online, now=now)], name=event.title)


def feed(lines: Iterable[Line], *, person: Person, name: str, now: datetime) -> bytes:
    """To be asked again and again. What she has not said yes to is tentative."""
    return _calendar(
        [
            entry(
                one.event,
                comes=one.mine == Standing.COMING,
                online=in_full(way_online(one.event, person, one.mine)),
                now=now,
            )
            for one in lines
        ],
        name=name,
    )


def _calendar(entries: Iterable[Entry], *, name: str) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Vezi//Events//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for one in entries:
        made.add_component(one)
    return bytes(made.to_ical())


def entry(event: Event, *, comes: bool, online: str = "", now: datetime) -> Entry:
    made = Entry()
    made.add("uid", f"{event.public_id}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    made.add("dtstamp", now)
    made.add("summary", event.title)
    made.add("dtstart", event.starts_at.astimezone(UTC))
    made.add("dtend", event.ends_at.astimezone(UTC))
    made.add("url", address := f"{settings.SITE_ADDRESS}{event.get_absolute_url()}")
    told = [event.words.lede, online, address]
    made.add("description", "\n\n".join(filter(None, told)))
    if place := ", ".join(filter(None, (event.where, event.address))):
        made.add("location", place)
    if event.is_somewhere and (town := event.town) is not None:
        made.add("geo", (town.latitude, town.longitude))
    made.add("status", _status(event, comes=comes))
    return made


def _status(event: Event, *, comes: bool) -> str:
    if event.state == State.CANCELLED:
        return "CANCELLED"
    return "CONFIRMED" if comes else "TENTATIVE"
