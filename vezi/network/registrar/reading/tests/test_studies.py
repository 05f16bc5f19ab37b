import datetime

import pytest

from vezi.network.registrar.reading.values import places, studies, texts


def year(text: str, today: datetime.date) -> object:
    pairs, troubles = studies.year_reader("class_year", today=today)(text)
    return troubles[0][:2] if troubles else dict(pairs).get("class_year")


@pytest.mark.parametrize(
    ("text", "class_year"),
    [
        *(("1999", 1999), ("1999.", 1999), ("1999.0", 1999), ("99", 1999), ("'99", 1999), ("’05", 2005), ("24", 2024)),
        *(
            ("1998/99", 1999),
            ("1998/1999", 1999),
            ("1999/00", 2000),
            ("1999/2000", 2000),
            ("98/99", 1999),
            ("2005/6", 2006),
        ),
        *(("1997-2001", 2001), ("30. 6. 1999", 1999), ("1999-06-30", 1999), ("30", 2030), ("35", 1935), ("1868", 1868)),
        *(("", None), ("-", None), ("0", None)),
    ],
)
def test_class_years(text: str, class_year: int | None, today: datetime.date) -> None:
    assert year(text, today) == class_year


@pytest.mark.parametrize("text", ["19999", "199", "1799", "2035", "99999999"])
def test_years_out_of_reach_reject_the_row(text: str, today: datetime.date) -> None:
    assert year(text, today) == ("year_out_of_reach" if len(text) < 7 else "not_a_year", "rejected")


@pytest.mark.parametrize("text", ["letos", "1999?", "MCMXCIX", "19 99"])
def test_what_is_no_year_rejects_the_row(text: str, today: datetime.date) -> None:
    assert year(text, today) == ("not_a_year", "rejected")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        *(("redni", "full_time"), ("Izredni študij", "part_time"), ("R", "full_time"), ("Full-time", "full_time")),
        *(("vseživljenjsko", "continuing"), ("Teilzeit", "part_time"), ("izredni (ob delu)", "part_time")),
    ],
)
def test_modes_of_study(text: str, mode: str) -> None:
    assert studies.mode_reader()(text) == ((("study_mode", mode),), ())


def test_an_unknown_mode_is_left_out_with_a_warning() -> None:
    assert studies.mode_reader()("-") == ((), ())
    assert studies.mode_reader()("po pošti") == ((), (("mode_unknown", "warning", {"value": "po pošti"}),))


@pytest.mark.parametrize(
    ("text", "kind"), [("Diplomantka", "alum"), ("Student", "student"), ("PROFESOR", "faculty"), ("zaposleni", "staff")]
)
def test_kinds_of_tie(text: str, kind: str) -> None:
    assert studies.kind_reader()(text) == ((("affiliation_kind", kind),), ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Slovenija", "SI"), ("SLOVENIA", "SI"), ("si", "SI"), ("SVN", "SI"), ("Slowenien", "SI"), ("USA", "US")),
        *(("U.S.A.", "US"), ("ZDA", "US"), ("BiH", "BA"), ("Bosna in Hercegovina", "BA"), ("Velika Britanija", "GB")),
        *(
            ("UK", "GB"),
            ("England", "GB"),
            ("Nemčija", "DE"),
            ("Deutschland", "DE"),
            ("Österreich", "AT"),
            ("P.R.", "PR"),
        ),
        *(("D.R.", "DO"), ("CAN", "CA"), ("Češka", "CZ"), ("Makedonija", "MK"), ("Kosovo", "XK"), ("hrvatska", "HR")),
        *(("Italia", "IT"), ("Kitajska", "CN"), ("South Korea", "KR"), ("Holland", "NL"), ("Türkiye", "TR")),
    ],
)
def test_countries(text: str, code: str) -> None:
    assert places.country_reader()(text) == ((("country", code),), ())


def test_an_unknown_country_is_left_out_and_a_near_one_suggested() -> None:
    read = places.country_reader()

    assert read("Slovenja") == ((), (("country_perhaps", "warning", {"value": "Slovenja", "country": "SI"}),))
    assert read("Jugoslavija") == ((), (("country_unknown", "warning", {"value": "Jugoslavija"}),))
    assert read("-") == ((), ())


def test_looking_for_near_countries_has_an_end() -> None:
    read = places.country_reader()
    codes = [read(f"Slovenja{n}")[1][0][0] for n in range(places.SUGGESTIONS + 5)]

    assert set(codes[: places.SUGGESTIONS]) == {"country_perhaps"}
    assert set(codes[places.SUGGESTIONS :]) == {"country_unknown"}


@pytest.mark.parametrize("text", ["1000 Ljubljana", "SI-1000 Ljubljana", "1000  Ljubljana"])
def test_a_city_with_its_postcode(text: str) -> None:
    assert places.city_reader()(text) == ((("city", "Ljubljana"), ("postcode", "1000")), ())
    assert places.city_reader()("Škofja Loka") == ((("city", "Škofja Loka"),), ())


def test_other_texts_are_kept_or_left_out_when_endless() -> None:
    read = texts.text_reader("programme")

    assert read("  Ekonomija\u00a0in  pravo ") == ((("programme", "Ekonomija in pravo"),), ())
    assert read("N/A") == ((), ())
    assert read("x" * 501)[1][0][:2] == ("text_too_long", "warning")


@pytest.mark.parametrize(
    ("text", "number"),
    [("00123", "00123"), ("63000001.0", "63000001"), (" AB-12/3 ", "AB-12/3"), ("0", None), ("-", None)],
)
def test_student_numbers(text: str, number: str | None) -> None:
    pairs, troubles = texts.number_reader("student_number")(text)

    assert (dict(pairs).get("student_number"), troubles) == (number, ())


def test_an_endless_student_number_rejects_the_row() -> None:
    assert texts.number_reader("student_number")("1" * 65)[1][0][:2] == ("number_too_long", "rejected")


def test_a_student_number_a_spreadsheet_has_rounded_rejects_the_row() -> None:
    assert texts.number_reader("student_number")("6,30012E+12")[1][0][:2] == ("number_rounded", "rejected")
