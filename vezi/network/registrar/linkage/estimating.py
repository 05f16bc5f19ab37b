"""Learning a model from the records themselves: nobody has to say beforehand who is who."""

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

from splink import DuckDBAPI, Linker
from splink.internals.exceptions import SplinkException
from splink.internals.splink_dataframe import SplinkDataFrame

from vezi.network.registrar.linkage.blocking import agreeing, pairs_within, rows_in
from vezi.network.registrar.linkage.comparisons import Comparison
from vezi.network.registrar.linkage.model import Model, Shares, usual
from vezi.network.registrar.linkage.splinked import settings_of

QUIET = 50  # Splink's log level
PAIRS_TO_ESTIMATE_BY = 3_000_000
EXPERIENCE, ALWAYS = 20, 0.1  # the usual shares count as so many observed pairs, and as this share of all of them
LEAST_SHARE = 1e-5  # of pairs of different people, for what hardly happens
BIRTH = ("birth_date", "birth_year")  # of pairs of one year neither can be learnt
ITERATIONS = (25, 8, 3)
MOST_ALIKE = 0.5
RECALL = 0.8  # the share of all true pairs that agree in one of these
SURELY = (("national_number",), ("given_first", "family", "birth_date"), ("email",))
SURELY_WITHOUT_DATES = (("national_number",), ("given_first", "family", "birth_year"), ("email",))
#: What pairs agree in while everything else is estimated from them. Who has the same number or mail is the same person
#: nearly always; of who has the same name many are not, and where people of one name live in one place, that misleads.
BY_KEYS = (("national_number",), ("email",))
BY_NAMES = ("given_first", "family")
BY_DATES, BY_YEARS = (("birth_date",),), (("given_first", "birth_year"), ("family", "birth_year"))
ENOUGH_PAIRS = 200


def estimated(
    api: DuckDBAPI, frames: Sequence[SplinkDataFrame], comparisons: Sequence[Comparison], columns: frozenset[str]
) -> Model:
    """The model of these records; `columns` are those filled in every file."""
    tables = [frame.physical_name for frame in frames]
    sizes = [rows_in(api.duckdb_con, table) for table in tables]
    pairs = pairs_of(sizes)
    linker = linker_of(frames, settings_of(comparisons))
    prior = _prior(linker, columns, pairs)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_TO_ESTIMATE_BY, seed=1)
    begun = linker.misc.save_model_to_json()
    by_keys = [
        _session(frames, begun, agreeing(key))
        for key in BY_KEYS
        if columns.issuperset(key) and pairs_within(tables, key, api.duckdb_con) >= ENOUGH_PAIRS
    ]
    by_others = [_session(frames, begun, rule) for rule in rules(sessions(columns), columns)]
    sampled = min(pairs, PAIRS_TO_ESTIMATE_BY)
    shares = {}
    for comparison, listed in zip(comparisons, begun["comparisons"], strict=True):
        u = [level.get("u_probability") for level in listed["comparison_levels"][1:]]
        m = _of(comparison, by_keys) or _of(comparison, by_others)
        shares[comparison.name] = Shares(_held_to_experience(comparison, m, prior * pairs), _at_least(u, sampled))
    return Model(prior, prior * pairs, min(sizes), shares, among=max(sizes))


def linker_of(
    frames: Sequence[SplinkDataFrame], settings: dict[str, Any], *, rules: Sequence[str] = (), **about: Any
) -> Linker:
    """Splink over the one file or the two; `rules` say which pairs it weighs."""
    link_type = "link_only" if len(frames) == 2 else "dedupe_only"
    whole = {**settings, "link_type": link_type, "blocking_rules_to_generate_predictions": [*rules], **about}
    return Linker(list(frames), whole, log_level=QUIET)


def _session(frames: Sequence[SplinkDataFrame], begun: dict[str, Any], rule: str) -> dict[str, list[float]]:
    """The shares m that pairs agreeing in the rule show, of the comparisons that the rule leaves open.

    Where a level never holds, its share sinks with each iteration, at last below what Splink will bear; fewer do then.
    """
    for iterations in ITERATIONS:
        linker = linker_of(frames, begun, max_iterations=iterations)
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=PAIRS_TO_ESTIMATE_BY
            )
        except SplinkException:  # no such pairs: experience has to do
            return {}
        except ValueError:
            continue
        learnt = dict(_learnt(linker.misc.save_model_to_json(), begun))
        return {name: m for name, m in learnt.items() if not (name in BIRTH and "birth" in rule)}
    return {}


def _of(comparison: Comparison, observed: list[dict[str, list[float]]]) -> list[list[float]]:
    return [found[comparison.name] for found in observed if comparison.name in found]


def _learnt(after: dict[str, Any], before: dict[str, Any]) -> Iterator[tuple[str, list[float]]]:
    for one, other in zip(after["comparisons"], before["comparisons"], strict=True):
        m = [level.get("m_probability") for level in one["comparison_levels"][1:]]
        if m != [level.get("m_probability") for level in other["comparison_levels"][1:]]:
            yield one["output_column_name"], [share or 0.0 for share in m]


def pairs_of(sizes: Sequence[int]) -> int:
    """How many pairs there are to tell apart."""
    return max(1, sizes[0] * sizes[1] if len(sizes) == 2 else sizes[0] * (sizes[0] - 1) // 2)


def sessions(columns: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    return (BY_NAMES, *(BY_DATES if "birth_date" in columns else BY_YEARS))


def rules(wanted: Sequence[tuple[str, ...]], columns: frozenset[str]) -> Iterator[str]:
    for rule in wanted:
        if columns.issuperset(rule):
            yield agreeing(rule)


def _prior(linker: Linker, columns: frozenset[str], pairs: int) -> float:
    """At least one pair in all, at most every second."""
    found = 0.0
    surely: list[Any] = [*rules(SURELY if "birth_date" in columns else SURELY_WITHOUT_DATES, columns)]
    if surely:
        try:
            linker.training.estimate_probability_two_random_records_match(surely, recall=RECALL)
        except ValueError:  # nearly all pairs agree: one family, one placeholder
            return MOST_ALIKE
        found = linker.misc.save_model_to_json()["probability_two_random_records_match"]
    return min(MOST_ALIKE, max(1 / pairs, found))


def _held_to_experience(comparison: Comparison, observed: list[list[float]], matches: float) -> tuple[float, ...]:
    """The mean of what the sessions observed, outweighing experience the more the more matches there are."""
    usually = usual(comparison)
    if not observed:
        return usually
    means = [fmean(session[place] for session in observed) for place in range(len(usually))]
    seen = sum(means) or 1.0
    worth = EXPERIENCE + ALWAYS * matches
    return tuple(
        (matches * mean / seen + worth * share) / (matches + worth) for mean, share in zip(means, usually, strict=True)
    )


def _at_least(observed: list[float | None], sampled: int) -> tuple[float, ...]:
    """What hardly happens among so many pairs happens a little."""
    least = max(LEAST_SHARE, 0.5 / sampled)
    u = [max(least, share or 0.0) for share in observed]
    return tuple(share / sum(u) for share in u)
