"""All components, as a builtin of the template engine: no template needs a `{% load %}`."""

from vezi.core.components import fields, helping, lists, marks, numbers, places, search, sections
from vezi.core.components import register as register

__all__ = ["fields", "helping", "lists", "marks", "numbers", "places", "register", "search", "sections"]
