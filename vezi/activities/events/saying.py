"""When and where, as one says it, in the language of the page and by the clock of the place."""

from datetime import datetime

from django.utils import formats
from django.utils.formats import date_format

from vezi.activities.events.models import Event


def when(event: Event) -> str:
    """With both hours; of what takes several days the days."""
    begins, ends = event.starts_there, event.ends_there
    if event.last_day > event.first_day:
        return f"{date_format(begins, 'MONTH_DAY_FORMAT')} – {date_format(ends, 'DATE_FORMAT')}"
    return f"{day(begins)}, {hours(event)}"


def hours(event: Event) -> str:
    return f"{date_format(event.starts_there, 'TIME_FORMAT')}–{date_format(event.ends_there, 'TIME_FORMAT')}"


def when_it_begins(event: Event) -> str:
    begins = event.starts_there
    return f"{day(begins)}, {date_format(begins, 'TIME_FORMAT')}"


def day(moment: datetime) -> str:
    """Saturday, 8 June 2024; with a capital, as it begins what is said."""
    said = date_format(moment, f"l, {formats.get_format('DATE_FORMAT')}")
    return said[:1].upper() + said[1:]


def when_and_where(event: Event) -> str:
    return " · ".join(filter(None, [when_it_begins(event), event.where]))
