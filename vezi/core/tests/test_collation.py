"""Our order of names against ICU's."""

import itertools

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vezi.core import collation

LANGUAGES = ("sl", "en")
LETTERS = "".join(
    chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha() and chr(code) not in "ſŀĿŉ"
)  # those four are compatibility forms nobody's name has
TEXTS = st.text(
    alphabet="abcčćdđefghijklmnopqrsštuvwxyzžABCČĆDĐEŠŽ" + LETTERS + "əabvgдђžшЖαβω  --'0123456789,.\t", max_size=12
)
NAMES = [
    *("Cankar", "Cvetko", "Čebulj", "Čeh", "Čuček", "Ćirić", "Ćosić", "Čuk", "Dolenc", "Dular", "Džamonja", "Đorđević"),
    *(
        "Dženan",
        "Đurić",
        "Erjavec",
        "Slak",
        "Sušnik",
        "Šinkovec",
        "Špan",
        "Turk",
        "Zajc",
        "Zupan",
        "Žagar",
        "Žnidaršič",
    ),
    *("Novak", "Novak-Kovač", "Novak Kovač", "Novakovič", "Novák", "novak", "NOVAK", "O'Brien", "Obrien", "O’Neill"),
    *("van den Boogaard-Štrukelj", "Van Dyck", "de la Cruz", "D'Angelo", "Dangelo", "Müller", "Muller", "Mueller"),
    *("Strauß", "Strauss", "Straußer", "Øverland", "Overland", "Łukasz", "Lukasz", "Åberg", "Aberg", "Æbelø", "Aebi"),
    *("Иванов", "Ђорђевић", "Ћосић", "Жуков", "Шевченко", "Йовков", "Παπαδόπουλος", "Ωνάσης", "Άννα", "გიორგი"),
    *("Հովհաննիսյան", "כהן", "محمد", "शर्मा", "สมชาย", "김", "박", "田中", "中村", "Əliyev", "Işık", "Ilhan", "Þór"),
    *("a", "ä", "b", "ć", "č", "c", "d", "đ", "š", "s", "ž", "z", "1", "10", "2", "", " ", "-"),
]


def order(a: bytes, b: bytes) -> int:
    return (a > b) - (a < b)


def icu_key(text: str, language: str) -> bytes:
    return icu.Collator.createInstance(icu.Locale(language)).getSortKey(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_come_in_the_order_icu_gives_them(language: str) -> None:
    ours = sorted(NAMES, key=lambda name: collation.key(name, language))
    theirs = sorted(NAMES, key=lambda name: icu_key(name, language))

    assert ours == theirs


def test_the_slovenian_alphabet_keeps_its_letters_apart() -> None:
    letters = sorted("žzšsđdćčcCČŽ", key=lambda letter: collation.key(letter, "sl"))

    assert "".join(letters) == "cCčČćdđsšzžŽ"


def test_english_takes_the_marks_for_shades_of_one_letter() -> None:
    words = sorted(["Čad", "Cerar", "Car", "Česen"], key=lambda word: collation.key(word, "en"))

    assert words == ["Čad", "Car", "Cerar", "Česen"]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=600, deadline=None)
@given(a=TEXTS, b=TEXTS)
def test_any_two_latin_texts_compare_as_in_icu(language: str, a: str, b: str) -> None:
    ours = order(collation.key(a, language), collation.key(b, language))

    assert ours == order(icu_key(a, language), icu_key(b, language))


@given(a=st.text(max_size=20), b=st.text(max_size=20))
def test_ranks_never_contradict_keys(a: str, b: str) -> None:
    first, second = sorted((collation.key(a, "sl"), collation.key(b, "sl")))

    assert -(1 << 63) <= collation.rank(first) <= collation.rank(second) < 1 << 63


@given(text=st.text(max_size=40))
def test_any_text_has_a_key_without_zero_bytes(text: str) -> None:
    assert b"\0" not in collation.key(text, "sl")


def test_people_are_ordered_by_surname_before_given_name() -> None:
    people = [("Novak", "Žiga"), ("Novak Kovač", "Ana"), ("Novak", "Ana"), ("Novák", "Bine"), ("Novak-Kos", "Ana")]

    ordered = sorted(people, key=lambda person: collation.key("\t".join(person), "sl"))

    assert ordered == [people[2], people[3], people[0], people[1], people[4]]


def test_decomposed_letters_and_digits_of_other_scripts_find_their_place() -> None:
    assert collation.key("Z\u030cagar", "sl") == collation.key("Žagar", "sl")
    assert collation.key("1", "sl") < collation.key("٢", "sl") < collation.key("3", "sl")


def test_a_capital_and_a_mark_decide_only_when_the_letters_are_the_same() -> None:
    for a, b in itertools.pairwise(["novak", "Novak", "novák", "novakova"]):
        assert collation.key(a, "sl") < collation.key(b, "sl")
