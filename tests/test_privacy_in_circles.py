"""The same in groups, conversations, among connections and notices: no page tells of a value its reader may not see.

Everybody of a world is in the same groups, writes there, sits in one conversation and has done something the reader was
told of. Words in a conversation, and requests, are signed by who writes them; so there the reader alone has written.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings

from tests.test_privacy import (
    SEEDS,
    Ask,
    asked_by,
    changes,
    hides_from,
    slowly,
    told,
)
from tests.worlds import World, make_world
from vezi.core.errors import Refused
from vezi.network.connections.models import ConnectionRequest
from vezi.network.directory.index import writing
from vezi.network.groups.models import Group, Kind, Post
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.tests.factories import client_of
from vezi.network.messages.models import Conversation, Message, Seat
from vezi.network.notices import services as notices
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db
TYPED = ("", "nov", "luka")


def live_in(world: World, reader: Person) -> None:
    """Make the circles of this world, with the reader among its people."""
    now, people = timezone.now() - timedelta(days=3), [person for person in world.people if person.account_id]
    for club in (world.clubs[0], None):
        group = make_group(club, name=f"Sailing {club}", kind=Kind.INTEREST)
        put_in(group, *people, now=now)
        opening = open_discussion(group, reader, title="Sunday", now=now, options=["Yes", "No"])
        for person in people:
            with suppress(Refused):  # some are apart from the reader
                answer(opening, person, "I come along.", now=now)
    several = Conversation.objects.create(is_several=True, begun_at=now)
    for person in people:
        Seat.objects.create(conversation=several, person=person, joined_at=now, moved_at=now)
    Message.objects.create(conversation=several, author=reader, text="Supper?", written_at=now)
    for person in people:
        if person != reader:
            ConnectionRequest.objects.create(
                asker=reader, asked=person, asked_at=now, closes_at=now + timedelta(days=60)
            )
            notices.tell(kind="groups.post", person=reader, by=person, about=f"x:{person.pk}", path="/groups/",
                         words={"group": "Sailing"}, now=now)  # fmt: skip


def every_address(world: World) -> Iterator[str]:
    yield from (reverse(name) for name in ("memberships:home", "news:list", "notices:list", "notices:settings"))
    yield from (reverse(f"connections:{name}") for name in ("waiting", "sent", "mine"))
    yield from (reverse(f"groups:{name}") for name in ("group_list", "practice", "group_found"))
    for words in TYPED:
        yield from (f"{reverse(name)}?q={words}" for name in ("groups:search", "groups:group_list", "messages:search"))
        yield from (f"{reverse('connections:mine')}?q={words}&sort={sort}" for sort in ("name", "latest"))
        yield f"{reverse('messages:begin')}?q={words}&add=1"
    for group in Group.objects.order_by("pk"):
        names = ("group", "members", "write", "practice_in", "group_files", "door", "leave")
        yield from (reverse(f"groups:{name}", args=[group.public_id]) for name in names)
        for words in TYPED:
            yield from (
                f"{reverse(f'groups:{name}', args=[group.public_id])}?q={words}"
                for name in ("invite", "to_name", "members", "search_in")
            )
    for opening in Post.objects.openings().order_by("pk"):
        yield from (reverse(f"groups:{name}", args=[opening.public_id]) for name in ("discussion", "post_report"))
    yield from (f"{reverse('messages:conversation_list')}?show={show}" for show in ("", "requests", "archived"))
    for conversation in Conversation.objects.order_by("pk"):
        names = ("conversation", "people", "leave", "report")
        yield from (reverse(f"messages:{name}", args=[conversation.public_id]) for name in names)
        yield from (f"{reverse('messages:people', args=[conversation.public_id])}?q={words}" for words in TYPED)
    for person in world.people:
        names = ("connections:ask", "connections:end", "connections:ask_for", "messages:write")
        yield from (reverse(name, args=[person.public_id]) for name in names)


def without_tokens(ask: Ask) -> Ask:
    """Of forms: each is new."""
    return lambda addresses: {
        page: re.sub(r'(name="token"[^>]*value=)"\w+"', "", text) for page, text in ask(addresses).items()
    }


def in_a_world(seed: int, people: int) -> tuple[World, Person, Ask]:
    world = make_world(seed, people=people)
    reader = world.chance.choice([person for person in world.people if person.account_id])
    live_in(world, reader)
    client: Client = client_of(reader)
    ask = without_tokens(asked_by(client))
    writing.make_anew()
    ask(every_address(world))  # what is new is read
    return world, reader, ask


@settings(slowly, max_examples=3)
@given(seed=SEEDS)
def test_no_page_of_circles_tells_of_what_its_reader_may_not_see(rolled_back, seed: int) -> None:
    def example() -> None:
        world, reader, ask = in_a_world(seed, 5)
        before = ask(every_address(world))
        hidden = list(changes(world, is_hidden=hides_from(reader)))
        if differ := told(before, hidden, ask):
            one_by_one = {
                name: told({page: before[page] for page in differ}, [(name, change)], ask) for name, change in hidden
            }
            raise AssertionError({name: pages for name, pages in one_by_one.items() if pages} or differ)

    rolled_back(example)


def test_pages_of_circles_do_tell_of_what_may_be_seen(rolled_back) -> None:
    """Else the test above would hold where nobody is."""
    pages: set[str] = set()

    def example() -> None:
        world, reader, ask = in_a_world(11, 12)
        before, is_hidden = ask(every_address(world)), hides_from(reader)
        names = changes(world, is_hidden=lambda field, *about: field == "name" and not is_hidden(field, *about))
        pages.update(told(before, list(names), ask))

    rolled_back(example)

    told_of = {page.partition("?")[0].strip("/").split("/")[0] for page in pages}
    assert told_of >= {"home", "notices", "connections", "groups", "messages"}
