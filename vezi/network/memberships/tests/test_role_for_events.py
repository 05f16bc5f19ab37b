"""The role for events of clubs that were founded before there was one."""

from importlib import import_module

import pytest
from django.db import connection

from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Role
from vezi.network.memberships.services import founding
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db
GIVE = import_module("vezi.network.memberships.migrations.0011_role_for_events").GIVE


def migrate() -> None:
    with connection.cursor() as cursor:
        cursor.execute(GIVE)


def roles_for_events(club) -> list[tuple]:
    found = Role.objects.filter(club=club, capabilities__contains=["keep_events"]).exclude(order=10)
    return list(found.values_list("name", "names", "capabilities", "order"))


@pytest.mark.parametrize("languages", [["en", "sl"], ["sl", "en"], ["de"]])
def test_an_old_club_has_the_role_a_new_one_has(languages) -> None:
    club = make_club("economics", languages=languages)
    founding.give_standard_roles(club=club, now=NOW)
    new = roles_for_events(club)
    Role.objects.filter(club=club, order=50).delete()

    migrate(), migrate()

    assert (len(new), roles_for_events(club)) == (1, new)


def test_a_role_the_club_made_for_it_is_enough() -> None:
    club = make_club("economics")
    Role.objects.create(club=club, name="Reunions", capabilities=["keep_events"])

    migrate()

    assert [name for name, *_more in roles_for_events(club)] == ["Reunions"]
