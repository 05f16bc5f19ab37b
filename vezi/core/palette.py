"""From one club colour to the eight values of each theme.

The rules are those of the look; colour arithmetic follows Ottosson's OKLab and the contrast ratio of WCAG 2.2.
"""

import hashlib
import math
import re
from dataclasses import asdict, dataclass
from functools import cached_property

PAPER, PAPER_DARK = "#faf8f3", "#181411"
WELL, WELL_DARK = "#f2efe8", "#221e1a"
SHEET, INK = "#fdfcf9", "#1d1814"
HOUSE_COLOUR = "#1f3a6e"
GAMUT_SLACK = 0.001  # of linear light
CONTRAST_ON_FILL, CONTRAST_OF_TEXT = 4.6, 4.7

Oklch = tuple[float, float, float]


class NotAColour(ValueError):
    """What was given is not of the form #rrggbb."""


@dataclass(frozen=True)
class Shade:
    """One theme's eight values, each as #rrggbb."""

    fill: str
    on: str
    hover: str
    text: str
    tint: str
    line: str
    cover: str
    cover_on: str

    def declarations(self) -> str:
        return ";".join(f"--club-{name.replace('_', '-')}:{value}" for name, value in asdict(self).items())


@dataclass(frozen=True)
class Palette:
    """What a club's colour becomes by daylight and in the dark."""

    light: Shade
    dark: Shade

    def to_dict(self) -> dict[str, dict[str, str]]:
        return {"light": asdict(self.light), "dark": asdict(self.dark)}

    @classmethod
    def from_dict(cls, stored: dict[str, dict[str, str]]) -> "Palette":
        return cls(light=Shade(**stored["light"]), dark=Shade(**stored["dark"]))

    def stylesheet(self) -> str:
        """By daylight; in the dark if the reader chose it, or chose nothing and the system is dark."""
        dark = self.dark.declarations()
        return (
            f":root{{{self.light.declarations()}}}"
            f"[data-theme=vezi-dark]{{{dark}}}"
            f"@media(prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}"
        )

    @cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change with the style sheet, for its address."""
        return hashlib.sha256(self.stylesheet().encode()).hexdigest()[:12]


def palette_of(colour: str) -> Palette:
    """Raises NotAColour unless `colour` reads #rrggbb."""
    lightness, chroma, hue = to_oklch(colour)
    chroma = min(chroma, 0.17)
    if chroma > 0.10 and 10 < hue < 40:  # oxblood, so that it is never taken for danger
        lightness = min(lightness, 0.36)
        return Palette(
            light=_by_day(lightness, 0.095, hue), dark=_by_night(lightness, 0.045, hue, printed_chroma=0.095)
        )
    return Palette(light=_by_day(lightness, chroma, hue), dark=_by_night(lightness, chroma, hue, printed_chroma=chroma))


def _by_day(lightness: float, chroma: float, hue: float) -> Shade:
    fill_lightness, on = _walk_from_on(min(lightness, 0.88), chroma, hue)
    tint = to_hex((0.940, min(0.28 * chroma, 0.040), hue))
    text = _walk_text(min(lightness, 0.52), -0.01, chroma, hue, grounds=(PAPER, WELL, tint))
    return Shade(
        fill=to_hex((fill_lightness, chroma, hue)),
        on=on,
        hover=to_hex((_away(fill_lightness, on, 0.05), chroma, hue)),
        text=text,
        tint=tint,
        line=to_hex((0.80, min(0.6 * chroma, 0.075), hue)),
        cover=to_hex((fill_lightness, chroma, hue)),
        cover_on=on,
    )


def _by_night(lightness: float, chroma: float, hue: float, *, printed_chroma: float) -> Shade:
    fill_lightness, on = _walk_from_on(min(max(lightness, 0.66), 0.82), chroma, hue)
    printed, _ = _walk_from_on(min(lightness, 0.88), printed_chroma, hue)
    cover_lightness, cover_on = _walk_from_on(min(printed, 0.62), printed_chroma, hue)
    tint = to_hex((0.275, min(0.35 * chroma, 0.045), hue))
    text = _walk_text(max(fill_lightness, 0.74), 0.01, min(chroma, 0.12), hue, grounds=(PAPER_DARK, WELL_DARK, tint))
    return Shade(
        fill=to_hex((fill_lightness, chroma, hue)),
        on=on,
        hover=to_hex((_away(fill_lightness, on, 0.045), chroma, hue)),
        text=text,
        tint=tint,
        line=to_hex((0.46, min(0.6 * chroma, 0.07), hue)),
        cover=to_hex((cover_lightness, printed_chroma, hue)),
        cover_on=cover_on,
    )


def _walk_from_on(lightness: float, chroma: float, hue: float) -> tuple[float, str]:
    """The better of the two letterings, and the lightness at which it reads."""
    start = to_hex((lightness, chroma, hue))
    on = SHEET if contrast(start, SHEET) >= contrast(start, INK) else INK
    while contrast(to_hex((lightness, chroma, hue)), on) < CONTRAST_ON_FILL:
        lightness = _away(lightness, on, 0.01)
    return lightness, on


def _walk_text(lightness: float, step: float, chroma: float, hue: float, *, grounds: tuple[str, ...]) -> str:
    def reads(colour: str) -> bool:
        return all(contrast(colour, ground) >= CONTRAST_OF_TEXT for ground in grounds)

    while not reads(text := to_hex((lightness, chroma, hue))):
        lightness += step
    return text


def _away(lightness: float, on: str, step: float) -> float:
    return lightness - step if on == SHEET else lightness + step


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (_to_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_oklch(colour: str) -> Oklch:
    """Lightness 0 to 1, chroma, hue in degrees."""
    red, green, blue = (_to_linear(part) for part in _parts(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def to_hex(colour: Oklch) -> str:
    """The nearest colour that sRGB has, with the same lightness and hue and as much of the chroma as fits."""
    lightness, chroma, hue = colour
    linear = _to_linear_rgb(lightness, chroma, hue)
    while chroma > 0 and not all(-GAMUT_SLACK <= part <= 1 + GAMUT_SLACK for part in linear):
        chroma = max(0.0, chroma - 0.004)
        linear = _to_linear_rgb(lightness, chroma, hue)
    return "#" + "".join(f"{round(_from_linear(part) * 255):02x}" for part in linear)


def _to_linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _parts(colour: str) -> tuple[float, float, float]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise NotAColour(colour)
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_linear(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
