"""Does what somebody says of themselves agree with a record? Plain thinking, without the database.

Proof of graduation: the student number and the birth date; or the name (of now or of then), the birth date and the
class year, give or take one. Less than that is only a hint for an officer.
"""

from dataclasses import dataclass, field
from datetime import date

from vezi.core.folding import fold

NUMBER, NAME, BORN, YEAR, SURNAME = "number", "name", "born", "year", "surname"
PROOFS = (frozenset({NUMBER, BORN}), frozenset({NAME, BORN, YEAR}))
WEIGHTS = {NUMBER: 4, NAME: 3, BORN: 2, SURNAME: 1, YEAR: 1}
LIKELY = 3  # a name alone, or a birth date with a surname or a year


@dataclass(frozen=True)
class Description:
    """What is said of a person, by themselves or by a record."""

    names: frozenset[str] = frozenset()  # folded "surname given"
    surnames: frozenset[str] = frozenset()  # folded
    born_on: date | None = None
    years: frozenset[int] = frozenset()
    numbers: frozenset[str] = field(default=frozenset(), repr=False)


def describe(
    names: list[tuple[str, str]], *, born_on: date | None, years: list[int], numbers: list[str]
) -> Description:
    """`names` are pairs of given names and surname, those of today and those of then."""
    return Description(
        names=frozenset(fold(f"{family} {given}") for given, family in names if family or given),
        surnames=frozenset(fold(family) for _given, family in names if family),
        born_on=born_on,
        years=frozenset(years),
        numbers=frozenset(fold(number).replace(" ", "") for number in numbers if number.strip()),
    )


def agreement(said: Description, record: Description) -> frozenset[str]:
    """In what the two agree."""
    agreed = {
        NUMBER: bool(said.numbers & record.numbers),
        NAME: bool(said.names & record.names),
        SURNAME: bool(said.surnames & record.surnames),
        BORN: said.born_on is not None and said.born_on == record.born_on,
        YEAR: any(abs(mine - theirs) <= 1 for mine in said.years for theirs in record.years),
    }
    return frozenset(what for what, agrees in agreed.items() if agrees)


def proves(agreed: frozenset[str]) -> bool:
    return any(proof <= agreed for proof in PROOFS)


def weight(agreed: frozenset[str]) -> int:
    return sum(WEIGHTS[what] for what in agreed)


def is_likely(agreed: frozenset[str]) -> bool:
    return weight(agreed) >= LIKELY
