"""What people ask a directory: a mix of questions drawn from the people themselves, the same from the same seed."""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

Pairs = list[tuple[str, object]]
EVERYWHERE: Pairs = [("in", "network")]
FIRST_TYPED, LAST_TYPED = 2, 5  # letters


class Known(NamedTuple):
    """A person of the network, as far as somebody who looks for her might know."""

    given: str
    family: str
    city: str = ""
    country: str = ""
    trade: str = ""
    title: str = ""
    class_year: int | None = None


class Ask(NamedTuple):
    kind: str
    query: str  # of an address, without the question mark


def besides(people: Sequence[Known], *, count: int, seed: int) -> list[Ask]:
    """So many of each kind that is asked more seldom: near a city, on the map, without somebody."""
    dice = random.Random(seed)
    asked = [(kind, make(dice.choice(people), dice)) for kind, make in BESIDES.items() for _ in range(count)]
    return [Ask(kind, urlencode([(name, value) for name, value in pairs if value])) for kind, pairs in asked]


def mix(people: Sequence[Known], *, count: int, seed: int) -> list[Ask]:
    """So many questions of all kinds, in no order, by their shares."""
    dice = random.Random(seed)
    kinds, shares = list(KINDS), [share for share, _make in KINDS.values()]
    asked = []
    for kind in dice.choices(kinds, shares, k=count):
        pairs = KINDS[kind][1](dice.choice(people), dice)
        asked.append(Ask(kind, urlencode([(name, value) for name, value in pairs if value])))
    return asked


def whole_name(known: Known, _dice: random.Random) -> Pairs:
    return [("q", f"{_first(known.given)} {known.family}"), *EVERYWHERE]


def typing(known: Known, dice: random.Random) -> Pairs:
    """The beginning of a surname, or a given name and the beginning of a surname."""
    begun = known.family[: dice.randint(FIRST_TYPED, LAST_TYPED)]
    return [("q", f"{_first(known.given)} {begun}" if dice.random() < 0.4 else begun), *EVERYWHERE]


def mistyped(known: Known, dice: random.Random) -> Pairs:
    return [("q", f"{_first(known.given)} {with_typo(known.family, dice)}"), *EVERYWHERE]


def work_and_city(known: Known, _dice: random.Random) -> Pairs:
    word = (known.title or known.family).split()[-1]
    return [("q", f"{word} {known.city}".strip()), *EVERYWHERE]


def by_facets(known: Known, dice: random.Random) -> Pairs:
    """No words: a country or a city, a trade, a decade of classes; by name."""
    place = ("city", known.city) if dice.random() < 0.5 else ("country", known.country)
    year = known.class_year or 2000
    decade: Pairs = [("from", year // 10 * 10), ("to", year // 10 * 10 + 9)] if dice.random() < 0.7 else []
    return [place, ("trade", known.trade), *decade, ("sort", "name"), *EVERYWHERE]


def everybody(_known: Known, _dice: random.Random) -> Pairs:
    return [("sort", "name"), *EVERYWHERE]


def further_on(known: Known, dice: random.Random) -> Pairs:
    """A later page of a surname or a class."""
    asked: Pairs = (
        [("q", known.family)] if dice.random() < 0.6 else [("from", known.class_year), ("to", known.class_year)]
    )
    return [*asked, ("page", dice.randint(2, 4)), *EVERYWHERE]


def own_club(known: Known, _dice: random.Random) -> Pairs:
    return [("q", known.family)]


def near_a_city(known: Known, dice: random.Random) -> Pairs:
    return [("near", known.city), ("km", dice.choice((25, 50, 100))), ("trade", known.trade), *EVERYWHERE]


def on_the_map(known: Known, dice: random.Random) -> Pairs:
    word = (known.title or known.family).split()[-1] if dice.random() < 0.5 else ""
    return [("q", word), ("trade", "" if word else known.trade), ("view", "map"), *EVERYWHERE]


def without(known: Known, _dice: random.Random) -> Pairs:
    return [("q", known.family), ("not", f"country:{known.country}"), ("not", f"trade:{known.trade}"), *EVERYWHERE]


BESIDES: dict[str, Callable[[Known, random.Random], Pairs]] = {
    "near a city": near_a_city,
    "on the map": on_the_map,
    "without a country and a trade": without,
}
KINDS: dict[str, tuple[int, Callable[[Known, random.Random], Pairs]]] = {
    "given and family name": (30, whole_name),
    "while typing": (20, typing),
    "with a typo": (12, mistyped),
    "a word and a city": (12, work_and_city),
    "facets alone, by name": (11, by_facets),
    "a later page": (6, further_on),
    "in one's own club": (5, own_club),
    "everybody, by name": (4, everybody),
}


#: What nobody would ask by hand.
STRANGE: tuple[Pairs, ...] = (
    [("q", "x" * 10_000)],
    [("q", "a b c d e f g h " * 600), *EVERYWHERE],
    [("q", "!?.,;:" * 100), *EVERYWHERE],
    [("q", "שלום עולם"), *EVERYWHERE],
    [("q", "👩‍🎓🎓"), *EVERYWHERE],
    [("q", 'a:b AND "'), *EVERYWHERE],
    [("q", "a* OR b~2 (c"), *EVERYWHERE],
    [("q", "ana@" + "x" * 300), *EVERYWHERE],
    [("page", 10_000_000), *EVERYWHERE],
    [("q", "a"), ("page", 10_000_000), *EVERYWHERE],
    [("planet", "Mars"), ("city", "Nowhere"), ("from", "x"), *EVERYWHERE],
    [*(("city", f"City {number}") for number in range(500)), *EVERYWHERE],
    [*(("not", f"city:City {number}") for number in range(500)), *EVERYWHERE],
)


def strange() -> list[str]:
    """The queries of addresses."""
    return [urlencode(pairs) for pairs in STRANGE]


def with_typo(word: str, dice: random.Random) -> str:
    """Two letters that changed places, one left out, or one too many; short words stay as they are."""
    if len(word) < 4:
        return word
    at = dice.randint(1, len(word) - 2)
    ways = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    )
    return dice.choice(ways)


def _first(given: str) -> str:
    return given.split()[0] if given else ""
