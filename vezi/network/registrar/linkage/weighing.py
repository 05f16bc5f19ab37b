"""A single pair of records weighed as Splink weighs it, by the same model: without Splink, in less than a millisecond.

What Splink computes: for each comparison the level that holds and its weight log2(m / u), for a value the more the rarer
it is; the prior odds to it, as bits; and what a family would explain taken off again (`families`).
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from math import log2
from typing import Any

from vezi.network.registrar.linkage import bands
from vezi.network.registrar.linkage.comparisons import OTHERWISE, RAREST, Comparison
from vezi.network.registrar.linkage.conditions import Columns
from vezi.network.registrar.linkage.families import Relatives, relatives
from vezi.network.registrar.linkage.model import Model
from vezi.network.registrar.linkage.names import surnames
from vezi.network.registrar.linkage.records import Record, comparable, forget

FAMILY = "family"  # the comparison of what relatives have in common, after all others


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one comparison came out and how much that says, for (above 0) or against."""

    comparison: str
    level: str
    bits: float
    rarity: float = 0.0  # bits of these, for the value's being rare (above 0) or common
    note: str = ""  # more of what was found, see `notes`


@dataclass(frozen=True, slots=True)
class Weighed:
    """How sure it is that two records are of one person, and why; what there was nothing to compare in is left out."""

    bits: float  # of all evidence and of the prior odds
    probability: float
    comparisons: tuple[Evidence, ...]
    prior: float = 0.0  # bits, before anything was compared

    @property
    def band(self) -> str:
        """MATCH, REVIEW, or empty for strangers."""
        return bands.band(self.probability)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Weighed":
        """Of what was kept; whatever else stands beside it is left."""
        said = {part.name: kept[part.name] for part in fields(cls)}
        return cls(**{**said, "comparisons": tuple(Evidence(**one) for one in kept["comparisons"])})


@dataclass(frozen=True, slots=True)
class Ready:
    """A record made comparable once, to be weighed against many."""

    record: Record
    columns: Columns


@dataclass(frozen=True)
class Scales:
    """A model made ready to weigh; worth keeping as long as the model is in use.

    *prior*: probability before anything is compared, where the question is not the one the model learnt from.
    """

    model: Model
    prior: float | None = None

    def ready(self, record: Record) -> Ready:
        columns = comparable(record)
        forget(columns, self._placeholders)
        return Ready(record, columns)

    def weigh(self, one: Ready, other: Ready) -> Weighed:
        found = [evidence for weight in self._weights for evidence in weight.of(one, other)]
        bits = self._prior + sum(evidence.bits for evidence in found)
        if taken := self._explained_by_a_family(found, bits):
            found.append(taken)
            bits += taken.bits
        bits = min(bits, bands.SUREST)
        return Weighed(bits, bands.probability(bits), tuple(found), self._prior)

    def _explained_by_a_family(self, found: list[Evidence], bits: float) -> Evidence | None:
        plain = dict.fromkeys(self.model.shares, 0.0) | {one.comparison: one.bits - one.rarity for one in found}
        kin = next((kin for kin in self._relatives if kin.fits(plain)), None)
        return Evidence(FAMILY, kin.name, kin.most - bits) if kin and bits > kin.most else None

    @cached_property
    def _prior(self) -> float:
        prior = self.model.prior if self.prior is None else self.prior
        return log2(prior / (1 - prior))

    @cached_property
    def _weights(self) -> list["_Weight"]:
        return [_Weight.of_model(comparison, self.model) for comparison in self.model.comparisons]

    @cached_property
    def _relatives(self) -> list[Relatives]:
        return list(relatives(self.model))

    @cached_property
    def _placeholders(self) -> dict[str, frozenset[str]]:
        return {column: frozenset(values) for column, values in self.model.placeholders.items()}


def weigh(one: Record, other: Record, *, model: Model) -> Weighed:
    """A single pair. For several with one model make `Scales`."""
    scales = Scales(model)
    return scales.weigh(scales.ready(one), scales.ready(other))


@dataclass(frozen=True, slots=True)
class _Weight:
    """One comparison with the model's bits of each level, and of all else."""

    comparison: Comparison
    bits: tuple[float, ...]
    u: tuple[float, ...]
    model: Model

    @classmethod
    def of_model(cls, comparison: Comparison, model: Model) -> "_Weight":
        shares = model.shares[comparison.name]
        bits = tuple(log2(m / u) for m, u in zip(shares.m, shares.u, strict=True))
        return cls(comparison, bits, shares.u, model)

    def of(self, one: Ready, other: Ready) -> Iterator[Evidence]:
        place = self.comparison.holding(one.columns, other.columns)
        if place is None:
            return
        level, rarity = self.comparison.level_at(place), self._rarity(place, one.columns)
        note = NOTES.get((self.comparison.name, level))
        said = note(one.record, other.record) if note else ""
        yield Evidence(self.comparison.name, level, self.bits[place] + rarity, rarity, said)

    def _rarity(self, place: int, columns: Columns) -> float:
        """Bits that the value of both has above one of usual frequency."""
        column = self.comparison.levels[place].rare if place < len(self.comparison.levels) else ""
        if not (column and (frequencies := self.model.frequencies.get(column))):
            return 0.0
        return log2(self.u[place]) - log2(max(frequencies.share(columns[column]), RAREST))


FORMER, BOTH_FORMER, CALLED = "former", "both_former", "called"


def _surname_note(one: Record, other: Record) -> str:
    """Whether a surname of several that both have is one of today, or a former one."""
    now, then = set(surnames(one.family_name)), set(surnames(one.former_name))
    if not now.isdisjoint(surnames(other.family_name)):
        return ""
    former = surnames(other.former_name)
    return FORMER if not now.isdisjoint(former) or not then.isdisjoint(surnames(other.family_name)) else BOTH_FORMER


#: What a level holds for in several ways is looked up in the records.
NOTES = {("family_name", "a_surname_of_several"): _surname_note}
assert OTHERWISE not in {level for _comparison, level in NOTES}
