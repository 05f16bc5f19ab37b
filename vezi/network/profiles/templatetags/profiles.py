"""Words for what a person's page shows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.apps import apps
from django.template.defaultfilters import yesno
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vezi.core.errors import Words
from vezi.core.opaque import OpaqueConverter
from vezi.network.people import help as helping

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
    name = apps.get_model(model)._meta.get_field(field).verbose_name
    return capfirst(str(name))


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
        return ", ".join(str(one) for one in value)
    return str(value)
