"""Rows: people, the stations of a life, the pages of a long list."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from vezi.core.components import register
from vezi.core.components.parts import Pages, Station
from vezi.core.components.sections import drawn
from vezi.core.who import Who

NAME_SIZES = {"md": "text-lg", "lg": "text-xl"}


@register.simple_tag
def who(person: Who, size: str = "md") -> SafeString:
    """A person's row: name ’year, what · where, how I know them."""
    return drawn("who", person=person, size=size, name_size=NAME_SIZES[size], deeds="")


@register.simple_block_tag
def who_deed(content: SafeString, person: Who, size: str = "md") -> SafeString:
    """The row with its deeds, which stand between the tags: at the right, on a phone beneath."""
    return drawn("who", person=person, size=size, name_size=NAME_SIZES[size], deeds=content)


@register.simple_tag
def life(stations: Iterable[Station]) -> SafeString:
    """Work and study as a timeline, newest first; degrees carry the colour of their class."""
    return drawn("life", stations=stations)


@register.simple_tag
def pages(at: Pages) -> SafeString:
    """`1 to 8 of 214`, and the ways to the neighbours. Make `at` with `parts.pages_of`."""
    return drawn("pages", at=at)
