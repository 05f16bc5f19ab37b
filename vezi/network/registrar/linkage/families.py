"""People of one family agree in much without being one person.

The comparisons take surname, birth date and address for independent of each other. Within a family they are not: twins
have all three in common, father and son of one name all but the birth date.
"""

from math import log2

from vezi.network.registrar.linkage.model import Model

#: Pairs of twins a record: 3 of 100 people are twins (Pison et al., Human Reproduction 2021), and one of four or so has
#: the other one beside her in the same files.
TWINS = 0.004
ONE_HOUSE = 4.0  # bits: what the address says at most of two people of one name with different birth dates
NEVER = -20.0  # bits


def more_than_a_family_has(model: Model) -> str:
    """In SQL over Splink's predictions, the evidence (bits) of a pair that a family would explain as well."""
    if not {"given_name", "family_name", "birth_date"} <= model.shares.keys():
        return "0"
    twins = "mw_given_name < 0 and mw_family_name > 0 and mw_birth_date > 0"
    cases = [f"when {twins} then greatest(0, match_weight - {not_twins(model)})"]
    if "address" in model.shares:
        generations = "mw_birth_date < 0 and mw_family_name > 0 and mw_given_name > 0"
        cases.append(f"when {generations} then greatest(0, mw_address - {ONE_HOUSE})")
    return f"case {' '.join(cases)} else 0 end"


def not_twins(model: Model) -> float:
    """How sure (bits) two of one surname and birth date with different given names are one person all the same.

    That depends on how often the records of one person differ so in these very files; the twins among them, whom the
    estimate takes for such, are counted off.
    """
    given = model.shares["given_name"]
    differing = sum(m for m, u in zip(given.m, given.u, strict=True) if m < u)
    one_person, twins = model.matches * differing, model.records * TWINS
    odds = one_person / twins - 1
    return log2(odds) if odds > 0 else NEVER
