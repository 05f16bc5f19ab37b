from collections import Counter
from math import sqrt

import pytest

from vezi.demo.synth.dice import Dice
from vezi.demo.synth.eastern_names import in_latin
from vezi.demo.synth.names import WORLD, culture
from vezi.demo.synth.slovenian_names import COMMONEST, surnames
from vezi.demo.synth.surnames import after_marriage


def names_of(code: str, *, woman: bool, born: int = 1980, count: int = 400):
    dice = Dice(f"names {code}")
    return [culture(code).name(dice, woman=woman, born=born) for _ in range(count)]


def test_the_commonest_slovenian_surnames_are_as_common_as_counted() -> None:
    dice, pool, throws = Dice(5), surnames(), 100_000

    drawn = Counter(pool.draw(dice) for _ in range(throws))

    for name, per_thousand in COMMONEST.items():
        expected = throws * per_thousand / 1000
        assert abs(drawn[name] - expected) <= 4 * sqrt(expected), name


def test_no_slovenian_surname_stands_twice_or_uncapitalised() -> None:
    names = surnames().things

    assert len(names) == len(set(names))
    assert [name for name in names if not name[0].isupper()] == []


def test_the_tail_of_slovenian_surnames_begins_where_the_counted_end() -> None:
    pool = surnames()
    last_counted = pool.share_of(list(COMMONEST)[-1])
    first_of_tail = pool.share_of(pool.things[len(COMMONEST)])

    assert first_of_tail == pytest.approx(last_counted, rel=0.3)


@pytest.mark.parametrize(("born", "name"), [(1940, "Marija"), (1978, "Mojca"), (1995, "Nina"), (2004, "Nika")])
def test_a_first_name_tells_the_decade(born: int, name: str) -> None:
    givens = [one.given.split()[0] for one in names_of("sl", woman=True, born=born, count=3000)]

    assert Counter(givens).most_common(1)[0][0] == name


@pytest.mark.parametrize("code", sorted(WORLD))
def test_every_culture_names_women_and_men(code: str) -> None:
    women = names_of(code, woman=True)
    men = names_of(code, woman=False)

    assert all(name.given and name.family for name in women + men)
    assert len({name.given for name in women}) > 5
    assert [name for name in women + men if "_" in name.given + name.family or "=" in name.given + name.family] == []


@pytest.mark.parametrize(("code", "ending"), [("cs", "á"), ("is", "dóttir"), ("ru", "a"), ("bg", "a"), ("mk", "a")])
def test_women_bear_surnames_in_the_form_of_their_language(code: str, ending: str) -> None:
    bent = [name for name in names_of(code, woman=True) if name.family.endswith(ending)]

    assert len(bent) > 300


@pytest.mark.parametrize(
    ("code", "man", "woman"),
    [("pl", "Kowalski", "Kowalska"), ("el", "Papadopoulos", "Papadopoulou"), ("cs", "Novák", "Nováková")],
)
def test_the_same_surname_for_a_man_and_a_woman(code: str, man: str, woman: str) -> None:
    assert man in {name.family for name in names_of(code, woman=False, count=1500)}
    assert woman in {name.family for name in names_of(code, woman=True, count=1500)}


def test_vietnamese_names_are_mostly_nguyen_and_spaniards_have_two_surnames() -> None:
    nguyen = [name for name in names_of("vi", woman=True, count=2000) if name.family == "Nguyễn"]
    double = [name for name in names_of("es", woman=False, count=1000) if " " in name.family]

    assert len(nguyen) == pytest.approx(700, abs=150)
    assert len(double) == pytest.approx(800, abs=60)


@pytest.mark.parametrize("code", ["zh", "ja", "ko", "ru", "uk", "bg", "el", "ar", "he", "ka"])
def test_names_with_a_script_of_their_own_have_it_and_are_carried_over_to_latin(code: str) -> None:
    for name in names_of(code, woman=False, count=50):
        assert name.given_script, name
        assert name.given.isascii() or code == "zh", name
        assert not name.given_script.isascii()


def test_letters_are_carried_over_by_each_language_s_own_rule() -> None:
    assert in_latin("Володимир", culture="uk") == "Volodymyr"
    assert in_latin("Галина", culture="uk") == "Halyna"
    assert in_latin("Παπαδόπουλος", culture="el") == "Papadopoulos"
    assert in_latin("Христо", culture="bg") == "Hristo"
    assert in_latin("Žiga", culture="sl") == "Žiga"


def test_a_double_surname_is_made_of_short_ones_only() -> None:
    dice = Dice(2)

    assert after_marriage(dice, "Kovač", "Novak", 0.5) == "Novak"
    assert after_marriage(dice, "Kovač", "Novak", 0.05) in {"Kovač Novak", "Kovač-Novak"}
    assert after_marriage(dice, "Suhodolčan-Podgoršek", "Novak", 0.05) == "Novak"
