"""The ways to stop under a letter."""

import pytest
from django.core import signing
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import queries, services, stopping
from vezi.network.consent.models import Basis, Channel, ConsentEntry, Decision, Purpose
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    club = make_club("economists")
    for purpose, basis in ((Purpose.INVITATION, Basis.LEGITIMATE_INTEREST), (Purpose.NEWS, Basis.CONSENT)):
        services.publish_notice(club=club, purpose=purpose, basis=basis, text={"en": "."}, by=None, now=NOW)
    return club


@pytest.fixture
def edsger() -> Person:
    return make_person("Edsger", "Dijkstra")


def may_invite(person: Person, club: Club) -> bool:
    about = {"person_id": person.pk, "club_id": club.pk, "purpose": Purpose.INVITATION, "channel": Channel.MAIL}
    return queries.standing(**about).allowed


def path_of(person: Person, club: Club, what: str = Purpose.INVITATION) -> str:
    return f"/stop/{stopping.token_for(person, club, what)}/"


def test_every_letter_nobody_asked_for_has_two_ways_to_stop(edsger: Person, club: Club) -> None:
    stops = stopping.ways_to_stop(edsger.pk, club.pk, Purpose.INVITATION, "en")

    assert [stop.words for stop in stops] == ["No more invitations", "nothing at all from this club"]
    assert stopping.ways_to_stop(edsger.pk, club.pk, Purpose.SERVICE, "en") == []


def test_opening_the_link_stops_nothing_pressing_does(client: Client, edsger: Person, club: Club) -> None:
    assert client.get(path_of(edsger, club)).status_code == 200
    assert may_invite(edsger, club)

    said = client.post(path_of(edsger, club), {"deed": "stop"}, follow=True).content.decode()

    assert not may_invite(edsger, club)
    assert "It is stopped" in said


def test_an_objection_can_be_taken_back_at_once(client: Client, edsger: Person, club: Club) -> None:
    client.post(path_of(edsger, club), {"deed": "stop"})

    client.post(path_of(edsger, club), {"deed": "take_back"})

    assert may_invite(edsger, club)


def test_stopping_twice_is_said_once(client: Client, edsger: Person, club: Club) -> None:
    for _twice in range(2):
        client.post(path_of(edsger, club), {"deed": "stop"})

    assert ConsentEntry.objects.count() == 1


def test_nothing_at_all_covers_every_purpose_that_writes(client: Client, edsger: Person, club: Club) -> None:
    client.post(path_of(edsger, club, stopping.EVERYTHING), {"deed": "stop"})

    said = dict(ConsentEntry.objects.values_list("purpose", "decision"))
    assert said == {
        Purpose.INVITATION: Decision.OBJECTED,
        Purpose.NEWS: Decision.WITHDRAWN,
        Purpose.EVENTS: Decision.WITHDRAWN,
        Purpose.GIVING: Decision.WITHDRAWN,
        Purpose.SEARCHES: Decision.WITHDRAWN,
    }


def test_the_mail_program_stops_by_itself(edsger: Person, club: Club) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(f"{path_of(edsger, club)}now/", {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not may_invite(edsger, club)


def test_a_mail_program_that_only_opens_links_comes_to_the_page_that_asks(
    client: Client, edsger: Person, club: Club
) -> None:
    response = client.get(f"{path_of(edsger, club)}now/")

    assert (response.status_code, response["Location"]) == (302, path_of(edsger, club))
    assert may_invite(edsger, club)


@pytest.mark.parametrize(
    "token", ["nonsense", signing.dumps(["a", "b", "c"], salt=stopping.SALT)], ids=["no token", "signed"]
)
def test_a_link_nobody_made_leads_nowhere(client: Client, token: str) -> None:
    response = client.get(f"/stop/{token}/")

    assert response.status_code == 404
    assert "leads nowhere" in response.content.decode()
    assert client.post(f"/stop/{token}/now/").status_code == 404


@pytest.mark.parametrize("basis", Basis.values)
@pytest.mark.parametrize("word", ["", *Decision.values])
def test_the_rule_in_sql_is_the_rule_in_words(edsger: Person, basis: str, word: str) -> None:
    club = make_club("another")
    services.publish_notice(club=club, purpose=Purpose.EVENTS, basis=basis, text={"en": "."}, by=None, now=NOW)
    about = {"club_id": club.pk, "purpose": Purpose.EVENTS, "channel": Channel.MAIL}
    if word:
        services.say(
            person=edsger, club=club, purpose=Purpose.EVENTS, channel=Channel.MAIL, decision=word, source="page",
            by=None, now=NOW,
        )  # fmt: skip

    refused = Person.objects.annotate(word=queries.last_word(**about)).filter(
        queries.against(club_id=club.pk, purpose=Purpose.EVENTS, field="word")
    )

    assert refused.exists() is not queries.standing(person_id=edsger.pk, **about).allowed
