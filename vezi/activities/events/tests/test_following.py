"""Who follows online has come: one press near the time of the event, once, and nothing that opens links by itself."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from vezi.activities.events import answers, services
from vezi.activities.events.calendars import ical
from vezi.activities.events.models import Arrival, Event, Seat
from vezi.activities.events.queries import arriving, coming, door, lists
from vezi.activities.events.queries.listing import Line
from vezi.activities.events.services.answering import NO, CalledOff, IsHere
from vezi.activities.events.services.arriving import BACK, HERE, WALK_IN, Said
from vezi.activities.events.services.following import NoLink, NotComing
from vezi.activities.events.tests.factories import SOON, make_event, organise, says, seeing
from vezi.core.models import OutgoingMail
from vezi.core.public_ids import public_id
from vezi.core.tests.at_once import at_once
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.engagement.models import Act
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people import merging
from vezi.network.people.merging import undoing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db
LINK = "https://meet.example/secret-room?pwd=a b&č"
EVENING, AFTERWARDS = SOON + timedelta(minutes=20), SOON + timedelta(hours=5)


def make_webinar(club: Club, **facts) -> Event:
    return make_event(club, **{"place": "online", "venue": "", "link": LINK} | facts)


def follow(event: Event, person: Person, now: datetime = EVENING) -> str:
    return services.follow(event=event, person=person, now=now)


def seat_of(person: Person, number: int = 0) -> Seat:
    return Seat.objects.get(registration__person=person, number=number)


def at_the_door(event: Event, person: Person, number: int = 0, now: datetime = EVENING) -> None:
    fact = Said(public_id(), HERE, place=seat_of(person, number).public_id)
    services.hear(event=event, facts=[fact], door="north", by=None, now=now)


def counted() -> set[int]:
    return set(Act.objects.values_list("person", flat=True))


def way(event: Event, person: Person) -> str:
    return answers.way_online(event, person, "coming")


def test_who_opens_the_link_during_the_event_has_come_once(club, ada) -> None:
    event = make_webinar(club)
    says(event, ada)

    links = [follow(event, ada), follow(event, ada, EVENING + timedelta(hours=1))]

    assert links == [LINK, LINK]
    (arrival,) = Arrival.objects.all()
    assert (arrival.seat, arrival.at, arrival.is_online) == (seat_of(ada), EVENING, True)
    assert arriving.attendance(event) == arriving.Attendance(1, 1, 0, online=1)
    assert (counted(), [one.event for one in arriving.events_of(ada.pk)]) == ({ada.pk}, [event])


@pytest.mark.parametrize(
    ("at", "is_there"),
    [
        (SOON - timedelta(minutes=31), False), (SOON - timedelta(minutes=30), True),
        (SOON + timedelta(hours=3, seconds=-1), True), (SOON + timedelta(hours=3), False),
    ],
)  # fmt: skip
def test_the_link_leads_there_at_any_time_and_counts_from_half_an_hour_before_to_the_end(
    club, ada, at, is_there
) -> None:
    event = make_webinar(club)
    says(event, ada)

    assert follow(event, ada, at) == LINK
    assert (Arrival.objects.exists(), counted()) == (is_there, {ada.pk} if is_there else set())


def test_opening_the_page_says_nothing_and_one_press_leads_there(club, ada, monkeypatch) -> None:
    event = make_webinar(club)
    says(event, ada)
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    mail_program = client_of(None)

    page = mail_program.get(way(event, ada))
    mail_program.head(way(event, ada))
    before = Arrival.objects.count()
    pressed = mail_program.post(way(event, ada))

    assert (page.status_code, "secret-room" in page.content.decode(), before) == (200, False, 0)
    assert "until the end counts as being there; the organisers see it" in page.content.decode()
    assert pressed["Refresh"] == "0; url=https://meet.example/secret-room?pwd=a%20b&%C4%8D"
    assert (pressed.status_code, Arrival.objects.count(), pressed["Referrer-Policy"]) == (200, 1, "same-origin")


def test_a_member_presses_on_the_page_of_the_event_which_shows_nobody_the_link_itself(club, ada, edith) -> None:
    event = make_webinar(club, starts_at=NOW.replace(year=2090))
    says(event, ada)

    mine, another, stranger = (client_of(one).get(event.get_absolute_url()) for one in (ada, edith, None))

    assert [f'action="{way(event, ada)}"' in mine.content.decode()] == [True]
    pages = [one.content.decode() for one in (mine, another, stranger)]
    assert ["secret-room" in one for one in pages] == [False, False, False]
    assert ["/events/online/" in one for one in pages] == [True, False, False]


def test_scanned_at_the_door_and_following_online_is_coming_once_and_at_the_door(club, ada, edith) -> None:
    event = make_webinar(club, place="both", venue="Križanke")
    says(event, ada), says(event, edith)

    follow(event, ada), at_the_door(event, ada, now=EVENING + timedelta(minutes=9))
    at_the_door(event, edith), follow(event, edith)

    assert arriving.attendance(event) == arriving.Attendance(2, 2, 0, online=0)
    assert {one.at: one.is_online for one in arriving.events_of(ada.pk)} == {EVENING + timedelta(minutes=9): False}
    assert [one.is_online for one in arriving.standing(event).values()] == [False, False]
    assert (len(arriving.at_door(event)), counted()) == (2, {ada.pk, edith.pk})


def test_who_was_let_in_by_mistake_and_follows_online_has_come(club, ada) -> None:
    event = make_webinar(club, place="both", venue="Križanke")
    says(event, ada)
    at_the_door(event, ada), follow(event, ada)

    mistake = Arrival.objects.get(is_online=False).key
    services.hear(event=event, facts=[Said(public_id(), BACK, undoes=mistake)], door="", by=None, now=EVENING)

    assert (arriving.attendance(event), counted()) == (arriving.Attendance(1, 1, 0, online=1), {ada.pk})


def test_who_walked_in_and_had_opened_the_link_was_at_the_door(club, ada) -> None:
    event = make_webinar(club, place="both", venue="Križanke")
    says(event, ada)
    follow(event, ada)
    walked = Said(public_id(), WALK_IN, place=public_id(), name="Somebody")
    services.hear(event=event, facts=[walked], door="", by=None, now=EVENING)

    services.match(walk_in=event.walk_ins.get(), person=ada, by=None, now=EVENING)

    assert arriving.attendance(event) == arriving.Attendance(1, 1, 0, online=0)


def test_phones_at_the_door_hear_nothing_of_it_and_expect_her_still(club, ada, edith) -> None:
    event = make_webinar(club, place="both", venue="Križanke", starts_at=NOW)
    says(event, ada, now=NOW - timedelta(days=1)), organise(event, edith)
    follow(event, ada, NOW)

    assert door.news(event, after=0) == []
    assert (arriving.at_door(event), arriving.attendance(event).at_door) == ({}, 0)


@pytest.mark.parametrize(("place", "has_door"), [("online", False), ("both", True)])
def test_what_is_online_alone_has_no_door(club, edith, place: str, has_door: bool) -> None:
    event = make_webinar(club, place=place, starts_at=NOW + timedelta(minutes=5))
    organise(event, edith)

    seen = client_of(edith).get(reverse("events:lists", args=[event.public_id])).content.decode()

    assert (reverse("events:door", args=[event.public_id]) in seen) is has_door


def test_organisers_see_who_followed_online(club, ada, people, edith) -> None:
    event = make_webinar(club, place="both", venue="Križanke", most_companions=1)
    says(event, ada, "yes", "Katarina"), says(event, people[1]), organise(event, edith)
    follow(event, ada), at_the_door(event, people[1])

    heads = lists.heads(seeing(edith), event)
    office = client_of(edith)
    place = reverse("events:lists", args=[event.public_id])
    page, file = office.get(f"{place}?show=doors"), office.post(reverse("events:list_file", args=[event.public_id]))

    assert {one.name: (one.arrived_there is not None, one.is_online) for one in heads} == {
        "Ada Lovelace": (True, True), "Katarina": (False, False), "Grace Novak": (True, False),
    }  # fmt: skip
    assert "1 of them followed online." in page.content.decode()
    rows = b"".join(file.streaming_content).decode().splitlines()
    assert [", online" in row for row in rows if row.startswith(("Ada", "Grace"))] == [True, False]


def test_one_called_off_not_answered_or_declined_leads_nowhere_and_says_so(club, ada, people) -> None:
    event, off = make_webinar(club), make_webinar(club, title="Another")
    maja = people[2]
    says(event, maja), says(event, maja, NO), says(off, ada)
    services.call_off(event=off, why="The line is down.", by=None, now=NOW)

    with pytest.raises(NotComing):
        follow(event, ada)
    with pytest.raises(NotComing):
        follow(event, maja)
    with pytest.raises(CalledOff):
        follow(off, ada)

    said = [client_of(None).post(way(one, who)) for one, who in ((event, ada), (event, maja), (off, ada))]
    assert [one.status_code for one in said] == [403, 403, 409]
    pages = [one.content.decode() for one in said]
    assert ["The link is for those who come." in pages[0], "The line is down." in pages[2]] == [True, True]
    assert (["secret-room" in one for one in pages], Arrival.objects.count()) == ([False] * 3, 0)


def test_who_waits_follows_nothing_before_the_seat_is_hers(club, ada, edith) -> None:
    event = make_webinar(club, capacity=1)
    says(event, ada), says(event, edith)

    with pytest.raises(NotComing):
        follow(event, edith)
    assert answers.way_of(edith.event_registrations.get()) == ""


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "ftp://meet.example/room", "http://meet.example/room"])
def test_nobody_is_led_to_what_is_no_safe_page(club, ada, link: str) -> None:
    event = make_webinar(club)
    says(event, ada)
    Event.objects.filter(pk=event.pk).update(link=link)

    with pytest.raises(NoLink):
        follow(event, ada)
    assert Arrival.objects.count() == 0


def test_the_address_of_no_other_place_is_taken(club, ada) -> None:
    event = make_webinar(club)
    says(event, ada)
    stranger, place = client_of(None), way(event, ada)

    answer = stranger.post(
        f"{place}?next=https://evil.example/&url=https://evil.example/", {"link": "https://evil.example/"}
    )
    forged = place[:-3] + "xx/"

    assert "evil.example" not in answer["Refresh"]
    assert [stranger.get(forged).status_code, stranger.post(forged).status_code] == [404, 404]
    token = answers.token_of(event, ada)
    assert stranger.get(reverse("events:online", args=[token])).status_code == 404
    own = place.rsplit("/", 2)[1]
    assert stranger.get(reverse("events:answer", args=[own])).status_code == 404


def test_a_link_that_was_changed_is_the_new_one_by_the_old_letter(club, ada) -> None:
    event = make_webinar(club)
    says(event, ada)
    old = way(event, ada)

    Event.objects.filter(pk=event.pk).update(link="https://other.example/")

    assert client_of(None).post(old)["Refresh"] == "0; url=https://other.example/"


def test_letters_and_calendars_lead_through_the_house_always_by_the_same_address(club, ada) -> None:
    event = make_webinar(club, starts_at=NOW.replace(year=2090))
    mine = says(event, ada)

    file = client_of(ada).get(reverse("events:calendar_file", args=[event.public_id])).content.replace(b"\r\n ", b"")
    again = answers.in_full(answers.way_of(mine))
    letter = OutgoingMail.objects.get(kind="events.confirmed")

    assert [one in file for one in (b"secret-room", again.encode())] == [False, True]
    assert len(Calendar.from_ical(file).walk("VEVENT")) == 1
    assert [one in letter.text for one in ("secret-room", again)] == [False, True]
    assert answers.in_full(answers.way_of(mine)) == again


def test_the_reminder_and_the_feed_lead_there_too(club, ada) -> None:
    event = make_webinar(club)
    mine = says(event, ada)

    services.remind_all(now=SOON - timedelta(hours=20)), services.write_all(now=SOON - timedelta(hours=20))
    feeds = [ical.feed([Line(event, "coming")], person=ada, name="Events", now=NOW) for _ in range(2)]

    letter = OutgoingMail.objects.get(kind="events.eve")
    place = answers.in_full(answers.way_of(mine))
    assert [place in one and "secret-room" not in one for one in (letter.text, letter.html)] == [True, True]
    assert (feeds[0] == feeds[1], place.encode() in feeds[0].replace(b"\r\n ", b"")) == (True, True)


def test_who_was_seen_is_told_afterwards_by_the_door_or_online_alone(club, ada, people) -> None:
    webinar, both = make_webinar(club), make_webinar(club, place="both", venue="Križanke", title="Both")
    for event in (webinar, both):
        says(event, ada), says(event, people[1])
        follow(event, ada)

    alone = coming.who_comes(seeing(people[3]), webinar, now=AFTERWARDS)
    unkept = coming.who_comes(seeing(people[3]), both, now=AFTERWARDS)
    assert [(one.were_seen, one.people) for one in (alone, unkept)] == [(True, 1), (False, 2)]

    seat = Seat.objects.get(registration__event=both, registration__person=people[1])
    services.hear(event=both, facts=[Said("aaaaaaaa", HERE, place=seat.public_id)], door="", by=None, now=EVENING)
    kept = coming.who_comes(seeing(people[3]), both, now=AFTERWARDS)
    assert (kept.were_seen, kept.people) == (True, 2)


def test_who_has_opened_it_gives_nothing_back(club, ada) -> None:
    event = make_webinar(club)
    says(event, ada)
    follow(event, ada, SOON - timedelta(minutes=20))

    with pytest.raises(IsHere):
        says(event, ada, NO, now=SOON - timedelta(minutes=10))


@pytest.mark.parametrize("kept_has_come", [False, True])
def test_it_goes_along_when_two_records_are_one_and_is_online_still(club, ada, kept_has_come: bool) -> None:
    event, twin = make_webinar(club), make_record(club, "Ada", "Byron")
    says(event, ada), says(event, twin)
    follow(event, twin)
    if kept_has_come:
        follow(event, ada, EVENING + timedelta(minutes=5))

    merge = merging.merge(kept=ada, gone=twin, club=club, by=None, now=AFTERWARDS)

    assert arriving.attendance(event) == arriving.Attendance(1, 1, 0, online=1)
    assert counted() == {ada.pk}
    follow(event, ada, EVENING + timedelta(minutes=50))
    assert arriving.attendance(event).heads == 1
    undoing.undo(merge=merge, by=None, now=AFTERWARDS)
    assert counted() == ({ada.pk, twin.pk} if kept_has_come else {twin.pk})


@pytest.mark.parametrize("kept_was_at_door", [False, True])
def test_of_two_records_that_are_one_the_door_is_heard_before_the_link(club, ada, kept_was_at_door: bool) -> None:
    event, twin = make_webinar(club, place="both", venue="Križanke"), make_record(club, "Ada", "Byron")
    says(event, ada), says(event, twin)
    at, online = (ada, twin) if kept_was_at_door else (twin, ada)
    at_the_door(event, at, now=EVENING + timedelta(minutes=9)), follow(event, online)

    merging.merge(kept=ada, gone=twin, club=club, by=None, now=AFTERWARDS)

    assert arriving.attendance(event) == arriving.Attendance(1, 1, 0, online=0)


@pytest.mark.django_db(transaction=True)
def test_opened_in_eight_windows_and_scanned_at_once_she_has_come_once() -> None:
    club = make_club("economics")
    ada = make_member(club)
    event = make_webinar(club, place="both", venue="Križanke")
    says(event, ada)

    at_once(*[lambda: follow(event, ada)] * 8, lambda: at_the_door(event, ada))

    online, at_door = (Arrival.objects.filter(is_online=one).count() for one in (True, False))
    assert (online, at_door, arriving.attendance(event)) == (1, 1, arriving.Attendance(1, 1, 0, online=0))
    assert Act.objects.count() == 1
