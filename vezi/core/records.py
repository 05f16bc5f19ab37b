"""Records out of hand-written SQL, as the ORM would have made them: for what is read on every page."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models

Record = TypeVar("Record", bound=models.Model)


class Columns(Generic[Record]):
    """The columns of a model, but for some; what is left out is read by Django when somebody asks for it.

    Made where a module is loaded, looked at when it is first asked.
    """

    def __init__(self, model: type[Record], without: Iterable[str] = ()) -> None:
        self.model = model
        self.without = frozenset(without)

    @cached_property
    def fields(self) -> "list[models.Field[Any, Any]]":
        return [field for field in self.model._meta.concrete_fields if field.name not in self.without]

    @cached_property
    def names(self) -> list[str]:
        return [field.attname for field in self.fields]

    @cached_property
    def converters(self) -> list[tuple[int, Any]]:
        return [
            (place, convert)
            for place, field in enumerate(self.fields)
            for convert in field.get_db_converters(connection)
        ]

    def __len__(self) -> int:
        return len(self.fields)

    def of(self, alias: str) -> str:
        """As SQL names them where the table is called so."""
        return ", ".join(f"{alias}.{field.column}" for field in self.fields)

    def made(self, values: Sequence[Any]) -> Record:
        """A record of what stood in the columns of a row."""
        if self.converters:
            values = list(values)
            for place, convert in self.converters:
                values[place] = convert(values[place], None, connection)
        return self.of_json(values)

    def of_json(self, values: Sequence[Any]) -> Record:
        """The same of values that came as JSON, where the database wrote them as such."""
        return self.model.from_db("default", self.names, values)
