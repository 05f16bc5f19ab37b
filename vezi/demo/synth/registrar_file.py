"""The file a registrar would send: one row for each degree, with or without the dirt such files carry."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from babel import Locale

from vezi.demo.synth.dirt import Dirt
from vezi.demo.synth.person import MadeUpPerson, Study
from vezi.demo.synth.registrar_words import HEADERS, MODES, TRADES

IN_OWN_SCRIPT = 33
"""Every so many-th person who has a script of their own stands in the file in it."""

Row = list[str]


def write(people: Iterable[MadeUpPerson], *, to: Path, language: str = "en", dirt: Dirt | None = None) -> int:
    """Writes the file and says how many rows it has.

    English has commas; Slovenian semicolons and a byte order mark, as spreadsheets there write.
    """
    slovenian = language == "sl"
    with to.open("w", encoding="utf-8-sig" if slovenian else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if slovenian else ",", lineterminator="\r\n" if slovenian else "\n")
        writer.writerow(HEADERS[language])
        written = 0
        for row in _rows(people, language=language, dirt=dirt):
            writer.writerow(row)
            written += 1
    return written


def _rows(people: Iterable[MadeUpPerson], *, language: str, dirt: Dirt | None) -> Iterator[Row]:
    countries = dict(Locale(language).territories)
    word = 1 if language == "sl" else 0
    on = _on_slovenian if word else _on
    for person in people:
        head, work = _head(person, on(person.born_on), countries), _work(person, word)
        for study in person.studies:
            row = [*head, *_study(study, on, word), *work]
            if dirt is None:
                yield row
            else:
                yield from dirt.on(row)


def _on(day: date | None) -> str:
    return day.isoformat() if day else ""


def _on_slovenian(day: date | None) -> str:
    return f"{day.day}. {day.month}. {day.year}" if day else ""


def _head(person: MadeUpPerson, born: str, countries: dict[str, str]) -> Row:
    given, family = person.given, person.family
    if person.given_script and int(person.number) % IN_OWN_SCRIPT == 0:
        given, family = person.given_script, person.family_script
    return [
        person.number,
        family,
        given,
        person.former,
        born,
        person.email,
        person.telephone,
        person.street,
        person.postcode,
        person.city,
        countries.get(person.country, person.country),
    ]


def _study(study: Study, on: Callable[[date | None], str], word: int) -> Row:
    return [
        study.institution,
        study.faculty,
        study.programme,
        study.degree,
        MODES[study.mode or study.affiliation][word],
        str(study.class_year or ""),
        on(study.started_on),
        on(study.finished_on),
    ]


def _work(person: MadeUpPerson, word: int) -> Row:
    work = person.work
    if work is None or not person.work_is_known:
        return ["", "", ""]
    return [work.employer, work.title, TRADES[work.trade][word]]
