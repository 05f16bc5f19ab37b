"""Comparisons and models in Splink's words."""

from collections.abc import Sequence
from typing import Any

import splink.comparison_level_library as levels
from splink.internals.comparison_creator import ComparisonCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator
from splink.internals.comparison_library import CustomComparison

from vezi.network.registrar.linkage.comparisons import RAREST, Comparison
from vezi.network.registrar.linkage.model import Model, Shares


def settings(model: Model) -> dict[str, Any]:
    """With nothing left to estimate."""
    listed = settings_of(model.comparisons, shares=model.shares)
    return {**listed, "probability_two_random_records_match": model.prior}


def settings_of(comparisons: Sequence[Comparison], *, shares: dict[str, Shares] | None = None) -> dict[str, Any]:
    listed = []
    for comparison in comparisons:
        made = for_splink(comparison).create_comparison_dict("duckdb")
        if shares:
            known = shares[comparison.name]
            for level, m, u in zip(made["comparison_levels"][1:], known.m, known.u, strict=True):
                level |= {"m_probability": m, "u_probability": u}
        listed.append(made)
    return {"comparisons": listed, "retain_matching_columns": False}


def for_splink(comparison: Comparison) -> ComparisonCreator:
    """Nothing to compare, the levels in order, and all else."""
    unknown = levels.CustomLevel(comparison.unknown.sql, "unknown").configure(is_null_level=True)
    listed = []
    for level in comparison.levels:
        made: ComparisonLevelCreator = levels.CustomLevel(level.when.sql, level.name)
        if level.rare:
            made = made.configure(tf_adjustment_column=level.rare, tf_minimum_u_value=RAREST)
        listed.append(made)
    return CustomComparison(
        output_column_name=comparison.name, comparison_levels=[unknown, *listed, levels.ElseLevel()]
    )
