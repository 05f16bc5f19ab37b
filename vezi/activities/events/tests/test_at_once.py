"""Two hundred at the same moment: exactly as many get in as there are seats, and the others wait in order."""

from functools import partial

import pytest

from vezi.activities.events.models import Registration, Standing
from vezi.activities.events.tests.factories import make_event, says
from vezi.core.tests.at_once import at_once
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, AT_ONCE, SEATS = 200, 20, 10


def test_two_hundred_press_at_once_and_ten_get_in() -> None:
    club = make_club("economics")
    event = make_event(club, capacity=SEATS)
    people = [make_member(club, "Ada", f"N{number}") for number in range(PEOPLE)]

    def press(those: list[Person]) -> None:
        for person in those:
            says(event, person)

    at_once(*(partial(press, people[part::AT_ONCE]) for part in range(AT_ONCE)))

    registrations = Registration.objects.filter(event=event)
    assert registrations.filter(standing=Standing.COMING).count() == SEATS
    waiting = list(registrations.filter(standing=Standing.WAITING).order_by("waits_as"))
    assert len(waiting) == PEOPLE - SEATS
    assert [one.pk for one in waiting] == sorted(one.pk for one in waiting)
    first_in = registrations.filter(standing=Standing.COMING).order_by("-pk").first()
    assert first_in is not None
    assert first_in.pk < min(one.pk for one in waiting), "somebody waits who came before one who got in"
