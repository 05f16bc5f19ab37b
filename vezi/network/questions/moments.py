"""When the next ones are asked, and when its asker is asked whether it helped. Pure reckoning with a clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

WORKING_DAYS = 4  # that somebody has for an answer
LOOK_BACK_AFTER = timedelta(days=14)
LOOKED_BACK_FOR = timedelta(days=30)
A_MONTH = timedelta(days=30)
SATURDAY = 5


def moves_on_at(now: datetime) -> datetime:
    """So many working days on; Saturday and Sunday count for nothing, by the clock of the house."""
    moment, left = now.astimezone(ZoneInfo(settings.TIME_ZONE)), WORKING_DAYS
    while left:
        moment += timedelta(days=1)
        left -= moment.weekday() < SATURDAY
    return moment.astimezone(now.tzinfo)
