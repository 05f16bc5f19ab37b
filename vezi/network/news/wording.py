"""When something was, as one says it: today, yesterday, on Tuesday, 12 April."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


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


def sentence(kind: str, words: Mapping[str, str], count: int = 1) -> str:
    """What happened, after the names of so many."""
    if kind == "work":
        if words["what"] and words["place"]:
            said = _("is now %(what)s at %(place)s")
        else:
            said = _("is now %(what)s") if words["what"] else _("now works at %(place)s")
    elif kind == "town":
        said = _("now lives in %(place)s")
    elif kind == "birthday":
        said = _("has a birthday")
    elif kind == "group":
        said = ngettext("is now in the group %(group)s", "are now in the group %(group)s", count)
    else:
        said = ngettext("has joined %(club)s", "have joined %(club)s", count)
    return said % {**words, "group": words["place"], "club": words["place"]}
