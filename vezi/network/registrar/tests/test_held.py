"""What a person is told of the registrar's files and of her invitations, on the page of what is held."""

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar.models import Claim, Difference, Duplicate, Import, SourceRow

pytestmark = pytest.mark.django_db


def a_file(club: Club, person: Person) -> None:
    read = Import.objects.create(
        club=club, filename="graduates.csv", size=1, uploaded_at=NOW, state="done",
        facts={"columns": ["Surname", "Mail", "Note"]},
    )  # fmt: skip
    SourceRow.objects.create(
        registrar_import=read,
        number=34,
        cells=["Kovač", "maja@old.example", ""],
        read={},
        person_key="k",
        person=person,
    )
    Difference.objects.create(
        registrar_import=read, row_number=34, person=person, field="person.family", was="Hribar", becomes="Kovač",
        why="newer", take=True, applied=True,
    )  # fmt: skip


def test_the_rows_of_files_stand_as_they_stood() -> None:
    club = make_club("economics", name="Economics")
    maja = make_member(club, "Maja", "Kovač")
    a_file(club, maja)
    a_file(club, make_record(club))

    told = page(maja)

    assert told.count("graduates.csv") == 1
    for words in ("Row 34", "maja@old.example", "<del>Hribar</del>", "taken over"):
        assert words in told
    assert "Rows of the registrar’s files" not in told, "told a second time as plain rows"


def test_how_the_record_became_hers_is_told() -> None:
    club = make_club("economics", name="Economics")
    maja = make_member(club, "Maja", "Kovač")
    Claim.objects.create(person=maja, club=club, channel="letter", taken_at=NOW)

    assert "Taken up on 18 April 2024" in page(maja)


def page(person: Person) -> str:
    answer = client_of(person).get("/me/held/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_that_a_record_was_compared_is_told_and_nothing_of_the_other() -> None:
    club = make_club()
    spela, other = make_member(club, "Špela", "Žnidaršič"), make_record(club, "Zvezdana", "Kolobarnik")
    Duplicate.objects.create(club=club, one=spela, other=other, probability=0.5, version="x", found_at=NOW)

    shown = page(spela)

    assert "Your record beside another one" in shown
    assert "Kolobarnik" not in shown
