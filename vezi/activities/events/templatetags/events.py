"""Moments of events, as pages say them."""

from datetime import datetime

from django import template

from vezi.activities.events import saying
from vezi.activities.events.models import Event

register = template.Library()
register.simple_tag(saying.when)
register.simple_tag(saying.when_it_begins)
register.simple_tag(saying.day)


@register.simple_tag
def with_offset(event: Event, moment: datetime) -> str:
    """ISO 8601 by the clock of the place."""
    return moment.astimezone(event.clock).isoformat()
