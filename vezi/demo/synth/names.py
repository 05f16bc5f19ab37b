"""Names as their cultures give them: how common, how women's differ from men's, how many surnames."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from vezi.demo.synth import slovenian_names
from vezi.demo.synth.dice import Dice, Weighted, by_rank
from vezi.demo.synth.eastern_names import ASIA_AND_AFRICA, in_latin
from vezi.demo.synth.world_names import ENGLISH, EUROPE, Names

WORLD = EUROPE | ENGLISH | ASIA_AND_AFRICA
SLAVIC_WOMEN = {"ru", "bg"}
TWO_SURNAMES = {"es": 0.8, "mx": 0.7, "pt": 0.45, "ph": 0.1}
TWO_GIVEN_NAMES = {
    "sl": 0.05,
    "de": 0.1,
    "at": 0.1,
    "gb": 0.06,
    "us": 0.12,
    "pt": 0.1,
    "nl": 0.12,
    "ke": 0.2,
    "pl": 0.04,
}

FEW_SURNAMES = {"vi": (0, 1.15), "ko": (0.5, 1.0), "zh": (3, 0.95), "hk": (3, 0.95), "tw": (3, 0.95)}
"""Offset and steepness of the law where a handful of surnames does for most."""

Spelt = tuple[str, str]
"""A name in Latin letters, and in its own script where it has one."""


class Name(NamedTuple):
    """What one person is called, in Latin letters and in those of the language where it has others."""

    given: str
    family: str
    given_script: str = ""
    family_script: str = ""


class Culture:
    """The names in use among one people."""

    def __init__(self, code: str) -> None:
        names = WORLD[code]
        self.code = code
        self.women = _given(names.women, names.faker, "first_names_female", "first_romanized_names_female", code)
        self.men = _given(names.men, names.faker, "first_names_male", "first_romanized_names_male", code)
        self.families = _families(names, code)
        self.two_given = TWO_GIVEN_NAMES.get(code, 0.0)
        self.two_surnames = TWO_SURNAMES.get(code, 0.0)

    def name(self, dice: Dice, *, woman: bool, born: int) -> Name:
        given, given_script = self._given(dice, woman=woman, born=born)
        family, family_script = self.families.draw(dice)
        if self.two_surnames and dice.chance(self.two_surnames):
            family = f"{family} {self.families.draw(dice)[0]}"
        if woman or self.code == "is":
            family, family_script = _as_borne(self.code, family, family_script, woman=woman)
        if not (given_script and family_script):
            return Name(given, family)
        return Name(given, family, given_script, family_script)

    def _given(self, dice: Dice, *, woman: bool, born: int) -> Spelt:
        pool = self.given_names(woman=woman, born=born)
        first = pool.draw(dice)
        if self.two_given and dice.chance(self.two_given):
            second = pool.draw(dice)[0]
            if second != first[0] and " " not in first[0] + second:
                return f"{first[0]} {second}", ""
        return first

    def given_names(self, *, woman: bool, born: int) -> Weighted[Spelt]:  # noqa: ARG002 - other cultures heed the year
        return self.women if woman else self.men


class SlovenianCulture(Culture):
    """Slovenes, whose first names tell the decade of their birth."""

    def __init__(self) -> None:
        self.code = "sl"
        self.families = Weighted([((name, ""), share) for name, share in _shares(slovenian_names.surnames())])
        self.eras = {
            True: _plain(slovenian_names.given_names(slovenian_names.WOMEN)),
            False: _plain(slovenian_names.given_names(slovenian_names.MEN)),
        }
        self.two_given = TWO_GIVEN_NAMES["sl"]
        self.two_surnames = 0.0

    def given_names(self, *, woman: bool, born: int) -> Weighted[Spelt]:
        eras = self.eras[woman]
        return next((names for last_year, names in eras if born <= last_year), eras[-1][1])


class SouthernCulture(SlovenianCulture):
    """Families that came to Slovenia from the other republics: their surnames, half Slovenian first names."""

    def __init__(self) -> None:
        super().__init__()
        self.code = "sl-south"
        surnames = slovenian_names.southern_surnames()
        self.families = Weighted([((name, ""), share) for name, share in _shares(surnames)])


@cache
def culture(code: str) -> Culture:
    """Built on first use: some lists are long."""
    own: dict[str, Callable[[], Culture]] = {"sl": SlovenianCulture, "sl-south": SouthernCulture}
    return own[code]() if code in own else Culture(code)


def _shares(names: Weighted[str]) -> list[tuple[str, float]]:
    return [(name, names.share_of(name)) for name in names.things]


def _plain(eras: dict[int, Weighted[str]]) -> list[tuple[int, Weighted[Spelt]]]:
    return [(year, Weighted([((name, ""), share) for name, share in _shares(names)])) for year, names in eras.items()]


def _spelt(words: str, code: str) -> list[Spelt]:
    """`Latin=script`, or one of the two; an underscore stands for a space within a name."""
    spelt = []
    for word in words.split():
        latin, _, script = word.replace("_", " ").partition("=")
        carried_over = in_latin(latin, culture=code)
        spelt.append((carried_over, script or (latin if carried_over != latin else "")))
    return spelt


def _of_faker(locale: str, *attributes: str) -> Any:
    """The first list the locale has under one of these names."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    return next((found for name in attributes if (found := getattr(provider, name, None))), ())


def _given(words: str, locale: str, attribute: str, romanised: str, code: str) -> Weighted[Spelt]:
    head = by_rank(_spelt(words, code), offset=6, steepness=1.0)
    if code == "ja":
        return Weighted(
            [(pair, 1.0) for pair in zip(_of_faker(locale, romanised), _of_faker(locale, attribute), strict=True)]
        )
    return _joined(head, _of_faker(locale, attribute) if locale else (), tail_weight=0.12)


def _families(names: Names, code: str) -> Weighted[Spelt]:
    if code == "ja":
        latin, script = _of_faker(names.faker, "last_romanized_names"), _of_faker(names.faker, "last_names")
        return Weighted(
            by_rank(
                list(dict(zip(script, zip(latin, script, strict=True), strict=True)).values()), offset=4, steepness=0.8
            )
        )
    offset, steepness = FEW_SURNAMES.get(code, (3, 0.7))
    head = by_rank(_spelt(names.families, code), offset=offset, steepness=steepness)
    tail = _of_faker(names.faker, "unisex_last_names", "last_names_male", "last_names") if names.faker else ()
    return _joined(head, tail, tail_weight=0.45)


def _joined(head: list[tuple[Spelt, float]], tail: Any, *, tail_weight: float) -> Weighted[Spelt]:
    """The commonest in front; Faker's rest behind them, by its weights where it has some."""
    known = {spelt[0] for spelt, _ in head}
    weights = tail if hasattr(tail, "items") else dict.fromkeys(tail, 1.0)
    rest = [((name, ""), weight) for name, weight in weights.items() if name not in known and name.isprintable()]
    if not head or not rest:
        return Weighted(head or rest)
    of_head, of_rest = sum(share for _, share in head), sum(share for _, share in rest)
    scaled = [(spelt, share / of_head * (1 - tail_weight)) for spelt, share in head]
    return Weighted(scaled + [(spelt, share / of_rest * tail_weight) for spelt, share in rest])


def _as_borne(code: str, family: str, script: str, *, woman: bool) -> Spelt:
    """The surname as this person bears it: -ová, -ska, -dóttir."""
    if code == "is":
        return family + ("dóttir" if woman else "son"), ""
    if code in {"cs", "sk"}:
        return _czech_woman(family), ""
    if code == "pl" and family.endswith(("ski", "cki", "dzki")):
        return family[:-1] + "a", ""
    if code in SLAVIC_WOMEN and family.endswith(("ov", "ev", "in")):
        return family + "a", script + "а" if script else ""
    if code == "mk" and family.endswith("ski"):
        return family[:-1] + "a", script[:-1] + "а" if script else ""
    if code == "el" and family.endswith("os") and script:
        return family[:-2] + "ou", script.replace("όπουλος", "οπούλος")[:-2] + "ου"
    if code == "el" and family.endswith("is") and script:
        return family[:-1], script[:-1]
    return family, script


def _czech_woman(family: str) -> str:
    if family.endswith(("ý", "í")):
        return family[:-1] + "á" if family.endswith("ý") else family
    if family.endswith("ek") and len(family) > 4:
        return family[:-2] + "ková"
    if family.endswith("ec"):
        return family[:-2] + "cová"
    return family[:-1] + "ová" if family[-1] in "aeo" else family + "ová"
