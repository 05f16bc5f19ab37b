"""Many records as columns, for DuckDB."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from vezi.core.garbage import collecting_seldom
from vezi.network.registrar.linkage.records import DEPENDENT, PLACEHOLDERS_IN, Record, comparable

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
SHARED_BY_AT_LEAST, TIMES_THE_AVERAGE = 10, 10


def table_of(records: Sequence[Record]) -> pa.Table:
    """The records as columns to compare, one row each, in their order."""
    with collecting_seldom():
        batches = [
            pa.RecordBatch.from_pylist(
                [
                    {"unique_id": place, **comparable(record)}
                    for place, record in enumerate(records[start : start + AT_ONCE], start)
                ],
                schema=COLUMNS,
            )
            for start in range(0, len(records), AT_ONCE)
        ]
    return pa.Table.from_batches(batches, schema=COLUMNS)


def without_placeholders(
    tables: Sequence[pa.Table], *, known: Mapping[str, Sequence[str]]
) -> tuple[list[pa.Table], dict[str, list[str]]]:
    """The tables without values that stand for “not known”, and these values by column; some may be known before."""
    found: dict[str, list[str]] = {}
    for name in PLACEHOLDERS_IN:
        shared = _placeholders(value for table in tables for value in table[name].to_pylist() if value)
        if values := sorted({*known.get(name, ()), *shared}):
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
