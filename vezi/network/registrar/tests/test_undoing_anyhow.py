"""Several imports of the same few people, undone in any order: what stays in between, and that nothing is left.

What must stay: whatever a later import that stands says in so many words. What may stay: whatever one that stands says;
a study or a post is one value, who says a part of it says it. An import that brought and changed nobody says nothing.
"""

from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from vezi.network.clubs.models import Club
from vezi.network.people.models import Person, Residence
from vezi.network.registrar.models import Import
from vezi.network.registrar.tests.factories import apply, previewed, undone
from vezi.network.registrar.tests.snapshots import everything
from vezi.network.registrar.tests.test_oracle import FILE, anew, moments, slow, some

pytestmark = pytest.mark.django_db
assert anew  # the fixture

#: Rows that nearly always are of the same two people, so that values go through several hands.
SAME = st.fixed_dictionaries(
    {"given": some("Ana"), "family": some("Novak", "Đorđević", "Kos", "NOVAK"), "student_number": some("1", "1", "2")},
    optional={
        "born_on": some("1980-02-29", "1981-03-01"), "former_family": some("Kovač", "Novak"),
        "preferred": some("Anči", "Anica"), "mail": some("a@x.si", "b@x.si"), "mail_2": some("a@x.si", "c@x.si"),
        "phone": some("+38640555199", "+38640555200"), "city": some("Koper", "Izola"),
        "programme": some("Law", "Economics"), "degree": some("BSc", "MSc"), "class_year": some("1998", "1999", "2003"),
        "employer": some("Luka", "Rokava"), "job_title": some("Clerk", "Head"),
    },
)  # fmt: skip
FILES = st.one_of(
    st.lists(FILE, min_size=2, max_size=4), st.lists(st.lists(SAME, min_size=1, max_size=2), min_size=3, max_size=5)
)
#: What is one value with several parts, and the fields of a row that say them.
PARTS = {"study": ("programme", "degree", "class_year", "ended_year"), "work": ("employer", "job_title")}
#: Fields of a row that say a value of the kind; the rest is called as in the row.
SAID_IN = {"name": ("family", "former_family"), "mail": ("mail", "mail_2")}

Thing = tuple[int, str, Any]  # whose, what kind, what


def things(club: Club) -> list[Thing]:
    """All that the books say of the club's people."""
    found: list[Thing] = []
    for person in Person.objects.filter(memberships__club=club):
        found += [(person.pk, "person", "")]
        names = {person.family, *person.other_names.values_list("family", flat=True)}
        found += [(person.pk, "name", name) for name in sorted(names)]
        found += [
            (person.pk, part, str(getattr(person, part))) for part in ("born_on", "preferred") if getattr(person, part)
        ]
        found += [(person.pk, "student_number", one.value) for one in person.identifiers.all()]
        found += [
            (
                person.pk,
                "study",
                (one.programme.name if one.programme else "", one.degree, one.class_year, one.ended_year),
            )
            for one in person.affiliations.all()
        ]
        found += [(person.pk, "work", (one.employer, one.title)) for one in person.positions.all()]
        found += [(person.pk, "city", one.city) for one in Residence.objects.filter(person=person)]
        found += [(person.pk, one.kind, one.value) for one in person.contacts.all()]
    return found


def says(imports: list[Import], thing: Thing, *, whole: bool) -> bool:
    """Whether a row of them says it of this person; of a value with parts, all of it or any."""
    whose, kind, value = thing
    rows = [row.read for one in imports for row in one.source_rows.filter(person_id=whose)]
    if kind == "person":
        return bool(rows)
    if kind in PARTS:
        said = [[same(mine, row.get(name)) for mine, name in zip(value, PARTS[kind], strict=True)] for row in rows]
        filled = [bool(part) for part in value]
        return any(all(row) if whole else any(a and b for a, b in zip(row, filled, strict=True)) for row in said)
    return any(same(value, row.get(name)) for row in rows for name in SAID_IN.get(kind, (kind,)))


def same(mine: Any, theirs: Any) -> bool:
    return str(mine or "").lower() == str(theirs or "").lower()


@slow
@given(files=FILES, order=st.randoms(use_true_random=False))
def test_only_what_a_standing_import_says_stays_and_in_the_end_nothing(files, order, anew):
    with anew() as club:
        times = moments()
        before_all = everything(club)
        standing = [apply(previewed(club, rows, now=next(times)), now=next(times)) for rows in files]
        going = list(standing)
        order.shuffle(going)
        note(f"undone in the order {[standing.index(one) for one in going]}")
        for one in going:
            later = standing[standing.index(one) + 1 :]
            standing.remove(one)
            before = things(club)
            must_stay = [thing for thing in before if says(that_hold(later), thing, whole=True)]
            one.refresh_from_db()

            undone(one, now=next(times))

            after = things(club)
            lower = {(whose, kind, str(value).lower()) for whose, kind, value in after}
            assert [t for t in must_stay if (t[0], t[1], str(t[2]).lower()) not in lower] == []
            assert [thing for thing in after if not says(that_hold(standing), thing, whole=False)] == []
            assert len(after) - len(set(after)) <= len(before) - len(set(before))  # nothing stands there twice
        assert everything(club) == before_all


def that_hold(imports: list[Import]) -> list[Import]:
    return [one for one in imports if one.new + one.changed]
