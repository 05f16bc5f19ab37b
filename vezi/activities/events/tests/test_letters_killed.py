"""Workers killed in the middle of invitations: none is lost, none is written twice; two who press at once."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection

from vezi.activities.events import services
from vezi.activities.events.models import Addressed, Event, Invitation, Openness, Posting
from vezi.activities.events.services import inviting
from vezi.activities.events.tests.factories import make_club_that_invites, make_event
from vezi.core.mail import gate
from vezi.core.models import MailState, OutgoingMail
from vezi.core.tests.at_once import refusals
from vezi.core.tests.workers import forget_all_jobs, kill_worker_once, work_off_all_jobs
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 90


@pytest.fixture
def club() -> Club:
    return make_club_that_invites()


@pytest.fixture
def event(club, monkeypatch) -> Iterator[Event]:
    """In the future of workers, who read the clock; ten letters at a time, so that there are many moments to be killed in."""
    monkeypatch.setattr(inviting, "CHUNK", 10)
    yield make_event(club, openness=Openness.INVITED, years=[1999], starts_at=NOW.replace(year=NOW.year + 20))
    forget_all_jobs()


@pytest.fixture
def people(club) -> list[int]:
    found = []
    for number in range(MANY):
        if number % 3:
            person = make_record(club, "Ada", f"Of{number}")
            make_contact(person, f"of{number}@example.org")
        else:
            person = make_member(club, "Ada", f"Of{number}", f"of{number}@example.org")
        make_affiliation(person)
        found.append(person.pk)
    return found


def press(event: Event, by: Account, people: list[int] = ()) -> Posting:
    return services.invite(
        event=event, circles=list(event.circles.all()), people=people, expected=None, by=by, now=NOW
    )  # fmt: skip


def letters_by_person() -> Counter[int]:
    return Counter(OutgoingMail.objects.filter(kind="events.invite").values_list("person_id", flat=True))


def test_kill_9_while_invitations_are_written_loses_none_and_doubles_none(club, event, people) -> None:
    press(event, make_officer(club).person.account)
    assert (Invitation.objects.count(), Addressed.objects.count()) == (MANY, MANY), "written down at once"

    for after in (1, 30, 60):
        kill_worker_once(lambda after=after: OutgoingMail.objects.filter(kind="events.invite").count() >= after)
    kill_worker_once(lambda: OutgoingMail.objects.filter(state=MailState.SENT).count() >= MANY * 2 // 3)
    work_off_all_jobs()

    assert letters_by_person() == dict.fromkeys(people, 1)
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    posting = Posting.objects.get()
    assert (posting.done, posting.left_out, posting.ended_at is None) == (MANY, {}, False)


def test_the_connection_cut_in_between_leaves_all_or_nothing(club, event, people, monkeypatch) -> None:
    posting = press(event, make_officer(club).person.account)

    with monkeypatch.context() as patched:
        patched.setattr(gate, "post_many", cut_the_connection)
        services.write_all(now=NOW, seconds=5)

    connection.close()
    posting.refresh_from_db()
    assert (posting.done, Addressed.objects.count(), letters_by_person()) == (0, MANY, {})


def cut_the_connection(*_given: object, **_more: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")
    return 0


def test_two_organisers_who_press_at_once_send_one_letter_each(club, event, people) -> None:
    joan = make_officer(club, capabilities=["keep_events"], given="Joan", family="Clarke")
    officers = [make_officer(club).person.account, joan.person.account]

    refused = refusals(*(partial(press, event, by) for by in officers))
    services.write_all(now=NOW)

    assert (sorted(refused), Posting.objects.count()) == (["", "NobodyToWriteTo"], 1)
    assert letters_by_person() == dict.fromkeys(people, 1)
