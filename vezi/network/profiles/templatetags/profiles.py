"""Words for what a person's page shows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.template.defaultfilters import yesno
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vezi.core.errors import Words
from vezi.core.opaque import OpaqueConverter
from vezi.network.people import help as helping
from vezi.network.profiles import field_names

register = template.Library()


@register.filter
def help_names(codes: Iterable[str]) -> list[Words]:
    names = dict(helping.CHOICES)
    return [names[code] for code in codes if code in names]


@register.filter
def element_id(number: int, name: str) -> str:
    """A name for an element that belongs to a row."""
    return f"{name}-{OpaqueConverter().to_url(number)}"


@register.filter
def field_words(field: str, model: str) -> str:
    """What a field is called."""
    return field_names.name_of(field, model)


@register.filter
def said_plainly(value: Any) -> str:
    """A value of a record in words and days of the reader's language."""
    if isinstance(value, bool):
        return str(yesno(value, _("yes,no")))
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list):
        return ", ".join(said_plainly(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {said_plainly(one)}" for name, one in value.items() if one not in (None, ""))
    return str(value)


@register.filter
def is_pairs(value: Any) -> bool:
    """Whether a value has parts with names of their own."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, tuple) for one in value)
