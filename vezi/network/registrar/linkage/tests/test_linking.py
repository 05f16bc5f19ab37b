"""Who is who: the usual, and what leads a linkage astray."""

import datetime
import random
from dataclasses import replace
from typing import Any

import pytest

from vezi.network.registrar.linkage import MATCH, REVIEW, Model, Record, link
from vezi.network.registrar.linkage.tests.people import once_more, pairs, people, truth

BORN = datetime.date(1972, 3, 9)


@pytest.fixture(scope="module")
def club() -> list[Record]:
    return people(600)


@pytest.fixture(scope="module")
def model(club: list[Record]) -> Model:
    """Learnt from two lists of a club without anything odd in them."""
    return link(club, list(once_more(club))).model


def test_two_lists_of_the_same_people_are_linked(club: list[Record]) -> None:
    strangers = [replace(one, id=f"s{one.id}") for one in people(300, seed=9)]
    found = pairs(link(club, [*once_more(club[:300]), *strangers], one_to_one=True))
    right = found & truth(club)

    assert len(right) > 0.97 * 300
    assert len(found - right) < 0.01 * 300


def test_a_file_may_tell_of_one_person_many_times(club: list[Record]) -> None:
    again = [replace(one, id=f"{one.id} {time}") for one in once_more(club[:60]) for time in range(5)]
    found = link(club, again)

    assert {pair.left for pair in found.pairs} <= {record.id for record in club}
    assert (
        len([pair for pair in found.pairs if pair.band == MATCH and pair.right.startswith(f"again {pair.left} ")]) > 285
    )


def test_duplicates_of_a_file_are_found(club: list[Record]) -> None:
    found = pairs(link([*club, *once_more(club[:200])]))

    assert len(found & truth(club)) > 0.97 * 200
    assert len(found - truth(club)) < 0.02 * 200


def test_the_same_records_give_the_same_answer(club: list[Record]) -> None:
    records = [*club[:200], *once_more(club[:100])]
    one, other = link(records), link(records)

    assert (one.pairs, one.model.version) == (other.pairs, other.model.version)


def test_the_order_of_rows_does_not_matter(club: list[Record]) -> None:
    records = [*club[:300], *once_more(club[:150])]
    mixed = random.Random(4).sample(records, len(records))

    assert pairs(link(records)) == pairs(link(mixed))


def test_a_model_is_kept_and_taken_up_again(club: list[Record], model: Model) -> None:
    again = Model.from_json(model.as_json())
    records = [*club[:100], *once_more(club[:50])]

    assert again == model
    assert link(records, model=again).pairs == link(records, model=model).pairs


#: What another file says of a woman, and how sure one may be. Each line is of a woman with a surname of her own.
GUISES: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "married, both names": ("Kosovelec", {"family_name": "Kosovelec Gruden"}, MATCH),
    "married, the former one said": ("Ferjan", {"family_name": "Gruden", "former_name": "Ferjan"}, MATCH),
    "a short form": ("Obrekar", {"given_name": "Špela"}, MATCH),
    "surname first": ("Uljan", {"given_name": "Uljan", "family_name": "Elizabeta"}, MATCH),
    "a second given name": ("Wagner", {"given_name": "Elizabeta Marija"}, MATCH),
    "an initial": ("Škofic", {"given_name": "E."}, MATCH),
    "day and month swapped": ("Damiš", {"month": 9, "day": 3}, MATCH),
    "another digit": ("Bizjak", {"day": 19}, MATCH),
    "Cyrillic": ("Ivanova", {"given_name": "Елизабета", "family_name": "Иванова"}, MATCH),
    "capitals, another accent": ("Arhar", {"given_name": "ELIZABÉTA", "family_name": "ARHAR"}, MATCH),
    "moved away": ("Eržen", {"street": "", "city": "Trieste", "postcode": "34100"}, MATCH),
    "a twin": ("Yilmaz", {"given_name": "Blaž"}, REVIEW),
    "a daughter of her name": ("Orešnik", {"year": 1999, "month": 11, "day": 30}, REVIEW),
    "a brother": ("Indihar", {"given_name": "Blaž", "year": 1979, "month": 6}, None),
    "a namesake elsewhere": (
        "Quaglia",
        {"year": 1999, "month": 12, "street": "", "city": "Celje", "postcode": ""},
        None,
    ),
}


def in_guise(guise: str, number: int) -> list[Record]:
    family, changes, _band = GUISES[guise]
    born = datetime.date(1955 + number, 3, 9)
    home = {"street": f"Trg {number}", "city": "Koper", "postcode": str(6000 + number)}
    herself = Record(f"one {guise}", "Elizabeta", family, birth_date=born, **home)
    day = {part: changes[part] for part in ("year", "month", "day") if part in changes}
    said = {field: said for field, said in changes.items() if field not in day}
    return [herself, replace(herself, id=f"other {guise}", birth_date=born.replace(**day), **said)]


@pytest.fixture(scope="module")
def bands(club: list[Record], model: Model) -> dict[str, str | None]:
    """In which band each guise came."""
    odd = [record for number, guise in enumerate(GUISES) for record in in_guise(guise, number)]
    found = {frozenset((pair.left, pair.right)): pair.band for pair in link([*club, *odd], model=model).pairs}
    return {guise: found.get(frozenset((f"one {guise}", f"other {guise}"))) for guise in GUISES}


@pytest.mark.parametrize("guise", GUISES)
def test_a_person_in_another_guise_is_known_and_a_relative_is_not_she(bands: dict[str, str], guise: str) -> None:
    assert bands[guise] == GUISES[guise][2]


def test_a_common_surname_shared_means_less_than_a_rare_one(club: list[Record]) -> None:
    """Same surname and class of birth, given names unlike: the rarer the surname, the surer."""
    common = [replace(one, family_name="Novak") for one in club[:200]]
    left = [*common, *club[200:], Record("rare", "Lewis Edward", "Xylander", birth_year=1921)]
    found = link(left, [*once_more(left[:400]), Record("again rare", "Pete", "Xylander", birth_year=1921)])
    sure = {pair.left: pair.probability for pair in found.pairs if pair.right == "again rare"}
    among = [p.probability for p in found.pairs if p.left[0] == "p" and p.right != f"again {p.left}"]

    assert sure.get("rare", 0) > max(among, default=0)


def test_a_date_that_everybody_has_means_nothing() -> None:
    records = [replace(one, birth_date=datetime.date(1900, 1, 1), email="info@example.org") for one in people(300)]
    found = link(records)

    assert found.placeholders == {"birth_date": ["19000101"], "email": ["info@example.org"]}
    assert pairs(found) == set()


def test_a_family_at_one_address_is_not_one_person() -> None:
    given = ["Ana", "Bojan", "Cene", "Darja", "Erik", "Fani", "Gaber", "Hana", "Iztok", "Jana", "Klemen", "Lara"]
    born = [datetime.date(1940 + 5 * number, 1 + number, 3 + number) for number in range(12)]
    house = [
        Record(name, name, "Kosovelec", birth_date=day, street="Trg 5", city="Koper", postcode="6000")
        for name, day in zip(given, born, strict=True)
    ]

    assert pairs(link(house)) == set()


def test_blank_rows_are_nobody(club: list[Record], model: Model) -> None:
    blank = [Record(f"blank {number}") for number in range(30)]
    found = link([*club, *blank], model=model)

    assert not [pair for pair in found.pairs if "blank" in pair.left + pair.right]


@pytest.mark.parametrize("records", [[], [Record("1")], [Record("1"), Record("2")], [Record("1", "Ana", "Novak")]])
def test_little_or_nothing_to_compare_is_no_trouble(records: list[Record]) -> None:
    assert link(records).pairs == []
    assert {pair.right for pair in link(records, records[:1]).pairs} <= {"1"}


def test_a_row_shifted_by_a_column_meets_nobody_else(club: list[Record], model: Model) -> None:
    one = club[5]
    shifted = Record("shifted", one.family_name, "1972", street=one.city, city=one.postcode, email=one.street)
    found = link([*club, shifted], model=model)

    assert [pair for pair in found.pairs if pair.band == MATCH and "shifted" in (pair.left, pair.right)] == []
