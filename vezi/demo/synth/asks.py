"""“Ask me about”: two or three sentences that fit the life one has led."""

from functools import cache
from types import ModuleType

from vezi.demo.synth import asks_english, asks_slovenian
from vezi.demo.synth.dice import Dice
from vezi.demo.synth.person import MadeUpPerson
from vezi.demo.synth.schools import NEWEST_CLASS

WORDS: dict[str, ModuleType] = {"en": asks_english, "sl": asks_slovenian}
WOMEN_ONLY = ("only woman", "Edina ženska")
FREE_TIME_SHARE = 0.22


def asked_about(dice: Dice, person: MadeUpPerson, *, language: str) -> list[str]:
    """Of one's trade first, then of one's life; now and then of what one does on Sunday."""
    words = WORDS[language]
    trade = person.career[-1].trade if person.career else ""
    chosen = dice.some(_sentences(words.TRADES[trade]), dice.between(1, 2)) if trade else []
    life = _of_life(words, person)
    chosen += dice.some(life, 1 if chosen else 2)
    if dice.chance(FREE_TIME_SHARE) and chosen:
        chosen.append(dice.among(_sentences(words.FREE_TIME)))
    return chosen


def _of_life(words: ModuleType, person: MadeUpPerson) -> list[str]:
    """What someone with this life could speak about."""
    age = NEWEST_CLASS - person.born_on.year
    if person.studies[-1].affiliation == "student" and age < 30:
        return _sentences(words.STUDENT)
    lines = [words.OLD if age > 63 else words.YOUNG if age < 32 else words.MIDDLE]
    if person.career and person.career[-1].step >= 2:
        lines.append(words.LEADING)
    if len({post.trade for post in person.career}) > 1:
        lines.append(words.CHANGED)
    cities = [post.city for post in person.career if post.country != "SI"]
    if cities and person.culture in {"sl", "sl-south"}:
        lines.append(words.FOREIGN if person.country != "SI" else words.RETURNED)
    sentences = [sentence for part in lines for sentence in _sentences(part)]
    fitting = [one for one in sentences if person.woman or not any(only in one for only in WOMEN_ONLY)]
    return [one.replace("{city}", cities[-1]) if cities else one for one in fitting]


@cache
def _sentences(lines: str) -> list[str]:
    return [line.strip() for line in lines.strip().splitlines()]
