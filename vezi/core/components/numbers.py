"""Numbers one sees: the ribbon of classes, numbers that are doors, progress, days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe

from vezi.core.components import register
from vezi.core.components.parts import Moment, NumberTab, Words
from vezi.core.components.sections import drawn
from vezi.core.years import year_class

Count = tuple[int, int] | tuple[int, int, bool]
LEAST = 4.0  # per cent: a class of one is still seen beside a class of a thousand
FAINT = ' opacity=".26"'
BETWEEN_LABELS = 9.0  # per cent of the width


@dataclass(frozen=True)
class Label:
    year: int
    style: str
    x: str
    anchor: str
    url: str


@register.simple_tag
def ribbon(counts: Iterable[Count], height: str = "h-24 md:h-36", url: str = "", labels: bool = True) -> SafeString:
    """One bar a class, from `(year, count)` or `(year, count, is_chosen)`; where one is chosen, the others are faint.

    `url` with a `0` for the year (as `{% url "…" year=0 %}` gives it) makes links of the labels.
    """
    given = {row[0]: (row[1], len(row) < 3 or row[2]) for row in counts}
    if not given:
        return mark_safe("")
    first, last = min(given), max(given)
    highest = max(count for count, _chosen in given.values()) or 1
    bars = [_bar(number, first, highest, *given.get(number, (0, True))) for number in range(first, last + 1)]
    return drawn(
        "ribbon",
        bars=mark_safe("".join(bars)),  # noqa: S308 - numbers, and classes of the house
        width=str(10 * len(bars)),
        labels=_labels(first, last, url) if labels else [],
        height=height,
        first=str(first),
        last=str(last),
    )


def _bar(number: int, first: int, highest: int, count: int, is_chosen: bool) -> str:
    """Written out here: there are fifty of them on a page that has to be quick."""
    if not count:
        return ""
    height = max(LEAST, 100 * count / highest)
    return (
        f'<rect class="ybar {year_class(number)}" x="{10 * (number - first) + 0.6:.1f}" y="{100 - height:.1f}"'
        f' width="8.6" height="{height:.1f}"{"" if is_chosen else FAINT}>'
        f"<title>{number}: {number_format(count)}</title></rect>"
    )


def _labels(first: int, last: int, url: str) -> list[Label]:
    """The ends, and between them each quarter of a century that has room (1974, 1999, 2024)."""
    span = last - first + 1

    def middle(number: int) -> float:
        return 100 * (number - first + 0.5) / span

    quarters = [
        number
        for number in range(first + 1, last)
        if number % 25 == 24 and BETWEEN_LABELS < middle(number) < 100 - BETWEEN_LABELS
    ]
    ends = [(first, "0%", "start")] + ([(last, "100%", "end")] if last != first else [])
    placed = [ends[0], *((number, f"{middle(number):.2f}%", "middle") for number in quarters), *ends[1:]]
    return [
        Label(number, year_class(number), x, anchor, str(number).join(url.rsplit("0", 1)) if url else "")
        for number, x, anchor in placed
    ]


@register.simple_tag
def number_tabs(tabs: Iterable[NumberTab], label: Words) -> SafeString:
    """Numbers that are doors: the chosen one stands on a thick rule."""
    return drawn("number_tabs", tabs=tabs, label=label)


@register.simple_tag
def numbers(facts: Iterable[tuple[int | str, Words]]) -> SafeString:
    """A few numbers set large, each over what it counts."""
    return drawn("numbers", facts=facts)


@register.simple_tag
def progress(title: Words, done: int, total: int, url: str = "", hint: Words = "", id: str = "progress") -> SafeString:
    """How far long work has come. With `url` htmx asks there for this part again each second until it is done;
    put `{% refresh_without_script %}` into the page's head for those without JavaScript."""
    return drawn(
        "progress",
        title=title,
        done=done,
        total=total,
        hint=hint,
        id=id,
        url=url if done < total else "",
        at=str(done),
        of=str(max(total, 1)),
    )


@dataclass(frozen=True)
class Stroke:
    """A straight piece of a line, in per cent of width and height."""

    x1: str
    y1: str
    x2: str
    y2: str


@register.simple_tag
def trend(moments: Sequence[Moment], label: Words) -> SafeString:
    """Shares of a hundred over time as two lines, the wider one fainter; nothing for fewer than two moments.

    Where lines end stands what they have come to. A reader who does not see it gets the `label`.
    """
    if len(moments) < 2:
        return mark_safe("")
    days = [(moment.on - moments[0].on).days for moment in moments]
    across = [100 * day / (days[-1] or 1) for day in days]
    return drawn(
        "trend",
        label=label,
        first=moments[0],
        last=moments[-1],
        lines=(
            ("line", _strokes(across, [moment.wider for moment in moments])),
            ("club", _strokes(across, [moment.share for moment in moments])),
        ),
    )


def _strokes(across: list[float], shares: list[int]) -> list[Stroke]:
    points = [(f"{x:.2f}%", f"{100 - share}%") for x, share in zip(across, shares, strict=True)]
    return [Stroke(*here, *there) for here, there in pairwise(points)]


@register.simple_tag
def shares(parts: Sequence[int], label: Words) -> SafeString:
    """One bar of a whole: the first part in the club's colour, the second fainter, the rest is ground."""
    whole = sum(parts)
    if not whole:
        return mark_safe("")
    first, second = (100 * part / whole for part in parts[:2])
    return drawn("shares", label=label, first=f"{first:.2f}%", second=f"{second:.2f}%", start=f"{first:.2f}%")


@register.filter
def short_day(day: date | None) -> str:
    """8 June in the year that runs, 8 June 2024 in any other: `{{ one.at|short_day }}`."""
    if day is None:
        return ""
    day = timezone.localdate(day) if isinstance(day, datetime) else day
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == timezone.localdate().year else "DATE_FORMAT")
