import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.network.registrar.reading.values import contacts


def mail(text: str) -> tuple[dict[str, str], list[str]]:
    pairs, troubles = contacts.mail_reader("mail")(text)
    return dict(pairs), [code for code, _, _ in troubles]


def phone(text: str, region: str = "SI") -> tuple[dict[str, str], list[str]]:
    pairs, troubles = contacts.phone_reader("phone", region=region)(text)
    return dict(pairs), [code for code, _, _ in troubles]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@fri.si", "ana@fri.si"),
        (" Ana.Novak@FRI.Uni-Lj.SI ", "Ana.Novak@fri.uni-lj.si"),
        ("mailto:ana@fri.si", "ana@fri.si"),
        ("Ana Novak <ana@fri.si>", "ana@fri.si"),
        ("<ana@fri.si>", "ana@fri.si"),
        ("ana@fri.si.", "ana@fri.si"),
        ("o'brien+list@example.com", "o'brien+list@example.com"),
        ("žiga@čuček.si", "žiga@čuček.si"),
        ("ana\u200b@fri.si", "ana@fri.si"),
    ],
)
def test_a_good_address_is_kept(text: str, address: str) -> None:
    assert mail(text) == ({"mail": address}, [])


def test_two_addresses_in_one_cell_are_both_kept_and_a_third_is_told() -> None:
    assert mail("ana@fri.si; maja@fri.si") == ({"mail": "ana@fri.si", "mail_2": "maja@fri.si"}, [])
    assert mail("ana@fri.si, ANA@fri.si") == ({"mail": "ana@fri.si"}, [])
    assert mail("a@x.si b@x.si c@x.si") == ({"mail": "a@x.si", "mail_2": "b@x.si"}, ["mail_too_many"])
    assert mail("ana@fri.si; maja@fri") == ({"mail": "ana@fri.si"}, ["mail_bad"])


@pytest.mark.parametrize("text", ["ana at fri.si", "ana@fri", "ana@@fri.si", "a..b@fri.si", "@fri.si", "ana@", "brez@"])
def test_a_bad_address_is_left_out_with_a_warning(text: str) -> None:
    assert mail(text) == ({}, ["mail_bad"])


@pytest.mark.parametrize("text", ["", "-", "/", "n/a", " "])
def test_no_address_is_no_fault(text: str) -> None:
    assert mail(text) == ({}, [])


def test_a_cell_made_to_keep_us_busy_does_not() -> None:
    assert mail("<" + "@" * 30_000) == ({}, ["mail_bad"])
    assert phone("1 " * 15_000)[1] == ["phone_unread"]


def test_capitals_do_not_make_another_address() -> None:
    assert contacts.mail_key("Ana@fri.si") == contacts.mail_key("ana@fri.si")


@pytest.mark.parametrize(
    "text",
    ["041 123 456", "041/123-456", "+386 41 123 456", "0038641123456", "+386 (0)41 123 456", "41123456", "041123456"],
)
def test_a_number_is_kept_in_international_form(text: str) -> None:
    assert phone(text) == ({"phone": "+38641123456"}, [])


def test_numbers_of_other_countries() -> None:
    assert phone("+1 650 253 0000") == ({"phone": "+16502530000"}, [])
    assert phone("(650) 253-0000", "US") == ({"phone": "+16502530000"}, [])
    assert phone("06 6982", "IT")[0] == {"phone": "+39066982"}
    assert phone("+386 41 123 456", "ZZ") == ({"phone": "+38641123456"}, [])


def test_two_numbers_in_one_cell() -> None:
    assert phone("01 234 56 78; 041 123 456") == ({"phone": "+38612345678", "mobile": "+38641123456"}, [])


def test_a_number_that_cannot_be_read_is_kept_as_written() -> None:
    assert phone("int. 12") == ({"phone": "int. 12"}, ["phone_unread"])
    assert phone("12345") == ({"phone": "12345"}, ["phone_unread"])


def test_zeros_and_strokes_are_no_number() -> None:
    assert phone("0") == ({}, [])
    assert phone("/") == ({}, [])


@pytest.mark.parametrize("region", ["SI", "HR", "DE", "AT", "GB", "FR"])
@given(digits=st.text(alphabet="0123456789", min_size=4, max_size=12), lead=st.sampled_from(["", "0", "00", "+", "0 "]))
def test_the_quick_way_gives_what_phonenumbers_gives(region: str, digits: str, lead: str) -> None:
    code = str(phonenumbers.country_code_for_region(region))
    text = lead + (code if lead in ("+", "00") else "") + digits

    quick = contacts._quickly(text, region)

    assert quick is None or quick == contacts._international(text, region)


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_reading_of_contacts(text: str) -> None:
    mail(text)
    phone(text)
