"""Moments of events, as pages say them."""

from datetime import datetime

from django import template
from django.utils.translation import ngettext

from vezi.activities.events import saying
from vezi.activities.events.models import Event

register = template.Library()
register.simple_tag(saying.when)
register.simple_tag(saying.when_it_begins)
register.simple_tag(saying.day)


@register.simple_tag
def taken_of(sold: dict[str, int], name: str) -> str:
    """How many of a kind of ticket are taken."""
    count = sold.get(name, 0)
    return ngettext("%(count)d taken", "%(count)d taken", count) % {"count": count}


@register.simple_tag
def with_offset(event: Event, moment: datetime) -> str:
    """ISO 8601 by the clock of the place."""
    return moment.astimezone(event.clock).isoformat()
