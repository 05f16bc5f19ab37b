"""A day as people write it: 14. 5. 1976, 14/5/1976, 1976-05-14. What makes no sense is said in words."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

DAY_FIRST = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})\.?")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EXAMPLE = "14. 5. 1976"


class NotADay(ValueError):
    """The message says what is wrong, to whoever typed it."""


def read_day(text: str) -> date:
    """Raises NotADay."""
    text = text.strip()
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise NotADay(_("Write the day as {example}.").format(example=EXAMPLE))
    if not 1 <= month <= 12:
        raise NotADay(_("There is no month {month}. Write the day as {example}.").format(month=month, example=EXAMPLE))
    if year < 1:
        raise NotADay(_("Write the day as {example}.").format(example=EXAMPLE))
    if not 1 <= day <= monthrange(year, month)[1]:
        words = _("{month} has no {day}. Write it as {example}.")
        raise NotADay(words.format(month=str(MONTHS[month]).capitalize(), day=_numbered(day), example=EXAMPLE))
    return date(year, month, day)


def _numbered(day: int) -> str:
    """31st; every other language of the house writes 31."""
    return str(ordinal(day)) if get_language() in (None, "en") else f"{day}."


class DayField(forms.CharField):
    """A day typed by hand; `past` refuses those that lie ahead."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            day = read_day(text)
        except NotADay as wrong:
            raise forms.ValidationError(str(wrong)) from None
        if self.past and day > date.today():  # noqa: DTZ011 - the reader's day is near enough
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}. {value.month}. {value.year}" if isinstance(value, date) else value
