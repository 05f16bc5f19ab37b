"""Moments of events, as pages say them."""

from django import template

from vezi.activities.events import saying

register = template.Library()
register.simple_tag(saying.when)
register.simple_tag(saying.when_it_begins)
register.simple_tag(saying.day)
