"""Learning a model from the records themselves: nobody has to say beforehand who is who."""

from collections.abc import Iterator, Sequence
from typing import Any

from splink import DuckDBAPI, Linker
from splink.internals.exceptions import SplinkException
from splink.internals.splink_dataframe import SplinkDataFrame

from vezi.network.registrar.linkage.blocking import rows_in
from vezi.network.registrar.linkage.comparisons import Comparison
from vezi.network.registrar.linkage.model import Model, Shares, settings_of, usual

QUIET = 50  # Splink's log level
PAIRS_TO_ESTIMATE_BY = 3_000_000
EXPERIENCE = 20  # pairs: by how many observed ones the usual shares are outweighed
LEAST_SHARE = 1e-5  # of pairs of different people, for what hardly happens
RECALL = 0.8  # the share of all true pairs that agree in one of SURELY
SURELY = (
    ("national_number",),
    ("given_first", "family", "birth_date"),
    ("given_first", "family", "birth_year"),
    ("given_first", "birth_date"),
    ("email",),
)
#: What pairs agree in while everything else is estimated from them; each rule that the columns allow is used.
SESSIONS = (
    ("given_first", "family"),
    ("birth_date",),
    ("given_first", "birth_year"),
    ("family", "birth_year"),
    ("email",),
)


def estimated(
    api: DuckDBAPI, frames: Sequence[SplinkDataFrame], comparisons: Sequence[Comparison], columns: frozenset[str]
) -> Model:
    """The model of these records; `columns` are those filled in every file."""
    link_type = "link_only" if len(frames) == 2 else "dedupe_only"
    settings = settings_of(comparisons, link_type=link_type, blocking_rules_to_generate_predictions=[])
    linker = Linker(list(frames), settings, log_level=QUIET)
    sizes = [rows_in(api.duckdb_con, frame.physical_name) for frame in frames]
    pairs = pairs_of(sizes)
    prior = _prior(linker, columns, pairs)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_TO_ESTIMATE_BY, seed=1)
    for rule in _rules(SESSIONS, columns):
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=PAIRS_TO_ESTIMATE_BY)
        except SplinkException:  # no such pairs: experience has to do
            continue
    learnt = linker.misc.save_model_to_json()
    found = {one["output_column_name"]: one["comparison_levels"][1:] for one in learnt["comparisons"]}
    sampled = min(pairs, PAIRS_TO_ESTIMATE_BY)
    shares = {one.name: _shares(one, found[one.name], prior * pairs, sampled) for one in comparisons}
    return Model(prior, prior * pairs, min(sizes), shares)


def pairs_of(sizes: Sequence[int]) -> int:
    """How many pairs there are to tell apart."""
    return max(1, sizes[0] * sizes[1] if len(sizes) == 2 else sizes[0] * (sizes[0] - 1) // 2)


def _rules(wanted: Sequence[tuple[str, ...]], columns: frozenset[str]) -> Iterator[str]:
    for rule in wanted:
        if columns.issuperset(rule):
            yield " and ".join(f"l.{column} = r.{column}" for column in rule)


def _prior(linker: Linker, columns: frozenset[str], pairs: int) -> float:
    """At least one pair in all, at most every second record twice."""
    least, most = 1 / pairs, 0.5
    if not (rules := list(_rules(SURELY, columns))):
        return least
    try:
        linker.training.estimate_probability_two_random_records_match(list(rules), recall=RECALL)
    except ValueError:  # nearly all pairs agree: one family, one placeholder
        return most
    return min(most, max(least, linker.misc.save_model_to_json()["probability_two_random_records_match"]))


def _shares(comparison: Comparison, learnt: list[dict[str, Any]], matches: float, sampled: int) -> Shares:
    """What was observed, held together by experience where little was."""
    usually = usual(comparison)
    observed = [level.get("m_probability") for level in learnt]
    known = sum(m for m in observed if m is not None) or 1.0
    m = [
        usual_m if seen is None else (matches * seen / known + EXPERIENCE * usual_m) / (matches + EXPERIENCE)
        for seen, usual_m in zip(observed, usually, strict=True)
    ]
    least = max(LEAST_SHARE, 0.5 / sampled)
    u = [max(least, level.get("u_probability") or 0.0) for level in learnt]
    return Shares(tuple(share / sum(m) for share in m), tuple(share / sum(u) for share in u))
