"""Several questions put to the database in one journey, for pages that ask many areas.

    requests, claims = together.answers(ConnectionRequest.objects.filter(…), Claim.objects.filter(…)[:1])

Each question is a queryset as its area writes it anyway; each answer is the list it would have been by itself.
"""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BinaryField, JSONField, Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

Row = Sequence[Any]
ONE = "coalesce((select json_agg(t) from ({}) t({})), '[]')::text"


def answers(*questions: "QuerySet[Any, Any]") -> list[list[Any]]:
    """One query, whatever is asked. Records, tuples and flat values."""
    asked = [_Asked(question) for question in questions]
    wanted = [one for one in asked if one.sql]  # of the others it is sure beforehand that there is nothing
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(["1", *(ONE.format(one.sql, one.names) for one in wanted)]),
            [value for one in wanted for value in one.params],
        )
        _one, *said = cursor.fetchone()
    for one, rows in zip(wanted, said, strict=True):
        one.rows = orjson.loads(rows)
    return [one.answer() for one in asked]


def rare_answers(*questions: "QuerySet[Any, Any]") -> list[list[Any]]:
    """The same where most answers are empty: two queries.

    Records are asked for by their numbers first, and read in full only where there are any: to say all their columns
    and those of what belongs to them costs more than to find that there are none.
    """
    first = answers(*(one.values_list("pk", flat=True) if _is_of_records(one) else one for one in questions))
    there = [place for place, found in enumerate(first) if found and _is_of_records(questions[place])]
    for place, records in zip(there, answers(*(questions[place] for place in there)), strict=True):
        first[place] = records
    return first


def _is_of_records(question: "QuerySet[Any, Any]") -> bool:
    return question._iterable_class is ModelIterable


class _Asked:
    """One of the questions, compiled."""

    def __init__(self, question: "QuerySet[Any, Any]") -> None:
        self.question = question
        self.rows: list[dict[str, Any]] = []
        self.compiler = question.query.get_compiler(connection=connection)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.params = "", ()
        # The alias of a column may stand twice in a question, so they are called by their places.
        self.names = ", ".join(f"c{place}" for place in range(len(self.compiler.select))) if self.sql else ""

    def answer(self) -> list[Any]:
        if not self.rows:
            return []
        read = [_reader(column) for column, *_ in self.compiler.select]
        rows = [
            [
                value if value is None or reader is None else reader(value)
                for value, reader in zip(row.values(), read, strict=True)
            ]
            for row in self.rows
        ]
        shape = self.question._iterable_class
        if shape is ModelIterable:
            return self._records(rows)
        if shape is FlatValuesListIterable:
            return [row[0] for row in rows]
        if shape is ValuesListIterable:
            return [tuple(row) for row in rows]
        raise TypeError(f"Ask for records or lists of values, not for {shape.__name__}.")

    def _records(self, rows: Sequence[Row]) -> list[Model]:
        """As `ModelIterable` makes them, with what `select_related` asked for and annotations."""
        info = self.compiler.klass_info
        fields = info["select_fields"]
        first, after = fields[0], fields[-1] + 1
        names = [column[0].target.attname for column in self.compiler.select[first:after]]
        # The types are those of a later Django, which asks for one thing more.
        related = get_related_populators(info, self.compiler.select, connection.alias)  # type: ignore[call-arg]
        records = []
        for row in rows:
            record = info["model"].from_db(connection.alias, names, row[first:after])
            for populator in related:
                populator.populate(row, record)
            for name, place in self.compiler.annotation_col_map.items():
                setattr(record, name, row[place])
            records.append(record)
        return records


def _reader(column: Any) -> Callable[[Any], Any] | None:
    """How a value is read that came as JSON; None where it is what it should be."""
    field = column.output_field
    if isinstance(field, JSONField):
        return None
    if isinstance(field, BinaryField):
        return _bytes
    read: Callable[[Any], Any] = field.to_python
    return read


def _bytes(said: str) -> bytes:
    return bytes.fromhex(said.removeprefix("\\x"))
