"""The programme of an event in lines, as one types it: “18.00 Doors open”, and on another day “9. 6. 10.00 A walk”."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from vezi.activities.events import moments
from vezi.activities.events.models import Event, Part
from vezi.activities.events.services.programming import Line

MOST_LINES = 40
_LINE = re.compile(r"(?:(\d{1,2})\.\s?(\d{1,2})\.\s+)?(\d{1,2})[.:](\d{2})\s+(\S.*)")

#: The number of each part that is there, by when it begins and what it is called.
Known = Mapping[tuple[datetime, str], str]


def known_in(event: Event | None) -> Known:
    return {(one.starts_at, one.title): one.public_id for one in event.parts.all()} if event else {}


def read(typed: str, *, day: date, zone: str, known: Known) -> list[Line]:
    """Each line by its hour; one that is earlier than the one before it is on the next day. Raises ValidationError."""
    said = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(said) > MOST_LINES:
        raise ValidationError(gettext("That is more than forty lines."))
    lines: list[Line] = []
    left = dict(known)
    for number, text in enumerate(said, start=1):
        try:
            begins, title = _line(text, day, zone, after=lines[-1].starts_at if lines else None)
        except ValueError as why:
            wrong = gettext("Line {number} begins with no hour: write it as “18.00 Doors open”.")
            raise ValidationError(wrong.format(number=number)) from why
        lines.append(Line(title=title, starts_at=begins, public_id=left.pop((begins, title), "")))
        day = begins.astimezone(ZoneInfo(zone)).date()
    return lines


def _line(text: str, day: date, zone: str, *, after: datetime | None) -> tuple[datetime, str]:
    """Raises ValueError."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if found[1]:
        day = date(day.year, int(found[2]), int(found[1]))
    at = time(int(found[3]), int(found[4]))
    begins = moments.read(day, at, zone, second=False)
    if after is not None and begins < after and not found[1]:
        begins = moments.read(day + timedelta(days=1), at, zone, second=False)
    return begins, found[5]


def has_rows(event: Event) -> bool:
    """Whether its programme says what lines cannot: ends, what is chosen, seats."""
    return any(part.is_chosen or part.ends_at for part in event.parts.all())


def written(event: Event) -> str:
    return "\n".join(_written(part, event) for part in event.parts.all())


def _written(part: Part, event: Event) -> str:
    there = part.starts_there
    day = f"{there.day}. {there.month}. " if there.date() != event.starts_there.date() else ""
    return f"{day}{there:%H.%M} {part.title}"
