"""What people do not eat and what they need: asked where the event asks, for each who comes, and read by organisers alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vezi.activities.events.models import Event, Seat
from vezi.activities.events.tests.factories import make_event, organise
from vezi.network.memberships.tests.factories import client_of

pytestmark = pytest.mark.django_db
SAID = {
    "answer": "yes", "meal": "No nuts", "needs": "A way without steps", "companion_1": "Bor", "needs_1": "A chair for a child",
}  # fmt: skip


@pytest.fixture
def event(club) -> Event:
    return make_event(club, most_companions=1, asks_meal=True, starts_at=timezone.now() + timedelta(days=30))


def test_each_says_what_she_needs_and_it_stands_there_again(event, ada) -> None:
    client = client_of(ada)

    client.post(reverse("events:register", args=[event.public_id]), SAID)

    assert list(Seat.objects.values_list("name", "meal", "needs")) == [
        ("", "No nuts", "A way without steps"),
        ("Bor", "", "A chair for a child"),
    ]
    page = client.get(event.get_absolute_url()).content.decode()
    assert [words in page for words in ("A way without steps", "A chair for a child")] == [True, True]


def test_organisers_read_it_on_both_lists_and_other_members_nowhere(event, ada, edith, people) -> None:
    client_of(ada).post(reverse("events:register", args=[event.public_id]), SAID)
    organise(event, edith)
    pages = [
        reverse("events:coming", args=[event.public_id]),
        f"{reverse('events:lists', args=[event.public_id])}?show=needs",
    ]

    read = ["A chair for a child" in client_of(edith).get(page).content.decode() for page in pages]
    others = "A chair for a child" in client_of(people[1]).get(event.get_absolute_url()).content.decode()

    assert (read, others) == ([True, True], False)


def test_what_somebody_needs_is_of_somebody_with_a_name(event, ada) -> None:
    answer = client_of(ada).post(
        reverse("events:register", args=[event.public_id]), {"answer": "yes", "needs_1": "A chair"}
    )

    assert (answer.status_code, Seat.objects.count()) == (422, 0)


def test_where_the_event_does_not_ask_nobody_is_asked(club, ada) -> None:
    event = make_event(club, most_companions=1, starts_at=timezone.now() + timedelta(days=30))

    client_of(ada).post(reverse("events:register", args=[event.public_id]), SAID)

    assert set(Seat.objects.values_list("meal", "needs")) == {("", "")}
