"""Which pairs are looked at at all: those that agree in the columns of one rule at least.

A rule is used when the pairs it makes are few enough for the size of the files, so that a file of a thousand is looked
through widely, one of 320,000 by what is telling.
"""

from collections.abc import Iterable, Sequence

import duckdb

#: SQL expressions of one record's columns; both records have to be equal in all of them.
RULES: tuple[tuple[str, ...], ...] = (
    ("national_number",),
    ("email",),
    ("phone",),
    ("birth_date",),
    ("family", "birth_year"),
    ("family_last", "birth_year"),
    ("given_first", "family"),
    ("given_first", "family_last"),
    ("substr(family, 1, 3)", "birth_year"),
    ("substr(given_first, 1, 3)", "birth_year"),
    ("substr(birth_date, 5, 4)", "substr(family, 1, 2)"),
    ("substr(birth_date, 5, 4)", "given_first"),
    ("mailbox",),
    ("street", "postcode"),
    ("street",),
    ("postcode", "birth_year"),
    ("given_first", "postcode"),
    ("family", "postcode"),
    ("given_first", "city"),
    ("family", "city"),
    ("substr(family, 1, 3)", "city"),
    ("substr(given_first, 1, 3)", "city"),
    ("given_first", "class_year", "programme"),
    ("family", "class_year"),
    ("family",),
    ("given_first",),
    ("birth_year",),
    ("city",),
)
#: Given and family name the other way round: the columns of the one and of the other record.
TURNED: tuple[tuple[str, str], ...] = (("given_first", "family"), ("family", "given_first"))
PAIRS_A_RECORD = 12  # at most, of one rule
PAIRS_AT_ANY_SIZE = 300_000


def rules_for(tables: Sequence[str], columns: Iterable[str], connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The rules in SQL (`l`, `r`) that the filled columns allow and that make no more pairs than is good."""
    filled = set(columns)
    size = sum(rows_in(connection, table) for table in tables)
    most = max(PAIRS_AT_ANY_SIZE, PAIRS_A_RECORD * size)
    chosen = [
        agreeing(rule)
        for rule in RULES
        if all(_column(key) in filled for key in rule) and pairs_within(tables, rule, connection) <= most
    ]
    if {"given_first", "family", "birth_year"} <= filled:
        chosen += [_equal([turned, ("birth_year", "birth_year")]) for turned in TURNED]
    return chosen


def agreeing(rule: Iterable[str]) -> str:
    """In SQL: both records have the same in each key."""
    return _equal((key, key) for key in rule)


def _column(key: str) -> str:
    return key.removeprefix("substr(").partition(",")[0]


def _equal(keys: Iterable[tuple[str, str]]) -> str:
    return " and ".join(f"{_of('l', left)} = {_of('r', right)}" for left, right in keys)


def _of(side: str, key: str) -> str:
    return key.replace(_column(key), f"{side}.{_column(key)}", 1)


def pairs_within(tables: Sequence[str], rule: tuple[str, ...], connection: duckdb.DuckDBPyConnection) -> int:
    """How many pairs agree in the keys of the rule."""
    names = [f"key_{place}" for place in range(len(rule))]
    keys = ", ".join(f"{key} as {name}" for key, name in zip(rule, names, strict=True))
    filled = " and ".join(f"{name} is not null" for name in names)
    counts = [f"(select {keys}, count(*) as n from {table} where {filled} group by all)" for table in tables]  # noqa: S608 - made of our own names
    if len(counts) == 1:
        return number(connection, f"select sum(n * (n - 1) / 2) from {counts[0]}")  # noqa: S608 - made of our own names
    using = ", ".join(names)
    return number(connection, f"select sum(l.n * r.n) from {counts[0]} l join {counts[1]} r using ({using})")  # noqa: S608 - made of our own names


def rows_in(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return number(connection, f"select count(*) from {table}")  # noqa: S608 - a name of our own


def number(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """What the SQL counts. All of it is fetched: a connection with a result half read does nothing else."""
    return int(connection.execute(sql).fetchall()[0][0] or 0)
