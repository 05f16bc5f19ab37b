"""Two people of whom one blocked the other find each other on no page of the house."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections.tests.factories import make_passed_on, make_request
from vezi.network.directory.index import writing
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence
from vezi.network.questions.tests.factories import make_asked, make_helped
from vezi.network.ties import services
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db

ASKED = ({}, {"q": "Zvezdana"}, {"q": "Kolobarnik", "in": "network"}, {"city": "Mravljevci"}, {"sort": "name"})
#: What the house does at once without a page of its own, and signing out.
LEFT_OUT = re.compile(r"logout|held\.(json|html)")


@pytest.fixture
def club(settings, tmp_path) -> Club:
    settings.VEZI_HOME = tmp_path
    return make_club("economics", default_audience=Audience.PUBLIC)


def member(club: Club, given: str, family: str) -> Person:
    """In everything like the others: of the class, the firm and the town."""
    person = make_member(club, given, family)
    make_affiliation(person, 1999, institution=club.institution)
    make_position(person, employer="Mravljevci Harbour", trade="banking", city="Mravljevci", audience=Audience.PUBLIC)
    make_residence(person, "Mravljevci")
    return person


@pytest.fixture
def ada(club: Club) -> Person:
    return member(club, "Ada", "Lovelace")


@pytest.fixture
def zvezdana(club: Club) -> Person:
    return member(club, "Zvezdana", "Kolobarnik")


def every_address(club: Club, person: Person) -> Iterator[str]:
    """Each page that needs no more than a club, a class and a person."""
    known: dict[str, Any] = {"club": club.slug, "slug": club.slug, "public_id": person.public_id, "year": 1999}

    def walk(patterns: list[Any], names: tuple[str, ...]) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, (*names, one.namespace) if one.namespace else names)
            elif isinstance(one, URLPattern) and one.name:
                needed = {name: known[name] for name in one.pattern.regex.groupindex if name in known}
                with suppress(NoReverseMatch):
                    yield reverse(":".join((*names, one.name)), kwargs=needed)

    yield from (page for page in walk(get_resolver().url_patterns, ()) if not LEFT_OUT.search(page))


def told_of(person: Person, *, to: Client, club: Club) -> set[str]:
    """The pages that say her name to the reader."""
    found = set()
    for page in every_address(club, person):
        for query in ASKED:
            answer = to.get(page, query)
            body = b"".join(answer) if answer.streaming else answer.content
            text = re.sub(r"(value|href|content|action)=\"[^\"]*\"", "", body.decode(errors="ignore"))
            text = text.replace(f"“{query.get('q')}”", "").replace(
                f"{query.get('q')}</textarea>", ""
            )  # as it was asked
            if re.search(rf"\b{person.given}\b", text) or person.public_id in text:  # a time zone is America/Adak
                found.add(page)
    return found


def test_they_find_each_other_on_no_page(club: Club, ada: Person, zvezdana: Person) -> None:
    common = member(club, "Maja", "Kovač")
    for one in (ada, zvezdana):
        make_connection(one, common)
    make_request(ada, zvezdana, now=timezone.now())
    make_passed_on(zvezdana, common, ada, now=timezone.now())
    make_asked(ada, zvezdana, now=timezone.now())
    make_helped(zvezdana, ada, now=timezone.now())
    writing.make_anew()
    own = {reverse("profiles:ties")}
    letters = {reverse("messages:conversation_list")}  # what was said between two stays with both, as letters do
    assert len(told_of(zvezdana, to=client_of(ada), club=club)) >= 6

    make_block(ada, zvezdana)

    assert told_of(zvezdana, to=client_of(ada), club=club) == own  # whom she blocked, to unblock her
    assert told_of(ada, to=client_of(zvezdana), club=club) == letters
    assert len(told_of(ada, to=client_of(common), club=club)) >= 6


def test_a_block_ends_at_once(club: Club, ada: Person, zvezdana: Person) -> None:
    writing.make_anew()
    page = reverse("profiles:person", args=[zvezdana.public_id])
    client, people = client_of(ada), reverse("directory:people")
    assert "Block Zvezdana" in client.get(page).content.decode()

    asked = client.get(reverse("profiles:block", args=[zvezdana.public_id]))
    assert "Block Zvezdana Kolobarnik?" in asked.content.decode()
    client.post(reverse("profiles:block", args=[zvezdana.public_id]))
    assert (
        client.get(page).status_code
        == client_of(zvezdana).get(reverse("profiles:person_card", args=[ada.public_id])).status_code
        == 404
    )
    assert "Zvezdana" not in client.get(people).content.decode()

    client.post(reverse("profiles:unblock", args=[zvezdana.public_id]))
    assert client.get(page).status_code == 200
    assert "Zvezdana" in client.get(people).content.decode()


def test_nobody_unblocks_for_another(club: Club, ada: Person, zvezdana: Person) -> None:
    make_block(ada, zvezdana)

    assert client_of(zvezdana).post(reverse("profiles:unblock", args=[zvezdana.public_id])).status_code == 404
    assert client_of(zvezdana).post(reverse("profiles:unblock", args=[ada.public_id])).status_code == 404


def test_officers_keep_the_books_of_whom_they_blocked(club: Club, zvezdana: Person) -> None:
    grace = make_officer(club).person
    make_block(zvezdana, grace)

    office = client_of(grace)
    assert "Zvezdana" in office.get(f"/c/{club.slug}/office/members/{zvezdana.public_id}/").content.decode()
    assert "Kolobarnik" in office.get(f"/c/{club.slug}/office/members/").content.decode()
    assert office.get(reverse("profiles:person", args=[zvezdana.public_id])).status_code == 404


def test_what_is_chosen_about_ties_is_kept(ada: Person) -> None:
    client = client_of(ada)
    page = reverse("profiles:ties")

    assert client.post(page, {"list_audience": "7"}).status_code == 422
    client.post(page, {"list_audience": int(Audience.NOBODY)})

    assert (ada.tie_choice.list_audience, ada.tie_choice.is_suggested) == (Audience.NOBODY, False)


def test_who_was_waved_away_is_called_back(ada: Person, zvezdana: Person) -> None:
    services.wave_away(person=ada, whom=zvezdana, by=ada.account, now=timezone.now())
    client, page = client_of(ada), reverse("profiles:ties")
    assert "Zvezdana" in client.get(page).content.decode()

    client.post(reverse("profiles:call_back", args=[zvezdana.public_id]))

    assert "Zvezdana" not in client.get(page).content.decode()
