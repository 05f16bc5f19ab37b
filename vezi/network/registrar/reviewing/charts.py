"""Evidence drawn: a bar for each field, and the sum between the two thresholds."""

from dataclasses import dataclass
from math import log2

from django.utils.formats import number_format

from vezi.network.registrar.linkage import Weighed

MOST = 15.0  # bits that fill the longer side of a bar
AGAINST, FOR = 50.0, 110.0  # its two sides: half of the first for what speaks against, the rest for what speaks for
ZERO = 50.0
BEYOND = 6.0  # bits shown outside the thresholds


@dataclass(frozen=True)
class Bar:
    """Lengths in the units of a drawing 200 wide; `bits` as they are said."""

    bits: float
    x: float
    width: float
    text_x: float

    @property
    def is_for(self) -> bool:
        return self.bits > 0

    @property
    def said(self) -> str:
        return signed(self.bits)


def bar(bits: float) -> Bar:
    side = FOR if bits > 0 else AGAINST
    width = min(abs(bits), MOST) / MOST * side
    if round(bits, 1):
        width = max(width, 1.5)
    x = ZERO if bits > 0 else ZERO - width
    return Bar(round(bits, 1), round(x, 1), round(width, 1), round((ZERO + width if bits > 0 else ZERO) + 4, 1))


@dataclass(frozen=True)
class Sum:
    """All evidence, between “two people” and “one person”; drawn 260 wide."""

    bits: float
    two_below: float
    one_from: float
    width: float
    two_x: float
    one_x: float

    @property
    def said(self) -> str:
        return signed(self.bits)


def signed(bits: float) -> str:
    """With its sign, in the reader's language: “+4,1”."""
    sign = "+" if bits > 0 else "−" if bits < 0 else ""
    return sign + number_format(abs(bits), 1)


def sum_of(weighed: Weighed, *, least: float, sure: float) -> Sum:
    """Counted from the prior odds, so that the bars add up to it."""
    two_below, one_from = (_bits(probability) - weighed.prior for probability in (least, sure))
    bits = weighed.bits - weighed.prior
    first, last = two_below - BEYOND, one_from + BEYOND

    def place(value: float) -> float:
        return round(260 * min(1.0, max(0.02, (value - first) / (last - first))), 1)

    return Sum(round(bits, 1), round(two_below, 1), round(one_from, 1), place(bits), place(two_below), place(one_from))


def _bits(probability: float) -> float:
    return log2(probability / (1 - probability))


def of_a_hundred(probability: float) -> str:
    """Of a hundred such pairs, how many are one person: never more sure than it is."""
    share = probability * 100
    if share >= 99.95:
        return "99.9"
    return f"{share:.1f}" if share >= 99 else f"{share:.0f}"
