"""Two spellings of one name meet."""

import pytest

from vezi.core.short_forms import formal_of
from vezi.network.registrar.linkage.names import compared, plain


def of(given: str = "", family: str = "", *, known_as: str = "", former: str = "") -> dict:
    return dict(compared(given=given, family=family, known_as=known_as, former=former))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Žagar-Čuček", "zagar cucek"),
        ("O’Brien", "OBrien"),
        ("Иванов", "Ivanov"),
        ("van der Berg", "Berg"),
        ("de la Cruz", "Cruz"),
        ("King Jr.", "King"),
        ("MÜLLER", "Muller"),
    ],
)
def test_spellings_of_one_surname_are_one(one: str, other: str) -> None:
    assert of(family=one)["family"] == of(family=other)["family"]


def test_each_surname_is_a_part_former_ones_too() -> None:
    assert of(family="Novak Kovač", former="Žnidar")["family_parts"] == ["novak", "kovac", "znidar"]
    assert of(family="Novak Kovač")["family_last"] == "kovac"


def test_a_surname_that_is_a_particle_stays() -> None:
    assert of(family="Von")["family"] == "von"


def test_initials_alone_are_no_given_name() -> None:
    names = of(given="T. J.")

    assert (names["given_first"], names["initials"], names["has_initials_only"]) == (None, "tj", True)


def test_a_name_one_is_known_by_is_a_given_name_but_no_initial() -> None:
    names = of(given="Lewis Edward", known_as="Pete")

    assert (names["given_parts"], names["initials"]) == (["lewis", "edward", "pete"], "le")


def test_nothing_said_is_nothing() -> None:
    assert not any(of().values())


@pytest.mark.parametrize(
    ("short", "full"),
    [("bill", "william"), ("bob", "robert"), ("jože", "jožef"), ("špela", "elizabeta"), ("sandi", "aleksander")],
)
def test_short_forms_lead_to_the_full_name(short: str, full: str) -> None:
    assert plain(full) in formal_of(plain(short))
    assert formal_of("nobodyscalledthat") == {"nobodyscalledthat"}
