"""People of one family agree in much without being one person.

The comparisons take surname, birth date and address for independent of each other. Within a family they are not: twins
have all three in common, father and son of one name all but the birth date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2

from vezi.network.registrar.linkage.model import Model

#: Pairs a record. One of 42 born is a twin (Monden, Pison and Smits, Human Reproduction 36, 2021), and of one in three or
#: so the other one is in the same files; of people who bear the name of a parent in the same files there are fewer.
TWINS, NAMESAKES = 0.004, 0.002
HARDLY = 0.1  # odds; somebody had better look at it


@dataclass(frozen=True, slots=True)
class Relatives:
    """Two of a family: what speaks against their being one person, what for it, and how much a family leaves of that."""

    name: str
    against: tuple[str, ...]  # comparisons
    agreeing: tuple[str, ...]
    most: float  # bits in all

    def fits(self, weights: Mapping[str, float]) -> bool:
        """The weights of the comparisons, rarity of values aside; of those with nothing to compare 0."""
        return all(weights[one] < 0 for one in self.against) and all(weights[one] > 0 for one in self.agreeing)


def relatives(model: Model) -> Iterator[Relatives]:
    """The first that fits holds."""
    if not {"given_name", "family_name", "birth_date"} <= model.shares.keys():
        return
    yield Relatives("twins", ("given_name",), ("family_name", "birth_date"), not_so(model, "given_name", TWINS))
    if "address" in model.shares:
        agreeing = ("family_name", "given_name", "address")
        yield Relatives("namesakes", ("birth_date",), agreeing, not_so(model, "birth_date", NAMESAKES))


def more_than_a_family_has(model: Model) -> str:
    """In SQL over Splink's predictions, the evidence (bits) of a pair that a family would explain as well."""
    cases = [
        f"when {' and '.join([f'mw_{one} < 0' for one in kin.against] + [f'mw_{one} > 0' for one in kin.agreeing])}"
        f" then greatest(0, match_weight - {kin.most})"
        for kin in relatives(model)
    ]
    return f"case {' '.join(cases)} else 0 end" if cases else "0"


def not_so(model: Model, name: str, pairs_a_record: float) -> float:
    """How sure (bits) two of a family that differ altogether in the comparison are one person all the same.

    That depends on how often the records of one person differ in it in these very files; the relatives among them, whom
    the estimate takes for such, are counted off.
    """
    differing = model.matches * model.shares[name].m[-1]
    return log2(max(HARDLY, differing / (model.records * pairs_a_record) - 1))
