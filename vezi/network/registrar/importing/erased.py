"""Rows of people who asked to be erased: they are left out, and nothing of them is kept.

Asked of those alone who would be new, or were ours when the preview was made and are not any more: a member who has the
name and birth date of somebody who was erased stays known. Where nobody was ever erased it costs one look.
"""

from collections.abc import Iterator
from datetime import date

from vezi.core.folding import fold
from vezi.network.people import tombstones
from vezi.network.people.tombstones import Graveyard
from vezi.network.registrar.importing.rejecting import Rejection, reject
from vezi.network.registrar.importing.runs import Row, Run

CODE = "erased"
UNKNOWN = """
select r.key, r.folded, r.family, r.given, r.preferred, r.former_family, r.name_at_graduation, r.born_on,
    r.student_number, r.mail, r.mail_2, r.class_year
from file_row r join file_person f using (ord)
where f.person_id is null or f.person_id not in (select id from club_person)
"""
FORGOTTEN = """
update registrar_sourcerow s set cells = '[]', read = '{}', person_key = '', likeness = null,
    problems = jsonb_build_array(l.problem)
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


def found(portion: list[Row], yard: Graveyard, club_id: int) -> Iterator[tuple[str, date]]:
    for key, folded, family, given, preferred, former, graduated_as, born_on, number, mail, mail_2, year in portion:
        names = [folded] if folded else []
        if former or graduated_as or preferred:
            names += [fold(f"{one} {given or ''}") for one in (former, graduated_as) if one]
            names += [fold(f"{family or ''} {preferred}")] if preferred else []
        told = tombstones.texts(
            names,
            born_on,
            [one for one in (mail, mail_2) if one],
            [(club_id, number)] if number else [],
            [(club_id, year)] if year else [],
        )
        if day := yard.met(told):
            yield key, day
