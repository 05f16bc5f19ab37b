"""`insert … select` for a record, with the defaults that Django would have given."""

from collections.abc import Mapping

from django.db import models
from psycopg import sql

SOURCED = {"source": "'registrar'", "club_id": "%(club)s", "recorded_at": "%(now)s", "batch": "%(import)s"}


def insertion(model: type[models.Model], given: Mapping[str, str], *, rows: str, sourced: bool = True) -> str:
    """`given` says for each column the expression over `rows` (what follows `from`); the rest takes the default.

    Fields that gain a default later need no change here.
    """
    columns = {**(SOURCED if sourced else {}), **given}
    for field in model._meta.concrete_fields:
        if field.column and field.column not in columns and not field.null and not field.primary_key:
            columns[field.column] = literal(field)
    return f"insert into {model._meta.db_table} ({', '.join(columns)}) select {', '.join(columns.values())} from {rows}"


def literal(field: models.Field) -> str:
    value = field.get_default()
    if value == []:
        return "'{}'"
    if value is None:
        raise ValueError(f"{field} has no default")
    return sql.Literal(value).as_string(None).replace("%", "%%")
