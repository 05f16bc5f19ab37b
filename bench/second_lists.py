"""Two lists with a row for each person: the registrar's, and one that another office came to write, with strangers."""

import csv
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

COLUMNS = ("Member id", "Surname", "First name", "Former surname", "Date of birth", "E-mail", "Postcode", "City")
SAME, STRANGER = "same-", "stranger-"  # beginnings of member ids; what follows is the student number


def first_list(source: Path, *, to: Path) -> int:
    """The people of a registrar's file, a row each. How many."""
    people = _people(source)
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(people[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(people)
    return len(people)


def second_list(source: Path, strangers: Path, *, to: Path, seed: int = 3) -> int:
    """Half of the source's people and as many of the others, in no order. How many in all."""
    chance = random.Random(seed)
    people = _people(source)
    half = chance.sample(people, len(people) // 2)
    surnames = [person["Surname"] for person in people]
    rows = [_once_more(person, surnames, chance) for person in half]
    rows += [_stranger(person) for person in _people(strangers)[: len(people) - len(half)]]
    chance.shuffle(rows)
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


def _people(path: Path) -> list[dict[str, str]]:
    """The first row of each."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        found: dict[str, dict[str, str]] = {}
        for row in csv.DictReader(file):
            found.setdefault(row["Student number"], row)
    return list(found.values())


def _once_more(person: dict[str, str], surnames: list[str], chance: random.Random) -> tuple[str, ...]:
    """Of ten, one has married, one is misspelt, one has no date; a third has lost the accents, half have moved."""
    given, family, former = person["Given names"], person["Surname"], ""
    if chance.random() < 0.5:
        given = given.split()[0]
    if chance.random() < 0.1:
        family, former = chance.choice(surnames), family if chance.random() < 0.4 else ""
    elif chance.random() < 0.1:
        family = _misspelt(family, chance)
    if chance.random() < 0.3:
        given, family = _plain(given), _plain(family)
    born = "" if chance.random() < 0.1 else person["Date of birth"]
    mail = person["E-mail"] if chance.random() < 0.4 else ""
    home = (person["Postcode"], person["City"]) if chance.random() < 0.5 else ("", "")
    return (SAME + person["Student number"], family, given, former, born, mail, *home)


def _stranger(person: dict[str, str]) -> tuple[str, ...]:
    mail = f"other.{person['E-mail']}" if person["E-mail"] else ""  # two made-up files may make up the same address
    kept = (person[name] for name in ("Surname", "Given names", "Former surname", "Date of birth"))
    return (STRANGER + person["Student number"], *kept, mail, person["Postcode"], person["City"])


def _misspelt(name: str, chance: random.Random) -> str:
    if len(name) < 4:
        return name
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def pairs_of(path: Path, *, band: str) -> Iterator[tuple[str, str]]:
    """Of a band in what `vezi link` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["band"] == band:
                yield row["left"], row["right"]
