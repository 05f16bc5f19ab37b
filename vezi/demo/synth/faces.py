"""Which of the house's drawn faces would suit someone; most people have none and keep their letters."""

from typing import NamedTuple

from vezi.demo.synth.dice import Dice
from vezi.demo.synth.person import MadeUpPerson
from vezi.demo.synth.schools import NEWEST_CLASS

SHARE = 0.26
NORTH = {
    "sv", "no", "da", "fi", "is", "de", "at", "nl", "pl", "cs", "sk", "baltic", "gb", "ie", "us", "ru", "uk", "hu",
    "fr",
}  # fmt: skip
MIDDLE = {"sl", "sl-south", "sh", "it", "ro", "bg", "mk", "ka"}
SOUTH = {"es", "pt", "mx", "tr", "el", "he", "ar", "fa", "in"}
EAST = {"zh", "hk", "tw", "ja", "ko", "vi", "th", "id", "ph"}
AFRICA = {"ng", "ke", "za"}


class Face(NamedTuple):
    """A drawn face: a woman's or not, from which age to which, and where such a one might come from."""

    name: str
    woman: bool
    ages: tuple[int, int]
    cultures: set[str]


FACES = (
    Face("face-02", False, (50, 75), NORTH | MIDDLE),
    Face("face-04", True, (52, 85), NORTH | MIDDLE),
    Face("face-06", True, (24, 50), MIDDLE | EAST | SOUTH),
    Face("face-07", True, (26, 52), NORTH | MIDDLE),
    Face("face-08", False, (26, 52), NORTH | MIDDLE),
    Face("face-09", True, (24, 55), MIDDLE | SOUTH),
    Face("face-10", False, (58, 85), MIDDLE | SOUTH),
    Face("face-13", False, (22, 45), NORTH | MIDDLE | EAST),
    Face("face-14", False, (22, 48), AFRICA),
    Face("face-16", True, (24, 52), MIDDLE | SOUTH),
    Face("face-17", True, (50, 75), NORTH | MIDDLE),
    Face("face-19", True, (20, 45), NORTH | MIDDLE),
    Face("face-20", True, (20, 48), SOUTH | EAST),
    Face("face-25", False, (36, 62), NORTH | MIDDLE),
    Face("face-27", False, (20, 45), MIDDLE | SOUTH),
    Face("face-28", True, (20, 45), SOUTH | EAST | MIDDLE),
    Face("face-29", False, (32, 58), MIDDLE | SOUTH),
)


def face_for(dice: Dice, person: MadeUpPerson) -> str:
    """Empty for three in four, and where no face would suit."""
    age = NEWEST_CLASS - person.born_on.year
    suiting = [
        face.name
        for face in FACES
        if face.woman == person.woman and face.ages[0] <= age <= face.ages[1] and person.culture in face.cultures
    ]
    wanted = dice.chance(SHARE)
    return dice.among(suiting) if wanted and suiting else ""
