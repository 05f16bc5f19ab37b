"""A figure, the floor it stands on, and the bar it has to reach."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bar:
    """What a figure may be at most, in the figure's own unit; with `of_floor` the number of times the floor.

    With `at_least` it is the least it has to be.
    """

    most: float
    of_floor: bool = False
    at_least: bool = False

    def said(self, unit: str) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {number(self.most)} ×" if self.of_floor else f"{sign} {number(self.most)} {unit}".strip()


@dataclass(frozen=True)
class Figure:
    what: str
    value: float
    unit: str = "s"
    floor: float | None = None  # of the same kind, measured in the same run
    floor_is: str = ""
    bars: tuple[Bar, ...] = ()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    def verdict(self) -> str:
        """One word for each bar, in their order."""
        return ", ".join("met" if self.meets(bar) else "**not met**" for bar in self.bars)

    def meets(self, bar: Bar) -> bool:
        reached = self.ratio if bar.of_floor else self.value
        if reached is None:
            return False
        return reached >= bar.most if bar.at_least else reached <= bar.most


@dataclass
class Group:
    """Figures that belong together, under one heading."""

    title: str
    about: str = ""
    figures: list[Figure] = field(default_factory=list)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them does not exceed. Raises ValueError for no values."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)  # rounded up
    return ordered[max(0, min(len(ordered), int(rank)) - 1)]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)


def number(value: float) -> str:
    """Three digits that say something, and thousands parted."""
    if value == 0:
        return "0"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"
