"""The pages of a handover: the officer's, the notice, objecting; and that who is held back stands on no other page."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, Officer, State
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.models import Person
from vezi.network.registrar.handover import queries, services
from vezi.network.registrar.handover.models import Handover
from vezi.network.registrar.handover.tests.factories import (
    GIVER,
    NIKA,
    PETRA,
    ZVEZDA,
    handed_over,
    held_of,
    record_of,
)
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.models import Duplicate, Import, ImportState
from vezi.network.registrar.reviewing import finding
from vezi.network.registrar.services import imports
from vezi.network.registrar.tests.factories import previewed

pytestmark = pytest.mark.django_db
BORN = {"given": "Tinkara", "family": "Zvezdnik", "born_on": "14. 5. 1976"}


@pytest.fixture
def handover(club: Club, grace: Officer) -> Handover:
    return handed_over(club, [ZVEZDA, PETRA, NIKA], by=grace.person.account, now=timezone.now())


def address(name: str, handover: Handover, **parts: object) -> str:
    kwargs = {"club": handover.club.slug, "public_id": handover.public_id, **parts}
    return reverse(f"registrar:{name}", kwargs=kwargs)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def told(handover: Handover) -> str:
    """Tinkara is told by mail: the address of her notice."""
    services.next_chunk(handover_id=handover.pk, behind=0, now=timezone.now())
    invitation = held_of(ZVEZDA).invitation
    assert invitation is not None
    return f"/notice/{keys.token_of(invitation.seed)}/"


# The office


def test_the_preview_leads_to_telling_first_and_from_there_to_holding_back(club: Club, office: Client) -> None:
    stored = previewed(club, [ZVEZDA])
    preview = office.get(reverse("registrar:import_preview", args=[club.slug, stored.public_id]))
    page = reverse("registrar:import_hold", args=[club.slug, stored.public_id])
    assert page in preview.content.decode()
    assert str(club.institution) in office.get(page).content.decode()

    wrong = office.post(page, {"giver": "", "days": "3"})
    assert wrong.status_code == 422

    assert office.post(page, {"giver": GIVER, "days": "30"}).status_code == 302
    assert imports.do_applying(import_id=stored.pk, by_id=None, now=timezone.now())
    done = office.get(reverse("registrar:import_done", args=[club.slug, stored.public_id]))
    assert address("handover", Handover.objects.get()) in done.content.decode()
    assert office.get(page).status_code == 302  # it is applied


def test_the_office_sees_where_it_stands_tells_and_prints(handover: Handover, office: Client, mailoutbox) -> None:
    page = address("handover", handover)
    assert "1 person</b> with a mail address" in words(office.get(page))
    desk = office.get(f"/c/{handover.club.slug}/office/")
    assert page in desk.content.decode()

    office.post(address("handover_test", handover))
    office.post(address("handover_tell", handover), {"expected": "1"})
    services.next_chunk(handover_id=handover.pk, behind=0, now=timezone.now())
    services.next_chunk(handover_id=handover.pk, behind=10**9, now=timezone.now())
    office.post(address("handover_print", handover))
    office.post(address("handover_tell", handover), {"how": "page", "expected": "1"})

    assert queries.numbers(handover).told == 3
    assert "3 people may still object" in words(office.get(page))
    letters = office.get(address("handover_letters", handover, bundle=1))
    assert letters["Content-Type"] == "application/pdf"
    assert office.get(address("handover_letters", handover, bundle=2)).status_code == 404


def test_a_number_that_is_not_so_any_more_tells_nobody(handover: Handover, office: Client) -> None:
    page = office.post(address("handover_tell", handover), {"expected": "5"}, follow=True)

    assert "In the meantime they are others than you saw." in words(page)
    assert queries.numbers(handover).told == 0


def test_an_officer_finds_who_objected_by_post_and_erases_the_record(handover: Handover, office: Client) -> None:
    page = address("handover", handover)
    assert "Zvezdnik" not in words(office.get(page))
    assert "Nobody of that name" in words(office.get(page, {"find": "Nobody"}))
    found = words(office.get(page, {"find": "zvezdnik tin"}))
    assert "Tinkara Zvezdnik" in found

    person = record_of(ZVEZDA)
    office.post(address("handover_object", handover, person=person.public_id))

    assert not Person.objects.filter(family="Zvezdnik").exists()
    assert office.post(address("handover_object", handover, person=person.public_id)).status_code == 404


def test_after_the_import_was_undone_the_page_says_so(handover: Handover, office: Client) -> None:
    Import.objects.update(state=ImportState.UNDONE)

    assert "The import was undone" in words(office.get(address("handover", handover)))


# The notice


def test_the_notice_says_what_is_held_and_a_look_changes_nothing(handover: Handover, client: Client) -> None:
    page = client.get(told(handover))

    said = words(page)
    assert GIVER in said
    assert "date of birth" in said
    assert "1976" not in said
    assert "tinkara@example.org" not in said
    assert Membership.with_held.get(person=record_of(ZVEZDA)).state == State.HELD


def test_one_press_objects(handover: Handover, client: Client) -> None:
    notice = told(handover)

    assert "You have objected" in words(client.post(notice, {"deed": "object"}))

    assert not Person.objects.filter(family="Zvezdnik").exists()
    assert client.get(notice).status_code == 404


def test_taking_the_record_up_is_the_other_way(handover: Handover, client: Client) -> None:
    notice = told(handover)

    onward = re.search(r'href="(/claim/[^"]+)"', words(client.get(notice)))
    assert onward is not None
    assert "Is this you?" in words(client.get(onward[1]))


def test_it_came_to_somebody_else(handover: Handover, client: Client) -> None:
    client.post(told(handover), {"deed": "not_me"})

    numbers = queries.numbers(handover)
    assert (numbers.told, numbers.nowhere) == (0, 2)


def test_after_the_time_the_notice_leads_to_the_record(handover: Handover, client: Client) -> None:
    notice = told(handover)
    services.activate_due(now=timezone.now() + timedelta(days=31))

    page = client.post(notice, {"deed": "object"})

    assert page.status_code == 410
    assert "The time to object is over" in words(page)
    assert Person.objects.filter(family="Zvezdnik").exists()


def test_the_code_of_a_letter_opens_the_same(handover: Handover, client: Client) -> None:
    services.print_letters(handover=handover, by=None, now=timezone.now())  # type: ignore[arg-type]
    invitation = held_of(PETRA).invitation
    assert invitation is not None
    code = keys.code_of(invitation.seed)

    assert client.post("/notice/", {"code": "AAAAA-AAAAA"}).status_code == 422
    page = words(client.post("/notice/", {"code": code.lower()}))
    assert "A record of you was handed over" in page
    assert "You have objected" in words(client.post("/notice/", {"code": code, "deed": "object"}))
    assert not Person.objects.filter(family="Poštar").exists()


def test_an_invitation_that_is_no_notice_is_none(club: Club, client: Client) -> None:
    from vezi.network.registrar.inviting.tests.factories import make_graduate, make_invitation

    _invitation, code = make_invitation(make_graduate(club), club, "letter", now=timezone.now())

    assert client.post("/notice/", {"code": code}).status_code == 422


def test_the_club_s_page_tells_of_it_and_answers_everybody_alike(handover: Handover, client: Client) -> None:
    page = f"/c/{handover.club.slug}/handed-over/"
    assert "No handover" in words(client.get(page))
    services.tell_on_the_page(handover=handover, expected=None, by=None, now=timezone.now())  # type: ignore[arg-type]
    assert GIVER in words(client.get(page))
    assert page in client.get(f"/c/{handover.club.slug}/").content.decode()

    assert client.post(page, {"given": "Tinkara", "family": "Zvezdnik"}).status_code == 422
    nobody = client.post(page, {**BORN, "family": "Nobody"})
    somebody = client.post(page, BORN)

    assert stripped(nobody) == stripped(somebody)
    assert not Person.objects.filter(family="Zvezdnik").exists()


def stripped(response: Any) -> str:
    """Without what differs from one page to the next, and what was typed."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value|nonce|id|for|aria-describedby)="[^"]*"', "", words(response))
    return text.replace("Zvezdnik", "…").replace("Nobody", "…")


def test_no_page_where_the_file_is_worked_on_leads_to_a_record_that_nobody_opens(
    handover: Handover, office: Client
) -> None:
    stored, club = handover.registrar_import, handover.club
    held = record_of(ZVEZDA)
    make_record(club, "Tinkara", "Zvezdnik", born_on="1976-05-14")
    finding.ask_about(person=held, club=club, now=timezone.now())
    doubt = Duplicate.objects.get()
    base = f"/c/{club.slug}/office/"
    pages = (
        f"{base}import/{stored.public_id}/done/",
        f"{base}import/{stored.public_id}/differences/?show=new",
        f"{base}import/{stored.public_id}/rows/2/",
        f"{base}duplicates/{doubt.public_id}/",
        f"{address('handover', handover)}?find=zvezdnik",
    )
    for page in pages:
        shown = office.get(page)
        assert shown.status_code == 200, page
        leads = set(re.findall(r'href="(/c/[^"]+)"', shown.content.decode()))
        assert [one for one in leads if office.get(one.replace("&amp;", "&")).status_code >= 400] == [], page


# Nowhere else

#: Where the file itself is worked on, by who may import; and records that may be of one person, by who may merge.
WORKED_ON = re.compile(r"/office/(import|duplicates|merges)/")


def every_address(club: Club, person: Person) -> Iterator[str]:
    """Each page of the house that needs no more than a club and a person."""
    known = {"club": club.slug, "slug": club.slug, "public_id": person.public_id, "person": person.public_id}

    def walk(patterns: list[Any], names: tuple[str, ...]) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, (*names, one.namespace) if one.namespace else names)
            elif isinstance(one, URLPattern) and one.name:
                needed = {name: known[name] for name in one.pattern.regex.groupindex if name in known}
                with suppress(NoReverseMatch):
                    yield reverse(":".join((*names, one.name)), kwargs=needed)

    yield from walk(get_resolver().url_patterns, ())


def test_who_is_held_back_stands_on_no_page(
    handover: Handover, office: Client, club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(handover)
    zvezda = record_of(ZVEZDA)
    member = client_of(make_member(club))
    looked_at = 0
    for reader in (office, member, Client()):
        for page in every_address(club, zvezda):
            if "logout" in page or WORKED_ON.search(page):
                continue
            for query in ({}, {"find": "Zvezdnik", "q": "Zvezdnik", "name": "Zvezdnik"}):
                response = reader.get(page, query)
                body = b"".join(response) if response.streaming else response.content
                text = body.decode(errors="ignore").replace('value="Zvezdnik"', "").replace("Zvezdnik&", "")
                looked_at += response.status_code == 200
                assert "Tinkara" not in text, (page, query)
                assert "tinkara@example.org" not in text, (page, query)
    assert looked_at > 150


def test_the_sweep_would_find_her_on_the_books(handover: Handover, office: Client, club: Club) -> None:
    Membership.with_held.filter(state=State.HELD).update(state=State.RECORDED)

    seen = [page for page in every_address(club, record_of(ZVEZDA)) if not WORKED_ON.search(page)]
    assert any("Tinkara" in words(office.get(page)) for page in seen if "logout" not in page)
