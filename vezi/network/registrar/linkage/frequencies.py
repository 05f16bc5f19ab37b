"""How often each value is there: counted in whole files, and said to Splink."""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker
from splink.internals.splink_dataframe import SplinkDataFrame

from vezi.network.registrar.linkage.comparisons import Comparison
from vezi.network.registrar.linkage.model import Frequencies, Model


def rare_columns(comparisons: Iterable[Comparison]) -> list[str]:
    return [level.rare for comparison in comparisons for level in comparison.levels if level.rare]


def counted(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[str], comparisons: Iterable[Comparison]
) -> dict[str, Frequencies]:
    """Of the columns whose values' frequencies matter."""
    found = {}
    for column in rare_columns(comparisons):
        values = _values(column, tables)
        records = connection.execute(f"select count({column}) from ({values})").fetchall()[0][0]  # noqa: S608 - made of our own names
        several = f"select {column}::varchar, count(*) from ({values}) where {column} is not null group by 1 having count(*) > 1 order by 1"  # noqa: S608 - made of our own names
        if records:
            found[column] = Frequencies(records, dict(connection.execute(several).fetchall()))
    return found


def hand_over(model: Model, api: DuckDBAPI, linker: Linker, frames: Sequence[SplinkDataFrame]) -> None:
    """Let Splink take the model's frequencies, instead of counting those of the files."""
    connection, tables = api.duckdb_con, [frame.physical_name for frame in frames]
    for column in rare_columns(model.comparisons):
        known = model.frequencies.get(column)
        counts = pa.table(
            {
                "value": pa.array(known.counts.keys() if known else (), pa.string()),
                "n": pa.array(known.counts.values() if known else (), pa.int64()),
            }
        )
        of_each = f"coalesce(n, {known.others})::float8 / {known.records}" if known else "null::float8"
        connection.register(f"counts_{column}", counts)
        connection.execute(
            f"create or replace table frequencies_{column} as"  # noqa: S608 - made of our own names
            f" select v.{column}, {of_each} as tf_{column}"
            f" from (select distinct {column} from ({_values(column, tables)}) where {column} is not null) v"
            f" left join counts_{column} on value = v.{column}::varchar"
        )
        frame = api.register(connection.table(f"frequencies_{column}"))
        linker.table_management.register_term_frequency_lookup(frame, column)


def _values(column: str, tables: Sequence[str]) -> str:
    return " union all ".join(f"select {column} from {table}" for table in tables)  # noqa: S608 - made of our own names
