"""Rows of people who asked to be erased: they are left out, and nothing of them is kept.

Asked of those alone who would be new; a member who has the name and birth date of somebody who was erased stays known.
Where nobody was ever erased it costs one look.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from vezi.network.people.tombstones import Described, Graveyard
from vezi.network.registrar.importing.rejecting import Rejection, reject
from vezi.network.registrar.importing.runs import Run

CODE = "erased"
UNKNOWN = """
select r.number, r.key, r.family, r.given, r.preferred, r.former_family, r.name_at_graduation, r.born_on,
    r.student_number, r.mail, r.mail_2, r.class_year
from file_row r join file_person f using (ord) where f.person_id is null
"""
FORGOTTEN = """
update registrar_sourcerow s set cells = '[]', read = '{}', person_key = '', problems = jsonb_build_array(l.problem)
from left_out l where s.registrar_import_id = %(import)s and s.number = l.number
"""


def leave_out_erased(run: Run) -> int:
    """To be called once people are matched; answers how many rows were left out."""
    yard = Graveyard(club_id=run.registrar_import.club_id)
    if not yard:
        return 0
    days = {key: day for portion in run.streams(UNKNOWN) for key, day in found(portion, yard, run.parameters["club"])}
    if not days:
        return 0
    rows = run.asks("select number, key from file_row where key = any(%(keys)s)", keys=list(days))
    rejections: list[Rejection] = [(number, CODE, "", {"erased_on": days[key].isoformat()}) for number, key in rows]
    reject(run, rejections)
    run.does(FORGOTTEN)
    run.does("delete from file_person where key = any(%(keys)s)", keys=list(days))
    return len(rejections)


def found(portion: list[tuple[Any, ...]], yard: Graveyard, club_id: int) -> Iterator[tuple[str, date]]:
    for _number, key, *said in portion:
        if day := yard.met(described(club_id, *said)):
            yield key, day


def described(
    club_id: int,
    family: str | None,
    given: str | None,
    preferred: str | None,
    former: str | None,
    graduated_as: str | None,
    born_on: date | None,
    student_number: str | None,
    mail: str | None,
    mail_2: str | None,
    class_year: int | None,
) -> Described:
    """A row as `tombstones` knows people again."""
    called = given or ""
    names = [(family or "", called), *((one, called) for one in (former, graduated_as) if one)]
    if preferred:
        names.append((family or "", preferred))
    return Described(
        names=names,
        born_on=born_on,
        mails=[one for one in (mail, mail_2) if one],
        numbers=[(club_id, student_number)] if student_number else [],
        classes=[(club_id, class_year)] if class_year else [],
    )
