"""The small marks that stand in a line: icons, names with their year, avatars, audiences, crests."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import TemplateSyntaxError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from vezi.core import frontend
from vezi.core.audience import Audience
from vezi.core.components import register
from vezi.core.palette import HOUSE_COLOUR, palette_of
from vezi.core.who import Who
from vezi.core.years import short_year, year_class

ICON_SIZES = {"xs": "size-3.5", "sm": "size-4", "md": "size-5", "lg": "size-6"}
AVATAR_SIZES = {"xs": "av av-xs", "sm": "av av-sm", "md": "av", "lg": "av av-lg", "xl": "av av-xl"}
KNOT = "M15 16.3H8.3a6.3 6.3 0 0 1 0-12.6h9.4a6.3 6.3 0 0 1 6.3 6.3M21 3.7h6.7a6.3 6.3 0 0 1 0 12.6h-9.4a6.3 6.3 0 0 1-6.3-6.3"  # fmt: skip


@register.simple_tag
def icon(name: str, size: str = "md") -> SafeString:
    """An icon from Lucide, always beside its word (but for search, close, back and more): `{% icon "users" %}`."""
    inside = _drawings().get(name)
    if inside is None and settings.DEBUG and _drawings():
        raise TemplateSyntaxError(f"No icon “{name}” in the build; run python -m vezi.core.frontend build.")
    drawing = mark_safe(inside or "")  # noqa: S308 - from the build
    return format_html('<svg class="ic {}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', ICON_SIZES[size], drawing)


@lru_cache(maxsize=1)
def _drawings() -> dict[str, str]:
    """From the build; a house whose front end is not built yet shows words without icons."""
    built = frontend.BUILD / "icons.json"
    return json.loads(built.read_text()) if built.exists() else {}


@register.simple_tag
def knot(style: str = "w-9 text-club") -> SafeString:
    """The house's sign: two links of a chain."""
    return format_html(
        '<svg class="h-auto shrink-0 {}" viewBox="0 0 36 20" fill="none" stroke="currentColor" stroke-width="3.2"'
        ' aria-hidden="true"><path d="{}"/></svg>',
        style, KNOT,
    )  # fmt: skip


@register.simple_tag
def year(number: int | None, written: str = "short") -> SafeString:
    """A class year in its colour: `{% year 1999 %}` is ’99, `{% year 1999 "full" %}` is 1999."""
    if number is None:
        return mark_safe("")
    shown = str(number) if written == "full" else short_year(number)
    return format_html('<span class="yr {}">{}</span>', year_class(number), shown)


@register.simple_tag
def year_style(number: int) -> str:
    """The style class of a class year, for a thing that carries its colour."""
    return year_class(number)


@register.simple_tag
def name(who: Who, size: str = "", order: str = "") -> SafeString:
    """Name and class year, a link wherever the person has a page; `order="family"` sets the surname first."""
    shown = f"{who.family}, {who.given}" if order == "family" and who.family and who.given else who.name
    said = (
        format_html('<a class="nm {}" href="{}">{}</a>', size, who.url, shown)
        if who.url
        else format_html('<span class="nm {}">{}</span>', size, shown)
    )
    return format_html("{}&nbsp;{}", said, year(who.year)) if who.year else said


@register.simple_tag
def avatar(who: Who, size: str = "md", alone: bool = False) -> SafeString:
    """A face, else initials on a ground of the name's own. `alone` gives it the name as its text."""
    style = AVATAR_SIZES[size]
    if who.face:
        return format_html(
            '<span class="{}"><img src="{}" alt="{}" width="56" height="70" loading="lazy"></span>',
            style, who.face, who.name if alone else "",
        )  # fmt: skip
    if alone:
        return format_html(
            '<span class="{} a{}" role="img" aria-label="{}">{}</span>', style, who.ground, who.name, who.initials
        )
    return format_html('<span class="{} a{}" aria-hidden="true">{}</span>', style, who.ground, who.initials)


@register.simple_tag
def portrait(who: Who, style: str = "aspect-[4/5]") -> SafeString:
    """The large picture of a person; without one, initials set large. Empty for readers: the name stands beside it."""
    if who.face:
        return format_html(
            '<div class="plate {}"><img src="{}" alt="" width="460" height="575"></div>', style, who.face
        )
    return format_html(
        '<div class="plate initials a{} {}" aria-hidden="true"><svg viewBox="0 0 100 100">'
        '<text x="50" y="51" text-anchor="middle" dominant-baseline="central">{}</text></svg></div>',
        who.ground, style, who.initials,
    )  # fmt: skip


@register.simple_tag
def faces(people: Iterable[Who], words: str = "") -> SafeString:
    """A few avatars overlapped, and the words beside them: “and 37 more”."""
    stack = format_html_join("", "{}", ((avatar(who, "sm"),) for who in people))
    shown = format_html('<span class="faces" aria-hidden="true">{}</span>', stack)
    if not words:
        return shown
    return format_html(
        '<span class="flex items-center gap-3">{}<span class="text-sm text-soft">{}</span></span>', shown, words
    )


@register.simple_tag
def audience(value: int | None) -> SafeString:
    """Who may see a value: a mark that always has its word."""
    chosen = Audience(value if value is not None else Audience.NOBODY)
    return format_html('<span class="aud">{} {}</span>', audience_icon(chosen), chosen.label)


def audience_icon(chosen: Audience) -> SafeString:
    if chosen == Audience.PUBLIC:
        return icon("globe")
    return icon("users") if chosen >= Audience.CLUB else icon("lock")


@register.simple_tag
def swatch(colour: str) -> SafeString:
    """A club's colour as printed, beside its name in a list."""
    return format_html(
        '<svg class="w-1.5 h-5 shrink-0" aria-hidden="true"><rect width="6" height="20" fill="{}"/></svg>', colour
    )


#: Outline and one ordinary of each crest, in a field of 40 by 48.
CRESTS = {
    "shield": ("M3 3h34v21c0 11-8 17-17 21C11 41 3 35 3 24z", "M3 14.5h34"),
    "swiss": ("M3 5c6 0 11-1 17-3 6 2 11 3 17 3v20c0 10-8 16-17 21C11 41 3 35 3 25z", "M10 35c6 2.5 14 2.5 20 0"),
    "lozenge": ("M20 1 38 24 20 47 2 24z", "M11 35.5h18"),
    "round": ("M20 4a20 20 0 1 1 0 40 20 20 0 0 1 0-40z", "M6 35c8 4 20 4 28 0"),
    "gate": ("M3 46V20C3 10 10 3 20 3s17 7 17 17v26z", "M3 38.5h34"),
    "book": ("M3 7c6-2 12-2 17 1 5-3 11-3 17-1v34c-6-2-12-2-17 1-5-3-11-3-17-1z", "M20 35v7M20 8v5"),
}


@register.simple_tag
def crest(club: Any, style: str = "w-10") -> SafeString:
    """A club's crest, drawn from its shape, letters and colour. `club` has those as `crest_shape`, `crest_letters`,
    `colour`; what is blank is made up from its name."""
    outline, ordinary = CRESTS.get(club.crest_shape) or list(CRESTS.values())[len(str(club)) % len(CRESTS)]
    letters = club.crest_letters or str(club)[:1].upper()
    ground, lettering = _printed(club.colour or HOUSE_COLOUR)
    return format_html(
        '<svg class="crest shrink-0 h-auto {}" viewBox="0 0 40 48" aria-hidden="true"><path d="{}" fill="{}"/>'
        '<g fill="none" stroke="{}"><path class="inner" d="{}" transform="translate(2.6 3.1) scale(.87)"/>'
        '<path d="{}" stroke-width="1.2"/></g>'
        '<text x="20" y="24.5" text-anchor="middle" dominant-baseline="central" font-size="{}" fill="{}">{}</text>'
        "</svg>",
        style, outline, ground, lettering, outline, ordinary, {1: "19", 2: "15", 3: "11.5"}.get(len(letters), "9"),
        lettering, letters,
    )  # fmt: skip


@lru_cache(maxsize=500)
def _printed(colour: str) -> tuple[str, str]:
    light = palette_of(colour).light
    return light.cover, light.cover_on
