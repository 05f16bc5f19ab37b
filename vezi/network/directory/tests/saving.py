"""Searches kept, and the letters they bring, for tests."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from vezi.core.models import OutgoingMail
from vezi.network.directory.saved import services
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_position

KEEP, LIST, PEOPLE = "/searches/keep/", "/searches/", "/people/"
LATER = datetime.now(UTC) + timedelta(days=8)


def keep(client: Client, asked: str = "q=treasurer", name: str = "Treasurers", every: str = "day", **more):
    return client.post(f"{KEEP}?{asked}", {"name": name, "every": every, **more})


def treasurer(club, given: str, family: str = "Kovač", **facts) -> Person:
    made = make_member(club, given, family)
    make_position(made, "Treasurer", "Luka Koper", city="Koper", country="SI", **facts)
    return made


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind="directory.saved_search").order_by("pk"))


def look(days: int = 8) -> None:
    services.look_at_all(now=datetime.now(UTC) + timedelta(days=days))
