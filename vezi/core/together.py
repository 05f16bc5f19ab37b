"""Several questions put to the database in one journey, for pages that ask many areas.

    requests, claims = together.answers(ConnectionRequest.objects.filter(…), Claim.objects.filter(…)[:1])

Each question is a queryset as its area writes it anyway; each answer is the list it would have been by itself. What is
asked on every page in the same way may be kept as SQL: see `core.kept`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

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


@dataclass(frozen=True)
class Form:
    """How a question is put, and how its answers are read. It holds nothing of one connection or reader."""

    sql: str  # empty where it is sure beforehand that there is nothing
    params: tuple[Any, ...]
    columns: list[Any]
    records: Any  # what the compiler knows of the records, None for values
    annotations: dict[str, int]
    shape: type

    @classmethod
    def of(cls, question: "QuerySet[Any, Any]") -> "Form":
        compiler = question.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            sql, params = "", ()
        columns = compiler.select if sql else []
        return cls(
            sql, tuple(params), columns, compiler.klass_info, dict(compiler.annotation_col_map or {}),
            question._iterable_class,
        )  # fmt: skip

    @property
    def names(self) -> str:
        """The alias of a column may stand twice in a question, so they are called by their places."""
        return ", ".join(f"c{place}" for place in range(len(self.columns)))

    @property
    def is_of_records(self) -> bool:
        return self.shape is ModelIterable

    def read(self, rows: list[dict[str, Any]]) -> list[Any]:
        """The answers, of what came as JSON."""
        if not rows:
            return []
        readers = [_reader(column) for column, *_ in self.columns]
        read = [
            [
                value if value is None or reader is None else reader(value)
                for value, reader in zip(row.values(), readers, strict=True)
            ]
            for row in rows
        ]
        if self.is_of_records:
            return self._records(read)
        if self.shape is FlatValuesListIterable:
            return [row[0] for row in read]
        if self.shape is ValuesListIterable:
            return [tuple(row) for row in read]
        raise TypeError(f"Ask for records or lists of values, not for {self.shape.__name__}.")

    def _records(self, rows: Sequence[Row]) -> list[Model]:
        """As `ModelIterable` makes them, with what `select_related` asked for and annotations."""
        fields = self.records["select_fields"]
        first, after = fields[0], fields[-1] + 1
        names = [column[0].target.attname for column in self.columns[first:after]]
        # The types are those of a later Django, which asks for one thing more.
        related = get_related_populators(self.records, self.columns, connection.alias)  # type: ignore[call-arg]
        records = []
        for row in rows:
            record = self.records["model"].from_db(connection.alias, names, row[first:after])
            for populator in related:
                populator.populate(row, record)
            for name, place in self.annotations.items():
                setattr(record, name, row[place])
            records.append(record)
        return records


@dataclass(frozen=True)
class Filled:
    """A question kept as SQL, with the values of one reader; `numbers`: the same for the numbers of its records alone."""

    form: Form
    params: Sequence[Any]
    numbers: "Filled | None" = field(default=None)


Question: TypeAlias = "QuerySet[Any, Any] | Filled"


def answers(*questions: Question) -> list[list[Any]]:
    """One query, whatever is asked. Records, tuples and flat values."""
    asked = [_filled(question) for question in questions]
    wanted = [one for one in asked if one.form.sql]
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(["1", *(ONE.format(one.form.sql, one.form.names) for one in wanted)]),
            [value for one in wanted for value in one.params],
        )
        _one, *said = cursor.fetchone()
    rows = iter(said)
    return [one.form.read(orjson.loads(next(rows))) if one.form.sql else [] for one in asked]


def rare_answers(*questions: Question) -> list[list[Any]]:
    """The same where most answers are empty: two queries.

    Records are asked for by their numbers first, and read in full only where there are any: to say all their columns
    and those of what belongs to them costs more than to find that there are none.
    """
    first = answers(*(_by_number(one) for one in questions))
    there = [place for place, found in enumerate(first) if found and _is_of_records(questions[place])]
    for place, records in zip(there, answers(*(questions[place] for place in there)), strict=True):
        first[place] = records
    return first


def _filled(question: Question) -> Filled:
    if isinstance(question, Filled):
        return question
    form = Form.of(question)
    return Filled(form, form.params)


def _by_number(question: Question) -> Question:
    if isinstance(question, Filled):
        return question.numbers or question
    return question.values_list("pk", flat=True) if _is_of_records(question) else question


def _is_of_records(question: Question) -> bool:
    if isinstance(question, Filled):
        return question.form.is_of_records
    return question._iterable_class is ModelIterable


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
