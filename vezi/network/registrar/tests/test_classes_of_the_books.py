"""After a registrar's file there are groups of its classes and programmes; after its undoing they are gone again."""

import pytest
from django.db import connection

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups import tasks
from vezi.network.groups.models import Group, Kind
from vezi.network.groups.services.gathering import ENOUGH
from vezi.network.registrar.tests.factories import applied, undone
from vezi.network.registrar.tests.test_importing import ADA

pytestmark = pytest.mark.django_db

ONE_CLASS = [
    {
        **ADA,
        "student_number": f"{number}",
        "given": f"Given{number}",
        "family": f"Family{number}",
        "mail": "",
        "mail_2": "",
        "phone": "",
    }
    for number in range(ENOUGH)
]


def work_off_what_was_asked_for() -> list[int]:
    """The clubs whose groups a worker would gather now; gathers them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where task_name = %s returning (args->>'club_id')::int",
            [tasks.gather_groups_of.name],
        )
        clubs = [number for (number,) in cursor.fetchall()]
    for number in clubs:
        tasks.gather_groups_of(club_id=number)
    return clubs


def groups_of(club: Club) -> list[tuple[str, int | None]]:
    return list(Group.objects.filter(club=club).order_by("kind").values_list("kind", "class_year"))


def test_a_file_brings_the_groups_of_its_classes_at_once():
    club = make_club()

    applied(club, ONE_CLASS)

    assert work_off_what_was_asked_for() == [club.pk]
    assert groups_of(club) == [(Kind.CLASS, 1999), (Kind.PROGRAMME, None)]


def test_what_nobody_used_goes_with_the_file():
    club = make_club()
    stored = applied(club, ONE_CLASS)
    work_off_what_was_asked_for()

    undone(stored)
    work_off_what_was_asked_for()

    assert groups_of(club) == []


def test_what_somebody_wrote_about_stays():
    club = make_club()
    stored = applied(club, ONE_CLASS)
    work_off_what_was_asked_for()
    Group.objects.filter(kind=Kind.CLASS).update(about="We meet on Thursdays.")

    undone(stored)
    work_off_what_was_asked_for()

    assert groups_of(club) == [(Kind.CLASS, 1999)]
