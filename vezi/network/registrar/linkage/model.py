"""What was learnt from the data: how often two records of one person agree in what, and two of different people."""

import hashlib
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import orjson

from vezi.network.registrar.linkage.comparisons import COMPARISONS, Comparison

FORM = 3  # raise it with every change of comparisons, levels or names: older models are then estimated anew


@dataclass(frozen=True, slots=True)
class Shares:
    """Of one comparison: for each level, and last for all else, the shares of pairs it holds for."""

    m: tuple[float, ...]  # of pairs that are one person
    u: tuple[float, ...]  # of pairs that are two


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Of the values of one column: the more frequent one is, the less it says."""

    records: int  # that have a value
    counts: dict[str, int]  # of values that two records have at least
    others: int = 1  # how often each value is there that is not counted

    def share(self, value: Any) -> float:
        """Of the records with a value, how many have this one."""
        return self.counts.get(str(value), self.others) / self.records


@dataclass(frozen=True)
class Model:
    """Parameters of a linkage; the same model weighs a whole file and a single record."""

    prior: float  # probability that two records taken at random are one person
    matches: float  # how many pairs that were in all, when it was learnt
    records: int  # and of how many records; with two files of the smaller one
    shares: dict[str, Shares]  # by comparison
    frequencies: dict[str, Frequencies] = field(default_factory=dict)  # by column; of others nothing is known
    placeholders: dict[str, list[str]] = field(default_factory=dict)  # by column; they stand for “not known”
    among: int = 0  # with two files, how many records of the larger one
    form: int = FORM

    @property
    def prior_of_a_newcomer(self) -> float:
        """Probability that a new record is of a given person of those it was learnt from: of one as often as not.

        The prior of a club looked through for duplicates is of another question; there are hardly any.
        """
        return 1 / (2 * max(self.records, self.among, 1))

    @property
    def comparisons(self) -> list[Comparison]:
        return [one for one in COMPARISONS if one.name in self.shares]

    @cached_property
    def version(self) -> str:
        """Names the parameters: every decision says by which it was made."""
        said = orjson.dumps(self.as_json(), option=orjson.OPT_SORT_KEYS)
        return f"{self.form}-{hashlib.sha256(said).hexdigest()[:10]}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Model":
        """Raises OutdatedModel for one of another form."""
        if kept["form"] != FORM:
            raise OutdatedModel(kept["form"])
        return cls(
            **{name: kept[name] for name in ("prior", "matches", "records", "placeholders", "among", "form")},
            shares={name: Shares(tuple(one["m"]), tuple(one["u"])) for name, one in kept["shares"].items()},
            frequencies={name: Frequencies(**one) for name, one in kept["frequencies"].items()},
        )


class OutdatedModel(Exception):
    """Learnt when the comparisons were others; it has to be learnt anew."""


def usual(comparison: Comparison) -> tuple[float, ...]:
    """m by experience, adding up to 1."""
    given = (*(level.m for level in comparison.levels), comparison.otherwise)
    return tuple(share / sum(given) for share in given)
