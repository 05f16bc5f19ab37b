from collections import Counter

import pytest

from vezi.core.audience import Audience
from vezi.core.faces import drawn_faces
from vezi.core.geo import SPOKEN
from vezi.demo.synth import asks_english, asks_slovenian
from vezi.demo.synth.faces import FACES
from vezi.demo.synth.languages import MOTHER_TONGUES
from vezi.demo.synth.life import AUDIENCES, people_with_lives
from vezi.demo.synth.names import WORLD
from vezi.demo.synth.people import people
from vezi.demo.synth.person import MadeUpPerson
from vezi.demo.synth.schools import NEWEST_CLASS
from vezi.network.people.help import Help
from vezi.network.people.trades import Trade


@pytest.fixture(scope="module")
def lives() -> list[MadeUpPerson]:
    return [
        *people_with_lives("network", seed=5, count=1500),
        *people_with_lives("mba", seed=5, count=600, language="sl"),
        *people_with_lives("faculty", seed=5, count=600, language="sl"),
    ]


def test_the_same_seed_tells_the_same_lives() -> None:
    once, again = (list(people_with_lives("mba", seed=8, count=60)) for _ in range(2))

    assert once == again


def test_a_life_is_told_of_the_person_in_the_registrar_s_file() -> None:
    known = [(one.number, one.name, one.email, one.work) for one in people("faculty", seed=8, count=60)]
    told = [(one.number, one.name, one.email, one.work) for one in people_with_lives("faculty", seed=8, count=60)]

    assert told == known


def test_posts_follow_each_other_from_youth_to_today(lives: list[MadeUpPerson]) -> None:
    for person in lives:
        for earlier, later in zip(person.career, person.career[1:], strict=False):
            assert earlier.until == later.since
            assert earlier.since < later.since
        for post in person.career:
            assert post.since >= person.born_on.year + 19
            assert (post.until or NEWEST_CLASS) <= NEWEST_CLASS
        if person.work:
            assert person.career[-1] == person.work


def test_the_retired_have_worked_and_the_dead_have_stopped(lives: list[MadeUpPerson]) -> None:
    retired = [one for one in lives if one.born_on.year < 1950 and one.studies[0].affiliation == "alum"]
    dead = [one for one in lives if one.died_in]

    assert all(one.work is None for one in retired)
    assert sum(bool(one.career) for one in retired) > 0.9 * len(retired)
    assert dead
    assert all((post.until or 9999) <= (one.died_in or 0) for one in dead for post in one.career)
    assert all(not one.helps_with and not one.face for one in dead)


def test_what_to_ask_about_reads_like_sentences_and_fits_its_field(lives: list[MadeUpPerson]) -> None:
    said = [" ".join(one.ask_about) for one in lives if one.ask_about]

    assert 0.5 < len(said) / len(lives) < 0.7
    assert len(set(said)) > 0.6 * len(said)
    assert [text for text in said if len(text) > 600 or "{" in text or not text.endswith((".", "?"))] == []


@pytest.mark.parametrize("words", [asks_english, asks_slovenian])
def test_every_trade_has_several_things_to_be_asked_about(words) -> None:
    assert set(words.TRADES) == set(Trade.values)
    assert min(len(lines.strip().splitlines()) for lines in words.TRADES.values()) >= 4


def test_both_languages_have_as_much_to_say() -> None:
    kinds = ("FOREIGN", "RETURNED", "CHANGED", "LEADING", "MIDDLE", "YOUNG", "STUDENT", "OLD", "FREE_TIME")

    def lines(words) -> dict[str, int]:
        own = {kind: len(getattr(words, kind).strip().splitlines()) for kind in kinds}
        return own | {trade: len(text.strip().splitlines()) for trade, text in words.TRADES.items()}

    assert lines(asks_english) == lines(asks_slovenian)


def test_half_offer_help_and_boards_are_offered_by_those_who_have_led(lives: list[MadeUpPerson]) -> None:
    offering = [one for one in lives if one.helps_with]
    offered = Counter(code for one in offering for code in one.helps_with)

    assert 0.35 < len(offering) / len(lives) < 0.55
    assert set(offered) == set(Help.values)
    assert offered.most_common(1)[0][0] == "question"
    assert all(one.career[-1].step >= 2 for one in offering if "board" in one.helps_with)


def test_languages_are_those_one_can_choose_and_begin_with_the_mother_tongue(lives: list[MadeUpPerson]) -> None:
    assert {code for one in lives for code in one.languages} <= set(SPOKEN)
    assert all(one.languages[0] == "sl" for one in lives if one.culture == "sl")
    assert all(len(one.languages) == len(set(one.languages)) for one in lives)
    assert set(MOTHER_TONGUES) == {*WORLD, "sl", "sl-south"}


def test_a_quarter_have_a_drawn_face_that_suits_them(lives: list[MadeUpPerson]) -> None:
    faces = {face.name: face for face in FACES}
    with_face = [one for one in lives if one.face]

    assert set(faces) == set(drawn_faces())
    assert 0.18 < len(with_face) / len(lives) < 0.3
    assert all(faces[one.face].woman == one.woman for one in with_face)
    assert all(
        faces[one.face].ages[0] <= NEWEST_CLASS - one.born_on.year <= faces[one.face].ages[1] for one in with_face
    )


def test_every_value_has_an_audience_or_none_chosen(lives: list[MadeUpPerson]) -> None:
    words = {audience.name.lower() for audience in Audience} | {""}

    assert all(set(one.audiences) == set(AUDIENCES) for one in lives)
    assert {audience for one in lives for audience in one.audiences.values()} == words
    assert {one.audiences["telephone"] for one in lives} == {"nobody", "connections", "club", "network"}


def test_some_go_by_another_name(lives: list[MadeUpPerson]) -> None:
    called = [one for one in lives if one.preferred]

    assert 0.02 < len(called) / len(lives) < 0.15
    assert all(one.preferred != one.given for one in called)
