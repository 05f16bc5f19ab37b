"""Moments of events, as pages say them."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from vezi.activities.events import saying
from vezi.activities.events.models import Event

register = template.Library()
register.simple_tag(saying.when_it_begins)
register.simple_tag(saying.day)


@register.simple_tag
def when(event: Event) -> SafeString:
    """As `saying.when`; its hours stay on one line."""
    said, hours = saying.when(event), saying.hours(event)
    if not said.endswith(hours):
        return format_html("{}", said)
    return format_html('{}<span class="whitespace-nowrap">{}</span>', said.removesuffix(hours), hours)


@register.simple_tag
def taken_of(sold: dict[str, int], name: str) -> str:
    """How many of a kind of ticket are taken."""
    count = sold.get(name, 0)
    return ngettext("%(count)d taken", "%(count)d taken", count) % {"count": count}


@register.simple_tag
def with_offset(event: Event, moment: datetime) -> str:
    """ISO 8601 by the clock of the place."""
    return moment.astimezone(event.clock).isoformat()
