"""The member's home, the whole page with session and frame, for members drawn by a seed, the best connected and a newcomer."""

import random
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.steps.knowing import BEST, BEST_CONNECTED, WARMING
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person, Source
from vezi.network.people.services import record_person

NEWCOMER = "newcomer@bench.invalid"
HANDLER = Client().handler  # of them all: it is made once in a web process too


def run(count: int, seed: int) -> dict[str, Any]:
    settings.ALLOWED_HOSTS = ["*"]
    chance = random.Random(seed)
    numbers = list(Membership.objects.active().order_by("person_id").values_list("person_id", flat=True).distinct())
    with connection.cursor() as cursor:
        cursor.execute(BEST_CONNECTED, [BEST])
        best = [number for (number,) in cursor.fetchall()]
    readers = [client_of(number) for number in chance.sample(numbers, count + WARMING)]
    of_best, of_newcomer = [client_of(number) for number in best], client_of(newcomer())
    return {
        "home": [taken(client) for client in readers][WARMING:],
        "best": [taken(client) for client in of_best + of_best][BEST:],
        "newcomer": [taken(of_newcomer) for _ in range(WARMING + 20)][WARMING:],
        "bell": [taken(client, "/help/") for client in readers][WARMING:],
        "queries": {
            "members": sorted({queries(client) for client in readers}),
            "best": sorted({queries(client) for client in of_best}),
            "newcomer": [queries(of_newcomer)],
        },
        "slowest": slowest(of_best[0]),
        "weight": len(of_best[0].get(reverse("memberships:home")).content),
    }


def newcomer() -> int:
    """Somebody who came this moment and knows nobody."""
    account, now = Account.objects.filter(email=NEWCOMER).first(), timezone.now()
    if account is None:
        account = Account.objects.create_user(NEWCOMER)
        person = record_person(
            given="Nova", family="Prva", source=Source.SELF, by=None, now=now, account=account, claimed_at=now
        )
        memberships.admit(person=person, club=Club.objects.order_by("pk")[0], by=None, now=now)
    return Person.objects.get(account=account).pk


def client_of(number: int) -> Client:
    person = Person.objects.get(pk=number)
    if person.account_id is None:
        person.account = Account.objects.create_user(f"{number}@bench.invalid")
        Person.objects.filter(pk=number).update(account=person.account)
    client = Client()
    client.handler = HANDLER
    client.force_login(person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def taken(client: Client, address: str = "") -> float:
    began = time.perf_counter()
    answer = client.get(address or reverse("memberships:home"))
    seconds = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    return seconds


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        taken(client)
    return len(asked)


def slowest(client: Client) -> list[tuple[float, str]]:
    """The three dearest queries of one visit: seconds, and how they begin."""
    with CaptureQueriesContext(connection) as asked:
        taken(client)
    dearest = sorted(((float(one["time"]), one["sql"]) for one in asked), reverse=True)[:4]
    return [(seconds, " ".join(sql.split())[:90]) for seconds, sql in dearest]
