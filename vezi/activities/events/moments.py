"""A moment as the clock of a place shows it. Plain Python; what is kept is UTC.

In the night the clocks go forward an hour is missing, in the night they go back one comes twice (PEP 495).
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones


class NoSuchTime(ValueError):
    """The clock of that place never shows it; `then` is what it shows instead."""

    def __init__(self, then: datetime) -> None:
        self.then = then
        super().__init__(f"The clocks go forward; it is {then:%H:%M} then.")


class ComesTwice(ValueError):
    """The clock of that place shows it twice that night."""


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The names of the clocks people live by: places, and UTC."""
    lived_by = {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
    named = (zone for zone in available_timezones() if zone.partition("/")[0] in lived_by)
    return (*sorted(named), "UTC")


def read(day: date, at: time, zone: str, *, second: bool | None = None) -> datetime:
    """In UTC. `second` says which of the two is meant where the hour comes twice.

    Raises NoSuchTime for an hour that is left out, ComesTwice where it was not said which is meant.
    """
    there = ZoneInfo(zone)
    shown = datetime.combine(day, at.replace(tzinfo=None))
    first, later = (shown.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(there).replace(tzinfo=None) != shown:
        # Read by the clock from before the change, it is what the clock from after it shows then.
        raise NoSuchTime(first.astimezone(there))
    if first != later and second is None:
        raise ComesTwice
    return later if second else first


def end_of(day: date, zone: str) -> datetime:
    """The last minute of a day, in UTC; whatever the clocks do at midnight."""
    following = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone))
    return following.astimezone(UTC) - timedelta(minutes=1)


class Shift:
    """Moves moments by as many days and hours as one was moved, as the clock of the place shows them."""

    def __init__(self, was: datetime, becomes: datetime, *, zone: str) -> None:
        self.clock = ZoneInfo(zone)
        self.by = self._shown(becomes) - self._shown(was)

    def __call__(self, at: datetime | None) -> datetime | None:
        return self.moment(at) if at is not None else None

    def moment(self, at: datetime) -> datetime:
        """An hour that is left out that night becomes the next one; of one that comes twice it is the first."""
        return (self._shown(at) + self.by).replace(tzinfo=self.clock).astimezone(UTC)

    def _shown(self, at: datetime) -> datetime:
        return at.astimezone(self.clock).replace(tzinfo=None)
