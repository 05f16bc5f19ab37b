"""The organisers' pages of invitations: chosen, looked at, sent with one press; who is silent."""

import re

import pytest
from django.urls import reverse

from vezi.activities.events import services
from vezi.activities.events.models import Circle, CircleKind, Event, Openness, Posting
from vezi.activities.events.tests.factories import SOON, make_club_that_invites, make_event, organise
from vezi.core.models import AccessEntry, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact

pytestmark = pytest.mark.django_db
LATER = NOW.replace(year=NOW.year + 20)


@pytest.fixture
def club() -> Club:
    return make_club_that_invites()


@pytest.fixture
def grace(club: Club) -> Person:
    return make_officer(club).person


@pytest.fixture
def event(club: Club, edith: Person) -> Event:
    made = make_event(club, openness=Openness.INVITED, years=[1999], starts_at=LATER)
    organise(made, edith)
    return made


def of_class(club: Club, given: str, mail: str = "") -> Person:
    person = make_record(club, given, "Novak")
    make_affiliation(person)
    if mail:
        make_contact(person, mail)
    return person


def opens(event: Event, by: Person, name: str = "invitations", **asked: object) -> str:
    answer = client_of(by).get(reverse(f"events:{name}", args=[event.public_id]), asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def presses(event: Event, by: Person, name: str = "invitations", **said: object) -> str:
    return client_of(by).post(reverse(f"events:{name}", args=[event.public_id]), said)["Location"]


def test_the_page_says_whom_it_reaches_and_one_press_sends(club, event, edith) -> None:
    of_class(club, "Maja", "maja@example.org"), of_class(club, "Žiga")

    page = opens(event, edith)

    assert ("It reaches 1 person." in page, "1 cannot be written to" in page) == (True, True)
    assert "without an address" not in page, "of so few, who is no officer does not read why"
    there = presses(event, edith, chosen="1", to="class-1999", expected="1")
    services.write_all(now=LATER.replace(year=LATER.year - 1))
    assert OutgoingMail.objects.filter(kind="events.invite").count() == 1
    assert "1 letter is written." in re.sub(r"\s+", " ", client_of(edith).get(there).content.decode())


def test_an_officer_who_sees_records_reads_why(club, event, grace) -> None:
    of_class(club, "Žiga")

    assert "Left out: 1 without an address." in opens(event, grace)


def test_a_double_press_sends_once(club, event, edith) -> None:
    of_class(club, "Maja", "maja@example.org")

    for _press in range(2):
        presses(event, edith, chosen="1", to="class-1999", expected="1")

    assert Posting.objects.count() == 1


def test_single_people_are_chosen_by_name(club, event, edith) -> None:
    ada = make_member(club, "Ada", "Byron")

    assert "Ada Byron" in opens(event, edith, chosen="1", q="ada")
    assert "It reaches 1 person." in opens(event, edith, chosen="1", person=ada.public_id)
    presses(event, edith, chosen="1", person=ada.public_id, expected="1")
    assert Posting.objects.get().wanted == 1


def test_people_on_record_are_found_by_name_by_those_who_see_records_and_the_look_is_written_down(
    club, event, edith, grace
) -> None:
    maja = of_class(club, "Maja", "maja@example.org")

    assert "Maja Novak" not in opens(event, edith, chosen="1", q="maja")
    assert "It reaches 0 people." in opens(event, edith, chosen="1", person=maja.public_id)
    assert not AccessEntry.objects.exists()
    assert "Maja Novak" in opens(event, grace, chosen="1", q="maja")
    assert AccessEntry.objects.get().person_id == maja.pk


def test_a_hidden_group_has_no_name_for_organisers_who_are_not_in_it(club, event, edith, grace) -> None:
    group = make_group(club, name="Society of the Silver Key", joining="hidden")
    put_in(group, grace)
    Circle.objects.create(event=event, kind=CircleKind.GROUP, group=group)

    assert ["Silver Key" in opens(event, one) for one in (edith, grace)] == [False, True]


def test_the_silent_are_named_as_the_organiser_may_see_them_and_nudged_in_one_press(club, event, edith, grace) -> None:
    make_affiliation(make_member(club, "Ada", "Byron"))
    of_class(club, "Maja", "maja@example.org")
    long_ago = NOW
    services.invite(event=event, circles=list(event.circles.all()), expected=None, by=grace.account, now=long_ago)
    services.write_all(now=long_ago)

    page = opens(event, edith, "silent")

    assert ("Ada Byron" in page, "Maja" in page, "2 were invited" in page) == (True, False, True)
    assert "and 1 who is not here yet, or not seen by you" in page
    presses(event, edith, "silent", expected="2")
    assert Posting.objects.get(kind="nudge").wanted == 2


@pytest.mark.parametrize("name", ["invitations", "silent"])
def test_guests_open_none_of_them(club, event, name: str) -> None:
    ada = make_member(club, "Ada", "Byron")
    make_affiliation(ada)

    assert client_of(ada).get(reverse(f"events:{name}", args=[event.public_id])).status_code == 403
    assert client_of(ada).post(reverse(f"events:{name}", args=[event.public_id])).status_code == 403


def test_letters_of_another_event_are_not_found_in_this_one(club, event, edith, grace) -> None:
    of_class(club, "Maja", "maja@example.org")
    other = make_event(club, years=[1999], starts_at=LATER, now=SOON)
    sent = services.invite(event=other, circles=list(other.circles.all()), expected=None, by=grace.account, now=NOW)

    page = reverse("events:letters", args=[event.public_id, sent.public_id])

    assert client_of(edith).get(page).status_code == 404


def test_reminders_follow_the_rules_of_the_organisers(club, event, edith) -> None:
    presses(event, edith, "reminders", before="", on_the_eve="on")
    event.refresh_from_db()
    assert (event.reminds_before, event.reminds_on_the_eve) == (None, True)

    presses(event, edith, "reminders", before="10")
    presses(event, edith, "reminders", before="minus")
    event.refresh_from_db()
    assert (event.reminds_before, event.reminds_on_the_eve) == (10, False)


def test_a_test_letter_goes_to_the_organiser_alone(club, event, edith) -> None:
    presses(event, edith, "test_letter")

    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.person_id, letter.kind) == (edith.account.email, edith.pk, "events.test")
