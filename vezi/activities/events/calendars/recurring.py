"""Days that come again, by the rules of calendars (RFC 5545, by `dateutil`). Plain Python.

A rule is followed as the clock of the place shows it: seven in the evening is seven in the evening in winter, too.
"""

from datetime import UTC, date, datetime, time
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from vezi.activities.events.models import Every

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rule_of(every: str, first: date) -> str:
    """A fifth Tuesday is the last one: not each month has five."""
    day = DAYS[first.weekday()]
    nth = (first.day - 1) // 7 + 1
    return {
        Every.WEEK: f"FREQ=WEEKLY;BYDAY={day}",
        Every.FORTNIGHT: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
        Every.WEEKDAY: f"FREQ=MONTHLY;BYDAY={nth if nth < 5 else -1}{day}",
        Every.LAST: f"FREQ=MONTHLY;BYDAY=-1{day}",
        Every.MONTH: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    }[Every(every)]


def after(rule: str, first: datetime, until: date, *, zone: str, most: int) -> list[datetime]:
    """The moments after the first until the end of that day, `most` of them and one more where there are more.

    An hour that is left out that night becomes the next one, of one that comes twice it is the first (as in `moments`).
    """
    clock = ZoneInfo(zone)
    there = first.astimezone(clock).replace(tzinfo=None)
    last = datetime.combine(until, time.max)
    days = takewhile(lambda day: day <= last, rrulestr(rule, dtstart=there).xafter(there))
    return [day.replace(tzinfo=clock).astimezone(UTC) for day in islice(days, most + 1)]
