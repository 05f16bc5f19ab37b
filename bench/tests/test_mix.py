import random
from collections import Counter
from urllib.parse import parse_qs

import pytest

from bench.mix import KINDS, Known, mix, with_typo

ADA = Known("Ada Marija", "Lovelace", "Ljubljana", "SI", "research", "Lead analyst", 1994)
ZIGA = Known("Žiga", "Čuček", "Maribor", "SI", "it", "Programmer", 2003)


def test_the_same_seed_asks_the_same():
    assert mix([ADA, ZIGA], count=50, seed=7) == mix([ADA, ZIGA], count=50, seed=7)


def test_another_seed_asks_something_else():
    assert mix([ADA, ZIGA], count=50, seed=7) != mix([ADA, ZIGA], count=50, seed=8)


def test_every_kind_is_asked_about_as_often_as_its_share():
    asked = Counter(ask.kind for ask in mix([ADA, ZIGA], count=10_000, seed=1))

    assert {kind: round(asked[kind] / 100) for kind in KINDS} == pytest.approx(
        {kind: share for kind, (share, _make) in KINDS.items()}, abs=2
    )


def test_all_but_the_own_club_is_asked_of_the_whole_network():
    everywhere = {ask.kind: parse_qs(ask.query).get("in") for ask in mix([ADA], count=500, seed=1)}

    assert everywhere == {kind: None if kind == "in one's own club" else ["network"] for kind in KINDS}


def test_letters_with_marks_survive_the_address():
    found = next(ask for ask in mix([ZIGA], count=50, seed=1) if ask.kind == "given and family name")

    assert parse_qs(found.query)["q"] == ["Žiga Čuček"]


def test_a_typo_is_one_slip_inside_the_word():
    slips = {with_typo("Novak", random.Random(seed)) for seed in range(60)}

    assert {slip[0] for slip in slips} == {"N"}
    assert {len(slip) for slip in slips} == {4, 5, 6}


def test_a_short_word_keeps_its_letters():
    assert with_typo("Bur", random.Random(1)) == "Bur"
