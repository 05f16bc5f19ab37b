"""Answering from a letter without a sign-in: opening answers nothing, one press does."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from vezi.activities.events import answers, services
from vezi.activities.events.models import Event, Openness, Registration, Standing
from vezi.activities.events.tests.factories import make_event, says
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_contact

pytestmark = pytest.mark.django_db
LATER = NOW.replace(year=NOW.year + 20)


@pytest.fixture
def maja() -> Person:
    """On record, without an account."""
    return make_record(make_club("economics"), "Maja", "Novak")


@pytest.fixture
def club_of_maja(maja: Person) -> Club:
    return maja.memberships.get().club


@pytest.fixture
def event(maja) -> Event:
    return make_event(
        maja.memberships.get().club, openness=Openness.INVITED, years=[1999], starts_at=LATER, place="online", venue="",
        link="https://meet.example/secret-room", most_companions=1,
    )  # fmt: skip


@pytest.mark.parametrize("say", ["yes", "maybe", "no"])
def test_opening_answers_nothing_and_one_press_does(event, maja, say: str) -> None:
    stranger, link = client_of(None), answers.address_of(event, maja)

    page = stranger.get(f"{link}?say={say}").content.decode()

    assert not Registration.objects.exists()
    assert page.index(f'value="{say}"') == min(page.index(f'value="{one}"') for one in ("yes", "maybe", "no"))
    assert stranger.post(link, {"press": "1", "answer": say}).status_code == 302
    mine = Registration.objects.get()
    standing = {"yes": Standing.COMING, "maybe": Standing.MAYBE, "no": Standing.NO}[say]
    assert (mine.person, mine.standing, mine.is_shown) == (maja, standing, True)


def test_what_was_answered_is_not_overturned_by_opening_an_old_letter(event, maja) -> None:
    says(event, maja, "yes")

    page = client_of(None).get(f"{answers.address_of(event, maja)}?say=no").content.decode()

    assert ("data-presses-itself" in page, "You are coming." in page) == (False, True)


def test_companions_and_a_change_go_by_the_same_link(event, maja) -> None:
    stranger, link = client_of(None), answers.address_of(event, maja)
    stranger.post(link, {"press": "1", "answer": "yes"})

    stranger.post(link, {"answer": "yes", "companion_1": "Jure", "is_shown": "on"})
    assert Registration.objects.get().seats == 2
    stranger.post(link, {"answer": "no"})
    assert Registration.objects.get().standing == Standing.NO


def test_who_says_perhaps_chooses_when_to_be_asked(event, maja) -> None:
    stranger, link = client_of(None), answers.address_of(event, maja)
    day = LATER.date().replace(month=1)

    assert stranger.post(link, {"answer": "maybe", "ask_on": day.isoformat()}).status_code == 302
    assert Registration.objects.get().ask_on == day
    after = LATER.date().replace(year=LATER.year + 1)
    assert stranger.post(link, {"answer": "maybe", "ask_on": after.isoformat()}).status_code == 422


def test_the_file_for_the_calendar_needs_no_sign_in_and_says_where_online_to_who_comes(event, maja) -> None:
    place = reverse("events:answer_calendar", args=[answers.token_of(event, maja)])

    before = client_of(None).get(place).content.replace(b"\r\n ", b"")
    says(event, maja)
    after = client_of(None).get(place).content.replace(b"\r\n ", b"")

    assert [b"/events/online/" in file for file in (before, after)] == [False, True]
    assert len(Calendar.from_ical(after).walk("VEVENT")) == 1


def test_a_link_that_nobody_made_opens_nothing(event, maja) -> None:
    forged = answers.token_of(event, maja)[:-2] + "xx"

    assert client_of(None).get(reverse("events:answer", args=[forged])).status_code == 404
    assert client_of(None).get(reverse("events:answer_calendar", args=[forged])).status_code == 404
    assert client_of(None).post(reverse("events:answer", args=[forged]), {"answer": "yes"}).status_code == 404


def test_guests_without_an_account_hear_by_letter_of_waiting_a_kept_seat_and_the_end(club_of_maja, maja) -> None:
    make_contact(maja, "maja@example.org")
    ada = make_member(club_of_maja, "Ada", "Byron")
    event = make_event(club_of_maja, capacity=1)
    first = says(event, ada)
    says(event, maja)

    services.give_back(registration=first, by=None, now=NOW)
    services.call_off(event=event, why="The river has come.", by=None, now=NOW)

    hers = OutgoingMail.objects.filter(person_id=maja.pk).order_by("pk")
    assert [one.kind for one in hers] == ["events.waiting", "events.kept", "events.called_off"]
    assert [one.to for one in hers] == ["maja@example.org"] * 3
    assert "/events/answer/" in hers[1].text
    assert "The river has come." in hers[2].text
