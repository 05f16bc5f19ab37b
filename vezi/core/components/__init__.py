"""The visual vocabulary as template tags; `/styleguide/` shows every one of them with its call."""

from django import template

register = template.Library()
