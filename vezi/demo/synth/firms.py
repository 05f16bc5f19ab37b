"""Who works where: a few large employers have many, most have few."""

import re
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from vezi.demo.synth.dice import Dice, Weighted, by_rank
from vezi.demo.synth.firm_names import ANYWHERE, OF_THE_CITY, SLOVENIAN
from vezi.demo.synth.places import City


class Firm(NamedTuple):
    """A made-up employer."""

    name: str
    trade: str

    @property
    def domain(self) -> str:
        """Where its mail goes: `.example` is reserved and leads nowhere."""
        return mail_domain(self.name)


@cache
def mail_domain(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")
    return f"{words[:40].rstrip('-')}.example"


@cache
def firms_of(trade: str, *, slovenian: bool) -> Weighted[Firm]:
    """Zipf's law over the employers of one trade."""
    names = (SLOVENIAN if slovenian else ANYWHERE)[trade].split("|")
    return Weighted(by_rank([Firm(name, trade) for name in names], offset=0.6, steepness=1.05))


def employer(dice: Dice, *, trade: str, city: City) -> Firm:
    """At home mostly a firm of the country, elsewhere one found anywhere or named after the city."""
    luck = dice.random()
    if city.country == "SI":
        return firms_of(trade, slovenian=luck < 0.88).draw(dice)
    if luck < 0.28:
        return _of_the_city(dice, trade, city.name)
    return firms_of(trade, slovenian=luck > 0.97).draw(dice)


def _of_the_city(dice: Dice, trade: str, city: str) -> Firm:
    return Firm(f"{city} {dice.among(OF_THE_CITY[trade].split('|'))}", trade)


@cache
def all_firms() -> list[Firm]:
    """The named ones, those of the cities apart."""
    tables = ((SLOVENIAN, True), (ANYWHERE, False))
    return [firm for table, at_home in tables for trade in table for firm in firms_of(trade, slovenian=at_home).things]
