"""What an operator tells, and writes without waiting."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from vezi.core.models import OutgoingMail
from vezi.network.memberships.tests.factories import client_of
from vezi.network.notices.models import Notice
from vezi.network.notices.tests.factories import POSTED, tell

pytestmark = pytest.mark.django_db
WORDS = "The house rests on Sunday from eight to nine."


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_everybody_is_told_what_the_operator_says(ada, maja) -> None:
    assert said("tell", WORDS).startswith("2 people")

    said("digests")

    assert WORDS in client_of(maja).get("/notices/").content.decode()
    assert OutgoingMail.objects.filter(kind__startswith="notices").count() == 0


def test_one_alone_and_by_mail(ada, maja) -> None:
    said("tell", WORDS, "--to", maja.account.email, "--way", "now")

    assert json.loads(said("digests", "--json")) == {"letters": 1, "digests": 0, "notices": 1}
    assert list(Notice.objects.values_list("person_id", flat=True)) == [maja.pk]


def test_digests_need_not_wait_for_their_hour(ada, maja) -> None:
    tell(maja, POSTED, by=ada, words={"group": "Sailing"})

    assert said("digests", "--all") == "0 letters, 1 digests with 1 notices.\n"


@pytest.mark.parametrize("arguments", [("tell", " "), ("tell", "x" * 301), ("tell", "x", "--to", "nobody@example.org"),
                                       ("tell", "x", "--path", "https://example.org")])  # fmt: skip
def test_what_cannot_be_told_is_said(ada, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        said(*arguments)
