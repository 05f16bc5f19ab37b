"""Everything the house holds of a person, made from what the areas declare; `taking` makes files of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Value

from vezi.core import features
from vezi.core.errors import Words
from vezi.core.features import INTERNAL, Belonging, PersonTie
from vezi.network.people.models import Person

Tie = PersonTie | Belonging


@dataclass(frozen=True)
class Holding:
    """One kind of record: a title and its rows, each a list of (name of the field, value)."""

    model: str
    title: Words
    rows: list[list[tuple[str, Any]]] = field(default_factory=list)


def held(person: Person) -> list[Holding]:
    """All that is held of the person: one query asks of which kinds there are records at all, then one for each of these."""
    own = Holding(Person._meta.label, Person._meta.verbose_name or "", [row(person)])
    ties = with_records(features.held_of_person(), person)
    holdings = [Holding(tie.model, tie.title, [row(one) for one in of(tie, person, reader=person)]) for tie in ties]
    return [own, *(holding for holding in holdings if holding.rows)]


def with_records(ties: Sequence[Tie], person: Person) -> list[Tie]:
    """Those of which there is a record of the person, in their order."""
    asked = [
        features.model_of(tie)._default_manager.filter(**{tie.field: person}).order_by()
        .annotate(nth_tie=Value(place)).values_list("nth_tie", flat=True)[:1]
        for place, tie in enumerate(ties)
    ]  # fmt: skip
    first, *others = asked
    found = set(first.union(*others, all=True))
    return [tie for place, tie in enumerate(ties) if place in found]


#: What the page of what is held tells line by line, so that it is not told a second time as plain rows.
TOLD_BY_LINES = ("people.", "memberships.", "consent.")


def besides(person: Person) -> list[Holding]:
    """What no area tells in its own words: plain rows, so that nothing is left out."""
    ties = {tie.model: tie for tie in features.held_of_person()}
    return [
        holding
        for holding in held(person)
        if not holding.model.startswith(TOLD_BY_LINES) and not ties[holding.model].is_told
    ]


def of(tie: Tie, person: Person, *, reader: Person) -> Iterable[models.Model]:
    """`reader` is whose they are by now, where `person` is a record that was merged into hers."""
    model = features.model_of(tie)
    relations = [one.name for one in model._meta.fields if isinstance(one, models.ForeignKey) and one.name != tie.field]
    rows = model._default_manager.filter(**{tie.field: person}).select_related(*relations).order_by("pk")
    return tie.taken(reader, list(rows)) if tie.taken is not None else rows


def row(record: models.Model) -> list[tuple[str, Any]]:
    """The fields that are not internal to the house, without the empty ones."""
    shown = visible_fields()[record._meta.label]
    found = [(one.name, value_of(record, one)) for one in record._meta.fields if one.name in shown]
    return [(name, value) for name, value in found if value not in (None, "", [], {})]


def visible_fields() -> dict[str, set[str]]:
    fields: dict[str, set[str]] = defaultdict(set)
    for personal in features.personal_fields():
        if personal.by != INTERNAL:
            fields[personal.model].add(personal.field)
    return fields


def value_of(record: models.Model, one: models.Field) -> Any:
    if one.choices:
        return str(getattr(record, f"get_{one.name}_display")() or "")
    more: dict[str, Any] = getattr(record, "taken_along", dict)()
    value = more.get(one.name, getattr(record, one.name))
    return str(value) if isinstance(value, models.Model) else value
