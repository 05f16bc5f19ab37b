"""What was learnt from the data: how often two records of one person agree in what, and two of different people."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vezi.network.registrar.linkage.comparisons import COMPARISONS, Comparison, for_splink

FORM = 1  # raise it with every change of comparisons, levels or names: older models are then estimated anew


@dataclass(frozen=True, slots=True)
class Shares:
    """Of one comparison: for each level, and last for all else, the shares of pairs it holds for."""

    m: tuple[float, ...]  # of pairs that are one person
    u: tuple[float, ...]  # of pairs that are two


@dataclass(frozen=True, slots=True)
class Model:
    """Parameters of a linkage; the same model weighs a whole file and a single record."""

    prior: float  # probability that two records taken at random are one person
    matches: float  # how many pairs that were in all, when it was learnt
    records: int  # and of how many records; with two files of the smaller one
    shares: dict[str, Shares]  # by comparison
    form: int = FORM

    @property
    def comparisons(self) -> list[Comparison]:
        return [one for one in COMPARISONS if one.name in self.shares]

    @property
    def version(self) -> str:
        """Names the parameters: every decision says by which it was made."""
        return f"{self.form}-{hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:10]}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Model":
        shares = {name: Shares(tuple(one["m"]), tuple(one["u"])) for name, one in kept["shares"].items()}
        return cls(kept["prior"], kept["matches"], kept["records"], shares, kept["form"])

    def settings(self) -> dict[str, Any]:
        """As Splink's settings, with nothing left to estimate."""
        listed = settings_of(self.comparisons, shares=self.shares)
        return {**listed, "probability_two_random_records_match": self.prior}


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


def usual(comparison: Comparison) -> tuple[float, ...]:
    """m by experience, adding up to 1."""
    given = (*(level.m for level in comparison.levels), comparison.otherwise)
    return tuple(share / sum(given) for share in given)
