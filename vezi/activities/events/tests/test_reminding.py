"""Reminders by the calendar: each once, and none to who has answered."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vezi.activities.events import services
from vezi.activities.events.models import Event, Openness, Posting, Registration
from vezi.activities.events.services.answering import Said
from vezi.activities.events.services.guesting import Name
from vezi.activities.events.tests.factories import make_club_that_invites, make_event, says
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Channel, Decision, Purpose
from vezi.network.memberships.tests.factories import make_member, make_officer
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation

pytestmark = pytest.mark.django_db
BEGINS = datetime(2024, 6, 8, 16, tzinfo=UTC)  # 18.00 in Ljubljana
ENDS = datetime(2024, 5, 20, 21, 59, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def club() -> Club:
    return make_club_that_invites()


@pytest.fixture
def people(club: Club) -> list[Person]:
    found = [make_member(club, given, "Novak") for given in ("Ada", "Maja", "Žiga")]
    for one in found:
        make_affiliation(one)
    return found


@pytest.fixture
def event(club: Club, people: list[Person]) -> Event:
    """Everybody is invited to it."""
    made = make_event(club, openness=Openness.INVITED, years=[1999], starts_at=BEGINS, answers_until=ENDS)
    by = make_officer(club).person.account
    services.invite(event=made, circles=list(made.circles.all()), expected=3, by=by, now=NOW)
    services.write_all(now=NOW)
    return made


def reminded(now: datetime) -> list[tuple[str, str]]:
    """Which letters come by it."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    services.remind_all(now=now), services.write_all(now=now)
    new = OutgoingMail.objects.exclude(pk__in=before).order_by("kind", "to_name")
    return list(new.values_list("kind", "to_name"))


def test_the_silent_are_asked_once_some_days_before_answers_end(event, people) -> None:
    says(event, people[0]), says(event, people[1], "no")
    due = datetime(2024, 5, 15, 7, tzinfo=UTC)  # five days before, at nine by the clock of the place

    assert reminded(due - timedelta(minutes=1)) == []
    assert reminded(due) == [("events.silent", "Žiga Novak")]
    assert reminded(due) == reminded(due + 2 * DAY) == []


def test_organisers_may_want_no_reminders(event, people) -> None:
    services.set_reminders(event=event, before=None, on_the_eve=False, by=None, now=NOW)
    says(event, people[0])

    assert reminded(ENDS - DAY) == reminded(BEGINS - timedelta(hours=6)) == []


def test_who_said_perhaps_is_asked_on_the_day_she_chose_and_not_again(event, people) -> None:
    says(event, people[0], "maybe", ask_on=date(2024, 5, 2))

    assert reminded(datetime(2024, 5, 1, 12, tzinfo=UTC)) == []
    assert reminded(datetime(2024, 5, 2, 7, tzinfo=UTC)) == [("events.maybe", "Ada Novak")]
    assert reminded(datetime(2024, 5, 3, 7, tzinfo=UTC)) == []
    mine = Registration.objects.get()
    assert (mine.ask_on, mine.asked_at) == (None, datetime(2024, 5, 2, 7, tzinfo=UTC))


def test_who_said_perhaps_and_chose_no_day_is_asked_before_answers_end(event, people) -> None:
    says(event, people[0], "maybe")

    assert ("events.maybe", "Ada Novak") in reminded(ENDS - 4 * DAY)
    assert reminded(ENDS - 3 * DAY) == []


def test_a_yes_meanwhile_ends_the_asking(event, people) -> None:
    says(event, people[0], "maybe", ask_on=date(2024, 5, 2))
    says(event, people[0], "yes", now=NOW + DAY)

    assert reminded(datetime(2024, 5, 2, 7, tzinfo=UTC)) == []


def test_who_comes_is_reminded_the_day_before_with_where_and_when(event, people) -> None:
    for one in people[:2]:
        says(event, one)
    says(event, people[1], "no", now=NOW + DAY)
    due = datetime(2024, 6, 7, 7, tzinfo=UTC)

    assert reminded(due - timedelta(minutes=1)) == []
    assert reminded(due) == [("events.eve", "Ada Novak")]
    letter = OutgoingMail.objects.get(kind="events.eve")
    assert ("Križanke" in letter.text, "8 June 2024" in letter.text) == (True, True)
    assert reminded(due + timedelta(hours=3)) == []


def test_what_was_moved_has_another_eve(event, people) -> None:
    says(event, people[0])
    assert len(reminded(datetime(2024, 6, 7, 7, tzinfo=UTC))) == 1
    Event.objects.update(starts_at=BEGINS + 7 * DAY, ends_at=BEGINS + 8 * DAY)

    assert reminded(datetime(2024, 6, 14, 7, tzinfo=UTC)) == [("events.eve", "Ada Novak")]


def test_of_what_is_called_off_nobody_is_reminded(event, people) -> None:
    says(event, people[0])
    services.call_off(event=event, why="The river has come.", by=None, now=NOW)

    assert reminded(ENDS - DAY) == reminded(BEGINS - timedelta(hours=6)) == []
    assert Posting.objects.count() == 1


def test_an_invitation_waits_for_no_answer_once_none_is_taken(event, people) -> None:
    waiting = Notice.objects.filter(kind="events.invited", settled_at=None)
    assert waiting.count() == 3

    services.remind_all(now=ENDS - timedelta(minutes=1))
    before = waiting.count()
    services.remind_all(now=ENDS)

    assert (before, waiting.count()) == (3, 0)


def test_a_copy_keeps_the_rules_of_reminding(event, people) -> None:
    services.set_reminders(event=event, before=9, on_the_eve=False, by=None, now=NOW)
    event.refresh_from_db()

    made = services.copy(event=event, starts_at=services.a_year_on(event), organiser=None, by=None, now=NOW)

    assert (made.reminds_before, made.reminds_on_the_eve) == (9, False)


DUE = datetime(2024, 5, 15, 7, tzinfo=UTC)


def objects(person: Person, club: Club, *, now: datetime) -> None:
    consent.say(
        person=person, club=club, purpose=Purpose.EVENTS, channel=Channel.MAIL, decision=Decision.OBJECTED, source="page",
        by=None, now=now,
    )  # fmt: skip


def test_who_said_perhaps_asked_for_it_whatever_she_agreed_to_otherwise(db) -> None:
    club = make_club("economics")  # it has said nothing of events, and she agreed to nothing
    ada, zala = make_member(club), make_member(club, "Zala", "Kos")
    event = make_event(club, starts_at=BEGINS, answers_until=ENDS)
    for one in (ada, zala):
        says(event, one, "maybe")
    consent.publish_notice(
        club=club, purpose=Purpose.EVENTS, basis=Basis.LEGITIMATE_INTEREST, text={}, by=None, now=NOW
    )

    objects(zala, club, now=NOW + DAY)

    assert reminded(DUE) == [("events.maybe", "Ada Lovelace")]
    letter = OutgoingMail.objects.get(kind="events.maybe")
    assert (letter.purpose, "because you said perhaps" in letter.text) == ("service", True)


def test_who_had_objected_before_she_said_perhaps_is_reminded_of_that_event(db) -> None:
    club = make_club_that_invites()
    ada = make_member(club)
    objects(ada, club, now=NOW - DAY)
    event = make_event(club, starts_at=BEGINS, answers_until=ENDS)

    says(event, ada, "maybe")

    assert reminded(DUE) == [("events.maybe", "Ada Lovelace")]


def test_a_guest_without_an_account_who_said_perhaps_is_reminded(db) -> None:
    club = make_club("economics")
    event = make_event(club, openness=Openness.PUBLIC, starts_at=BEGINS, answers_until=ENDS)
    asked = services.ask_to_come(
        event=event, name=Name("Zala", "Kos"), mail="zala@example.org", language="en", now=NOW
    )  # fmt: skip
    services.answer_as_guest(guest=asked, said=Said("maybe"), now=NOW)

    assert reminded(DUE) == [("events.maybe", "Zala Kos")]
