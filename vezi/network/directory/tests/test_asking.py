"""What is looked for of a question, and by which forms of a word."""

from dataclasses import dataclass

import pytest

from vezi.core.short_forms import formal_of, short_of
from vezi.core.sounding import sound
from vezi.network.directory.index.asking import asked
from vezi.network.directory.index.matching import (
    ALIKE_NAME,
    BEGINS,
    FORMER,
    IN_TEXT,
    SAME_NAME,
    SHORT,
    SOUND,
    TODAY,
    Word,
    level,
)
from vezi.network.directory.index.words import forms, spellings, stem


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("who knows something about water turbines", ["water", "turbines"]),
        ("Kdo se spozna na čistilne naprave?", ["cistilne", "naprave"]),
        ("finance in Vienna", ["finance", "vienna"]),
        ("finance v Gradcu", ["finance", "gradcu"]),
        ("v Novak", ["v", "novak"]),
        ("Kim In", ["kim", "in"]),
        ("who", ["who"]),
        ("kdo ve", ["kdo", "ve"]),
        ("Ana.Novak@Posta.example koper", ["ana.novak@posta.example", "koper"]),
        ("a:b AND \"(", ["a", "b", "and"]),
        ("…!?", []),
        (" ".join(chr(97 + number) * 3 for number in range(12)), [chr(97 + number) * 3 for number in range(4, 12)]),
    ],
)  # fmt: skip
def test_small_words_of_a_sentence_are_not_looked_for(typed: str, looked_for: list[str]) -> None:
    assert [word.text for word in asked(typed)] == looked_for


def test_the_last_word_alone_may_be_a_beginning() -> None:
    assert [word.is_last for word in asked("ana nov")] == [False, True]


def test_ten_thousand_letters_are_a_question_like_any_other() -> None:
    assert len(asked("kovač " * 1_700)) == 1
    assert len(asked("a@" * 5_000)) == 1


@pytest.mark.parametrize("heard", ["kovach", "kovatsch", "kowatch", "covac", "kovacs"])
def test_a_name_is_known_by_its_sound(heard: str) -> None:
    assert sound(heard) == sound("kovac")


@pytest.mark.parametrize("other", ["novak", "kobal", "kos"])
def test_other_names_sound_differently(other: str) -> None:
    assert sound(other) != sound("kovac")


@pytest.mark.parametrize("nothing", ["", "al", "иван", "4711", "hhh"])
def test_what_is_too_short_or_no_latin_word_has_no_sound(nothing: str) -> None:
    assert sound(nothing) == ""


def test_short_forms_lead_both_ways() -> None:
    assert "marija" in formal_of("mimi")
    assert "mimi" in short_of("marija")
    assert "bill" in short_of("william")
    assert short_of("xqzzt") == frozenset()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Müller", "mueller"),
        ("Đurić", "djuric"),
        ("Щедринский", "shchedrinskiy"),
        ("Жижек", "zizek"),
        ("Ćosić", "cosic"),
    ],
)
def test_a_name_is_found_in_other_letters(written: str, typed: str) -> None:
    assert typed in spellings(written)


def test_a_word_in_cyrillic_is_also_looked_for_in_latin_letters() -> None:
    assert {"ковач", "kovac"} <= set(forms("ковач"))
    assert forms("kovac") == ("kovac",)


@pytest.mark.parametrize(
    "same",
    [("turbine", "turbines"), ("naprave", "napravah"), ("davki", "davkov"), ("map", "maps"), ("family", "families")],
)
def test_forms_of_a_word_have_one_stem(same: tuple[str, str]) -> None:
    assert stem(same[0]) == stem(same[1])


@dataclass(frozen=True)
class Said:
    names: frozenset[str]
    others: frozenset[str]
    today: frozenset[str]
    texts: frozenset[str]
    stems: frozenset[str]
    keys: frozenset[str]
    mails: frozenset[str]
    years: frozenset[int]


MARIJA = Said(
    names=frozenset(["marija", "kovac"]),
    others=frozenset(["plestenjak"]),
    today=frozenset(["turbine", "graz"]),
    texts=frozenset(["turbine", "graz", "celje"]),
    stems=frozenset(["turbin", "celj"]),
    keys=frozenset(["m", "k", sound("marija"), sound("kovac"), sound("plestenjak")]),
    mails=frozenset(["marija@posta.example"]),
    years=frozenset([1999]),
)


@pytest.mark.parametrize(
    ("word", "found_at"),
    [
        (Word("marija"), SAME_NAME), (Word("99"), SAME_NAME), (Word("marija@posta.example", is_mail=True), SAME_NAME),
        (Word("marija@pos", is_mail=True), None), (Word("marija@pos", is_last=True, is_mail=True), SAME_NAME),
        (Word("posta"), None), (Word("m"), BEGINS), (Word("kov", is_last=True), BEGINS), (Word("mimi"), SHORT),
        (Word("plestenjak"), FORMER), (Word("graz"), TODAY), (Word("celje"), IN_TEXT), (Word("turbinah"), IN_TEXT),
        (Word("koavc"), ALIKE_NAME), (Word("kowatsch"), SOUND), (Word("novak"), None),
    ],
)  # fmt: skip
def test_how_well_a_word_fits(word: Word, found_at: int | None) -> None:
    assert level(word, MARIJA) == found_at
