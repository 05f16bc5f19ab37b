"""What people are called by those who know them."""

from vezi.demo.synth.dice import Dice
from vezi.demo.synth.person import MadeUpPerson

SLOVENIAN = {
    "Aleksandra": "Saša", "Aleksander": "Sašo", "Katarina": "Katja", "Frančiška": "Fani", "Jožef": "Jože",
    "Anton": "Tone", "Alojz": "Lojze", "Franc": "Franci", "Jakob": "Jaka", "Gregor": "Grega", "Elizabeta": "Beti",
    "Terezija": "Zinka", "Stanislav": "Stane", "Jernej": "Nejc", "Tomaž": "Tomo", "Ljudmila": "Milka",
    "Štefanija": "Štefka", "Marija": "Mari", "Magdalena": "Lenka", "Andreja": "Andrejka", "Urška": "Urša",
    "Matevž": "Teve", "Sebastjan": "Bastl", "Vincenc": "Vinko", "Kristina": "Tina", "Veronika": "Vera",
    "Antonija": "Tončka", "Ivan": "Ivo", "Dominik": "Nik", "Valentina": "Tina",
}  # fmt: skip
ENGLISH = {
    "William": "Will", "Robert": "Bob", "Elizabeth": "Liz", "Katherine": "Kate", "Michael": "Mike", "Thomas":
    "Tom", "James": "Jim", "Christopher": "Chris", "Matthew": "Matt", "Daniel": "Dan", "Benjamin": "Ben",
    "Margaret": "Maggie", "Rebecca": "Becky", "Victoria": "Vicky", "Nicholas": "Nick", "Alexander": "Alex",
    "Edward": "Ted", "Jennifer": "Jen",
}  # fmt: skip
TAKEN_IN_THE_WEST = {
    True: ("Amy", "Grace", "Cindy", "Vivian", "Helen", "Joyce", "Fiona"),
    False: ("Kevin", "Jason", "Eric", "Leo", "Vincent", "Raymond", "Alan"),
}


def called(dice: Dice, person: MadeUpPerson) -> str:
    """A short name, or nothing where the given one is used."""
    first = person.given.split(" ")[0]
    luck = dice.random()
    if person.culture in {"zh", "hk", "tw"}:
        return dice.among(TAKEN_IN_THE_WEST[person.woman]) if luck < 0.3 else ""
    if person.culture in {"sl", "sl-south"} and luck < 0.3 and first in SLOVENIAN:
        return SLOVENIAN[first]
    if person.culture in {"gb", "us", "ie"} and luck < 0.4 and first in ENGLISH:
        return ENGLISH[first]
    return first if first != person.given and luck < 0.6 and person.culture not in {"vi", "id"} else ""
