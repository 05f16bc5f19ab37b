"""Second records of some people, as registrars' files and lists of guests leave them, and some that only look so.

Each kind makes of a person another record, or nothing where it does not fit; who gets one depends on nothing but the
order in which people are made.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from vezi.demo.synth.dice import Dice
from vezi.demo.synth.person import MadeUpPerson, Study
from vezi.demo.synth.pet_names import ENGLISH, SLOVENIAN

A_GENERATION = 27  # years
CARONS = str.maketrans("čćžšđČĆŽŠĐ", "cczsdCCZSD")
#: Brothers and sisters, born on one day.
TWINS = {
    "Ana": "Petra", "Maja": "Neža", "Eva": "Tina", "Nina": "Lucija", "Tina": "Barbara", "Petra": "Mojca", "Katja": "Špela",
    "Luka": "Jan", "Marko": "Tomaž", "Jan": "Miha", "Andrej": "Boštjan", "Matic": "Gregor", "Rok": "Blaž", "Žiga": "Luka",
    "Emma": "Charlotte", "Daniel": "Thomas", "Thomas": "George", "Sara": "Ines", "Nejc": "Urban", "Peter": "Simon",
}  # fmt: skip

Kind = Callable[[MadeUpPerson, Dice], MadeUpPerson | None]


def second(told: MadeUpPerson, *, knows: str = "birth study town", **otherwise: Any) -> MadeUpPerson:
    """What another list has of somebody: *knows* of birth, study, town, house, mail and telephone; never a number."""
    kept = knows.split()
    nothing: dict[str, Any] = {
        "number": "", "former": "", "family_at_graduation": "", "given_script": "", "family_script": "", "work": None,
        "career": (), "face": "", "preferred": "", "born_is_known": "birth" in kept,
        "email": told.email if "mail" in kept else "",
        "telephone": told.telephone if "telephone" in kept else "",
        "street": told.street if "house" in kept else "",
        "postcode": told.postcode if "house" in kept else "",
        "city": told.city if "town" in kept or "house" in kept else "",
        "studies": told.studies if "study" in kept else [],
    }  # fmt: skip
    return replace(told, **(nothing | otherwise))


def maiden_name(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    return second(told, family=told.former, knows="study town") if told.former else None


def both_surnames(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    """A guest of an evening, who left a telephone number."""
    if not told.former or not told.telephone or told.former in told.family:
        return None
    return second(told, family=f"{told.former} {told.family}".translate(CARONS), knows="telephone")


def lost_caron(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    family = told.family.translate(CARONS)
    if family == told.family:
        return None
    return second(told, family=family, given=told.given.translate(CARONS), knows="study")


def day_for_month(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    born = told.born_on
    if born.day > 12 or born.day == born.month:
        return None
    return second(told, born_on=date(born.year, born.day, born.month), knows="birth")


def pet_name(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    called = (SLOVENIAN | ENGLISH).get(told.given.split(" ")[0])
    return second(told, given=called, knows="study town") if called else None


def surname_first(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    return second(told, given=told.family, family=told.given, knows="birth")


def an_initial(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    return second(told, given=f"{told.given[0]}.", knows="telephone") if told.telephone else None


def another_year(told: MadeUpPerson, dice: Dice) -> MadeUpPerson | None:
    """A guest, who wrote down her birthday, and somebody typed it in."""
    year = told.born_on.year + dice.among((-10, -1, 1, 10))
    return second(told, born_on=told.born_on.replace(year=year), knows="birth") if told.born_on.day < 29 else None


def letters_swapped(told: MadeUpPerson, dice: Dice) -> MadeUpPerson | None:
    name = told.family
    if len(name) < 6 or " " in name:
        return None
    at = dice.between(2, len(name) - 3)
    return second(told, family=name[:at] + name[at + 1] + name[at] + name[at + 2 :], knows="birth study")


def father(told: MadeUpPerson, dice: Dice) -> MadeUpPerson | None:
    """Another person: of the same name, at the same address."""
    if told.woman or told.culture != "sl" or not told.street or (told.class_year or 0) < 1999:
        return None
    born = date(told.born_on.year - A_GENERATION, dice.between(1, 12), dice.between(1, 28))
    return second(told, born_on=born, studies=[earlier(study) for study in told.studies[:1]], knows="birth house")


def earlier(study: Study) -> Study:
    finished = study.finished_on and study.finished_on.replace(day=1, year=study.finished_on.year - A_GENERATION)
    return replace(
        study, class_year=study.class_year and study.class_year - A_GENERATION, finished_on=finished,
        started_on=study.started_on.replace(day=1, year=study.started_on.year - A_GENERATION),
    )  # fmt: skip


def twin(told: MadeUpPerson, _dice: Dice) -> MadeUpPerson | None:
    """Another person: born on the same day, of the same house and class."""
    given = TWINS.get(told.given)
    if given is None or not told.street:
        return None
    return second(told, given=given, knows="birth study house")


KINDS: tuple[Kind, ...] = (
    *(maiden_name, lost_caron, day_for_month, pet_name, twin, both_surnames, surname_first),
    *(father, another_year, letters_swapped, an_initial),
)


class Doubles:
    """Goes along while people are made: now and then one of them has a second record, of one kind after the other.

    *kinds*: so many in all; one of *people* out of so many gets the next.
    """

    def __init__(self, kinds: Sequence[Kind], *, people: int, seed: int | str) -> None:
        self.left = list(kinds)
        self.every = people // (len(kinds) + 1)
        self.waits = self.every
        self.dice = Dice(f"doubles {seed}")

    def of(self, told: MadeUpPerson) -> MadeUpPerson | None:
        self.waits -= 1
        if not self.left or self.waits > 0 or told.died_in is not None or not told.class_year:
            return None
        for kind in self.left:
            if (made := kind(told, self.dice)) is not None:
                self.left.remove(kind)
                self.waits = self.every
                return made
        return None
