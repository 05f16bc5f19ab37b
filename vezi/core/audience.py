"""Who may see a value, and how near a reader stands to the person it is about.

A value has an *audience*; a reader has a *reach* towards a person. The reader sees the value when the audience is at
least the reach: the person herself reaches even what nobody else may see, a stranger only what is public. How near two
people stand is known to areas above (ties, memberships), which register a measure here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy


class Audience(models.IntegerChoices):
    NOBODY = 0, pgettext_lazy("audience", "Only me")
    CONNECTIONS = 10, pgettext_lazy("audience", "My connections")
    CLUB = 20, pgettext_lazy("audience", "Members of my clubs")
    NETWORK = 30, pgettext_lazy("audience", "Everyone in the network")
    PUBLIC = 40, pgettext_lazy("audience", "Everyone")


#: The least audience a reader must be given to see a value: reach <= audience.
SELF, STRANGER = Audience.NOBODY, Audience.PUBLIC
#: Further away than any audience, whatever else ties the two: one of them blocked the other.
APART = int(max(Audience)) + 1

Measure = Callable[..., Mapping[int, int]]
_measures: list[Measure] = []


def measure(function: Measure) -> Measure:
    """Register `function(reader_id, person_ids, **at_hand) -> {person_id: reach}`; people it knows nothing of are left out."""
    _measures.append(function)
    return function


def reaches(reader_id: int | None, person_ids: Iterable[int], **at_hand: Any) -> dict[int, int]:
    """How near the reader (a person's number, None for a visitor) stands to each person: the nearest measure,
    unless one of them says APART.

    `at_hand` is what the caller has read already, by name, for measures that would read it again.
    """
    ids = list(person_ids)
    nearest = dict.fromkeys(ids, int(STRANGER))
    for known in _measures:
        for person_id, reach in known(reader_id, ids, **at_hand).items():
            nearest[person_id] = APART if APART in (reach, nearest[person_id]) else min(nearest[person_id], reach)
    if reader_id in nearest:
        nearest[reader_id] = int(SELF)
    return nearest


def reach(reader_id: int | None, person_id: int) -> int:
    return reaches(reader_id, [person_id])[person_id]


def may_see(*, audience: int | None, reach: int) -> bool:
    """A value without an audience is seen by its owner alone."""
    return reach <= (audience if audience is not None else Audience.NOBODY)


class AudienceField(models.SmallIntegerField):
    """The audience of a value; null says that no choice was made, whose meaning each model writes down."""

    _pyi_private_set_type: int | None  # type: ignore[assignment]
    _pyi_private_get_type: int | None  # type: ignore[assignment]

    def __init__(self, **kwargs):
        kwargs = {"choices": Audience.choices, "null": True, "blank": True, **kwargs}
        super().__init__(**kwargs)
