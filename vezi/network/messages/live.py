"""Telling open pages that something has moved, by the house's own seam where it is there."""

from collections.abc import Iterable


def say(person_ids: Iterable[int], event: str, about: str) -> None:
    """Within the transaction of the deed; who has no page open hears nothing."""
