"""Moments of events, as pages say them."""

from django import template
from django.utils.translation import ngettext

from vezi.activities.events import saying

register = template.Library()
register.simple_tag(saying.when)
register.simple_tag(saying.when_it_begins)
register.simple_tag(saying.day)


@register.simple_tag
def taken_of(sold: dict[str, int], name: str) -> str:
    """How many of a kind of ticket are taken."""
    count = sold.get(name, 0)
    return ngettext("%(count)d taken", "%(count)d taken", count) % {"count": count}
