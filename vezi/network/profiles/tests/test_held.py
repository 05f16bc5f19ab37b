"""What we know about you: each value with its source and basis, who looked, what can be done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vezi.core import audit, features
from vezi.core.frontend import CODE
from vezi.core.models import AccessEntry, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Purpose
from vezi.network.memberships.models import JoinRequest
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Identifier, Person, Source
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact, make_position
from vezi.network.profiles import held, lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    club = make_club("economics", name="Economics", contact_mail="office@economics.example")
    consent.publish_notice(
        club=club, purpose=Purpose.MEMBERSHIP, basis=Basis.PUBLIC_TASK, text={"en": "."}, by=None, now=NOW
    )
    return club


@pytest.fixture
def maja(club: Club) -> Person:
    return make_member(club, "Maja", "Kovač")


def page(person: Person, language: str = "en") -> str:
    answer = client_of(person, language).get("/me/held/")
    assert answer.status_code == 200
    return answer.content.decode()


def drawn(person: Person) -> dict[str, lines.Line]:
    """By its value."""
    whole = held.whole(person)
    told = held.told(whole)
    sections = lines.sections(whole, basis=told.basis, default=told.default)
    return {line.value: line for section in sections for line in section.lines}


def test_each_value_says_on_what_it_rests_and_what_can_be_done(club: Club, maja: Person) -> None:
    make_affiliation(maja, 1999, degree="BSc", club=club)
    make_contact(maja, "maja@example.org", source=Source.SELF)
    make_contact(maja, "old@example.org", club=club)
    Identifier.objects.create(person=maja, value="21-007", club=club, source=Source.REGISTRAR, recorded_at=NOW)

    found = drawn(maja)

    degree = next(line for value, line in found.items() if value.startswith("BSc"))
    assert (degree.basis, degree.change_url, degree.asks) == ("a public task", "", club)
    assert (found["21-007"].rule, found["21-007"].asks) == ("You and the officers", club)
    assert (found["maja@example.org"].basis, found["old@example.org"].basis) == ("your own word", "a public task")
    assert "/me/contacts/" in found["old@example.org"].change_url


def test_what_is_not_hers_is_not_there(club: Club, maja: Person) -> None:
    other = make_member(club, "Ada", "Lovelace")
    make_contact(other, "ada@example.org")
    make_position(other, title="Analyst of engines")

    told = page(maja)

    assert ("ada@example.org" in told, "Analyst of engines" in told) == (False, False)


def test_who_looked_is_told_by_name_once_a_day_and_kind(club: Club, maja: Person) -> None:
    grace = make_officer(club).person
    now = timezone.now()
    for hours in range(3):
        audit.looked(
            by=grace.account, at=now - timedelta(seconds=hours), person_ids=[maja.pk], club_id=club.pk,
            what="memberships.record",
        )  # fmt: skip

    (look,) = held.told(held.whole(maja)).looks
    told = page(maja)

    assert (look.who, look.club, str(look.what), look.times) == ("Grace Hopper", "Economics", "opened your record", 3)
    assert "3 times" in told


def test_an_officer_who_is_gone_is_no_riddle(club: Club, maja: Person) -> None:
    AccessEntry.objects.create(at=NOW, by_id=10**6, person_id=maja.pk, club_id=club.pk, what="something.new")

    told = page(maja)

    assert "An officer who is not here any more" in told
    assert "saw more of you than your choices show" in told


def test_every_look_that_is_written_down_has_words() -> None:
    import re

    code = "\n".join(path.read_text() for path in CODE.rglob("*.py") if "tests" not in path.parts)
    written = set(re.findall(r'\bwhat="([a-z]+\.[a-z_]+)"', code))

    assert written - set(features.looks()) == set()
    assert set(features.looks()) - written == set(), "has words, but nobody looks so"


def test_letters_and_requests_are_told(club: Club, maja: Person) -> None:
    OutgoingMail.objects.create(
        key="k", kind="x.y", purpose="service", person_id=maja.pk, to="maja@example.org", language="en",
        subject="Your code", text=".", written_at=NOW, state="sent",
    )  # fmt: skip
    JoinRequest.objects.create(
        club=make_club("law", name="Law"), account=maja.account, person=maja, given="Maja", family="Kovač", asked_at=NOW,
        note="Let me in, please", state="declined", reason="Nobody knows you",
    )  # fmt: skip

    told = page(maja)

    for words in ("Your code", "you asked to join Law", "Declined", "Nobody knows you", "Let me in, please"):
        assert words in told


def several(maja: Person, club: Club, first: int, many: int) -> None:
    for number in range(first, first + many):
        make_contact(maja, f"m{number}@example.org", club=club)
        make_position(maja, title=f"Work {number}")
        make_affiliation(maja, 1990 + number, club=club)


def test_it_costs_the_same_for_few_values_and_for_many(club: Club, maja: Person, django_assert_max_num_queries) -> None:
    client: Client = client_of(maja)
    several(maja, club, 0, 1)
    client.get("/me/held/")
    with django_assert_max_num_queries(100) as few:
        client.get("/me/held/")
    several(maja, club, 1, 8)

    with django_assert_max_num_queries(len(few)):
        client.get("/me/held/")
