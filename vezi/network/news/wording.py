"""When something was, as one says it: today, yesterday, on Tuesday, 12 April."""

from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day(on: date, *, today: date) -> str:
    """Capital at the beginning, as it stands by itself."""
    away = (today - on) // timedelta(days=1)
    if away == 0:
        return _("Today")
    if away == 1:
        return _("Yesterday")
    if away == -1:
        return _("Tomorrow")
    if -7 < away < 7:
        return str(WEEKDAYS[on.weekday()]).capitalize()
    if abs(away) > 300:
        return date_format(on, "DATE_FORMAT")
    return date_format(on, pgettext("day and month", "j F"))
