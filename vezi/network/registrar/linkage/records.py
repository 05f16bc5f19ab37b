"""What a file tells of a person, and the same made comparable: folded, taken apart, without placeholders."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from vezi.core.garbage import collecting_seldom
from vezi.network.registrar.linkage.names import NamesCompared, compared, plain


@dataclass(frozen=True, slots=True)
class Record:
    """As it was read; empty where nothing is known. `birth_year` matters only where the day is not known."""

    id: str
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    former_name: str = ""
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    email: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    region: str = ""
    country: str = ""
    birth_place: str = ""
    programme: str = ""
    class_year: int | None = None
    national_number: str = ""


#: What a column of a file may be, by name.
FIELDS = tuple(field.name for field in fields(Record))

TEXTS = pa.list_(pa.string())
COLUMNS = pa.schema(
    [
        ("unique_id", pa.int64()),  # its place in its file
        *((name, pa.string()) for name in ("given_first", "given_all", "initials", "family", "family_last")),
        *((name, TEXTS) for name in ("given_parts", "short_forms", "family_parts")),
        # The same again: a comparison that looks at them is not one of the column that a block is made of.
        *((name, pa.string()) for name in ("given_turned", "family_turned")),
        ("has_initials_only", pa.bool_()),
        ("birth_date", pa.string()),  # YYYYMMDD
        ("birth_day", pa.int32()),  # since 0001-01-01
        ("birth_year", pa.int32()),
        *((name, pa.string()) for name in ("email", "mailbox", "domain", "phone", "street", "city", "postcode")),
        *((name, pa.string()) for name in ("birth_place", "programme", "national_number")),
        ("class_year", pa.int32()),
    ]
)

AT_ONCE = 20_000  # rows made into columns

# A value that so many records share, and so many times as many as share another on average, stands for “not known”.
PLACEHOLDERS_IN = ("birth_date", "email", "phone", "national_number")
SHARED_BY_AT_LEAST, TIMES_THE_AVERAGE = 10, 10
DEPENDENT = {"birth_date": ("birth_day", "birth_year"), "email": ("mailbox", "domain")}  # not known without the other


def table_of(records: Sequence[Record]) -> pa.Table:
    """The records as columns to compare, one row each, in their order."""
    with collecting_seldom():
        batches = [
            pa.RecordBatch.from_pylist(
                [
                    {"unique_id": place, **_comparable(record)}
                    for place, record in enumerate(records[start : start + AT_ONCE], start)
                ],
                schema=COLUMNS,
            )
            for start in range(0, len(records), AT_ONCE)
        ]
    return pa.Table.from_batches(batches, schema=COLUMNS)


def without_placeholders(tables: Sequence[pa.Table]) -> tuple[list[pa.Table], dict[str, list[str]]]:
    """The tables without values that stand for “not known”, and these values by column."""
    found: dict[str, list[str]] = {}
    for name in PLACEHOLDERS_IN:
        if values := sorted(_placeholders(value for table in tables for value in table[name].to_pylist() if value)):
            found[name] = values
            tables = [_without(table, name, set(values)) for table in tables]
    return list(tables), found


def _placeholders(values: Iterable[str]) -> Iterator[str]:
    counts = Counter(values)
    others, records = len(counts), counts.total()
    for value, count in counts.most_common():
        others, records = others - 1, records - count
        average = records / others if others else 1
        if count < max(SHARED_BY_AT_LEAST, TIMES_THE_AVERAGE * average):
            return
        yield value


def _without(table: pa.Table, name: str, values: set[str]) -> pa.Table:
    kept = [value not in values for value in table[name].to_pylist()]
    for column in (name, *DEPENDENT.get(name, ())):
        place = table.schema.get_field_index(column)
        cells = [cell if keep else None for cell, keep in zip(table[column].to_pylist(), kept, strict=True)]
        table = table.set_column(place, COLUMNS.field(column), pa.array(cells, COLUMNS.field(column).type))
    return table


def _comparable(record: Record) -> dict[str, Any]:
    names: NamesCompared = compared(
        given=record.given_name, family=record.family_name, known_as=record.known_as, former=record.former_name
    )
    email = record.email.strip().lower()
    born = record.birth_date
    year = born.year if born else record.birth_year
    return {
        **names,
        "given_turned": names["given_first"],
        "family_turned": names["family"],
        "birth_date": born.isoformat().replace("-", "") if born else None,
        "birth_day": born.toordinal() if born else None,
        "birth_year": year,
        "email": email or None,
        "mailbox": email.partition("@")[0] or None,
        "domain": email.partition("@")[2] or None,
        "phone": _digits(record.phone)[-8:] or None,
        "street": plain(record.street) or None,
        "city": plain(record.city) or None,
        "postcode": plain(record.postcode) or None,
        "birth_place": plain(record.birth_place) or None,
        "programme": plain(record.programme) or None,
        "class_year": record.class_year,
        "national_number": _digits(record.national_number) or None,
    }


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text) if text else ""
