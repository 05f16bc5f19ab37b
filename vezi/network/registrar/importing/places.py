"""Which institution and programme a row means: those we have, told by their names, and those to be made.

The club's own house comes first: “Faculty of Economics” is the one of the club's university, not a namesake elsewhere.
A row that names neither institution nor faculty means the club's own institution, if no row of the file names one.
"""

from collections import defaultdict
from collections.abc import Iterable

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


def stage_places(run: Run) -> None:
    """`file_place` and `file_programme`: each spelling in the file, with the number of what it means and its id, if any."""
    run.does("drop table if exists file_place, file_programme")
    run.does(TABLES)
    said: list[Place] = run.asks("select distinct coalesce(institution, ''), coalesce(faculty, '') from file_row")
    index = Institutions(run, {fold(name)[:200] for place in said for name in place if name})
    numbers: dict[Place, int] = {}
    rows = []
    for institution, faculty in sorted(said):
        folded = (fold(institution)[:200], fold(faculty)[:200])
        number = numbers.setdefault(folded, len(numbers))
        means_own = folded == ("", "") and len(said) == 1
        found = run.registrar_import.club.institution_id if means_own else index.find(*folded)
        rows.append((number, institution, faculty, found))
    run.copies("file_place", "place, institution, faculty, institution_id", rows)
    stage_programmes(run, dict((number, found) for number, _, _, found in rows))


def stage_programmes(run: Run, institutions: dict[int, int | None]) -> None:
    said = run.asks(
        "select distinct p.place, r.programme from file_row r join file_place p"
        " on p.institution = coalesce(r.institution, '') and p.faculty = coalesce(r.faculty, '') where r.programme <> ''"
    )
    known = programmes_named({fold(name)[:200] for _, name in said})
    numbers: dict[tuple[int, str], int] = {}
    rows = []
    for place, name in sorted(said):
        folded = fold(name)[:200]
        number = numbers.setdefault((place, folded), len(numbers))
        rows.append((place, name, number, known.get((institutions[place], folded))))
    run.copies("file_programme", "place, programme, subject, programme_id", rows)


def make_missing(run: Run) -> None:
    """Make the institutions and programmes of the file that we lack; `Import.made` remembers which."""
    own = run.registrar_import.club.institution_id
    lacking = sorted(run.asks("select institution, faculty from file_place where institution_id is null"))
    names = {fold(name)[:200] for place in lacking for name in place if name}
    index = Institutions(run, names)
    above_faculties = {fold(institution)[:200] for institution, faculty in lacking if faculty}
    tops = {folded: name for name, _ in lacking if (folded := fold(name)[:200]) and index.find(folded, "") is None}
    made = make_institutions(
        (None, folded, name, InstitutionKind.UNIVERSITY if folded in above_faculties else InstitutionKind.SCHOOL)
        for folded, name in tops.items()
    )
    index = Institutions(run, names)
    faculties = {
        (index.find(fold(above)[:200], "") if above else own, folded): name
        for above, name in lacking
        if (folded := fold(name)[:200])
    }
    made += make_institutions(
        (parent, folded, name, InstitutionKind.FACULTY) for (parent, folded), name in faculties.items()
    )
    stage_places(run)
    wanted = run.asks(
        "select distinct institution_id, p.programme from file_programme p join file_place using (place)"
        " where p.programme_id is null"
    )
    programmes = make_programmes({(institution, fold(name)[:200]): name for institution, name in sorted(wanted, key=str)})
    if programmes:
        stage_places(run)
    run.registrar_import.made = {"institutions": made, "programmes": programmes}


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
