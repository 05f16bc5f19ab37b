"""No index is written for nothing: each one costs every import, and the disk."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models


def our_models() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("vezi."))


def columns_led_by_another_index(model: type[models.Model]) -> set[str]:
    """The fields by which a whole index of several columns, or a rule that only one may be so, can already be read."""
    several = [
        *(list(index.fields) for index in model._meta.indexes if index.condition is None and not index.expressions),
        *(
            list(rule.fields)
            for rule in model._meta.constraints
            if isinstance(rule, models.UniqueConstraint) and rule.condition is None and not rule.expressions
        ),
    ]
    return {fields[0].removeprefix("-") for fields in several if fields}


def test_no_foreign_key_has_an_index_where_another_begins_with_it() -> None:
    twice = sorted(
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.db_index and not field.unique
        if field.name in columns_led_by_another_index(model)
    )

    assert twice == []


def test_what_says_where_a_value_came_from_has_no_index() -> None:
    """Nearly every value of a club came from that club: such an index finds nothing a scan would not."""
    read_by_club = sorted(
        model._meta.label
        for model in our_models()
        if {"source", "club", "recorded_at", "batch"} <= {field.name for field in model._meta.local_fields}
        if model._meta.get_field("club").db_index  # type: ignore[union-attr]
    )

    assert read_by_club == []
