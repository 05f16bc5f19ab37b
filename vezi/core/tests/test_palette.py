import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vezi.core import palette
from vezi.core.palette import NotAColour, Palette, contrast, palette_of

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
HEX = re.compile(r"#[0-9a-f]{6}")
DRAWN = {
    "#0e5a4f": (
        "#0e5a4f #fdfcf9 #004b42 #0e5a4f #def0ec #a1c7bf #0e5a4f #fdfcf9",
        "#5ea194 #1d1814 #6cafa2 #77baad #1a2c28 #3c6059 #0e5a4f #fdfcf9",
    ),
    "#1f3a6e": (
        "#1f3a6e #fdfcf9 #132c5f #1f3a6e #e2ecfe #aabfe4 #1f3a6e #fdfcf9",
        "#7292cd #1d1814 #7fa0dc #8aabe8 #1f2838 #465879 #1f3a6e #fdfcf9",
    ),
}


@pytest.mark.parametrize("colour", DRAWN)
def test_palette_is_the_drawn_one(colour: str) -> None:
    made = palette_of(colour).to_dict()

    assert (" ".join(made["light"].values()), " ".join(made["dark"].values())) == DRAWN[colour]


@given(COLOURS)
@example("#000000")
@example("#ffffff")
@example("#f2a900")
@example("#c4122f")
@example("#ffff00")
def test_every_club_colour_reads_in_both_themes(colour: str) -> None:
    made = palette_of(colour)

    for shade, paper, well in (
        (made.light, palette.PAPER, palette.WELL),
        (made.dark, palette.PAPER_DARK, palette.WELL_DARK),
    ):
        assert contrast(shade.fill, shade.on) >= 4.6
        assert contrast(shade.cover, shade.cover_on) >= 4.6
        assert contrast(shade.hover, shade.on) >= 4.6
        assert min(contrast(shade.text, ground) for ground in (paper, well, shade.tint)) >= 4.7
        assert all(HEX.fullmatch(value) for value in vars(shade).values())


@given(st.floats(0.45, 0.65), st.floats(0.12, 0.22), st.floats(12, 38))
def test_a_red_club_is_never_taken_for_danger(lightness: float, chroma: float, hue: float) -> None:
    red = palette.to_hex((lightness, chroma, hue))

    made = palette_of(red)

    assert palette.to_oklch(made.light.fill)[0] < 0.40
    assert palette.to_oklch(made.light.fill)[1] < 0.10
    assert palette.to_oklch(made.dark.fill)[1] < 0.05


@given(COLOURS)
def test_lightness_chroma_and_hue_lead_back_to_the_colour(colour: str) -> None:
    assert palette.to_hex(palette.to_oklch(colour)) == colour


@given(st.floats(0.2, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_a_colour_beyond_srgb_keeps_its_lightness(lightness: float, chroma: float, hue: float) -> None:
    found = palette.to_oklch(palette.to_hex((lightness, chroma, hue)))

    assert found[0] == pytest.approx(lightness, abs=0.02)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_palette_is_stored_and_read_back() -> None:
    made = palette_of("#0e5a4f")

    assert Palette.from_dict(made.to_dict()) == made


def test_stylesheet_has_daylight_dark_and_the_system_s_choice() -> None:
    light, dark = (
        "--club-fill:#0e5a4f;--club-on:#fdfcf9;--club-hover:#004b42;--club-text:#0e5a4f;"
        "--club-tint:#def0ec;--club-line:#a1c7bf;--club-cover:#0e5a4f;--club-cover-on:#fdfcf9",
        "--club-fill:#5ea194;--club-on:#1d1814;--club-hover:#6cafa2;--club-text:#77baad;"
        "--club-tint:#1a2c28;--club-line:#3c6059;--club-cover:#0e5a4f;--club-cover-on:#fdfcf9",
    )

    assert palette_of("#0e5a4f").stylesheet() == (
        f":root{{{light}}}[data-theme=vezi-dark]{{{dark}}}"
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}"
    )


def test_fingerprint_changes_with_the_colour_alone() -> None:
    assert palette_of("#0e5a4f").fingerprint == palette_of("#0E5A4F").fingerprint
    assert palette_of("#0e5a4f").fingerprint != palette_of("#0e5a50").fingerprint


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "0e5a4f", "#0e5a4f;}"])
def test_what_is_not_a_colour_is_refused(colour: str) -> None:
    with pytest.raises(NotAColour):
        palette_of(colour)
