"""Looking through what the club holds."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vezi.core.audience import Audience
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, ConsentEntry, Decision, Purpose
from vezi.network.memberships.tests.factories import make_member, make_officer
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Identifier, OtherName, Person, Source
from vezi.network.people.tests.factories import NOW, make_contact, make_position, make_residence
from vezi.network.registrar.claiming import lines
from vezi.network.registrar.inviting.tests.factories import make_graduate, make_inviting_club
from vezi.network.registrar.models import Claim, InvitationChannel

pytestmark = pytest.mark.django_db
CHECK = "/claim/check/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def ada(club: Club, client: Client) -> Person:
    """Ada has taken up her record a moment ago."""
    ada = make_member(club, "Ada", "Lovelace", email="ada@example.org", born_on=date(1976, 5, 14))
    Affiliation.objects.create(
        person=ada, programme=programme_named("Analysis", institution=None), class_year=1999,
        source=Source.REGISTRAR, recorded_at=NOW,
    )  # fmt: skip
    make_contact(ada, "ada@example.org", is_primary=True)
    make_position(ada, "Analyst", "Engines Ltd", audience=None)
    make_residence(ada, audience=None)
    OtherName.objects.create(person=ada, kind="graduation", family="Byron", source=Source.REGISTRAR, recorded_at=NOW)
    Identifier.objects.create(person=ada, club=club, value="18120001", source=Source.REGISTRAR, recorded_at=NOW)
    Claim.objects.create(person=ada, club=club, channel=InvitationChannel.MAIL, taken_at=NOW)
    client.force_login(ada.account)
    return ada


def key_of(person: Person, kind: str) -> str:
    return next(line.key for line in lines.of(person) if line.kind == kind)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_everything_held_is_on_the_page(client: Client, ada: Person) -> None:
    page = words(client.get(CHECK))

    for value in ("Ada Lovelace", "Byron", "14 May 1976", "Koper, Slovenia", "Analysis", "Analyst, Engines Ltd"):
        assert value in page
    assert "ada@example.org" in page
    assert "18120001" in page
    assert "0 of 7 looked at." in page


def test_a_line_is_confirmed_and_stays_so_another_day(client: Client, ada: Person) -> None:
    key = key_of(ada, "contact")

    part = client.post(f"{CHECK}{key}/", {"deed": "confirm"}, headers=HTMX)

    assert "looked at" in words(part)
    assert "<html" not in words(part)
    assert ContactValue.objects.get().confirmed_at is not None
    assert "1 of 7 looked at." in words(Client.get(client, CHECK))


def test_without_javascript_the_answer_is_the_page_at_the_line(client: Client, ada: Person) -> None:
    key = key_of(ada, "contact")

    assert client.post(f"{CHECK}{key}/", {"deed": "confirm"}).url == f"{CHECK}#{key}"
    assert client.get(f"{CHECK}{key}/").url == f"{CHECK}?edit={key}#{key}"
    assert 'name="value"' in words(client.get(f"{CHECK}?edit={key}"))


def test_a_value_is_put_right_in_its_place(client: Client, ada: Person) -> None:
    key = key_of(ada, "contact")

    part = client.post(f"{CHECK}{key}/", {"deed": "save", "value": "ada@new.example"}, headers=HTMX)

    assert "ada@new.example" in words(part)
    contact = ContactValue.objects.get()
    assert (contact.value, contact.source) == ("ada@new.example", Source.SELF)


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_what_cannot_be_is_said_at_its_field_and_kept(client: Client, ada: Person, headers: dict) -> None:
    key = key_of(ada, "contact")

    response = client.post(f"{CHECK}{key}/", {"deed": "save", "value": "no address"}, headers=headers)

    assert response.status_code == 422
    assert "A mail address has an @ in it" in words(response)
    assert 'value="no address"' in words(response)


@pytest.mark.parametrize(
    ("kind", "said", "seen"),
    [
        ("name", {"given": "Augusta Ada", "family": "King", "preferred": "Ada"}, "Ada King"),
        ("birth", {"born_on": "10. 12. 1976"}, "10 December 1976"),
        ("town", {"city": "London", "country": "GB"}, "London, United Kingdom"),
        ("work", {"title": "Countess", "employer": "", "city": ""}, "Countess"),
    ],
)
def test_every_kind_of_line_is_put_right(client: Client, ada: Person, kind: str, said: dict, seen: str) -> None:
    page = client.post(f"{CHECK}{key_of(ada, kind)}/", {"deed": "save", **said}, headers=HTMX)

    assert seen in words(page)


def test_who_sees_a_line_is_chosen_on_the_spot(client: Client, ada: Person) -> None:
    client.post(f"{CHECK}{key_of(ada, 'contact')}/", {"audience": "20"}, headers=HTMX)
    client.post(f"{CHECK}name/", {"audience": "40"}, headers=HTMX)

    ada.refresh_from_db()
    assert ContactValue.objects.get().audience == Audience.CLUB
    assert ada.name_audience == Audience.PUBLIC


def test_an_audience_that_is_none_is_refused(client: Client, ada: Person) -> None:
    response = client.post(f"{CHECK}name/", {"audience": "17"}, headers=HTMX)

    ada.refresh_from_db()
    assert response.status_code == 409
    assert ada.name_audience is None


def test_a_line_is_removed(client: Client, ada: Person) -> None:
    for kind in ("contact", "work", "town", "other"):
        assert client.post(f"{CHECK}{key_of(ada, kind)}/", {"deed": "remove"}, headers=HTMX).content == b""

    assert [line.kind for line in lines.of(ada)] == ["name", "birth", "study"]


def test_name_and_degrees_are_not_removed(client: Client, ada: Person) -> None:
    for kind in ("name", "study", "birth"):
        client.post(f"{CHECK}{key_of(ada, kind)}/", {"deed": "remove"}, headers=HTMX)

    assert {"name", "study", "birth"} <= {line.kind for line in lines.of(ada)}


def test_what_is_wrong_with_a_degree_is_told_to_the_registrar(client: Client, ada: Person, club: Club) -> None:
    grace = make_officer(club, capabilities=["invite"]).person

    client.post(f"{CHECK}{key_of(ada, 'study')}/", {"deed": "save", "words": "It was 1998."}, headers=HTMX)

    mail = OutgoingMail.objects.get(kind="registrar.say_wrong")
    assert (mail.to, mail.reply_to) == (grace.account.email, "ada@example.org")
    assert "It was 1998." in mail.text
    assert Affiliation.objects.get().class_year == 1999


def test_lines_of_others_are_not_there(client: Client, ada: Person, club: Club) -> None:
    other = make_graduate(club, mail="edsger@example.org")

    assert client.post(f"{CHECK}{key_of(other, 'contact')}/", {"deed": "remove"}).status_code == 404
    assert ContactValue.objects.filter(person=other).exists()


def test_each_use_stands_on_its_basis_with_the_objection_beside_it(client: Client, ada: Person, club: Club) -> None:
    consent.publish_notice(
        club=club, purpose=Purpose.NEWS, basis=Basis.CONSENT, text={"en": "News by mail."}, by=None, now=NOW
    )
    page = words(client.get(CHECK))

    client.post(f"{CHECK}uses/invitation/", {"channel": "mail", "decision": "objected"})
    client.post(f"{CHECK}uses/news/", {"channel": "mail", "decision": "given"})

    assert "On the basis of a legitimate interest." in page
    assert "News by mail." in page
    assert "I object" in page
    said = dict(ConsentEntry.objects.values_list("purpose", "decision"))
    assert said == {Purpose.INVITATION: Decision.OBJECTED, Purpose.NEWS: Decision.GIVEN}


def test_nonsense_about_a_use_is_not_written_down(client: Client, ada: Person) -> None:
    assert client.post(f"{CHECK}uses/news/", {"channel": "mail", "decision": "maybe"}).status_code == 404
    assert client.post(f"{CHECK}uses/gossip/", {"channel": "mail", "decision": "given"}).status_code == 409


def test_all_the_rest_is_right_ends_the_claim(client: Client, ada: Person) -> None:
    response = client.post(f"{CHECK}done/", {"deed": "all"})

    claim = Claim.objects.get()
    assert response.url == "/home/"
    assert claim.finished_at is not None
    assert ContactValue.objects.get().confirmed_at is not None
    assert client.get(CHECK).url == "/me/held/"


def test_what_is_left_waits_on_the_home(client: Client, ada: Person) -> None:
    page = words(client.get("/home/"))

    assert "Look through what Club economists holds of you." in page
    client.post(f"{CHECK}done/", {"deed": "all"})
    assert "Look through what" not in words(client.get("/home/"))


def test_who_has_nothing_to_check_is_led_on(client: Client, club: Club) -> None:
    client.force_login(make_member(club, "Maja").account)

    assert client.get(CHECK).url == "/me/held/"
    assert client.post(f"{CHECK}name/", {"deed": "confirm"}).status_code == 404


def test_a_postal_address_keeps_its_lines(client: Client, ada: Person) -> None:
    make_contact(ada, "Ockham Park", kind=ContactKind.POST, key="ockham park")
    key = next(line.key for line in lines.of(ada) if line.value == "Ockham Park")

    client.post(f"{CHECK}{key}/", {"deed": "save", "value": "Ockham Park\nSurrey"}, headers=HTMX)

    assert ContactValue.objects.get(kind=ContactKind.POST).value == "Ockham Park\nSurrey"
