"""News of one's people in a digest: only beside what is due anyway, since the digest before, and never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.news.models import Fact
from vezi.network.news.tests.factories import tell
from vezi.network.notices import letters, services
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return member(club, "Ada", "Lovelace")


@pytest.fixture
def maja(club: Club) -> Person:
    return member(club, "Maja", "Kovač")


def member(club: Club, given: str, family: str) -> Person:
    person = make_member(club, given, family)
    make_affiliation(person, 1999, institution=club.institution)
    Fact.objects.filter(person=person).delete()
    return person


def a_notice(person: Person, *, about: str = "one") -> None:
    services.tell(
        kind="groups.request",
        person=person,
        about=about,
        path="/groups/",
        words={"group": "Sailing"},
        now=timezone.now(),
    )
    Notice.objects.filter(person=person, mailed_at=None).update(due_at=timezone.now(), alone=False)


def digest_of(person: Person, *, now=None) -> str:
    """The letter she gets now; empty if none."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    letters.write_due(person_ids=[person.pk], now=now or timezone.now(), alone=False)
    new = OutgoingMail.objects.exclude(pk__in=before).filter(person_id=person.pk).first()
    return f"{new.subject}\n{new.text}" if new is not None else ""


def test_a_digest_tells_what_happened_to_my_people(ada, maja) -> None:
    tell(make_position(maja, "Head of Treasury", "Luka Jadran"))
    a_notice(ada)

    letter = digest_of(ada)

    assert "Your people" in letter
    assert "Maja Kovač is now Head of Treasury at Luka Jadran" in letter


def test_it_is_told_in_one_digest_alone(ada, maja) -> None:
    tell(make_position(maja))
    a_notice(ada)
    assert "Maja" in digest_of(ada)

    a_notice(ada, about="two")

    assert "Maja" not in digest_of(ada, now=timezone.now() + timedelta(days=1))


def test_without_anything_due_no_digest_is_written(ada, maja) -> None:
    tell(make_position(maja))

    assert digest_of(ada) == ""


def test_a_digest_shows_no_value_that_is_hidden_by_then(ada, maja) -> None:
    tell(make_position(maja, audience=Audience.CONNECTIONS))
    a_notice(ada)

    assert "Maja" not in digest_of(ada)


def test_a_digest_tells_nothing_of_who_is_apart(ada, maja) -> None:
    tell(make_position(maja))
    make_block(maja, ada)
    a_notice(ada)

    assert "Maja" not in digest_of(ada)
