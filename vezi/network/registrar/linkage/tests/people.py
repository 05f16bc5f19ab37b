"""Made-up files to link: people with rare and common names, and what happens to records of one person."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import replace

from vezi.network.registrar.linkage import MATCH, Linked, Record


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    """Ana Marija Maja Nina Eva Luka Jan Marko Peter Andrej Janez Tina Katja Jure Matej Sara Nika Žiga Alenka Barbara
    Cvetka Damjan Edvard Franc Gregor Helena Irena Jakob Karin Lovro Mojca Elizabeta"""
)
STEMS = _words("Nov Kov Hor Kra Zup Pot Mla Kos Vid Gol Tur Bož Kav Rup Rib Pet Jer Lav Šter Čuk Zor Hri Med Pin")
ENDS = _words("ak ač vat jnc ančič očnik ar ič lar ob nik ernik ovec inšek uš man šek ej elj ek")


def people(count: int, *, seed: int = 1) -> list[Record]:
    """People of an MBA programme: everybody once, with day of birth, address of mail and home."""
    chance = random.Random(seed)
    return [_person(number, chance) for number in range(count)]


def _person(number: int, chance: random.Random) -> Record:
    given, family = chance.choice(GIVEN), chance.choice(STEMS) + chance.choice(ENDS)
    born = datetime.date(1950, 1, 1) + datetime.timedelta(days=chance.randrange(50 * 365))
    return Record(
        id=f"p{number}",
        given_name=given,
        family_name=family,
        birth_date=born,
        email=f"{given}.{family}{number}@example.org".lower(),
        street=f"Ulica {chance.choice(STEMS)} {chance.randrange(1, 90)}",
        city=chance.choice(("Ljubljana", "Maribor", "Celje", "Kranj", "Koper")),
        postcode=str(chance.randrange(1000, 9000)),
    )


def once_more(records: list[Record], *, seed: int = 2) -> Iterator[Record]:
    """The same people as another list tells of them: some moved, some married, some misspelt."""
    chance = random.Random(seed)
    for record in records:
        other = replace(record, id=f"again {record.id}")
        if chance.random() < 0.3:
            other = replace(other, street="", postcode="", email="")
        if chance.random() < 0.1:
            other = replace(other, family_name=record.family_name[:-1])
        if chance.random() < 0.1:
            other = replace(other, birth_date=None)
        yield other


def pairs(found: Linked, band: str = MATCH) -> set[frozenset[str]]:
    return {frozenset((pair.left, pair.right)) for pair in found.pairs if pair.band == band}


def truth(records: list[Record]) -> set[frozenset[str]]:
    return {frozenset((record.id, f"again {record.id}")) for record in records}
