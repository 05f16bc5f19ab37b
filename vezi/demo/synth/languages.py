"""What people speak: their own, their country's, and what school taught them."""

from vezi.demo.synth import places
from vezi.demo.synth.dice import Dice
from vezi.demo.synth.person import MadeUpPerson
from vezi.demo.synth.schools import NEWEST_CLASS

# ISO 639-1, as vezi.core.geo.SPOKEN offers them.
MOTHER_TONGUES = {
    "sl": "sl", "sl-south": "sl", "sh": "sr", "de": "de", "at": "de", "it": "it", "fr": "fr", "es": "es", "mx":
    "es", "pt": "pt", "pl": "pl", "cs": "cs", "sk": "sk", "hu": "hu", "ro": "ro", "tr": "tr", "sv": "sv", "no":
    "nb", "da": "da", "fi": "fi", "nl": "nl", "is": "is", "baltic": "lt", "us": "en", "gb": "en", "ie": "en",
    "ng": "en", "ke": "sw", "za": "en", "zh": "zh", "hk": "zh", "tw": "zh", "ja": "ja", "ko": "ko", "in": "hi",
    "vi": "vi", "ar": "ar", "fa": "fa", "he": "he", "th": "th", "id": "id", "ph": "en", "ru": "ru", "uk": "uk",
    "bg": "bg", "mk": "mk", "el": "el", "ka": "ru",
}  # fmt: skip
SOUTH_SLAVIC = {"HR": "hr", "BA": "bs", "SI": "hr"}
LEARNT_IN_SLOVENIA = (("hr", 0.34), ("de", 0.34), ("it", 0.17), ("sr", 0.1), ("fr", 0.07), ("es", 0.07), ("ru", 0.04))
LEARNT_ELSEWHERE = (("de", 0.17), ("fr", 0.15), ("es", 0.14), ("it", 0.08), ("sl", 0.05), ("zh", 0.02))


def spoken(dice: Dice, person: MadeUpPerson) -> list[str]:
    """The mother tongue first."""
    age = NEWEST_CLASS - person.born_on.year
    slovenian = person.culture in {"sl", "sl-south"}
    languages = [_mother_tongue(dice, person)]
    if person.culture == "sl-south":
        languages.append(dice.among(("sr", "bs", "hr")))
    if dice.chance(0.94 if age < 55 else 0.7):
        languages.append("en")
    if dice.chance(0.85):
        languages.append(_of_country(person.country))
    for code, likely in LEARNT_IN_SLOVENIA if slovenian else LEARNT_ELSEWHERE:
        if dice.chance(likely):
            languages.append(code)
    return list(dict.fromkeys(languages))


def _mother_tongue(dice: Dice, person: MadeUpPerson) -> str:
    if person.culture == "sh":
        return SOUTH_SLAVIC.get(person.country) or dice.among(("hr", "sr", "bs"))
    return MOTHER_TONGUES[person.culture]


def _of_country(code: str) -> str:
    return {"no": "nb", "tl": "en", "ka": "ru"}.get(language := places.country(code).languages, language)
