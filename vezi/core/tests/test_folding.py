import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.folding import fold, latin


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  ŽIGA  Čuček ", "ziga cucek"),
        ("Đorđe Đurić", "dorde duric"),
        ("Strauß & Łukasiewicz", "strauss & lukasiewicz"),
        ("Ærø Þórsson", "aero thorsson"),
        ("İstanbul IŞIK ışık", "istanbul isik isik"),
        ("Nguyễn\u00a0Thị", "nguyen thi"),
        ("Z\u030ciga", "ziga"),
        ("q\u030cueen", "queen"),
        ("ИВАНОВ Ђорђе", "иванов ђорђе"),
        ("शर्मा", "शर्मा"),
        ("田中", "田中"),
        ("No\u200evak\u202e\x00", "novak"),
        ("a\nb\tc", "a b c"),
        ("", ""),
    ],
)
def test_a_text_folds_to_what_one_would_type(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_other_scripts_have_a_latin_spelling_besides() -> None:
    assert latin("Иванов Ђорђе") == "ivanov djordje"
    assert latin("ŽIGA") == "ziga"


@given(text=st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=st.text(max_size=30))
def test_the_composed_and_the_decomposed_form_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(text=st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=30))
def test_latin_text_loses_every_mark(text: str) -> None:
    assert not any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", fold(text)))
