"""When a notice goes by mail, or to one's devices: pure reckoning with a clock, a calendar and what the person chose."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from vezi.network.notices.models import Rhythm, Way

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """`at` is None for what does not go by mail; `alone` in a letter of its own; `push_at` what goes to devices."""

    at: datetime | None = None
    alone: bool = False
    push_at: datetime | None = None


def due(way: str, rhythm: Rhythm, *, zone: str, now: datetime) -> Due:
    """When what is told at this moment goes by this way. In a quiet holiday it waits for the first digest after it."""
    if way == Way.NOW and not is_away(rhythm, zone=zone, now=now):
        return Due(now, True)
    if way == Way.PUSH and not is_away(rhythm, zone=zone, now=now):
        return Due(push_at=now)
    if way in (Way.NOW, Way.PUSH, Way.DAY) and rhythm.has_digests:
        return Due(next_daily(rhythm, zone=zone, after=now))
    if way == Way.WEEK and rhythm.has_digests:
        return Due(next_weekly(rhythm, zone=zone, after=now))
    return Due()


def is_away(rhythm: Rhythm, *, zone: str, now: datetime) -> bool:
    return _quiet(rhythm, now.astimezone(ZoneInfo(zone)).date())


def next_daily(rhythm: Rhythm, *, zone: str, after: datetime) -> datetime:
    return _next(rhythm.hour, None, rhythm.away_from, rhythm.away_until, zone, _minute(after))


def next_weekly(rhythm: Rhythm, *, zone: str, after: datetime) -> datetime:
    return _next(rhythm.hour, rhythm.weekday, rhythm.away_from, rhythm.away_until, zone, _minute(after))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


@lru_cache(maxsize=10_000)
def _next(
    hour: int, weekday: int | None, away_from: date | None, away_until: date | None, zone: str, after: datetime
) -> datetime:
    """The first moment later than the minute `after` at this hour (on this weekday) that is no quiet day."""
    step, local = (A_DAY if weekday is None else A_WEEK), after.astimezone(ZoneInfo(zone))
    day = local.date() if weekday is None else local.date() + A_DAY * ((weekday - local.weekday()) % 7)
    while (moment := at(day, hour, zone)) <= after or _within(day, away_from, away_until):
        day += step
    return moment


def at(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def _quiet(rhythm: Rhythm, day: date) -> bool:
    return _within(day, rhythm.away_from, rhythm.away_until)


def _within(day: date, first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first <= day <= last
