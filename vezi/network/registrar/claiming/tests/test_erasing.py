"""Who holds an invitation and wants nothing erases the record from there."""

import pytest
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people.models import Person, Tombstone
from vezi.network.registrar.claiming.tests.factories import BORN, make_code, make_link, words
from vezi.network.registrar.models import Invitation, WrongTry

pytestmark = pytest.mark.django_db


def test_from_a_link_with_proof(club: Club) -> None:
    nejc = make_record(club, "Nejc", "Zupan", born_on=BORN)
    client = Client(headers={"accept-language": "en"})

    page = client.post(make_link(nejc, club), {"deed": "erase"}, follow=True)
    unproved = client.post("/claim/erase/", {"born_on": "1. 1. 1970", "is_sure": "on"})
    unsure = client.post("/claim/erase/", {"born_on": "14. 5. 1976"})
    done = client.post("/claim/erase/", {"born_on": "14. 5. 1976", "is_sure": "on"})

    assert "one thing only you would know" in words(page)
    assert (unproved.status_code, unsure.status_code, done.status_code) == (422, 422, 200)
    assert "This does not fit" in words(unproved)
    assert "will not write to you again" in words(done)
    assert Person.objects.get(pk=nejc.pk).erased_at is not None
    assert Tombstone.objects.filter(club=None).exists()
    assert (Invitation.objects.count(), WrongTry.objects.count()) == (0, 0)


def test_from_a_link_where_nothing_is_known_to_prove_it_by(club: Club) -> None:
    nejc = make_record(club, "Nejc", "Zupan")
    client = Client(headers={"accept-language": "en"})
    client.post(make_link(nejc, club), {"deed": "erase"})

    done = client.post("/claim/erase/", {"is_sure": "on"})

    assert (done.status_code, Person.objects.get(pk=nejc.pk).name) == (200, "")


def test_from_a_letter(club: Club) -> None:
    nejc = make_record(club, "Nejc", "Zupan", born_on=BORN)
    client = Client(headers={"accept-language": "en"})

    answer = client.post("/claim/", {"code": make_code(nejc, club), "born_on": "14. 5. 1976", "deed": "erase"})

    assert answer.url == "/claim/erase/"
    assert client.get(answer.url).status_code == 200


def test_without_an_invitation_there_is_nothing_to_erase(club: Club) -> None:
    assert Client().post("/claim/erase/", {"is_sure": "on"}).url == "/claim/"
