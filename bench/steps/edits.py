"""Names changed by the house's own deed, each looked for over HTTP until the directory finds it."""

import http.client
import random
import string
import time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bench.load import Visitor
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person, Source
from vezi.network.people.services import change_name

LONGEST_WAIT = 30.0
PAUSE = 0.005


class NeverFound(Exception):
    """A changed name was not found in half a minute."""


def run(port: int, cookie: str, count: int, seed: int) -> dict[str, Any]:
    dice, visitor = random.Random(seed), Visitor(port, cookie)
    members = Membership.objects.active().filter(person__account__isnull=True)
    first_club = members.order_by("club_id").values_list("club_id")[:1]
    ids = members.filter(club_id=first_club).order_by("-person_id").values_list("person_id", flat=True)[:count]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    waited = []
    for person in Person.objects.filter(pk__in=list(ids)):
        waited.append(
            seconds_until_found(person, "".join(dice.choices(string.ascii_lowercase, k=12)), visitor, connection)
        )
        time.sleep(dice.random())  # at no particular moment of the indexer's
    return {"seconds": waited}


def seconds_until_found(person: Person, name: str, visitor: Visitor, connection: http.client.HTTPConnection) -> float:
    path = f"{reverse('directory:people')}?q={name}"
    change_name(
        person=person, given=name.capitalize(), family=person.family, preferred="", title="", source=Source.SELF,
        by=None, now=timezone.now(),
    )  # fmt: skip
    began = time.perf_counter()
    while time.perf_counter() - began < LONGEST_WAIT:
        if person.public_id.encode() in visitor.get(connection, path)[1]:
            return time.perf_counter() - began
        time.sleep(PAUSE)
    raise NeverFound(name)
