from collections import Counter
from dataclasses import asdict
from itertools import islice
from math import sqrt

import phonenumbers
import pytest

from vezi.demo.synth.people import people
from vezi.demo.synth.person import MadeUpPerson
from vezi.demo.synth.registrar_words import TRADES
from vezi.demo.synth.schools import NEWEST_CLASS, SCHOOLS, classes, programmes_in
from vezi.network.people.trades import Trade

KINDS = sorted(SCHOOLS)
RESERVED = ("example.com", "example.org", "example.net")


@pytest.fixture(scope="module")
def crowds() -> dict[str, list[MadeUpPerson]]:
    return {kind: list(people(kind, seed=11, count=6000)) for kind in KINDS}


def test_the_same_seed_makes_the_same_people() -> None:
    once, again = (list(people("network", seed=3, count=200)) for _ in range(2))

    assert [asdict(person) for person in once] == [asdict(person) for person in again]


def test_another_seed_makes_others() -> None:
    one = [person.name for person in people("network", seed=3, count=50)]
    other = [person.name for person in people("network", seed=4, count=50)]

    assert one != other


def test_who_comes_first_does_not_depend_on_how_many_are_asked_for() -> None:
    few = list(people("mba", seed=3, count=20))
    many = list(islice(people("mba", seed=3, count=500), 20))

    assert few == many


def test_the_language_changes_words_and_nobody() -> None:
    english = list(people("faculty", seed=3, count=300))
    slovenian = list(people("faculty", seed=3, count=300, language="sl"))

    assert [(one.number, one.name, one.email, one.born_on) for one in english] == [
        (one.number, one.name, one.email, one.born_on) for one in slovenian
    ]
    assert {one.studies[0].institution for one in slovenian} == {"Univerza v Emoni"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_student_number_and_no_mail_address_is_given_twice(kind: str, crowds: dict) -> None:
    numbers = Counter(person.number for person in crowds[kind])
    mails = Counter(person.email for person in crowds[kind] if person.email)

    assert numbers.most_common(1)[0][1] == 1
    assert mails.most_common(1)[0][1] == 1
    assert {len(number) for number in numbers} == {8}


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_address_is_at_a_domain_that_leads_nowhere(kind: str, crowds: dict) -> None:
    domains = {person.email.partition("@")[2] for person in crowds[kind] if person.email}

    assert [domain for domain in domains if domain not in RESERVED and not domain.endswith(".example")] == []
    assert all(person.email.isascii() for person in crowds[kind])


def test_about_seven_in_ten_have_a_mail_address_and_eight_in_a_hundred_several_degrees(crowds: dict) -> None:
    crowd = crowds["network"]

    assert sum(bool(one.email) for one in crowd) / 6000 == pytest.approx(0.7, abs=0.03)
    assert sum(len(one.studies) > 1 for one in crowd) / 6000 == pytest.approx(0.08, abs=0.015)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_finishes_before_beginning_or_works_before_growing_up(kind: str, crowds: dict) -> None:
    for person in crowds[kind]:
        for study in person.studies:
            assert study.finished_on is None or study.started_on < study.finished_on
            assert study.class_year is None or study.class_year - person.born_on.year >= 20
            assert (study.finished_on is None) == (study.affiliation == "student")
        assert person.work is None or person.work.since - person.born_on.year >= 19
        assert person.studies == sorted(person.studies, key=lambda study: study.class_year or 0)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_studies_what_was_not_taught(kind: str, crowds: dict) -> None:
    for person in crowds[kind]:
        study = person.studies[0]
        if study.class_year:
            taught = {programme.name[0] for programme in programmes_in(kind, study.class_year).things}
            assert study.programme in taught


def test_classes_are_as_large_as_the_school_was(crowds: dict) -> None:
    counted = Counter(
        one.studies[0].class_year
        for one in crowds["network"]
        if one.studies[0].class_year in range(1961, NEWEST_CLASS + 1)
    )
    total = counted.total()

    for year in classes("network").things:
        expected = total * classes("network").share_of(year)
        assert abs(counted[year] - expected) <= 4 * sqrt(expected) + 2, year


def test_schools_grow_and_women_come_to_them(crowds: dict) -> None:
    early = [one for one in crowds["network"] if (one.class_year or 0) in range(1961, 1981)]
    late = [one for one in crowds["network"] if (one.class_year or 0) in range(2006, 2026)]

    assert len(late) > 4 * len(early)
    assert sum(one.woman for one in late) / len(late) > 1.6 * sum(one.woman for one in early) / len(early)


def test_slovenian_schools_stay_at_home_and_the_network_does_not(crowds: dict) -> None:
    at_home = {kind: sum(one.country == "SI" for one in crowd) / 6000 for kind, crowd in crowds.items()}

    assert at_home["network"] < 0.12
    assert at_home["faculty"] == pytest.approx(0.88, abs=0.02)
    assert at_home["mba"] == pytest.approx(0.93, abs=0.02)
    assert len({one.country for one in crowds["network"]}) > 80


def test_ljubljana_is_the_largest_town_of_a_faculty_there(crowds: dict) -> None:
    towns = Counter(one.city for one in crowds["faculty"])

    assert [town for town, _ in towns.most_common(2)] == ["Ljubljana", "Maribor"]
    assert "Vienna" in {town for town, _ in towns.most_common(40)}


def test_surnames_of_slovenian_men_follow_the_count(crowds: dict) -> None:
    men = [one for kind in ("mba", "faculty") for one in crowds[kind] if one.culture == "sl" and not one.woman]
    expected = len(men) * 0.0054

    novaks = sum(one.family == "Novak" for one in men)

    assert abs(novaks - expected) <= 4 * sqrt(expected)


def test_a_share_of_women_and_no_man_has_a_former_surname(crowds: dict) -> None:
    everybody = [one for crowd in crowds.values() for one in crowd]
    renamed = [one for one in everybody if one.former]

    assert {one.woman for one in renamed} == {True}
    assert 0.12 < len(renamed) / sum(one.woman for one in everybody) < 0.35
    assert all(one.family_at_graduation in {one.former, one.family} for one in renamed)


@pytest.mark.parametrize("kind", KINDS)
def test_telephones_are_numbers_kept_for_examples_and_look_like_real_ones(kind: str, crowds: dict) -> None:
    numbers = {one.telephone for one in crowds[kind] if one.telephone}

    assert [number for number in numbers if not phonenumbers.is_valid_number(phonenumbers.parse(number))] == []


def test_students_teachers_and_part_time_students_are_among_them(crowds: dict) -> None:
    studies = [study for crowd in crowds.values() for one in crowd for study in one.studies]

    assert {study.affiliation for study in studies} == {"alum", "student", "faculty", "staff"}
    assert {study.mode for study in studies} == {"full_time", "part_time", "continuing", "exchange", ""}
    assert {study.class_year for study in studies if study.affiliation == "faculty"} == {None}


def test_the_top_is_for_the_grown_up(crowds: dict) -> None:
    at_the_top = [one for one in crowds["network"] if one.work and one.work.step == 3]

    assert min(NEWEST_CLASS - one.born_on.year for one in at_the_top) >= 40


def test_trades_are_those_of_the_product(crowds: dict) -> None:
    used = {one.work.trade for crowd in crowds.values() for one in crowd if one.work}

    assert used == set(Trade.values)
    assert {code: words[0] for code, words in TRADES.items()} == {code: str(name) for code, name in Trade.choices}
