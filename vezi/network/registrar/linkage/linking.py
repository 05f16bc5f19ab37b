"""Linking whole files: every pair worth a look, how sure it is, and who belongs together."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI
from splink.internals.splink_dataframe import SplinkDataFrame

from vezi.network.registrar.linkage import splinked
from vezi.network.registrar.linkage.bands import MATCH, REVIEW, SURE, SUREST, WORTH_A_LOOK
from vezi.network.registrar.linkage.blocking import rules_for
from vezi.network.registrar.linkage.comparisons import to_compare
from vezi.network.registrar.linkage.estimating import estimated, linker_of
from vezi.network.registrar.linkage.families import more_than_a_family_has
from vezi.network.registrar.linkage.frequencies import counted, hand_over
from vezi.network.registrar.linkage.grouping import Tie, best_of_each, joined
from vezi.network.registrar.linkage.model import Model
from vezi.network.registrar.linkage.records import Record
from vezi.network.registrar.linkage.tables import table_of, without_placeholders

MEMORY = "2GB"  # of DuckDB; what needs more is kept on disk
FILES = ("file_1", "file_2")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are, or may be, one person."""

    left: str  # the id of the record
    right: str
    probability: float
    band: str  # MATCH or REVIEW
    cluster: int | None  # the same for all records of one person; None where that is not sure


@dataclass(frozen=True, slots=True)
class Linked:
    pairs: list[Pair]  # the surest first
    model: Model
    placeholders: dict[str, list[str]]  # values that stand for “not known”, by column; they count for nothing


def link(
    left: Sequence[Record],
    right: Sequence[Record] | None = None,
    *,
    one_to_one: bool = False,
    model: Model | None = None,
    prior: float | None = None,
) -> Linked:
    """Pairs of records that are one person: of the two files, or with one file its duplicates.

    *one_to_one*: nobody stands twice in either file. *model*: instead of estimating one from the records; how frequent
    a value is, and what stands for “not known”, are then what it knows of them. *prior*: the probability that two
    records taken at random are one person, where the model was learnt to answer another question.
    """
    files = [left] if right is None else [left, right]
    known = model.placeholders if model else {}
    tables, placeholders = without_placeholders([table_of(records) for records in files], known=known)
    columns = [filled(table) for table in tables]
    comparisons = to_compare(columns)
    if not comparisons or not all(files):
        return Linked([], model or Model(0.0, 0.0, 0, {}), placeholders)
    with working_room() as connection:
        api = DuckDBAPI(connection)
        frames = [api.register(table, dataset_display_name=name) for name, table in zip(FILES, tables, strict=False)]
        everywhere = frozenset.intersection(*columns)
        names = [frame.physical_name for frame in frames]
        if learns := model is None:
            learnt = estimated(api, frames, comparisons, everywhere)
            model = replace(learnt, frequencies=counted(connection, names, comparisons), placeholders=placeholders)
        rules = rules_for(names, everywhere, connection)
        if not rules:
            return Linked([], model, placeholders)
        asked = model if prior is None else replace(model, prior=prior)
        found = predicted(api, frames, asked, rules=rules, least=WORTH_A_LOOK, has_own_frequencies=learns)
        ties = _ties(api, frames, model, found)
    return Linked(_pairs(files, ties, one_to_one=one_to_one), model, placeholders)


@contextmanager
def working_room() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own in memory; what does not fit there lies in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="vezi-link-") as room:
        config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": room, "autoinstall_known_extensions": False}
        with duckdb.connect(config=config) as connection:
            yield connection


def filled(table: pa.Table) -> frozenset[str]:
    return frozenset(name for name in table.column_names if table[name].null_count < len(table))


def _ties(api: DuckDBAPI, frames: Sequence[SplinkDataFrame], model: Model, found: str) -> list[Tie]:
    """Of what Splink predicted, each pair that is worth a look."""
    weight = f"least({SUREST}, match_weight - {more_than_a_family_has(model)})"
    weighed = f"select unique_id_l, unique_id_r, 1 / (1 + pow(2, -{weight})) as probability from {found}"  # noqa: S608 - made of our own names
    rows = api.duckdb_con.execute(f"from ({weighed}) where probability >= {WORTH_A_LOOK}").fetchall()
    if len(frames) == 2:
        return [Tie((0, one), (1, other), probability) for one, other, probability in rows]
    return [Tie((0, min(one, other)), (0, max(one, other)), probability) for one, other, probability in rows]


def predicted(
    api: DuckDBAPI,
    frames: Sequence[SplinkDataFrame],
    model: Model,
    *,
    rules: Sequence[str],
    least: float = 0.0,
    has_own_frequencies: bool = False,
) -> str:
    """The table of the pairs that some rule brings together, with Splink's weights.

    *has_own_frequencies*: the model counted values in these very records; Splink counts them as well, and faster.
    """
    linker = linker_of(frames, splinked.settings(model), rules=rules, retain_intermediate_calculation_columns=True)
    if not has_own_frequencies:
        hand_over(model, api, linker, frames)
    found = linker.inference.predict(threshold_match_probability=least or None)
    return str(found.physical_name)


def _pairs(files: Sequence[Sequence[Record]], ties: list[Tie], *, one_to_one: bool) -> list[Pair]:
    if one_to_one:
        ties = list(best_of_each(ties))
    groups, following = joined(ties, sure=SURE)
    number_of = {record: number for number, group in enumerate(groups, 1) for record in group}
    implied = {(tie.left, tie.right) for tie in following}
    weighed = [tie for tie in ties if (tie.left, tie.right) not in implied]
    pairs = []
    for (one, place), (other, other_place), probability in (*weighed, *following):
        is_sure = probability >= SURE and number_of[one, place] == number_of[other, other_place]
        cluster = number_of[one, place] if is_sure else None
        ids = files[one][place].id, files[other][other_place].id
        pairs.append(Pair(*ids, probability, MATCH if is_sure else REVIEW, cluster))
    return sorted(pairs, key=lambda pair: -pair.probability)
