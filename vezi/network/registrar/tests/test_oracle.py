"""The fast importer against the slow one, and undoing against having done nothing, over random files and edits."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.people import services as people
from vezi.network.people.models import Person, Residence, Source
from vezi.network.registrar.reading.files import open_sheet
from vezi.network.registrar.reading.records import Reading, RowRead
from vezi.network.registrar.tests import oracle
from vezi.network.registrar.tests.factories import NOW, PLAIN, applied, apply, counts, previewed, table, undone
from vezi.network.registrar.tests.snapshots import everything

pytestmark = pytest.mark.django_db
slow = settings(
    max_examples=40, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def some(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


ROW = st.fixed_dictionaries(
    {"given": some("Ana", "Žiga"), "family": some("Novak", "Đorđević", "Dordevic", "NOVAK")},
    optional={
        "student_number": some("1", "2", "3"), "born_on": some("1980-02-29", "1981-03-01"),
        "former_family": some("Kovač", "Novak"), "mail": some("a@x.si", "b@x.si", "A@x.si"), "mail_2": some("c@x.si"),
        "phone": some("+38640555199", "+38640555200"), "city": some("Koper", "KOPER", "Izola"),
        "programme": some("Law", "Economics"), "degree": some("BSc", "MSc", "B.Sc."),
        "class_year": some("1998", "1999", "2003"), "ended_year": some("1999", "2003"),
        "employer": some("Luka", "Rokava"), "job_title": some("Clerk", "Head"),
    },
)  # fmt: skip
FILE = st.lists(ROW, min_size=1, max_size=5)
EDIT = st.tuples(
    st.integers(0, 3), some("name", "mail", "confirm", "home", "work", "birth"), some("1", "2")
)  # whom, what, how


def read(rows: list[dict[str, str]], folder: Path) -> list[RowRead]:
    path = folder / "file.csv"
    path.write_bytes(table(rows))
    return list(Reading(open_sheet(path), PLAIN, today=NOW.date()))


@pytest.fixture
def anew() -> Any:
    """A club whose books are forgotten after each example."""

    class Anew:
        def __enter__(self) -> Club:
            self.sure = transaction.atomic()
            self.sure.__enter__()
            return make_club()

        def __exit__(self, *_: object) -> None:
            transaction.set_rollback(True)
            self.sure.__exit__(None, None, None)

    return Anew


def moments() -> Iterator[datetime]:
    at = NOW
    while True:
        yield at
        at += timedelta(days=1)


def in_books(club: Club) -> list[tuple[Any, ...]]:
    """As `oracle.of_person` says it."""
    return sorted((in_books_of(person) for person in Person.objects.filter(memberships__club=club)), key=repr)


def in_books_of(person: Person) -> tuple[Any, ...]:
    home = Residence.objects.filter(person=person).first()
    studies = [
        (one.programme.name if one.programme else "", one.degree, one.class_year or "", one.ended_year or "")
        for one in person.affiliations.all()
    ]
    return (
        (person.family, person.given, str(person.born_on)),
        tuple(sorted(name.family for name in person.other_names.all())),
        tuple(sorted(number.value for number in person.identifiers.all())),
        tuple(sorted(studies, key=repr)),
        tuple(sorted((work.employer, work.title) for work in person.positions.all())),
        home.city if home else "",
        tuple(sorted((one.kind, one.value, one.is_primary) for one in person.contacts.all())),
    )


def edit(club: Club, books: oracle.Books, at: datetime, whom: int, what: str, how: str) -> None:
    """The same edit by a person in both books."""
    everyone = in_books(club)
    if whom >= len(everyone):
        return
    said = next(one for one in books.people if oracle.of_person(one) == everyone[whom])
    person = next(p for p in Person.objects.filter(memberships__club=club) if in_books_of(p) == everyone[whom])
    by: dict[str, Any] = {"source": Source.SELF, "by": None, "now": at}
    if what == "name":
        family = f"Own{how}"
        people.change_name(person=person, given=person.given, family=family, preferred="", title="", **by)
        if said.family != family and said.family not in said.names:
            said.names.append(said.family)
        said.family, said.by = family, "self"
    elif what == "mail":
        value = f"own{how}@x.si"
        if value not in [one.said for one in said.contacts["mail"]]:
            people.add_contact(person=person, kind="mail", value=value, audience=None, **by)
            first = not any(one.is_primary for one in said.contacts["mail"])
            said.contacts["mail"].append(oracle.Value(value, "self", is_confirmed=True, is_primary=first))
    elif what == "confirm" and person.contacts.exists():
        contact = sorted(person.contacts.all(), key=lambda one: (one.kind, one.value))[0]
        people.confirm(contact, by=None, now=at)
        next(one for one in said.contacts[contact.kind] if one.said == contact.value).is_confirmed = True
    elif what == "home":
        people.move_to(person=person, city=f"Own{how}", country="", **by)
        said.home = oracle.Value(f"Own{how}", "self", is_confirmed=True)
    elif what == "work":
        people.add_position(person=person, employer=f"Own{how}", title="", **by)
        said.work.append(oracle.Value((f"Own{how}", ""), "self", is_confirmed=True))
    elif what == "birth":
        day = date(1970, 1, int(how))
        people.change_birth(person=person, born_on=day, birth_year=None, by=None, now=at)
        said.born_on = day


@slow
@given(files=st.lists(st.tuples(FILE, st.lists(EDIT, max_size=3)), min_size=1, max_size=3))
def test_files_and_edits_come_to_what_the_slow_importer_says(files, anew, tmp_path):
    with anew() as club:
        books, times = oracle.Books(), moments()
        for rows, edits in files:
            reads = read(rows, tmp_path)
            books.keys_of_file = {oracle.keyed(one, reads) for one in reads if not one.is_rejected}
            expected = books.bring(reads)

            stored = previewed(club, rows, now=next(times))
            found = dict(zip(("people", "new", "changed", "unchanged", "rejected"), counts(stored), strict=True))
            apply(stored, now=next(times))

            assert {name: found[name] for name in expected} == expected
            assert in_books(club) == books.meaning()
            for one in edits:
                edit(club, books, next(times), *one)
            assert in_books(club) == books.meaning()


@slow
@given(first=FILE, rows=FILE)
def test_the_same_file_again_changes_nothing(first, rows, anew):
    with anew() as club:
        times = moments()
        applied(club, first, now=next(times))
        once = apply(previewed(club, rows, now=next(times)), now=next(times))
        before = everything(club)

        again = apply(previewed(club, rows, now=next(times)), now=next(times))

        assert everything(club) == before
        assert (again.new, again.changed) == (0, 0)
        assert again.people + again.rejected >= once.people


@slow
@given(files=st.lists(FILE, min_size=2, max_size=4), order=st.randoms(use_true_random=False))
def test_undone_in_any_order_nothing_is_left(files, order, anew):
    with anew() as club:
        times = moments()
        stays = applied(club, files[0], now=next(times))
        before = everything(club)
        others = [apply(previewed(club, rows, now=next(times)), now=next(times)) for rows in files[1:]]
        order.shuffle(others)

        for one in others:
            one.refresh_from_db()
            undone(one, now=next(times))

        assert everything(club) == before
        assert stays.state == "applied"
