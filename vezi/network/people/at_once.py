"""People and what belongs to them, read in one query: for pages that show many of them and have to be quick.

`queries.with_parts` does the same through the ORM in one query a part, and takes three times as long for twenty people.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

from vezi.network.people.models import Affiliation, ContactValue, OtherName, Person, Position, Residence

Record = TypeVar("Record", bound=models.Model)
MANY: dict[str, type[models.Model]] = {
    "affiliations": Affiliation,
    "positions": Position,
    "other_names": OtherName,
    "contacts": ContactValue,
}
#: What no row of a list says: who brought a value and when. Read by Django one by one if somebody asks all the same.
LEFT_OUT = frozenset(
    {"source", "recorded_at", "confirmed_at", "batch", "folded", "sort_en", "sort_sl", "portrait", "deceased_on"}
    | {"created_at", "claimed_at", "graduated_on", "bounced_at"}
)


def read(person_ids: Iterable[int], *, without: frozenset[str] = frozenset()) -> list[Person]:
    """Living records with their parts where `prefetch_related` would put them; `without` names parts nobody needs.

    In no order. Parts left out count as none.
    """
    with connection.cursor() as cursor:
        cursor.execute(_select(without), [list(person_ids)])
        rows = cursor.fetchall()
    own = len(_columns(Person))
    return [_person(row[:own], row[own:], without) for row in rows]


def _person(own: tuple[Any, ...], parts: tuple[Any, ...], without: frozenset[str]) -> Person:
    person = _made(Person, own)
    home, *many = parts
    person._state.fields_cache["residence"] = _made(Residence, home[0]) if home else None
    read = iter(many)
    person._prefetched_objects_cache = {  # type: ignore[attr-defined]
        name: [] if name in without else [_made(model, values) for values in next(read) or ()]
        for name, model in MANY.items()
    }
    return person


def _made(model: type[Record], values: Sequence[Any]) -> Record:
    return model.from_db("default", _names(model), values)


@lru_cache
def _names(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.attname for field in _columns(model))


@lru_cache
def _columns(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if field.name not in LEFT_OUT]


@lru_cache
def _select(without: frozenset[str]) -> str:
    own = ", ".join(f"p.{field.column}" for field in _columns(Person))
    wanted: list[type[models.Model]] = [Residence, *(model for name, model in MANY.items() if name not in without)]
    return (
        f"select {own}, {', '.join(map(_part, wanted))} from people_person p"  # noqa: S608 - names of our own columns
        " where p.id = any(%s) and p.merged_into_id is null and p.erased_at is null"
    )


def _part(model: type[models.Model]) -> str:
    columns = _columns(model)
    # JSON has no dates: a part's dates must be left out.
    assert not any(isinstance(field, models.DateField) for field in columns), model
    values = ", ".join(f"v.{field.column}" for field in columns)
    return (
        f"(select json_agg(json_build_array({values})) from {model._meta.db_table} v"  # noqa: S608 - as above
        " where v.person_id = p.id)"
    )
