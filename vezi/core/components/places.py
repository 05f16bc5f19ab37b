"""Countries and languages by name."""

from collections.abc import Iterable

from vezi.core import geo
from vezi.core.components import register


@register.filter
def country_name(code: str) -> str:
    return geo.country_name(code)


@register.filter
def spoken(codes: Iterable[str]) -> list[str]:
    """Languages by their names in the reader's language."""
    return [geo.language_name(code) for code in codes]
