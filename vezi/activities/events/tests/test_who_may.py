"""Who learns of an event, and who opens which of its pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from vezi.activities.events import access
from vezi.activities.events.models import Circle, CircleKind, Event, Invitation, Openness
from vezi.activities.events.tests.factories import make_event, organise, says, seeing
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(club: Club) -> Person:
    """A member of the class of 1999."""
    person = make_member(club)
    make_affiliation(person)
    return person


@pytest.fixture
def alan() -> Person:
    """Of another club."""
    return make_member(make_club("law"), "Alan", "Turing")


def learns(person: Person | None, event: Event) -> bool:
    """Among all events, and asked by its name; the two never differ."""
    viewer = seeing(person) if person is not None else Viewer()
    is_listed = access.events_visible_to(viewer).filter(pk=event.pk).exists()
    assert (access.event_visible_to(viewer, event.public_id) is not None) == is_listed
    return is_listed


@pytest.mark.parametrize(
    ("openness", "who"),
    [
        (Openness.PUBLIC, {"ada", "alan", "stranger"}), (Openness.NETWORK, {"ada", "alan"}), (Openness.CLUB, {"ada"}),
        (Openness.INVITED, set()),
    ],
)  # fmt: skip
def test_it_is_open_to_whom_it_says(club, ada, alan, openness: str, who: set[str]) -> None:
    event = make_event(club, openness=openness, years=[1980])

    people = {"ada": ada, "alan": alan, "stranger": None}
    assert {name for name, person in people.items() if learns(person, event)} == who


def for_class(event: Event, ada: Person) -> None:
    Circle.objects.create(event=event, kind=CircleKind.CLASS, class_years=[1998, 1999])


def for_group(event: Event, ada: Person) -> None:
    group = make_group(event.club, joining="hidden")
    put_in(group, ada)
    Circle.objects.create(event=event, kind=CircleKind.GROUP, group=group)


def for_club(event: Event, ada: Person) -> None:
    Circle.objects.create(event=event, kind=CircleKind.CLUB)


def invited(event: Event, ada: Person) -> None:
    Invitation.objects.create(event=event, person=ada, invited_at=NOW)


@pytest.mark.parametrize("way", [for_class, for_group, for_club, invited])
def test_those_it_is_for_learn_of_it_and_nobody_else(club, ada, alan, way: Callable[[Event, Person], None]) -> None:
    event = make_event(club, openness=Openness.INVITED, years=[1980])
    assert not learns(ada, event)

    way(event, ada)

    assert (learns(ada, event), learns(alan, event), learns(None, event)) == (True, False, False)


def test_a_class_of_another_club_is_not_meant(club, alan) -> None:
    make_affiliation(alan)

    event = make_event(club, openness=Openness.INVITED, years=[1999])

    assert not learns(alan, event)


def test_a_draft_is_there_for_those_who_look_after_it_alone(club, ada) -> None:
    event = make_event(club, openness=Openness.PUBLIC, draft=True)
    grace, edith = make_officer(club).person, make_member(club, "Edith", "Clarke")
    organise(event, edith)

    assert [learns(one, event) for one in (grace, edith, ada, None)] == [True, True, False, False]


def test_who_left_the_club_organises_nothing_in_it(club, ada) -> None:
    event = make_event(club, draft=True)
    organise(event, ada)
    memberships.leave(person=ada, club=club, by=None, now=NOW)

    assert not learns(ada, event)


PAGES = ("coming", "event_change", "event_call_off", "organisers")


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_organisers_are_closed_to_guests(club, ada, name: str) -> None:
    event = make_event(club)
    organiser, officer = make_member(club, "Edith", "Clarke"), make_officer(club, capabilities=["keep_events"]).person
    organise(event, organiser)
    without = make_officer(club, capabilities=["office"], given="Joan", family="Clarke").person

    page = reverse(f"events:{name}", args=[event.public_id])
    answers = [client_of(one).get(page).status_code for one in (ada, without, organiser, officer)]

    assert answers == [403, 403, 200, 200]


def test_the_way_to_what_is_online_is_seen_by_those_who_come(club, ada) -> None:
    event = make_event(club, place="online", venue="", link="https://meet.example/secret-room")
    edith = make_member(club, "Edith", "Clarke")
    says(event, edith)

    pages = [client_of(one).get(event.get_absolute_url()).content.decode() for one in (ada, edith)]

    assert ["/events/online/" in page for page in pages] == [False, True]
    files = [client_of(one).get(reverse("events:calendar_file", args=[event.public_id])) for one in (ada, edith)]
    assert [b"/events/online/" in file.content.replace(b"\r\n ", b"") for file in files] == [False, True]


def test_who_does_not_want_to_be_shown_is_counted_and_not_named(club, ada) -> None:
    event = make_event(club, starts_at=timezone.now() + timedelta(days=30))
    edith, joan = make_member(club, "Edith", "Clarke"), make_member(club, "Joan", "Ball")
    says(event, edith, is_shown=False), says(event, joan)

    page = client_of(ada).get(event.get_absolute_url()).content.decode()

    assert ("Joan" in page, "Edith" in page, "2 are coming" in page) == (True, False, True)


def test_nobody_reads_who_comes_from_outside(club) -> None:
    event = make_event(club, openness=Openness.PUBLIC)
    says(event, make_member(club, "Joan", "Ball"))

    page = client_of(None).get(event.get_absolute_url()).content.decode()

    assert ("Joan" in page, event.title in page) == (False, True)


def test_the_rest_of_a_long_list_is_asked_for_by_a_plain_number() -> None:
    """Written with its marks it would be no number, and lead back to the beginning."""
    drawn = render_to_string("events/further.html", {"after": 1200, "show": "coming"})

    assert 'href="?show=coming&amp;after=1200"' in drawn
