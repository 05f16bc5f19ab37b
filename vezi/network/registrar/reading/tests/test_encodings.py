"""Old one-byte encodings, told apart by the names in them."""

import pytest

from vezi.network.registrar.reading import Choices, open_sheet
from vezi.network.registrar.reading.tests.conftest import Written

SLOVENIAN = ["Žiga Čuček", "Špela Žnidaršič", "Uroš Šinkovec", "Đorđe Đurić", "Maja Kovač", "Ana Novak", "Nuša Žagar"]
CZECH = ["Jiří Dvořák", "Tomáš Novotný", "Božena Němcová", "Zdeněk Šťastný", "Růžena Ďurišová"]
POLISH = ["Świętosław Łoś", "Paweł Dąbrowski", "Małgorzata Wójcik", "Stanisław Źrebięcki", "Kamińska Zofia"]
HUNGARIAN = ["László Szűcs", "Erzsébet Kővári", "György Tóth", "Zsófia Lőrincz"]
GERMAN = ["Jürgen Groß", "Björn Schäfer", "Käthe Müller", "Anja Weiß"]
FRENCH = ["François Lefèvre", "Hélène Brontë", "Zoé Crête", "Benoît Gérôme"]
SPANISH = ["José Muñoz", "Íñigo Núñez", "María Peña", "Begoña Ibáñez"]
NORDIC = ["Jørgen Bjørnson", "Åse Sørensen", "Bjørk Þórsdóttir", "Lærke Østergård"]
PORTUGUESE = ["João Conceição", "António Simões", "Inês Guimarães", "Sebastião Antunes"]
RUSSIAN = ["Иван Петров", "Анна Кузнецова", "Юрий Жуков", "Щербакова Ольга"]
GREEK = ["Γιώργος Παπαδόπουλος", "Ελένη Ωνάση", "Άννα Μαρία"]
TURKISH = ["Işık Yıldız", "Erdoğan Şahin", "Çağla Güneş", "İbrahim Öztürk"]

CASES = [
    *(("cp1250", names) for names in (SLOVENIAN, CZECH, POLISH, HUNGARIAN, GERMAN)),
    *(("iso8859-2", names) for names in (SLOVENIAN, CZECH, POLISH, HUNGARIAN)),
    *(("cp852", names) for names in (SLOVENIAN, CZECH)),
    *(("mac_latin2", names) for names in ([n for n in SLOVENIAN if "Đ" not in n], CZECH)),
    *(("cp1252", names) for names in (GERMAN, FRENCH, SPANISH, NORDIC, PORTUGUESE)),
    *(("iso8859-1", names) for names in (GERMAN, FRENCH, SPANISH, NORDIC)),
    ("cp1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("cp1253", GREEK),
    ("cp1254", TURKISH),
    *(("utf-8", names) for names in (SLOVENIAN, RUSSIAN, GREEK)),
]


@pytest.mark.parametrize(("encoding", "names"), CASES)
def test_names_are_read_in_the_encoding_they_were_written_in(written: Written, encoding: str, names: list[str]) -> None:
    plain = [f"Person {n} Plain" for n in range(40)]
    lines = "".join(f"{n};{name};{1990 + n % 9}\r\n" for n, name in enumerate(names + plain))
    sheet = open_sheet(written("ID;Name;Year\r\n" + lines, encoding=encoding))

    assert [row.cells[1] for row in sheet.rows()] == names + plain


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "cp852"])
def test_one_slovenian_name_is_enough(written: Written, encoding: str) -> None:
    path = written("Priimek;Ime\nNovak;Ana\nŽnidaršič;Špela\n", encoding=encoding)

    assert [row.cells for row in open_sheet(path).rows()][1] == ["Žnidaršič", "Špela"]


def test_the_first_letter_beyond_ascii_may_stand_on_the_last_line(written: Written) -> None:
    path = written("Priimek;Ime\n" + "Novak;Ana\n" * 200_000 + "Žnidaršič;Špela\n", encoding="iso8859-2")

    assert list(open_sheet(path).rows())[-1].cells == ["Žnidaršič", "Špela"]


def test_a_guess_that_is_none_is_told(written: Written) -> None:
    sheet = open_sheet(written(b"Priimek;Ime\n" + b"\xa4\xb0x\xa6;q\xb6\xb1\n" * 3))

    assert [problem.code for problem in sheet.warnings] == ["encoding_unsure"]


def test_the_officer_can_say_which_encoding_it_is(written: Written) -> None:
    path = written("Priimek;Ime\nNovač;Ana\n", encoding="cp1250")

    assert [row.cells for row in open_sheet(path, Choices(encoding="cp1252")).rows()] == [["Novaè", "Ana"]]
