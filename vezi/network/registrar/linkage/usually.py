"""A model of experience, for a club too small or too new for one of its own."""

from vezi.network.registrar.linkage.comparisons import COMPARISONS
from vezi.network.registrar.linkage.model import Model, Shares, usual

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


def usual_model(*, people: int) -> Model:
    """For a club of so many people, of whom a new record is one as often as not."""
    people = max(people, 2)
    shares = {one.name: Shares(usual(one), _and_the_rest(USUALLY_ALIKE[one.name])) for one in COMPARISONS}
    return Model(prior=1 / (2 * people), matches=0.0, records=people, shares=shares)  # no pairs were seen


def _and_the_rest(shares: tuple[float, ...]) -> tuple[float, ...]:
    return (*shares, 1 - sum(shares))
