"""Mail addresses at domains that lead nowhere, no two of them alike."""

from array import array
from functools import lru_cache
from zlib import crc32

from anyascii import anyascii

from vezi.demo.synth.dice import Dice, Weighted

# RFC 2606 keeps these domains, and all of .example, for examples.
AT_HOME = Weighted(
    [("posta.example", 46), ("doma.example", 18), ("example.org", 12), ("pismo.example", 14), ("example.com", 10)]
)
ABROAD = Weighted(
    [("example.com", 34), ("example.org", 22), ("example.net", 16), ("letters.example", 16), ("inbox.example", 12)]
)
SLOTS = 1 << 18


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name as it stands in an address: Đorđević is dordevic."""
    return "".join(sign for sign in anyascii(name.replace("đ", "d").replace("Đ", "D")).lower() if sign.isalpha())


class Addresses:
    """Gives out addresses. Memory stays the same for a million: names that share a slot share its counter."""

    def __init__(self) -> None:
        self._given_out = array("L", bytes(array("L").itemsize * SLOTS))

    def new(self, dice: Dice, *, given: str, family: str, country: str, work_domain: str) -> str:
        first, last = plain(given.split(" ", 1)[0]), plain(family)
        luck = dice.random()
        local = f"{first}.{last}" if luck < 0.7 else f"{first[:1]}.{last}" if luck < 0.85 else f"{first}{last}"
        slot = crc32(local.encode()) % SLOTS
        so_many = self._given_out[slot]
        self._given_out[slot] = so_many + 1
        if so_many:
            local = f"{local}{so_many + 1}"
        if work_domain and dice.chance(0.25):
            return f"{local}@{work_domain}"
        return f"{local}@{(AT_HOME if country == 'SI' else ABROAD).draw(dice)}"
