"""An event that comes again: its days by the clock of the place, its sisters, and changes in all that follow."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from vezi.activities.events import moments, services
from vezi.activities.events.calendars import ical, recurring
from vezi.activities.events.forms.planning import PlanForm, as_written
from vezi.activities.events.models import Event, Every, State
from vezi.activities.events.queries.series import sisters
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.services.programming import Line
from vezi.activities.events.services.repeating import MOST, IsInSeries, NoOtherDay, TooManyDays
from vezi.activities.events.services.ticketing import Kind
from vezi.activities.events.tests.factories import make_event, organise, says, seeing, sell
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.notices import rounds
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

ZONE = "Europe/Ljubljana"
NOW = datetime(2027, 9, 1, 8, tzinfo=UTC)
TUESDAY = moments.read(date(2027, 10, 5), time(19), ZONE)  # the first one of October; clocks go back on the 31st


def naive(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture
def grace(club) -> Person:
    return make_member(club, "Grace", "Hopper")


@pytest.fixture
def event(club, grace) -> Event:
    """Tuesday at seven, for two hours, looked after by Grace."""
    made = make_event(
        club, title="Tuesday table", starts_at=TUESDAY, ends_at=TUESDAY + timedelta(hours=2), organiser=grace, now=NOW
    )  # fmt: skip
    return Event.objects.get(pk=made.pk)


def repeat(event: Event, every: str = Every.FORTNIGHT, until: date = date(2027, 12, 1)) -> list[Event]:
    made = services.repeat(event=event, every=every, until=until, organiser=None, by=None, now=NOW)
    event.refresh_from_db()
    return made


def hours(events: list[Event]) -> list[str]:
    return [f"{one.starts_there:%d.%m. %H.%M}–{one.ends_there:%H.%M}" for one in events]


def test_every_second_tuesday_until_december_is_at_seven_in_winter_too(event) -> None:
    made = repeat(event)

    assert hours(made) == ["19.10. 19.00–21.00", "02.11. 19.00–21.00", "16.11. 19.00–21.00", "30.11. 19.00–21.00"]
    assert [one.starts_at.hour for one in made] == [17, 18, 18, 18]
    assert {one.state for one in made} == {State.PUBLISHED}


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (Every.WEEK, ["12.10.", "19.10.", "26.10.", "02.11."]), (Every.WEEKDAY, ["02.11.", "07.12."]),
        (Every.LAST, ["26.10.", "30.11."]), (Every.MONTH, ["05.11.", "05.12."]),
    ],
)  # fmt: skip
def test_how_often_it_comes(event, every: str, days: list[str]) -> None:
    until = date(2027, 11, 8) if every == Every.WEEK else date(2027, 12, 8)

    assert [f"{one.starts_there:%d.%m.}" for one in repeat(event, every, until)] == days


def test_the_fifth_tuesday_of_a_month_is_its_last() -> None:
    assert recurring.rule_of(Every.WEEKDAY, date(2027, 8, 31)) == "FREQ=MONTHLY;BYDAY=-1TU"


@given(
    every=st.sampled_from(Every.values), first=st.datetimes(naive(2026, 1, 1), naive(2030, 1, 1)),
    zone=st.sampled_from([ZONE, "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "America/Santiago"]),
    days=st.integers(1, 400),
)  # fmt: skip
@settings(max_examples=300, deadline=None, derandomize=True)
def test_days_are_those_a_slow_calendar_finds_and_keep_the_hour(
    every: str, first: datetime, zone: str, days: int
) -> None:
    first = first.replace(minute=30, second=0, microsecond=0)
    clock = moments.ZoneInfo(zone)
    starts_at = first.replace(tzinfo=clock).astimezone(UTC)
    there = starts_at.astimezone(clock).replace(tzinfo=None)
    until = there.date() + timedelta(days=days)

    found = recurring.after(recurring.rule_of(every, there.date()), starts_at, until, zone=zone, most=500)

    expected = [
        day for ahead in range(1, days + 1) if comes(every, there.date(), day := there.date() + timedelta(days=ahead))
    ]
    assert [shown(one, there.time(), zone) for one in found] == expected


def comes(every: str, first: date, day: date) -> bool:
    weeks, nth = (day - first).days / 7, (first.day - 1) // 7
    is_last = (day + timedelta(days=7)).month != day.month
    same_day = day.weekday() == first.weekday()
    return {
        Every.WEEK: same_day, Every.FORTNIGHT: same_day and weeks % 2 == 0, Every.MONTH: day.day == first.day,
        Every.LAST: same_day and is_last,
        Every.WEEKDAY: same_day and (is_last if nth == 4 else (day.day - 1) // 7 == nth),
    }[Every(every)]  # fmt: skip


def shown(at: datetime, hour: time, zone: str) -> date:
    """The day, if the clock shows the hour then, or an hour later where that one is left out."""
    there = at.astimezone(moments.ZoneInfo(zone)).replace(tzinfo=None)
    try:
        moments.read(there.date(), hour, zone, second=False)
        expected = hour
    except moments.NoSuchTime as wrong:
        expected = wrong.then.time()
    assert there.time() == expected
    return there.date()


def test_each_has_its_words_programme_tickets_and_organisers(event, grace, club) -> None:
    organise(event, ada := make_member(club))
    sell(event, Kind("Supper", 1500))
    services.set_parts(event=event, lines=[Line("Walk", TUESDAY, is_chosen=True)], by=None, now=NOW)

    made = repeat(event)[-1]

    assert (made.title, [one.title for one in made.tickets.all()]) == ("Tuesday table", ["Supper"])
    assert [one.starts_there for one in made.parts.all()] == [naive(2027, 11, 30, 19)]
    assert {one.person for one in made.organisers.all()} == {grace, ada}


def test_of_a_draft_drafts_are_made_of_a_series_no_other(club) -> None:
    event = make_event(club, starts_at=TUESDAY, draft=True, now=NOW)

    assert {one.state for one in repeat(event)} == {State.DRAFT}
    with pytest.raises(IsInSeries):
        repeat(event)


def test_no_day_and_too_many_days_make_nothing(event) -> None:
    with pytest.raises(NoOtherDay):
        repeat(event, until=date(2027, 10, 18))
    with pytest.raises(TooManyDays):
        repeat(event, Every.WEEK, until=date(2029, 10, 18))
    assert (Event.objects.count(), MOST) == (1, 60)


def test_calendars_show_each_at_its_hour(event) -> None:
    files = [ical.file(one, comes=True, now=NOW) for one in [event, *repeat(event)]]

    entries = [Calendar.from_ical(file).walk("VEVENT")[0] for file in files]

    there = [entry.decoded("dtstart").astimezone(moments.ZoneInfo(ZONE)) for entry in entries]
    assert [f"{one:%a %H.%M}" for one in there] == ["Tue 19.00"] * 5
    assert len({str(entry["uid"]) for entry in entries}) == 5


def test_the_page_of_each_shows_its_sisters_to_who_may_learn_of_them(event, grace, club) -> None:
    made = repeat(event)
    services.call_off(event=made[0], why="Snow.", by=None, now=NOW)
    Event.objects.filter(pk=made[1].pk).update(state=State.DRAFT)
    ada, stranger = make_member(club), make_member(make_club("law"), "Alan", "Turing")

    found = [
        [f"{one.starts_there:%d.%m.}" for one in sisters(seeing(who), event, now=NOW)] for who in (grace, ada, stranger)
    ]

    assert found == [["19.10.", "02.11.", "16.11.", "30.11."], ["19.10.", "16.11.", "30.11."], []]


def plan(event: Event, **typed: str) -> Plan:
    """What the form says, with some of it typed anew."""
    begun = as_written(event) | {"cover": ""}
    fixed = {name: str(value) for name, value in begun.items() if value is not False and value not in (None, "", [])}
    form = PlanForm(fixed | typed, club=event.club, viewer=seeing(event.organisers.first().person), event=event)
    assert form.is_valid(), form.errors
    return form.plan()


def change_following(event: Event, **typed: str) -> list[Event]:
    services.change_following(event=event, plan=plan(event, **typed), by=None, now=NOW)
    return list(Event.objects.filter(series=event.series_id).order_by("starts_at"))


def test_another_hour_is_another_hour_of_all_that_follow_and_of_none_before(event) -> None:
    made = repeat(event)

    found = change_following(made[1], begins="20:00", ends="23:30")

    assert hours(found) == [
        "05.10. 19.00–21.00", "19.10. 19.00–21.00", "02.11. 20.00–23.30", "16.11. 20.00–23.30", "30.11. 20.00–23.30",
    ]  # fmt: skip


def test_another_day_moves_those_that_follow_by_as_many_days(event) -> None:
    repeat(event)

    found = change_following(event, day="2027-10-07")

    assert [f"{one.starts_there:%a %d.%m. %H}" for one in found] == [
        "Thu 07.10. 19", "Thu 21.10. 19", "Thu 04.11. 19", "Thu 18.11. 19", "Thu 02.12. 19",
    ]  # fmt: skip


def test_what_one_of_them_says_differently_stays_hers(event) -> None:
    made = repeat(event)
    services.change(event=made[2], plan=plan(made[2], title_en="With a guest", venue="Cellar"), by=None, now=NOW)

    found = change_following(event, lede_en="Come hungry.", venue="Garden", capacity="20")

    assert [(one.title, one.words.lede, one.venue, one.capacity) for one in found] == [
        *[("Tuesday table", "Come hungry.", "Garden", 20)] * 3, ("With a guest", "Come hungry.", "Garden", 20),
        ("Tuesday table", "Come hungry.", "Garden", 20),
    ]  # fmt: skip


def test_a_change_of_words_moves_nothing_and_tells_nobody(event, club) -> None:
    made = repeat(event)
    moved = made[1].starts_at + timedelta(days=1)
    Event.objects.filter(pk=made[1].pk).update(starts_at=moved, ends_at=moved + timedelta(hours=1))
    says(made[1], make_member(club), now=NOW)

    change_following(event, title_en="Table on Tuesdays")
    rounds.tell_all(now=NOW)

    assert Event.objects.get(pk=made[1].pk).starts_at == moved
    assert Notice.objects.filter(kind="events.moved").count() == 0


def test_who_comes_to_one_that_follows_is_told_that_it_moved(event, club) -> None:
    made, ada = repeat(event), make_member(club)
    says(made[3], ada, now=NOW)

    change_following(event, begins="18:00")
    rounds.tell_all(now=NOW)

    assert [one.person for one in Notice.objects.filter(kind="events.moved")] == [ada]


def test_a_programme_that_changed_is_that_of_all_at_their_day(event) -> None:
    made = repeat(event)

    change_following(event, programme="19.00 Soup\n20.00 Song")

    assert [(one.title, one.starts_there) for one in made[-1].parts.all()] == [
        ("Soup", naive(2027, 11, 30, 19)), ("Song", naive(2027, 11, 30, 20)),
    ]  # fmt: skip


def test_all_that_follow_are_called_off_at_once(event) -> None:
    made = repeat(event)

    services.call_off_following(event=made[1], why="The cellar is flooded.", by=None, now=NOW)

    assert [one.state for one in Event.objects.order_by("starts_at")] == ["published"] * 2 + ["cancelled"] * 3


def test_words_of_another_language_are_kept_where_they_were_not_touched(club, grace) -> None:
    words = {"en": Words("Table"), "sl": Words("Miza")}
    made = services.plan(
        club=club, organiser=grace, by=None, now=NOW,
        plan=Plan(facts={"starts_at": TUESDAY, "ends_at": TUESDAY + timedelta(hours=2), "zone": ZONE}, words=words),
    )  # fmt: skip
    repeat(made)
    said = Plan(facts={}, words=words | {"sl": replace(words["sl"], title="Omizje")})

    services.change_following(event=made, plan=said, by=None, now=NOW)

    assert {tuple(one.written.order_by("language").values_list("title", flat=True)) for one in Event.objects.all()} == {
        ("Table", "Omizje")
    }


def test_an_organiser_sees_the_days_before_they_are_made(club, grace) -> None:
    event = make_event(club, starts_at=timezone.now() + timedelta(days=9), organiser=grace)
    client, address = client_of(grace), reverse("events:series", args=[event.public_id])
    asked = {"every": "week", "until": str(event.first_day + timedelta(days=21))}  # also at midnight, by its own clock

    before = client.get(address, asked).content.decode()
    made_before = Event.objects.count()
    client.post(address, asked)

    assert ("3 more times" in before, made_before, Event.objects.count()) == (True, 1, 4)
    assert "The same again" in client.get(event.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "given", [{"every": "never", "until": "2099-01-01"}, {"every": "week"}, {"every": "week", "until": "2000-01-01"}]
)
def test_what_cannot_be_is_said(club, grace, given) -> None:
    event = make_event(club, organiser=grace)

    answer = client_of(grace).post(reverse("events:series", args=[event.public_id]), given)

    assert (answer.status_code, Event.objects.count()) == (422, 1)
