"""What one takes along: everything, in words and for programs."""

import json
from datetime import date

import pytest
from django.apps import apps

from vezi.core import audit, features
from vezi.core.mail import gate
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people import merging, services
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact, make_position
from vezi.network.profiles import field_names, holdings, taking

pytestmark = pytest.mark.django_db
BORN = date(1961, 2, 28)


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics", contact_mail="office@economics.example")


@pytest.fixture
def maja(club: Club) -> Person:
    """With a record that was merged into hers, a letter, and an officer who looked."""
    maja = make_member(club, "Maja", "Kovač", "maja@example.org", born_on=BORN)
    make_affiliation(maja, 1985, club=club, degree="BSc")
    make_position(maja, title="Analyst of engines", country="SI")
    make_contact(maja, "maja@old.example", club=club)
    gone = make_record(club, "Majda", "Tulipan")
    merging.merge(kept=maja, gone=gone, by=None, now=NOW)
    grace = make_officer(club).person
    audit.looked(by=grace.account, at=NOW, person_ids=[maja.pk], club_id=club.pk, what="memberships.record")
    services.speak(person=maja, languages=["sl", "en"], by=maja.account, now=NOW)
    assert maja.account is not None
    gate.post(
        gate.Letter(
            key="k", kind="x.y", purpose=gate.SERVICE, to=maja.account.email, language="en", person_id=maja.pk,
            template="core/mail/note",
            context={"headline": "Good day", "paragraphs": ["A letter to keep"], "why": "."},
        ),
        now=NOW,
    )  # fmt: skip
    return maja


def test_the_page_holds_everything_in_words_and_needs_nothing_else(maja: Person) -> None:
    answer = client_of(maja).get("/me/held.html")
    page = answer.content.decode()

    assert answer["Content-Disposition"].startswith('attachment; filename="maja-kovac-')
    for words in (
        "Maja", "28 February 1961", "BSc", "Analyst of engines", "Slovenia", "maja@old.example", "Majda", "Tulipan",
        "Slovenian, English", "Grace Hopper", "opened your record", "A letter to keep", "maja@example.org",
    ):  # fmt: skip
        assert words in page, words
    assert ("<script" in page, "<link" in page, "src=" in page, "url(" in page) == (False,) * 4


def test_the_page_speaks_the_readers_language(maja: Person) -> None:
    page = client_of(maja, "sl").get("/me/held.html").content.decode()

    assert ('lang="sl"' in page, "28. februar" in page, "Slovenija" in page) == (True, True, True)


def test_the_file_for_programs_is_the_same_in_every_language(maja: Person) -> None:
    client = client_of(maja)
    english, slovenian = (
        json.loads(client.get("/me/held.json", headers={"accept-language": one}).content) for one in ("en", "sl")
    )

    assert english["form"] == "vezi.person/1"
    assert english["records"] == slovenian["records"]
    assert english["records"]["people.Person"][0]["born_on"] == "1961-02-28"
    assert english["records"]["people.Affiliation"][0]["kind"] == "alum"
    assert english["records"]["people.Person.merged"][0]["family"] == "Tulipan"
    assert [look["by"] for look in english["who_looked"]] == ["Grace Hopper"]
    assert (
        english["letters"][0]["text"].strip().startswith("A letter to keep") or "keep" in english["letters"][0]["text"]
    )
    assert maja.account is not None
    assert english["account"]["addresses"][0]["mail"] == maja.account.email
    assert "people.merge" in {deed["deed"] for deed in english["deeds"]}


def test_of_others_nothing_is_in_it(maja: Person, club: Club) -> None:
    make_contact(make_record(club, "Edsger", "Dijkstra"), "edsger@example.org")
    client = client_of(maja)

    taken = client.get("/me/held.json").content.decode() + client.get("/me/held.html").content.decode()

    assert ("Dijkstra" in taken, "edsger@example.org" in taken) == (False, False)


def test_every_exported_field_has_a_name_for_people() -> None:
    models = {"people.Person"} | {tie.model for tie in features.person_ties() if tie.exported}
    shown = holdings.visible_fields()

    told = [
        (model, one.name)
        for model in models
        for one in apps.get_model(model)._meta.fields
        if one.name in shown[model] and one.related_model not in taking.SOMEBODY
    ]
    nameless = [f"{model}.{name}" for model, name in told if not field_names.is_named(name, model)]

    assert nameless == []


def test_every_exported_kind_of_record_is_in_it(maja: Person) -> None:
    """Whatever an area ties to a person and declares as exported is taken along without its doing."""
    told = {model for model, _title, _rows in taking.records_of(maja)}
    held = {
        tie.model
        for tie in features.person_ties()
        if tie.exported and features.model_of(tie)._base_manager.filter(**{tie.field: maja}).exists()
    }

    assert held <= told
