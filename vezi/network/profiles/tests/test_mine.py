"""One's own page: everything is there, changes stay, refusals stand at their place."""

import json

import pytest
from django.test import Client

from vezi.core.audience import Audience
from vezi.core.opaque import OpaqueConverter
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, ConsentEntry, Decision, Purpose
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Affiliation, ContactValue, Person, Position, Source
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact, make_position, make_residence

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def maja(db) -> Person:
    maja = make_member(make_club("economics", legal_name="Alumni Club of Economics"), "Maja", "Kovač")
    make_affiliation(maja, 1999, degree="Bachelor of Economics")
    make_residence(maja)
    make_contact(maja, "maja@luka.example", is_primary=True)
    return maja


@pytest.fixture
def hers(maja) -> Client:
    client = Client()
    client.force_login(maja.account)
    return client


def spelled(number: int) -> str:
    return OpaqueConverter().to_url(number)


def test_everything_stands_on_ones_own_page(hers) -> None:
    page = hers.get("/me/").content.decode()

    assert [value in page for value in ("Kovač", "Bachelor of Economics", "Koper", "maja@luka.example")] == [True] * 4


@pytest.mark.parametrize("reader", ["connection", "member", "network", "anyone"])
def test_seeing_oneself_as_others_shows_no_value_kept_to_oneself(hers, reader) -> None:
    page = hers.get("/me/", {"as": reader}).content.decode()

    assert "maja@luka.example" not in page


def test_to_a_reader_who_sees_nothing_the_page_says_so(hers) -> None:
    assert "Nothing at all" in hers.get("/me/", {"as": "anyone"}).content.decode()


def test_a_new_surname_keeps_the_old_one_as_a_former_name(hers, maja) -> None:
    hers.post("/me/change/name/", {"given": "Maja", "family": "Zupan", "preferred": "", "title": ""})

    maja.refresh_from_db()
    assert (maja.family, maja.folded, maja.source) == ("Zupan", "zupan maja", Source.SELF)
    assert [str(name) for name in maja.other_names.all()] == ["Kovač"]


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(hers) -> None:
    answer = hers.post("/me/work/", {"title": "Analyst", "started_year": "2010", "ended_year": "2001"}, **HTMX)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [value in page for value in ("Analyst", "This lies before the beginning.")] == [True, True]
    assert Position.objects.count() == 0


def test_work_is_added_changed_and_taken_away(hers, maja) -> None:
    hers.post("/me/work/", {"title": "Analyst", "employer": "Sava", "started_year": "2004"})
    position = Position.objects.get()
    hers.post(f"/me/work/{spelled(position.pk)}/", {"title": "Treasurer", "employer": "Sava", "ended_year": "2007"})
    changed = Position.objects.get()
    hers.post(f"/me/work/{spelled(position.pk)}/", {"deed": "remove"})

    assert (position.title, position.is_current, position.source) == ("Analyst", True, Source.SELF)
    assert (changed.title, changed.is_current) == ("Treasurer", False)
    assert Position.objects.count() == 0


def test_a_degree_of_the_registrar_is_not_changed_by_its_holder(hers) -> None:
    degree = Affiliation.objects.get()

    assert hers.post(f"/me/studies/{spelled(degree.pk)}/", {"deed": "remove"}).status_code == 404
    assert Affiliation.objects.count() == 1


def test_a_contact_value_that_cannot_be_read_is_refused_at_its_field(hers) -> None:
    answer = hers.post("/me/contacts/", {"kind": "mail", "value": "maja at home"}, **HTMX)

    assert answer.status_code == 422
    assert "A mail address has an @ in it" in answer.content.decode()


def test_still_right_is_one_press(hers) -> None:
    contact = ContactValue.objects.get()

    answer = hers.post(f"/me/contacts/{spelled(contact.pk)}/", {"deed": "confirm"}, **HTMX)

    assert answer.status_code == 200
    contact.refresh_from_db()
    assert (contact.confirmed_at is not None, contact.source) == (True, Source.REGISTRAR)


def test_an_audience_is_chosen_on_the_spot(hers, maja) -> None:
    contact = ContactValue.objects.get()

    hers.post("/me/audience/name/", {"audience": Audience.NETWORK}, **HTMX)
    hers.post(f"/me/audience/contact/{spelled(contact.pk)}/", {"audience": Audience.CLUB}, **HTMX)
    answer = hers.post("/me/audience/home-town/", {"audience": Audience.PUBLIC}, **HTMX)

    maja.refresh_from_db()
    contact.refresh_from_db()
    assert (maja.name_audience, contact.audience, maja.residence.audience) == (30, 20, 40)
    assert 'id="aud-home-town"' in answer.content.decode()


def test_nobody_changes_what_is_someone_elses(maja) -> None:
    other = make_member(make_club("law"))
    work = make_position(maja)
    client = Client()
    client.force_login(other.account)

    answers = [
        client.post(f"/me/work/{spelled(work.pk)}/", {"deed": "remove"}).status_code,
        client.post(f"/me/audience/work/{spelled(work.pk)}/", {"audience": 40}).status_code,
        client.post("/me/audience/nothing/", {"audience": 40}).status_code,
    ]

    assert answers == [404, 404, 404]
    assert Position.objects.get().audience == work.audience


def test_what_is_held_can_be_read_and_taken_along(hers) -> None:
    page = hers.get("/me/held/").content.decode()
    taken = json.loads(hers.get("/me/held.json").content)

    assert "maja@luka.example" in page
    assert taken["records"]["people.ContactValue"][0]["value"] == "maja@luka.example"
    assert taken["records"]["people.Affiliation"][0]["class_year"] == 1999


def test_an_objection_stands_beside_each_basis_and_is_written_down(hers, maja) -> None:
    club = maja.memberships.get().club
    consent.publish_notice(
        club=club, purpose=Purpose.NEWS, basis=Basis.LEGITIMATE_INTEREST, text={"en": "Four letters a year."}, by=None,
        now=NOW,
    )  # fmt: skip
    before = hers.get("/me/held/").content.decode()

    hers.post("/me/held/economics/news/", {"decision": Decision.OBJECTED, "channel": "mail"})

    assert [words in before for words in ("Four letters a year.", "I object")] == [True, True]
    assert [entry.decision for entry in ConsentEntry.objects.all()] == [Decision.OBJECTED]
    assert "Take the objection back" in hers.get("/me/held/").content.decode()


@pytest.mark.parametrize(
    "address", ["/me/", "/me/held/", "/me/work/", "/me/studies/", "/me/contacts/", "/me/change/name/"]
)
@pytest.mark.parametrize("language", ["en", "sl"])
def test_every_page_can_be_read_in_both_languages(hers, address, language) -> None:
    hers.cookies["vezi_language"] = language

    assert hers.get(address).status_code == 200
