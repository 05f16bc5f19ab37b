import json

import pytest
from django.db import connection, transaction

from vezi.core import live
from vezi.core.live.saying import LARGEST, payloads


def said_to(said: list[str]) -> list[int]:
    return [person for one in said for person in json.loads(one)["p"]]


@pytest.mark.parametrize("number", [0, 1, 7, 900, 5_000])
def test_everybody_is_told_once_however_many_payloads_it_takes(number: int) -> None:
    people = range(10**9, 10**9 + number)

    said = list(payloads([*people, *people], "notices", "groups.post"))

    assert said_to(said) == list(people)
    assert max([len(one.encode()) for one in said], default=0) <= LARGEST


@pytest.mark.parametrize(
    ("event", "about"), [("Ada wrote", ""), ("", ""), ("notices", "Ada Lovelace"), ("notices", "a\nb")]
)
def test_words_are_not_said(event: str, about: str) -> None:
    with pytest.raises(ValueError, match="public name"):
        live.say([1], event, about)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_said() -> None:
    with connection.cursor() as cursor:
        cursor.execute("listen vezi_live")
    with transaction.atomic():
        live.say([1], "notices", "never")
        transaction.set_rollback(True)
    with transaction.atomic():
        live.say([2], "notices", "said")

    heard = [json.loads(notice.payload) for notice in connection.connection.notifies(timeout=0.5)]
    connection.close()

    assert heard == [{"e": "notices", "a": "said", "p": [2]}]
