"""What proves that somebody is the person of a record, and what is only a hint."""

from datetime import date

import pytest

from vezi.network.memberships import proof

BORN = date(1976, 5, 14)
RECORD = proof.describe(
    [("Maja", "Kovač"), ("Maja", "Žnidaršič")], born_on=BORN, years=[1999, 2003], numbers=["21 99-007"]
)


def said(given="Maja", family="Kovač", born_on=BORN, year=None, number="") -> proof.Description:
    return proof.describe([(given, family)], born_on=born_on, years=[year] if year else [], numbers=[number])


@pytest.mark.parametrize(
    ("words", "is_proof"),
    [
        ({"number": "2199-007", "family": "Somebody"}, True),
        ({"number": "2199-007", "born_on": None}, False),
        ({"number": "2199-007", "born_on": date(1976, 5, 15)}, False),
        ({"year": 1999}, True),
        ({"year": 2000}, True),
        ({"year": 2004, "given": "maja", "family": "znidarsic"}, True),
        ({"year": 2001}, False),
        ({"year": 1999, "born_on": None}, False),
        ({"year": 1999, "given": "Ana"}, False),
        ({}, False),
    ],
)
def test_proof_is_number_and_birth_or_name_birth_and_year(words, is_proof) -> None:
    assert proof.proves(proof.agreement(said(**words), RECORD)) is is_proof


def test_nothing_said_agrees_with_nothing_known() -> None:
    nothing = proof.describe([("", "")], born_on=None, years=[], numbers=["", " "])

    assert proof.agreement(nothing, nothing) == frozenset()


@pytest.mark.parametrize(
    ("words", "likely"),
    [({"born_on": None}, True), ({"given": "Ana"}, True), ({"given": "Ana", "born_on": None, "year": 1999}, False)],
)
def test_an_officer_is_shown_what_is_likely(words, likely) -> None:
    assert proof.is_likely(proof.agreement(said(**words), RECORD)) is likely
