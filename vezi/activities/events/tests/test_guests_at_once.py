"""Guests who press at the same moment: as many get in as there are seats, and one guest is one person."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from vezi.activities.events import services
from vezi.activities.events.models import Guest, Openness, Registration, Standing
from vezi.activities.events.services.answering import YES, Said
from vezi.activities.events.services.guesting import Name
from vezi.activities.events.tests.factories import make_event
from vezi.network.clubs.tests.factories import make_club
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
SEATS, PEOPLE = 4, 24


def at_once(deeds: list[Callable[[], object]]) -> list[Exception]:
    together, failed = threading.Barrier(len(deeds)), list[Exception]()

    def run(deed: Callable[[], object]) -> None:
        together.wait()
        try:
            deed()
        except Exception as wrong:
            failed.append(wrong)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def guest_of(event, number: int = 0) -> Guest:
    return services.ask_to_come(
        event=event, name=Name("Zala"), mail=f"zala{number}@example.org", language="en", now=NOW
    )


def test_as_many_guests_get_in_as_there_are_seats() -> None:
    event = make_event(make_club("economics"), openness=Openness.PUBLIC, capacity=SEATS)
    guests = [guest_of(event, number) for number in range(PEOPLE)]

    failed = at_once([lambda one=one: services.answer_as_guest(guest=one, said=Said(YES), now=NOW) for one in guests])

    standings = Registration.objects.values_list("standing", flat=True)
    assert (failed, sorted(standings)) == ([], [Standing.COMING] * SEATS + [Standing.WAITING] * (PEOPLE - SEATS))


def test_one_guest_who_presses_eight_times_is_one_person() -> None:
    event = make_event(make_club("economics"), openness=Openness.PUBLIC)
    guest = guest_of(event)

    failed = at_once([lambda: services.answer_as_guest(guest=guest, said=Said(YES), now=NOW)] * 8)

    assert (failed, Registration.objects.count(), Person.objects.count()) == ([], 1, 1)


def test_one_address_asked_for_eight_times_at_once_is_one_row() -> None:
    event = make_event(make_club("economics"), openness=Openness.PUBLIC)

    failed = at_once([lambda: guest_of(event)] * 8)

    assert (failed, Guest.objects.get().letters) == ([], 3)
