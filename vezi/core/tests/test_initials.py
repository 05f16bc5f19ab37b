import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.initials import ground, initials
from vezi.core.who import Who


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (("Žiga Čuček",), "ŽČ"),
        (("Špela Žnidaršič Čebulj",), "ŠŽ"),
        (("Wilhelmina Aleksandra", "van den Boogaard-Štrukelj"), "WB"),
        (("Þórdís", "Guðmundsdóttir"), "ÞG"),
        (("ada lovelace",), "AL"),
        (("de la",), "DL"),
        (("O",), "O"),
        (("毛泽东",), "毛"),
        (("’Abd al-Rahman",), "A"),
        (("ßen Q",), "Q"),
        (("  ", ""), ""),
        (("42",), ""),
        (("S\u030cpela", "Z\u030cagar"), "ŠŽ"),
    ],
)
def test_initials(names: tuple[str, ...], letters: str) -> None:
    assert initials(*names) == letters


@given(st.text(), st.text())
def test_whatever_the_name_there_are_at_most_two_letters(one: str, other: str) -> None:
    assert len([sign for sign in initials(one, other) if sign.isalpha()]) <= 2


@given(st.text(max_size=80))
def test_ground_is_one_of_twelve(name: str) -> None:
    assert 0 <= ground(name) < 12


def test_ground_never_changes() -> None:
    assert [ground(name) for name in ("Ada Lovelace", "Grace Hopper", "Žiga Čuček")] == [3, 1, 6]


def test_who_prefers_the_letters_that_the_member_set() -> None:
    assert Who(name="Ada Lovelace", letters="AAL").initials == "AAL"
    assert Who(name="Ada King Lovelace", given="Ada King", family="Lovelace").initials == "AL"
    assert Who(name="Ada King Lovelace").initials == "AK"
    assert Who(name="Ada King Lovelace").first_name == "Ada"
