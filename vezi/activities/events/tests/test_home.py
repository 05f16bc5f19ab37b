"""What events show on the member's home, on a club's page and on a group's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vezi.activities.events import services
from vezi.activities.events.models import Circle, CircleKind, Event, Invitation, Openness
from vezi.activities.events.services.answering import NO
from vezi.activities.events.tests.factories import make_event, says
from vezi.network.clubs.models import Club
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db


def ahead(club: Club, title: str, **facts) -> Event:
    return make_event(club, title=title, starts_at=timezone.now() + timedelta(days=30), **facts)


def home_of(person: Person) -> str:
    return client_of(person).get(reverse("memberships:home")).content.decode()


def test_home_says_where_she_goes_next(club, ada) -> None:
    says(ahead(club, "Supper"), ada)

    assert ("Your next event" in home_of(ada), "Supper" in home_of(ada)) == (True, True)


def test_home_says_that_a_seat_is_kept(club, ada) -> None:
    event = ahead(club, "Supper", capacity=1)
    edith = make_member(club, "Edith", "Clarke")
    now = timezone.now()
    first = says(event, edith, now=now)
    says(event, ada, now=now)
    services.give_back(registration=first, by=None, now=now)

    assert "A seat is kept for you" in home_of(ada)


def test_an_invitation_waits_at_home_until_it_is_answered(club, ada) -> None:
    event = ahead(club, "Supper", openness=Openness.INVITED, years=[1950])
    Invitation.objects.create(event=event, person=ada, invited_at=timezone.now())
    before = home_of(ada)

    says(event, ada, NO)

    assert ("You are invited" in before, "Supper" in home_of(ada)) == (True, False)


def test_what_is_called_off_waits_no_more(club, ada) -> None:
    event = ahead(club, "Supper")
    says(event, ada)

    services.call_off(event=event, why="The river has come.", by=None, now=timezone.now())

    assert "Your next event" not in home_of(ada)


def test_a_club_shows_what_is_ahead_to_those_who_may_learn_of_it(club, ada) -> None:
    ahead(club, "Supper of the club"), ahead(club, "Open lecture", openness=Openness.PUBLIC)
    page = reverse("clubs:club_page", args=[club.slug])

    pages = [client_of(one).get(page).content.decode() for one in (None, ada)]

    assert [("Supper of the club" in one, "Open lecture" in one) for one in pages] == [(False, True), (True, True)]


def test_a_group_shows_what_is_for_it(club, ada) -> None:
    group, event = make_group(club), ahead(club, "Regatta", openness=Openness.INVITED, years=[1950])
    Circle.objects.create(event=event, kind=CircleKind.GROUP, group=group)
    put_in(group, ada)

    assert "Regatta" in client_of(ada).get(group.get_absolute_url()).content.decode()
