"""The dirt of registrars' files, for trying whether an import copes. Off unless asked for."""

from collections.abc import Callable, Iterator

from vezi.demo.synth.dice import Dice, Weighted

Row = list[str]

# Places in a row, as registrar_file.HEADERS has them.
NUMBER, SURNAME, GIVEN, BORN, MAIL, TELEPHONE, CITY, CLASS_YEAR, FINISHED = 0, 1, 2, 4, 5, 6, 9, 16, 18


def _capitals(row: Row, dice: Dice) -> None:
    row[SURNAME] = row[SURNAME].upper()
    if dice.chance(0.5):
        row[GIVEN] = row[GIVEN].upper()


def _spaces(row: Row, _dice: Dice) -> None:
    row[SURNAME] = f" {row[SURNAME]} "
    row[CITY] = row[CITY].replace(" ", "  ") + " "


def _nothing(row: Row, dice: Dice) -> None:
    row[dice.among((BORN, CITY, CLASS_YEAR, NUMBER))] = dice.among(("", "", "-", "?", "n/a"))


def _no_such_day(row: Row, dice: Dice) -> None:
    year = row[BORN][:4] if row[BORN][:4].isdigit() else row[BORN][-4:]
    row[BORN] = dice.among(
        (f"31. 2. {year}", f"{year}-02-30", f"{year}-13-01", "0000-00-00", f"1. 1. {int(year or 0) - 100}")
    )


def _wrong_year(row: Row, dice: Dice) -> None:
    year = row[CLASS_YEAR]
    row[CLASS_YEAR] = dice.among((year[-2:], f"{year}9", f"{year}/{year[-2:]}", "0", year[::-1])) if year else "1900"


def _unlike_mail(row: Row, dice: Dice) -> None:
    mail = row[MAIL] or "ni@"
    row[MAIL] = dice.among(
        (mail.replace("@", " at "), mail.replace(".", ",", 1), mail.upper(), f"mailto:{mail}", mail.rstrip("elpmax"))
    )


def _misspelt(row: Row, dice: Dice) -> None:
    word = row[CITY]
    if len(word) > 4:
        place = dice.between(1, len(word) - 3)
        row[CITY] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _swapped(row: Row, _dice: Dice) -> None:
    row[SURNAME], row[GIVEN] = row[GIVEN], row[SURNAME]


def _without_carons(row: Row, _dice: Dice) -> None:
    row[SURNAME] = row[SURNAME].translate(str.maketrans("čćžšđČĆŽŠĐ", "cczsdCCZSD"))


def _formula(row: Row, dice: Dice) -> None:
    row[TELEPHONE] = dice.among(("=2+2", "+cmd", "@sum", "-1"))


KINDS: Weighted[Callable[[Row, Dice], None]] = Weighted(
    [
        (_capitals, 24), (_spaces, 14), (_nothing, 14), (_no_such_day, 8), (_wrong_year, 8), (_unlike_mail, 9),
        (_misspelt, 8), (_swapped, 4), (_without_carons, 8), (_formula, 1),
    ]
)  # fmt: skip
TWICE = 0.04
"""Of dirty rows, so many stand in the file twice."""


class Dirt:
    """Soils a share of rows. It has dice of its own: the clean rows stay what they are without it."""

    def __init__(self, share: float, *, seed: int) -> None:
        self.share = share
        self.dice = Dice(f"dirt {seed}")

    def on(self, row: Row) -> Iterator[Row]:
        if self.dice.chance(self.share):
            row = list(row)
            KINDS.draw(self.dice)(row, self.dice)
            if self.dice.chance(TWICE):
                yield row
        yield row
