"""Every outcome has its words, in both languages."""

import pytest
from django.utils import translation

from vezi.network.registrar.linkage import Evidence, wording
from vezi.network.registrar.linkage.comparisons import COMPARISONS, OTHERWISE
from vezi.network.registrar.linkage.weighing import BOTH_FORMER, FORMER

OUTCOMES = {
    *((one.name, level.name) for one in COMPARISONS for level in one.levels),
    *((one.name, OTHERWISE) for one in COMPARISONS),
    *(("family_name", "a_surname_of_several", note) for note in (FORMER, BOTH_FORMER)),
    *(("family", kin) for kin in ("twins", "namesakes")),
}


def test_every_outcome_has_a_sentence_and_no_other() -> None:
    assert set(wording.SENTENCES) == OUTCOMES


@pytest.mark.parametrize("words", ["SENTENCES", "STRENGTHS", "DIRECTIONS", "RARITIES"])
def test_all_words_are_translated(words: str) -> None:
    said = getattr(wording, words)
    with translation.override("en"):
        english = {key: str(sentence) for key, sentence in said.items()}
    with translation.override("sl"):
        untranslated = [key for key, sentence in said.items() if str(sentence) == english[key]]

    assert untranslated == []


def test_how_much_an_outcome_says_is_said_in_words() -> None:
    lines = [
        wording.line(Evidence("birth_date", "birth_date", 13.9)),
        wording.line(Evidence("family_name", "a_surname_of_several", 5.1, note=FORMER)),
        wording.line(Evidence("family_name", "surname", 6.0, rarity=-4.0)),
        wording.line(Evidence("given_name", OTHERWISE, -5.0)),
    ]

    assert lines == [
        "Same birth date: strong",
        "Surname differs, but equals the former one: medium",
        "Same surname (a common one): medium",
        "Given names differ: medium, against",
    ]


@pytest.mark.parametrize(("bits", "length"), [(0.0, 1), (-7.5, 50), (15.0, 100), (40.0, 100)])
def test_a_bar_of_the_chart_is_as_long_as_the_evidence_is_strong(bits: float, length: int) -> None:
    assert wording.length(Evidence("birth_date", "birth_date", bits)) == length
