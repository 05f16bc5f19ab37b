"""Places in shared pages that areas fill: the page knows the place, the area knows what stands there.

    @slots.fills("person_page", order=20)
    def roles_of(request, *, person): ...   # -> rendered HTML, or None for nothing

and in the template `{% slot "person_page" person=person %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filling = Callable[..., SafeString | str | None]


@dataclass(frozen=True, order=True)
class _Filled:
    order: int
    name: str
    filling: Filling


_slots: dict[str, list[_Filled]] = {}


def fills(slot: str, *, order: int) -> Callable[[Filling], Filling]:
    def keep(filling: Filling) -> Filling:
        places = _slots.setdefault(slot, [])
        places.append(_Filled(order, f"{filling.__module__}.{filling.__qualname__}", filling))
        places.sort(key=lambda place: (place.order, place.name))
        return filling

    return keep


def contents(slot: str, request: HttpRequest, **context: Any) -> list[SafeString]:
    """What stands in a slot, in order, without the empty ones."""
    filled = (place.filling(request, **context) for place in _slots.get(slot, []))
    return [mark_safe(content) for content in filled if content]  # noqa: S308 - rendered by the area's own template
