"""Workers killed in the middle of taking answers that came by mail."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.utils import timezone

from vezi.core.mail import inbound
from vezi.core.mail.inbound import taking
from vezi.core.models import IncomingMail, IncomingState, OutgoingMail
from vezi.core.tests.workers import forget_all_jobs, kill_worker_once, work_off_all_jobs
from vezi.network.groups.models import Post
from vezi.network.groups.tests.factories import make_group, open_discussion, put_in
from vezi.network.groups.tests.test_by_mail import club, confirmed, reply, takes_mail
from vezi.network.memberships.tests.factories import make_member

__all__ = ["club", "takes_mail"]

pytestmark = pytest.mark.django_db(transaction=True)
MANY, EACH = 12, 5


@pytest.fixture
def no_jobs() -> Iterator[None]:
    yield
    forget_all_jobs()


def test_kill_9_while_answers_are_taken_loses_none_and_takes_none_twice(club, no_jobs) -> None:
    now = timezone.now()
    writers = [confirmed(make_member(club, "Ada", f"Of{number}", f"of{number}@example.org")) for number in range(MANY)]
    group = make_group(club, name="Sailing", officer=writers[0])
    put_in(group, *writers[1:])
    opening = open_discussion(group, writers[0], now=now)
    said = []
    for number in range(EACH):
        for one in writers:
            to = inbound.address_of("groups", one.public_id, opening.public_id)
            # Every fifth goes to a discussion that is not there: its writer reads why, once.
            is_lost = number == EACH - 1
            to = inbound.address_of("groups", one.public_id, "gone") if is_lost else to
            raw = reply(to, f"{one.family}, {number}.", sender=one.account.email)
            taking.take_in(raw, recipients=[to], envelope_from=one.account.email, now=now)
            said += [] if is_lost else [f"{one.family}, {number}."]

    for after in (1, 9, 20, 33):
        kill_worker_once(lambda after=after: Post.objects.filter(opening=opening).count() >= after)
    kill_worker_once(lambda: OutgoingMail.objects.filter(kind=taking.KIND).count() >= 1)
    work_off_all_jobs()

    assert Counter(Post.objects.filter(opening=opening).values_list("text", flat=True)) == Counter(said)
    assert Counter(IncomingMail.objects.values_list("state", "raw")) == {
        (IncomingState.TAKEN, None): MANY * (EACH - 1), (IncomingState.REFUSED, None): MANY
    }  # fmt: skip
    told = Counter(OutgoingMail.objects.filter(kind=taking.KIND).values_list("person_id", flat=True))
    assert told == {one.pk: 1 for one in writers}
