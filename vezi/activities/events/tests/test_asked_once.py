"""What the page of an event asks the database for."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone

from vezi.activities.events.models import Part
from vezi.activities.events.services.answering import Comer
from vezi.activities.events.services.ticketing import Kind, Ways
from vezi.activities.events.tests.factories import make_event, says, sell
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member

pytestmark = pytest.mark.django_db
urlpatterns = [path("", include("vezi.config.urls")), path("", include("vezi.demo.urls"))]


@pytest.mark.parametrize("has_answered", [False, True])
def test_the_page_of_an_event_asks_once_for_what_is_sold_and_chosen(has_answered: bool) -> None:
    club, now = make_club("economics", payee_name="Klub", iban="SI56263300012039086"), timezone.now()
    ada = make_member(club)
    event = make_event(club, starts_at=now + timedelta(days=9), most_companions=2, capacity=9, now=now)
    sell(event, Kind("A seat", 4500), Kind("Student", 2000, whom="students"), ways=Ways(by_transfer=True))
    Part.objects.create(event=event, title="A walk", starts_at=event.starts_at, is_chosen=True, capacity=5)
    if has_answered:
        says(event, ada, me=Comer(ticket=event.tickets.get(title="A seat")), now=now)
    client = client_of(ada)
    client.get(event.get_absolute_url())

    with CaptureQueriesContext(connection) as asked:
        client.get(event.get_absolute_url())

    tables = ("events_ticket", "events_till", "events_part", "events_seat", "events_bill")
    ours = Counter(one["sql"] for one in asked.captured_queries if any(f'"{name}"' in one["sql"] for name in tables))
    assert [sql for sql, times in ours.items() if times > 1] == []
