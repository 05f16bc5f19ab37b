from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from vezi.core.audience import Audience
from vezi.core.tests.drawing import draw
from vezi.core.who import Who

ADA = Who(name="Ada Lovelace", given="Ada", family="Lovelace", year=1999, url="/p/ada/")
ZIGA = Who(name="Žiga <b>Čuček</b>", face='/faces/"x".svg')


def test_a_name_is_a_link_with_its_year_in_the_colour_of_the_class() -> None:
    assert draw("{% name who 'text-lg' %}", who=ADA) == (
        '<a class="nm text-lg" href="/p/ada/">Ada Lovelace</a>&nbsp;<span class="yr y1">’99</span>'
    )


def test_a_name_without_a_page_or_a_year_is_a_word() -> None:
    assert draw("{% name who %}", who=Who(name="Ada Lovelace")) == '<span class="nm ">Ada Lovelace</span>'


def test_a_ledger_sets_the_surname_first() -> None:
    assert draw("{% name who order='family' %}", who=Who(name="Ada Lovelace", given="Ada", family="Lovelace")) == (
        '<span class="nm ">Lovelace, Ada</span>'
    )


def test_a_name_cannot_write_into_the_page() -> None:
    shown = draw("{% name who %}{% avatar who %}{% avatar who alone=True %}", who=ZIGA)

    assert "<b>" not in shown
    assert '"x"' not in shown


def test_a_year_is_never_grouped_like_a_number() -> None:
    assert draw("{% year 1999 'full' %}") == '<span class="yr y1">1999</span>'
    assert draw("{% year none %}", none=None) == ""


def test_an_avatar_is_initials_on_the_ground_of_the_name() -> None:
    assert (
        draw("{% avatar who 'sm' %}", who=ADA) == f'<span class="av av-sm a{ADA.ground}" aria-hidden="true">AL</span>'
    )


def test_an_avatar_that_stands_alone_says_whose_it_is() -> None:
    assert 'role="img" aria-label="Ada Lovelace"' in draw("{% avatar who alone=True %}", who=ADA)
    assert 'alt="Ada"' in draw("{% avatar who alone=True %}", who=Who(name="Ada", face="/f.svg"))
    assert 'alt=""' in draw("{% avatar who %}", who=Who(name="Ada", face="/f.svg"))


def test_faces_stand_beside_their_words() -> None:
    shown = draw("{% faces people words %}", people=[ADA, ADA], words="and 37 more")

    assert shown.count("av av-sm") == 2
    assert "and 37 more" in shown


@pytest.mark.parametrize("who", [ADA, Who(name="Ada", face="/f.svg")])
def test_a_portrait_is_a_picture_or_large_initials(who: Who) -> None:
    shown = draw("{% portrait who %}", who=who)

    assert ("<img" in shown) == bool(who.face)
    assert ("<text" in shown) != bool(who.face)


@pytest.mark.parametrize("value", [*Audience, None])
def test_an_audience_always_has_its_word(value: int | None) -> None:
    shown = draw("{% audience value %}", value=value)

    assert str(Audience(value or 0).label) in shown
    assert "<svg" in shown


@pytest.mark.parametrize("shape", ["shield", "swiss", "lozenge", "round", "gate", "book", "", "unheard of"])
@pytest.mark.parametrize("letters", ["E", "EF", "FPP", "ČŠŽĆ", ""])
def test_every_club_has_a_crest(shape: str, letters: str) -> None:
    club = SimpleNamespace(crest_shape=shape, crest_letters=letters, colour="#f2a900")

    shown = draw("{% crest club %}", club=club)

    assert 'fill="#f2a900"' in shown
    assert f">{letters or str(club)[0].upper()}</text>" in shown


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("en", date(2026, 6, 8), "8 June"),
        ("en", date(2024, 6, 8), "8 June 2024"),
        ("sl", date(2026, 6, 8), "8. junija"),
        ("sl", datetime(2024, 12, 31, 23, 30, tzinfo=UTC), "1. januarja 2025"),
        ("en", None, ""),
    ],
)
def test_the_year_stands_by_a_day_of_another_year_alone(language, day, said, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    with translation.override(language), timezone.override("Europe/Ljubljana"):
        assert draw("{{ day|short_day }}", day=day) == said
