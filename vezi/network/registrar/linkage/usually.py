"""A model of experience, for a club too small or too new for one of its own."""

from vezi.network.registrar.linkage.comparisons import COMPARISONS
from vezi.network.registrar.linkage.model import Frequencies, Model, Shares, usual

#: By comparison, the share of pairs of two different people that each level holds for; for all else the rest.
USUALLY_ALIKE: dict[str, tuple[float, ...]] = {
    "given_name": (0.0004, 0.009, 0.00002, 0.001, 0.009, 0.0003, 0.004, 0.02, 0.03),
    "family_name": (0.0007, 0.0001, 0.001, 0.00002, 0.004),
    "birth_date": (0.00006, 0.001, 0.00003, 0.0027, 0.004, 0.045),
    "birth_year": (0.025, 0.05),
    "national_number": (0.000001, 0.00001),
    "email": (0.00001, 0.0001, 0.00003),
    "phone": (0.00001, 0.00002),
    "address": (0.00001, 0.00002, 0.002, 0.01, 0.003, 0.05, 0.02),
    "birth_place": (0.03, 0.003),
    "study": (0.003, 0.027, 0.07),
}
#: Names that are common here and there, by how many of ten thousand bear them, and how many bear any other.
COMMON: dict[str, tuple[int, dict[int, str]]] = {
    "given_first": (
        10,
        {
            270: "marija",
            180: "ana franc",
            150: "maja janez marko andrej ivan",
            130: "irena mojca mateja natasa anton luka peter jozef",
            110: "nina barbara andreja petra tomaz matej bojan robert ales rok",
            90: "katja jozica anja eva sara john james mary david michael maria anna",
            70: "william elizabeth sarah thomas laura paul mark giovanni klaus",
        },
    ),
    "family": (
        1,
        {
            53: "novak",
            46: "horvat",
            26: "kovacic krajnc",
            23: "zupancic potocnik kovac smith",
            19: "mlakar kos vidmar golob turk jones williams",
            16: "bozic kralj korosec zupan bizjak hribar kotnik rozman johnson brown taylor garcia muller schmidt rossi",
        },
    ),
}
OF = 10_000


def usual_model(*, people: int) -> Model:
    """For a club of so many people, of whom a new record is one as often as not."""
    people = max(people, 2)
    shares = {one.name: Shares(usual(one), _and_the_rest(USUALLY_ALIKE[one.name])) for one in COMPARISONS}
    return Model(
        prior=1 / (2 * people),
        matches=0.0,  # none was seen: what twins have in common is theirs
        records=people,
        shares=shares,
        frequencies={column: _frequencies(*said) for column, said in COMMON.items()},
    )


def _frequencies(others: int, said: dict[int, str]) -> Frequencies:
    return Frequencies(OF, {name: count for count, names in said.items() for name in names.split()}, others)


def _and_the_rest(shares: tuple[float, ...]) -> tuple[float, ...]:
    return (*shares, 1 - sum(shares))
