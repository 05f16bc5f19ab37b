"""Files and feeds for calendars: read by two libraries, right across summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from django.urls import reverse
from icalendar import Calendar

from vezi.activities.events import services
from vezi.activities.events.calendars import feeds, ical, months
from vezi.activities.events.models import Event, Openness
from vezi.activities.events.queries import listing
from vezi.activities.events.services.answering import NO, YES
from vezi.activities.events.tests.factories import SOON, make_event, says, seeing
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


def moments_in(file: bytes) -> list[tuple[datetime, datetime]]:
    """As both libraries read them; they agree."""
    first = [(one.start, one.end) for one in Calendar.from_ical(file).events]
    second = [(one.dtstart.value, one.dtend.value) for one in vobject.readOne(file.decode()).vevent_list]
    as_utc = [[(begins.astimezone(UTC), ends.astimezone(UTC)) for begins, ends in found] for found in (first, second)]
    assert as_utc[0] == as_utc[1]
    return as_utc[0]


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Europe/Ljubljana", datetime(2027, 1, 16, 17, tzinfo=UTC)), ("Europe/Ljubljana", datetime(2027, 7, 16, 16, tzinfo=UTC)),
        ("Europe/Ljubljana", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)), ("Europe/Ljubljana", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 11, 7, 4, tzinfo=UTC)), ("Australia/Lord_Howe", datetime(2027, 4, 3, 12, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2027, 5, 1, 12, tzinfo=UTC)), ("UTC", datetime(2027, 5, 1, 12, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_file_says_the_moment_wherever_and_whenever(club, zone: str, begins: datetime) -> None:
    event = make_event(club, starts_at=begins, ends_at=begins + timedelta(hours=3), zone=zone)

    file = ical.file(event, comes=True, now=NOW)

    assert moments_in(file) == [(begins, begins + timedelta(hours=3))]
    (entry,) = Calendar.from_ical(file).events
    assert str(entry["summary"]) == event.title


def test_the_feed_holds_what_is_ahead_and_nothing_she_declined(club, ada, client) -> None:
    coming, declined, other = (make_event(club, title=name) for name in ("Supper", "Walk", "Lecture"))
    says(coming, ada, YES), says(declined, ada, NO)
    make_event(club, title="Of others", openness=Openness.INVITED, years=[1950])

    found = listing.of_calendar(seeing(ada), now=NOW)

    assert {(one.event.title, one.mine) for one in found} == {("Supper", "coming"), ("Lecture", "")}
    entries = Calendar.from_ical(ical.feed(found, person=ada, name="Events", now=NOW)).events
    assert {(str(one["summary"]), str(one["status"])) for one in entries} == {
        ("Supper", "CONFIRMED"),
        ("Lecture", "TENTATIVE"),
    }
    assert other in {one.event for one in found}


def test_what_is_called_off_says_so_in_the_calendar(club, ada) -> None:
    event = make_event(club)
    services.call_off(event=event, why="The river has come.", by=None, now=NOW)
    event = Event.objects.get()

    (entry,) = Calendar.from_ical(ical.file(event, comes=False, now=NOW)).events

    assert str(entry["status"]) == "CANCELLED"


def test_a_calendar_reads_its_address_without_signing_in_until_it_is_made_anew(club, ada, client) -> None:
    ahead = datetime.now(UTC) + timedelta(days=9)
    make_event(club, title="Supper", starts_at=ahead, now=NOW)
    address = feeds.address_of(services.open_feed(person=ada, by=None, now=NOW))

    first = client.get(address)
    services.renew_feed(person=ada, by=None, now=NOW)
    later = client.get(address)

    assert [str(one["summary"]) for one in Calendar.from_ical(first.content).events] == ["Supper"]
    assert (first.status_code, later.status_code) == (200, 404)


def test_nobody_makes_up_an_address(club, ada, client) -> None:
    services.open_feed(person=ada, by=None, now=NOW)

    answers = [client.get(reverse("events:feed", args=[token])).status_code for token in ("x", "WyJhIiwxXQ:1:2", "a:b")]

    assert answers == [404, 404, 404]


def test_the_page_shows_the_address_once_it_is_made(club, ada) -> None:
    client, page = client_of(ada), reverse("events:subscribe")

    before = client.get(page).content.decode()
    client.post(page)

    assert ("events.ics" in before, "events.ics" in client.get(page).content.decode()) == (False, True)


def test_a_month_has_whole_weeks_with_what_happens_on_each_day(club, ada) -> None:
    event = make_event(club, starts_at=SOON.replace(hour=22), ends_at=SOON.replace(hour=22) + timedelta(hours=4))
    day = event.first_day

    found, _wanted = listing.between(seeing(ada), day.replace(day=1), day)
    weeks = months.weeks(day.replace(day=1), found)

    assert {len(week) for week in weeks} == {7}
    assert [one.day for week in weeks for one in week if one.events] == [day]  # the night belongs to its evening
    assert weeks[0][0].day.weekday() == 0


@pytest.mark.parametrize(
    ("text", "month"), [("2027-03", date(2027, 3, 1)), ("2027-13", None), ("x", None), ("0001-01", None)]
)
def test_a_month_is_read_from_the_address(text: str, month: date | None) -> None:
    assert months.read(text) == month


def test_the_month_page_leads_to_the_months_beside(club, ada) -> None:
    page = client_of(ada).get(reverse("events:month"), {"of": "2027-01"}).content.decode()

    assert ("?of=2026-12" in page, "?of=2027-02" in page) == (True, True)


def test_a_public_page_says_what_it_is_to_those_who_read_pages_by_machine(club, client) -> None:
    shown, hidden = make_event(club, openness=Openness.PUBLIC, place="both"), make_event(club, openness=Openness.CLUB)

    page = client.get(shown.get_absolute_url()).content.decode()
    other = client_of(make_member(club)).get(hidden.get_absolute_url()).content.decode()

    assert "https://schema.org/Event" in page
    assert f'content="{shown.starts_at.astimezone(shown.clock).isoformat()}"' in page
    assert ("MixedEventAttendanceMode" in page, "schema.org" in other) == (True, False)


def test_a_month_that_holds_nothing_leads_to_the_next_that_does(club, ada) -> None:
    event = make_event(club)
    empty = event.starts_there.date().replace(day=1) - timedelta(days=1)

    page = client_of(ada).get(reverse("events:month"), {"of": f"{empty:%Y-%m}"})

    assert page.context["later"] == event
    assert f'href="?of={event.starts_there:%Y-%m}"' in page.content.decode()
