import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.network.registrar.reading.values import names, texts


def family(text: str, *, mends_capitals: bool = False) -> dict[str, str]:
    return dict(names.name_reader("family", mends_capitals=mends_capitals)(text)[0])


def full(text: str, *, family_first: bool = False) -> tuple[str, str]:
    found = dict(names.full_name_reader(family_first=family_first)(text)[0])
    return found.get("family", ""), found.get("given", "")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Novak",
            "O",
            "Ó",
            "李",
            "O'Brien",
            "'t Hooft",
            "Null",
            "None",
            "True",
            "N/A",
            "D'Angelo",
            "X Æ A-12",
            "Kos II",
        ),
        *("=HYPERLINK('x')", "+386", "@ana", "-Ana", "<script>alert(1)</script>", "Robert'); DROP TABLE Students;--"),
        *("van den Boogaard-Štrukelj", "Žnidaršič Čebulj", "Иванов", "محمد", "สมชาย", "나", "Nguyễn", "ǅamonja"),
        "Wolfeschlegelsteinhausenbergerdorff" + "a" * 45,
        "田" * 80,
    ],
)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert family(name) == {"family": name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Novak ", "Novak"),
        ("Novak\u00a0  Kos", "Novak Kos"),
        ("Z\u030cagar", "Žagar"),
        ("No\u200evak\u202e", "Novak"),
        ("\ufeffNovak\x00\x07", "Novak"),
        ("Novak\nKos", "Novak Kos"),
        ("رضا\u200cزاده", "رضا\u200cزاده"),
    ],
)
def test_what_one_cannot_see_is_taken_out(text: str, name: str) -> None:
    assert family(text) == {"family": name}


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "/", ".", "?", "\u200e", "\0"])
def test_signs_for_nothing_are_no_name(text: str) -> None:
    assert family(text) == {}


def test_a_name_of_more_than_200_letters_is_refused() -> None:
    assert family("a" * 200) == {"family": "a" * 200}
    assert names.name_reader("family")("a" * 201)[1][0][:2] == ("name_too_long", "rejected")


def test_a_cell_made_to_keep_us_busy_does_not() -> None:
    for text in ("roj. " * 8_000 + ",", "(" * 30_000, "a b " * 9_000):
        assert names.name_reader("family")(text)[1][0][0] == "name_too_long"
        assert names.full_name_reader(family_first=False)(text)[1][0][0] == "name_too_long"


@pytest.mark.parametrize(
    ("text", "now", "before"),
    [
        ("Novak (Kovač)", "Novak", "Kovač"),
        ("Novak (roj. Kovač)", "Novak", "Kovač"),
        ("Novak, roj. Kovač", "Novak", "Kovač"),
        ("Novak roj. Kovač", "Novak", "Kovač"),
        ("Novak, rojena Kovač", "Novak", "Kovač"),
        ("Smith (née Jones)", "Smith", "Jones"),
        ("Smith née Jones", "Smith", "Jones"),
        ("Müller geb. Schmidt", "Müller", "Schmidt"),
        ("Horvat rođ. Kovačić", "Horvat", "Kovačić"),
        ("NOVAK [KOVAČ]", "NOVAK", "KOVAČ"),
    ],
)
def test_a_former_surname_is_taken_apart(text: str, now: str, before: str) -> None:
    assert family(text) == {"family": now, "former_family": before}


@pytest.mark.parametrize("text", ["(Novak)", "Novak (2)", "Rojc", "Born", "Novak (", "roj. Kovač", "Novak (=2)"])
def test_brackets_without_a_former_surname_stay(text: str) -> None:
    assert family(text) == {"family": text}


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("NOVAK", "Novak"),
        ("ŽNIDARŠIČ ČEBULJ", "Žnidaršič Čebulj"),
        ("NOVAK-KOVAČ", "Novak-Kovač"),
        ("O'BRIEN", "O'Brien"),
        ("D’ANGELO", "D’Angelo"),
        ("MCDONALD", "McDonald"),
        ("VAN DER BERG", "van der Berg"),
        ("DE LA CRUZ", "de la Cruz"),
        ("'T HOOFT", "'t Hooft"),
        ("SMITH III", "Smith III"),
        ("IJSSELMEER", "IJsselmeer"),
        ("ИВАНОВ", "Иванов"),
        ("A", "A"),
        ("McDonald", "McDonald"),
        ("Novak", "Novak"),
    ],
)
def test_capitals_are_mended_if_the_whole_column_shouts(capitals: str, name: str) -> None:
    assert family(capitals, mends_capitals=True) == {"family": name}


def test_capitals_stay_unless_mending_was_chosen() -> None:
    assert family("NOVAK") == {"family": "NOVAK"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ana Novak", ("Novak", "Ana")),
        ("Ana Marija Novak", ("Novak", "Ana Marija")),
        ("Novak, Ana Marija", ("Novak", "Ana Marija")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig")),
        ("Juan de la Cruz", ("de la Cruz", "Juan")),
        ("Martin Luther King Jr.", ("King Jr.", "Martin Luther")),
        ("King, Jr.", ("King Jr.", "")),
        ("Suharto", ("Suharto", "")),
        ("dr. Ana Novak", ("Novak", "Ana")),
        ("prof. dr. Žiga Čuček", ("Čuček", "Žiga")),
        ("Ana Novak, MBA", ("Novak", "Ana")),
        ("Novak,", ("Novak", "")),
        ("van Gogh", ("Gogh", "van")),
    ],
)
def test_a_full_name_with_the_given_name_first(text: str, parts: tuple[str, str]) -> None:
    assert full(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Novak Ana Marija", ("Novak", "Ana Marija")),
        ("Novak, Ana Marija", ("Novak", "Ana Marija")),
        ("van der Berg Jan", ("van der Berg", "Jan")),
        ("田中 太郎", ("田中", "太郎")),
        ("Novak", ("Novak", "")),
    ],
)
def test_a_full_name_with_the_surname_first(text: str, parts: tuple[str, str]) -> None:
    assert full(text, family_first=True) == parts


def test_a_title_before_a_given_name_is_taken_apart() -> None:
    assert names.name_reader("given")("mag. Ana") == ((("given", "Ana"), ("title", "mag.")), ())
    assert names.name_reader("given")("Dr.") == ((("given", "Dr."),), ())


def test_titles_and_former_surname_come_out_of_a_full_name() -> None:
    pairs, _ = names.full_name_reader(family_first=False)("doc. dr. Ana Novak (roj. Kos)")

    assert dict(pairs) == {"family": "Novak", "given": "Ana", "former_family": "Kos", "title": "doc. dr."}


@given(text=st.text(max_size=300))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    for reader in (
        names.name_reader("family", mends_capitals=True),
        names.name_reader("given"),
        names.full_name_reader(family_first=False, mends_capitals=True),
        names.full_name_reader(family_first=True),
    ):
        pairs, troubles = reader(text)
        assert all(value == texts.clean(value) and value for _, value in pairs)
        assert not (pairs and any(severity == "rejected" for _, severity, _ in troubles))
