"""Pages of conversations as their people see them."""

import pytest
from django.urls import reverse

from vezi.network.memberships.tests.factories import client_of
from vezi.network.messages.models import Message, SeatState
from vezi.network.messages.tests.factories import begin, say, seat_of

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


def test_from_her_page_one_writes_to_a_connection(ada, maja) -> None:
    client = client_of(ada)
    page = client.get(reverse("profiles:person", args=[maja.public_id]))
    assert reverse("messages:write", args=[maja.public_id]) in text_of(page)

    page = client.get(reverse("messages:write", args=[maja.public_id]), follow=True)
    assert "Maja Kovač" in text_of(page)
    answer = client.post(
        reverse("messages:begin"), {"with": maja.public_id, "text": "Tomorrow at nine?", "send": "1"}, follow=True
    )

    assert "Tomorrow at nine?" in text_of(answer)
    theirs = text_of(client_of(maja).get(reverse("messages:conversation_list")))
    assert "Tomorrow at nine?" in theirs
    assert "Ada Lovelace" in theirs


def test_the_answer_is_read_and_counted_no_more(ada, maja) -> None:
    conversation = begin(ada, maja)
    client = client_of(maja)
    assert ">1<" in text_of(client.get(reverse("messages:unread")))

    client.get(conversation.get_absolute_url())

    assert ">1<" not in text_of(client.get(reverse("messages:unread")))


def test_what_comes_while_the_page_stands_open_is_added(ada, maja) -> None:
    conversation = begin(ada, maja)
    first = Message.objects.get()
    say(conversation, ada, "And bring Žiga.")

    added = text_of(
        client_of(maja).get(reverse("messages:news", args=[conversation.public_id]), {"after": first.public_id})
    )

    assert "And bring Žiga." in added
    assert "reunion" not in added


def test_every_page_opens(ada, maja, ziga) -> None:
    conversation = begin(ada, maja, ziga, title="Supper")
    client = client_of(ada)
    for name in ("people", "leave", "news", "typing"):
        assert client.get(reverse(f"messages:{name}", args=[conversation.public_id])).status_code == 200, name
    for name in ("conversation_list", "search", "begin"):
        assert client.get(reverse(f"messages:{name}"), {"q": "reunion"}).status_code == 200, name
    assert client.get(reverse("messages:conversation_list"), {"show": "requests"}).status_code == 200
    assert client.get(reverse("profiles:ties")).status_code == 200
    message = Message.objects.get(kind="said")
    for name in ("change", "take_back"):
        assert client.get(reverse(f"messages:{name}", args=[message.public_id])).status_code == 200, name
    report = reverse("messages:report", args=[conversation.public_id])
    assert client_of(maja).get(report).status_code == 200
    assert seat_of(conversation, ziga).state == SeatState.WAITING
    assert "Supper" in text_of(client_of(ziga).get(conversation.get_absolute_url()))
