"""Workers killed in the middle of telling many, and of a morning's digests."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection

from vezi.core import jobs
from vezi.core.models import MailState, OutgoingMail
from vezi.core.tests.workers import forget_all_jobs, kill_worker_once, work_off_all_jobs
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices import rounds, runs, services, tasks
from vezi.network.notices.models import Notice, Round
from vezi.network.notices.tests.factories import POSTED, TOLD, tell
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 120


@pytest.fixture
def members(club, monkeypatch) -> Iterator[list[Person]]:
    """Told ten at a time, so that there are many moments to be killed in."""
    monkeypatch.setattr(rounds, "AT_ONCE", 10)
    monkeypatch.setattr(runs, "AT_ONCE", 10)
    yield [make_member(club, "Ada", f"Of{number}", f"of{number}@example.org") for number in range(MANY)]
    forget_all_jobs()


def letters_by_person(kind: str) -> Counter[int]:
    return Counter(OutgoingMail.objects.filter(kind=kind).values_list("person_id", flat=True))


def test_kill_9_while_many_are_told_forgets_nobody_and_tells_nobody_twice(ada, members, club) -> None:
    ids = [one.pk for one in members]
    services.tell_many(kind=TOLD.name, person_ids=ids, once="deed:1", about="t:1", path="/", club=club,
                       by=ada, words={"word": "Hello"}, now=NOW)  # fmt: skip

    for after in (1, 40, 80):
        kill_worker_once(lambda after=after: Notice.objects.count() >= after)
    kill_worker_once(lambda: OutgoingMail.objects.filter(kind=TOLD.name).count() >= 30)
    work_off_all_jobs()

    assert Counter(Notice.objects.values_list("person_id", flat=True)) == dict.fromkeys(ids, 1)
    assert letters_by_person(TOLD.name) == dict.fromkeys(ids, 1)
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert Round.objects.get().ended_at is not None


def test_kill_9_while_digests_are_written_loses_none_and_doubles_none(ada, members) -> None:
    for one in members:
        for number in range(2):
            tell(one, POSTED, by=ada, words={"group": "Sailing"}, about=f"t:{number}")
    jobs.ask_for(tasks.write_digests)

    for after in (1, 40, 80):
        kill_worker_once(lambda after=after: OutgoingMail.objects.count() >= after)
    work_off_all_jobs()

    assert letters_by_person("notices.digest") == {one.pk: 1 for one in members}
    assert set(Notice.objects.values_list("due_at", flat=True)) == {None}


def test_the_connection_cut_in_between_leaves_all_or_nothing(ada, members) -> None:
    for one in members[:10]:
        tell(one, POSTED, by=ada, words={"group": "Sailing"})

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runs.letters.gate, "post_many", cut_the_connection)
        runs.write_all(now=NOW.replace(year=NOW.year + 1), alone=False, seconds=5)

    connection.close()
    assert OutgoingMail.objects.count() == 0
    assert Notice.objects.filter(mailed_at__isnull=False).count() == 0


def cut_the_connection(*_given: object, **_more: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")
    return 0
