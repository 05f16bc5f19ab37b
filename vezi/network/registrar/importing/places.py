"""Which institution and programme a row means: those we have, told by their names, and those to be made.

The club's own house comes first: “Faculty of Economics” is the one of the club's university, not a namesake elsewhere.
A row that names neither institution nor faculty means the club's own institution, if no row of the file names one.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from vezi.core.folding import fold
from vezi.core.public_ids import public_id
from vezi.network.clubs.models import Institution, InstitutionKind, Programme
from vezi.network.registrar.importing.runs import Run

Place = tuple[str, str]  # institution and faculty, as the file has them; folded: as they are compared
PORTION = 5_000

TABLES = """
create temp table file_place (place int, institution text, faculty text, institution_id bigint) on commit drop;
create temp table file_programme (place int, programme text, subject int, programme_id bigint) on commit drop
"""
OWN_HOUSE = """
with recursive up as (
    select id, parent_id from clubs_institution where id = %(house)s
    union all select i.id, i.parent_id from clubs_institution i join up on i.id = up.parent_id
), house as (
    select id from up where parent_id is null
    union all select i.id from clubs_institution i join house on i.parent_id = house.id
)
select id from house
"""


def stage_places(run: Run, *, rows: str, makes: bool) -> None:
    """`file_place` and `file_programme`: each spelling in the file, with the number of what it means and its id, if any.

    With `makes` what we lack is made; `Import.made` remembers what was.
    """
    said: list[Place] = run.asks(f"select distinct coalesce(institution, ''), coalesce(faculty, '') from {rows}")
    means_own = said == [("", "")]
    made = make_institutions_for(run, sorted(said)) if makes and not means_own else []
    index = Institutions(run, names_in(said))
    numbers: dict[Place, int] = {}
    found: dict[int, int | None] = {}
    staged = []
    for institution, faculty in sorted(said):
        folded = (short(institution), short(faculty))
        number = numbers.setdefault(folded, len(numbers))
        found[number] = run.registrar_import.club.institution_id if means_own else index.find(*folded)
        staged.append((number, institution, faculty, found[number]))
    run.does("drop table if exists file_place, file_programme")
    run.does(TABLES)
    run.copies("file_place", "place, institution, faculty, institution_id", staged)
    programmes = stage_programmes(run, found, rows=rows, makes=makes)
    if makes:
        run.registrar_import.made = {"institutions": made, "programmes": programmes}


def stage_programmes(run: Run, institutions: dict[int, int | None], *, rows: str, makes: bool) -> list[int]:
    """Answers the ids of those that were made."""
    said = sorted(
        run.asks(
            f"select distinct p.place, r.programme from {rows} r join file_place p"
            " on p.institution = coalesce(r.institution, '') and p.faculty = coalesce(r.faculty, '') where r.programme <> ''"
        )
    )
    folded = {short(name) for _, name in said}
    known = programmes_named(folded)
    made: list[int] = []
    if makes:
        wanted = {(institutions[place], short(name)): name for place, name in by_writing(said, 1)}
        made = make_programmes({key: name for key, name in wanted.items() if key not in known})
        known = programmes_named(folded) if made else known
    numbers: dict[tuple[int, str], int] = {}
    staged = []
    for place, name in said:
        number = numbers.setdefault((place, short(name)), len(numbers))
        staged.append((place, name, number, known.get((institutions[place], short(name)))))
    run.copies("file_programme", "place, programme, subject, programme_id", staged)
    run.does("analyze file_place; analyze file_programme")
    return made


def short(name: str) -> str:
    """As institutions and programmes are compared."""
    return fold(name)[:200]


def names_in(said: Iterable[Place]) -> set[str]:
    return {short(name) for place in said for name in place if name}


def by_writing(said: list[Any], part: int) -> list[Any]:
    """The best written last: with its marks, neither all in capitals nor all in small letters."""

    def well(one: Any) -> tuple[bool, int, str]:
        name = one[part]
        return not name.isupper() and not name.islower(), sum(not letter.isascii() for letter in name), name

    return sorted(said, key=well)


def make_institutions_for(run: Run, said: list[Place]) -> list[int]:
    """Make the institutions that we lack, and then the faculties of theirs; answers the ids of those that were made."""
    index = Institutions(run, names_in(said))
    lacking = [place for place in said if any(place) and index.find(*map(short, place)) is None]
    if not lacking:
        return []
    above_faculties = {short(institution) for institution, faculty in lacking if faculty}
    tops = {short(name): name for name, _ in by_writing(lacking, 0) if name and index.find(short(name), "") is None}
    made = make_institutions(
        (None, folded, name, InstitutionKind.UNIVERSITY if folded in above_faculties else InstitutionKind.SCHOOL)
        for folded, name in tops.items()
    )
    index = Institutions(run, names_in(said))
    own = run.registrar_import.club.institution_id
    faculties = {
        (index.find(short(above), "") if above else own, short(name)): name
        for above, name in by_writing(lacking, 1)
        if name
    }
    return made + make_institutions(
        (parent, folded, name, InstitutionKind.FACULTY) for (parent, folded), name in faculties.items()
    )


class Institutions:
    """Those of the wanted names, found from the point of view of the club."""

    def __init__(self, run: Run, wanted: set[str]) -> None:
        club = run.registrar_import.club
        self.own = club.institution_id
        self.house = {number for (number,) in run.asks(OWN_HOUSE, house=self.own)}
        self.named: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        for portion in portions(sorted(wanted)):
            found = Institution.objects.filter(folded__in=portion).order_by("pk")
            for number, parent, folded in found.values_list("pk", "parent_id", "folded"):
                self.named[folded].append((number, parent))

    def find(self, institution: str, faculty: str) -> int | None:
        """Folded names to an id; None if there is no such institution yet."""
        above = self.top(institution) if institution else self.own
        if not faculty:
            return above if institution else None
        if above is None:
            return None
        same = [number for number, _ in self.named[faculty] if number == above]
        below = [number for number, parent in self.named[faculty] if parent == above]
        if found := (same or below):
            return found[0]
        return None if institution else self.only_in_house(faculty)

    def top(self, name: str) -> int | None:
        alone = [number for number, parent in self.named[name] if parent is None]
        return self.only_in_house(name) or (alone[0] if alone else None)

    def only_in_house(self, name: str) -> int | None:
        numbers = [number for number, _ in self.named[name] if number in self.house]
        if self.own in numbers:
            return self.own
        return numbers[0] if len(numbers) == 1 else None


def programmes_named(wanted: set[str]) -> dict[tuple[int | None, str], int]:
    known: dict[tuple[int | None, str], int] = {}
    for portion in portions(sorted(wanted)):
        found = Programme.objects.filter(folded__in=portion)
        for number, institution, folded in found.values_list("pk", "institution_id", "folded"):
            known[institution, folded] = number
    return known


def make_institutions(wanted: Iterable[tuple[int | None, str, str, str]]) -> list[int]:
    """Parent, folded name, name and kind of each; answers the ids of those that were not made by somebody else."""
    fresh = [
        Institution(public_id=public_id(), parent_id=parent, folded=folded, name=name, kind=kind)
        for parent, folded, name, kind in wanted
    ]
    Institution.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=PORTION)
    return ids_of(Institution, [one.public_id for one in fresh])


def make_programmes(wanted: dict[tuple[int | None, str], str]) -> list[int]:
    fresh = [
        Programme(public_id=public_id(), institution_id=institution, folded=folded, name=name)
        for (institution, folded), name in wanted.items()
    ]
    Programme.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=PORTION)
    return ids_of(Programme, [one.public_id for one in fresh])


def ids_of(model: type[Institution] | type[Programme], public_ids: list[str]) -> list[int]:
    return [
        number
        for portion in portions(public_ids)
        for number in model.objects.filter(public_id__in=portion).values_list("pk", flat=True)
    ]


def portions(values: list[str]) -> Iterable[list[str]]:
    return (values[at : at + PORTION] for at in range(0, len(values), PORTION))
