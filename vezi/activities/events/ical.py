"""Events as calendars read them (RFC 5545), by the `icalendar` library."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from vezi.activities.events.models import Event, State


def calendar(events: Iterable[Event], *, name: str, now: datetime, links: bool = False) -> bytes:
    """A file or feed. Times stand by the clock of each place, with its time zone; `links`: where to look, online."""
    feed = Calendar()
    feed.add("prodid", "-//Vezi//Events//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for event in events:
        feed.add_component(entry(event, now=now, links=links))
    feed.add_missing_timezones()
    return bytes(feed.to_ical())


def entry(event: Event, *, now: datetime, links: bool) -> Entry:
    made = Entry()
    made.add("uid", f"{event.public_id}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    made.add("dtstamp", now)
    made.add("summary", event.title)
    made.add("dtstart", event.starts_at.astimezone(event.clock))
    made.add("dtend", event.ends_at.astimezone(event.clock))
    made.add("url", address := f"{settings.SITE_ADDRESS}{event.get_absolute_url()}")
    told = [event.words.lede, event.link if links and event.is_online else "", address]
    made.add("description", "\n\n".join(filter(None, told)))
    if place := ", ".join(filter(None, (event.where, event.address))):
        made.add("location", place)
    made.add("status", "CANCELLED" if event.state == State.CANCELLED else "CONFIRMED")
    return made
