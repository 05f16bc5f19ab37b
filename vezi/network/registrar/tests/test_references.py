"""References of many rows, checked once as a set: what is missing ends the import, what is there stays."""

import pytest
from django.db import IntegrityError, connection

from vezi.network.clubs.tests.factories import make_club
from vezi.network.people.models import ContactValue, Person
from vezi.network.people.tests.factories import make_person
from vezi.network.registrar.importing import adding, references
from vezi.network.registrar.importing.progress import Progress
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.models import Import
from vezi.network.registrar.tests.factories import NOW, applied, uploaded
from vezi.network.registrar.tests.snapshots import meaning
from vezi.network.registrar.tests.test_importing import ADA, GRACE, ZIGA

pytestmark = pytest.mark.django_db
TABLES = {"people_contactvalue": "batch"}
CONTACT = """
insert into people_contactvalue (person_id, kind, value, key, is_primary, source, club_id, recorded_at, batch)
values (%(person)s, 'mail', 'a@example.org', 'a@example.org', true, 'registrar', %(of_club)s, %(now)s, %(import)s)
"""


@pytest.fixture
def run() -> Run:
    stored = uploaded(make_club(), [ADA])
    return Run.of(stored, now=NOW, progress=Progress(stored.pk))


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show session_replication_role")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("missing", ["person", "of_club"])
def test_what_refers_to_nothing_ends_the_import(run: Run, missing: str) -> None:
    told = {"person": make_person().pk, "of_club": run.parameters["club"], missing: 987_654_321}

    def write() -> None:
        with references.checked_once(run, TABLES, own=frozenset({"people_person"})):
            assert role() == "replica"
            run.does(CONTACT, **told)

    with pytest.raises(IntegrityError):
        write()


def test_what_refers_to_something_is_written_and_rows_are_checked_one_by_one_again(run: Run) -> None:
    with references.checked_once(run, TABLES, own=frozenset({"people_person"})):
        run.does(CONTACT, person=make_person().pk, of_club=run.parameters["club"])

    assert (role(), ContactValue.objects.count()) == ("origin", 1)


def test_rows_are_checked_one_by_one_where_a_trigger_of_others_would_not_be_asked(run: Run) -> None:
    run.does("alter table people_othername enable trigger directory_change_insert")

    with references.checked_once(run, {"people_othername": "batch"}, own=frozenset()):
        assert role() == "origin"


def test_a_large_import_comes_to_the_same_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = make_club("small"), make_club("large")
    applied(small, [ADA, GRACE, ZIGA])
    monkeypatch.setattr(adding, "MANY", 1)

    applied(large, [ADA, GRACE, ZIGA])

    said = [
        [repr(one).replace(str(club.institution), "university") for one in meaning(club)] for club in (small, large)
    ]
    assert said[0] == said[1]
    with connection.cursor() as cursor:
        cursor.execute("select count(distinct p.id) from directory_change c join people_person p on p.id = c.person_id")
        assert cursor.fetchone()[0] == Person.objects.count()
    assert Import.objects.filter(state="applied").count() == 2
