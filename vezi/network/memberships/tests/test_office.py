"""The office: desk, requests, a person's record, export, officers, rules."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import access, services
from vezi.network.memberships.models import JoinRequest, Membership, Officer, RequestState, Role, State
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.services.records import HeldByAnother, NotOnTheBooks, SaidByThemselves
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import ContactValue, Identifier, Person, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_position, make_residence

pytestmark = pytest.mark.django_db
OFFICE = "/c/economics/office/"


@pytest.fixture(autouse=True)
def forget() -> None:
    cache.clear()


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics")


@pytest.fixture
def grace(club: Club) -> Officer:
    return make_officer(club)


@pytest.fixture
def office(grace: Officer) -> Client:
    return client_of(grace.person)


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


# The desk


def test_each_number_is_a_door_to_the_people_behind_it(club: Club, office: Client) -> None:
    make_contact(make_record(club, "Maja", "Kovač"), club=club)
    make_affiliation(make_record(club, "Ana", "Novak"), 1999, club=club)

    page = office.get(OFFICE)

    tabs = [(tab.number, str(tab.title), tab.url) for tab in page.context["tabs"]]
    assert tabs == [
        (3, "graduates on record", "/c/economics/office/members/?"),
        (1, "claimed, 33 of 100", "/c/economics/office/members/?state=member"),
        (1, "reachable, 33 of 100", "/c/economics/office/members/?reach=reachable"),
        (2, "lost", "/c/economics/office/members/?reach=lost"),
    ]
    assert "year_from=1990&amp;year_to=1999" in page.content.decode()
    for number, _title, url in tabs:
        assert office.get(url).context["total"] == number


def test_who_may_not_see_records_sees_numbers_without_doors(club: Club) -> None:
    treasurer = make_officer(club, capabilities=["office"])
    make_affiliation(make_record(club), 1999, club=club)

    page = client_of(treasurer.person).get(OFFICE)

    assert {tab.url for tab in page.context["tabs"]} == {""}
    assert "members/" not in page.content.decode()


def test_a_club_without_people_says_how_it_begins(club: Club, office: Client, monkeypatch) -> None:
    Membership.objects.update(state=State.LEFT)

    assert "Nobody is on the books yet" in text(office, OFFICE)


# Requests


def ask(club: Club, given: str = "Maja", **said: Any) -> JoinRequest:
    answers = Answers(given=given, family="Kovač", **said)
    return services.ask_to_join(club=club, account=make_account(), answers=answers, now=NOW)


def test_the_record_that_fits_stands_beside_the_request_and_the_look_is_written_down(club, office) -> None:
    record = make_record(club, "Maja", "Kovač")
    make_affiliation(record, 1999, club=club)
    ask(club, class_year=1999)

    page = text(office, f"{OFFICE}requests/")

    assert "Kovač, Maja" in page
    assert "agrees in: name, class year" in page
    assert list(AccessEntry.objects.values_list("person_id", "what")) == [(record.pk, "memberships.request")]


def test_requests_cost_the_same_for_one_and_for_many(club: Club, office: Client) -> None:
    def add(number: int) -> None:
        record = make_record(club, f"M{number}", "Kovač")
        make_affiliation(record, 1999, club=club)
        ask(club, f"M{number}")

    add(0)
    one = cost(office, f"{OFFICE}requests/")
    for number in range(1, 20):
        add(number)

    assert cost(office, f"{OFFICE}requests/") == one


@pytest.mark.parametrize("way", ["record", "new", "decline"])
def test_a_request_is_decided_on_the_page(club: Club, office: Client, way: str) -> None:
    record, asked = make_record(club, "Maja", "Kovač"), ask(club)
    said = {"record": {"record": record.public_id}, "new": {"new": "yes"}, "decline": {"reason": "Who?"}}[way]

    answer = office.post(f"{OFFICE}requests/{asked.public_id}/", said)

    asked.refresh_from_db()
    assert answer["Location"] == f"{OFFICE}requests/"
    assert asked.state == (RequestState.DECLINED if way == "decline" else RequestState.ADMITTED)
    assert (asked.person == record) is (way == "record")


def test_declining_without_a_reason_is_asked_for(club: Club, office: Client) -> None:
    asked = ask(club)

    page = office.post(f"{OFFICE}requests/{asked.public_id}/", {"reason": " "}, follow=True).content.decode()

    assert "Say why: the person reads it." in page
    assert JoinRequest.objects.get().state == RequestState.WAITING


def test_what_was_decided_meanwhile_is_told(club: Club, office: Client) -> None:
    asked = ask(club)
    services.withdraw(request=asked, by=asked.account, now=NOW)

    page = office.post(f"{OFFICE}requests/{asked.public_id}/", {"new": "yes"})

    assert page.status_code == 409
    assert "This request has been decided already." in page.content.decode()


def test_requests_of_another_club_and_records_that_are_not_there_are_not_here(club: Club, office: Client) -> None:
    elsewhere, asked = ask(make_club("law")), ask(club)

    assert office.post(f"{OFFICE}requests/{elsewhere.public_id}/", {"new": "yes"}).status_code == 404
    assert office.post(f"{OFFICE}requests/{asked.public_id}/", {"record": "nobody"}).status_code == 404


# A person's record


def record_url(person: Person, deed: str = "") -> str:
    return f"{OFFICE}members/{person.public_id}/{deed}"


def test_the_record_shows_all_the_club_holds_and_nothing_of_another_club(club: Club, office: Client, grace) -> None:
    law, maja = make_club("law"), make_record(club, "Maja", "Kovač", born_on="1976-05-14")
    for holder, word in ((club, "ours"), (None, "own"), (law, "theirs")):
        make_contact(maja, f"{word}@example.org", club=holder)
        make_affiliation(maja, 1999, degree=f"{word} degree", club=holder)
        make_position(maja, f"{word} work", club=holder)
        if holder is not None:
            Identifier.objects.create(
                person=maja, value=f"{word}-1", club=holder, source=Source.REGISTRAR, recorded_at=NOW
            )
    make_residence(maja, "Theirtown", club=law)

    page = text(office, record_url(maja))

    for word in ("ours@example.org", "own@example.org", "ours degree", "own degree", "ours work", "own work", "ours-1"):
        assert word in page
    assert "theirs" not in page
    assert "Theirtown" not in page
    assert "14 May 1976" in page
    looks = AccessEntry.objects.values_list("person_id", "by_id", "club_id", "what")
    assert list(looks) == [(maja.pk, grace.person.account.pk, club.pk, "memberships.record")]


@pytest.mark.parametrize("whose", ["other club", "merged", "erased", "nobody"])
def test_records_that_are_not_the_club_s_are_not_here(club: Club, office: Client, whose: str) -> None:
    person = make_record(make_club("law") if whose == "other club" else club)
    if whose == "merged":
        Person.objects.filter(pk=person.pk).update(merged_into=make_record(club))
    elif whose == "erased":
        Person.objects.filter(pk=person.pk).update(erased_at=NOW)
    address = f"{OFFICE}members/nobody/" if whose == "nobody" else record_url(person)

    assert office.get(address).status_code == 404
    assert AccessEntry.objects.count() == 0


def test_an_officer_corrects_and_signs(club: Club, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač")
    studied = make_affiliation(maja, 1998, club=club)
    study = office.get(record_url(maja)).content.decode().partition(f"{maja.public_id}/studies/")[2].partition('"')[0]

    answers = [
        office.post(record_url(maja, "name/"), {"given": "Maja", "family": "Novak", "preferred": "", "title": "dr."}),
        office.post(record_url(maja, "dates/"), {"born_on": "1976-05-14"}),
        office.post(record_url(maja, "town/"), {"city": "Koper", "country": "SI"}),
        office.post(record_url(maja, "contacts/"), {"kind": "mail", "value": "maja@example.org"}),
        office.post(record_url(maja, f"studies/{study}"), {"class_year": "1999", "degree": "BSc", "programme": "Law"}),
    ]

    maja.refresh_from_db()
    studied.refresh_from_db()
    contact = maja.contacts.get()
    assert {answer.status_code for answer in answers} == {302}
    assert (maja.name, maja.title, str(maja.born_on)) == ("Maja Novak", "dr.", "1976-05-14")
    assert [name.family for name in maja.other_names.all()] == ["Kovač"]
    assert (studied.class_year, studied.degree, str(studied.programme)) == (1999, "BSc", "Law")
    assert (maja.residence.city, maja.residence.country) == ("Koper", "SI")
    for value in (maja, studied, maja.residence, contact):
        assert (value.source, value.club) == (Source.OFFICER, club)
    assert (contact.value, contact.audience, contact.confirmed_at) == ("maja@example.org", None, None)
    deeds = AuditEntry.objects.filter(club_id=club.pk, person_id=maja.pk).values_list("deed", flat=True)
    assert {"memberships.correct_name", "memberships.correct_birth", "memberships.correct_town",
            "memberships.add_contact", "memberships.correct_study"} <= set(deeds)  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "said", "field"),
    [
        ("name/", {"given": "", "family": ""}, None),
        ("dates/", {"born_on": "1976-02-31"}, "born_on"),
        ("contacts/", {"kind": "mail", "value": "maja"}, None),
        ("contacts/", {"kind": "pigeon", "value": "maja"}, "kind"),
        ("town/", {"city": "Koper", "country": "Atlantis"}, "country"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(club: Club, office: Client, deed, said, field) -> None:
    maja = make_record(club, "Maja", "Kovač")

    page = office.post(record_url(maja, deed), said)

    assert page.status_code == 422
    forms = [page.context[name] for name in ("name_form", "dates_form", "contact_form", "town_form")]
    assert [list(form.errors) for form in forms if form.errors] == [[field or "__all__"]]
    assert ContactValue.objects.count() == 0


def test_a_contact_is_taken_off(club: Club, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač")
    make_contact(maja, club=club)
    drop = text(office, record_url(maja)).partition("contacts/")[2].partition('"')[0]

    office.post(record_url(maja, f"contacts/{drop}"))

    assert ContactValue.objects.count() == 0


def correct(person: Person, club: Club, by, what: str):
    studied, contact = person.affiliations.first(), person.contacts.first()
    who = {"club": club, "by": by, "now": NOW}
    return {
        "name": lambda: services.correct_name(
            person=person, given="A", family="B", preferred="", title="", **who
        ),
        "birth": lambda: services.correct_dates(person=person, born_on=NOW.date(), is_deceased=False, **who),
        "study": lambda: services.correct_study(affiliation=studied, class_year=2000, degree="", programme="", **who),
        "town": lambda: services.correct_town(person=person, city="Celje", country="SI", **who),
        "contact": lambda: services.drop_contact(contact=contact, **who),
    }[what]  # fmt: skip


@pytest.mark.parametrize("what", ["name", "birth", "study", "town", "contact"])
def test_what_a_member_said_herself_stays_hers(club: Club, grace: Officer, what: str) -> None:
    ada = make_member(club, source=Source.SELF)
    make_affiliation(ada, source=Source.SELF)
    make_residence(ada, source=Source.SELF)
    make_contact(ada, source=Source.SELF)

    with pytest.raises(SaidByThemselves):
        correct(ada, club, grace.person.account, what)()


@pytest.mark.parametrize("what", ["name", "study", "town", "contact"])
def test_what_another_club_holds_is_not_this_club_s_to_change(club: Club, grace: Officer, what: str) -> None:
    law = make_club("law")
    person = make_record(club, "Maja", "Kovač")
    Person.objects.filter(pk=person.pk).update(club=law)
    person.refresh_from_db()
    make_affiliation(person, club=law)
    make_residence(person, club=law)
    make_contact(person, club=law)

    with pytest.raises(HeldByAnother):
        correct(person, club, grace.person.account, what)()


@pytest.mark.parametrize("what", ["name", "birth", "study", "town", "contact"])
def test_who_is_not_on_the_books_is_not_corrected(club: Club, grace: Officer, what: str) -> None:
    person = make_record(make_club("law"), "Maja", "Kovač")
    make_affiliation(person)
    make_residence(person)
    make_contact(person)

    with pytest.raises(NotOnTheBooks):
        correct(person, club, grace.person.account, what)()


def test_who_has_died_leaves_the_books_and_comes_back_when_it_was_an_error(club: Club, grace: Officer) -> None:
    person, who = make_record(club, "Maja", "Kovač"), {"club": club, "by": grace.person.account, "now": NOW}

    services.correct_dates(person=person, born_on=None, is_deceased=True, **who)
    services.correct_dates(person=person, born_on=None, is_deceased=False, **who)

    deeds = (
        AuditEntry.objects.filter(person_id=person.pk, club_id=club.pk).order_by("pk").values_list("deed", flat=True)
    )
    assert list(deeds)[-2:] == ["memberships.note_death", "memberships.take_back_death"]


def test_correcting_nothing_is_no_deed(club: Club, grace: Officer) -> None:
    person, who = make_record(club, "Maja", "Kovač"), {"club": club, "by": grace.person.account, "now": NOW}
    studied = make_affiliation(person, 1999, club=club)
    before = AuditEntry.objects.count()

    services.correct_name(person=person, given="Maja", family="Kovač", preferred="", title="", **who)
    services.correct_study(affiliation=studied, class_year=1999, degree="", programme="", **who)
    services.correct_town(person=person, city="", country="", **who)

    assert AuditEntry.objects.count() == before


def test_a_blank_town_takes_it_away(club: Club, grace: Officer) -> None:
    person = make_record(club, "Maja", "Kovač")
    make_residence(person, club=club)

    services.correct_town(person=person, club=club, city="", country="", by=grace.person.account, now=NOW)

    assert not hasattr(Person.objects.get(pk=person.pk), "residence")


# Export


def exported(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline="")))


def test_a_list_leaves_the_house_with_a_reason_and_everybody_on_it_can_read_it(club, office, grace) -> None:
    maja = make_record(club, "=HYPERLINK(1)", "Kovač")
    make_affiliation(maja, 1999, degree="BSc", club=club)
    make_contact(maja, club=club, recorded_at=timezone.now())
    make_record(club, "Ana", "Novak")

    answer = office.post(f"{OFFICE}members/export/?q=kovac", {"reason": "Invitations of the class"})

    rows = exported(answer)
    assert answer["Content-Disposition"].startswith('attachment; filename="economics-')
    assert rows[1:] == [
        ["Kovač", "'=HYPERLINK(1)", "1999", "BSc", "On record", "Reachable", "ada@example.org", "", "", ""]
    ]
    entry = AuditEntry.objects.get(deed="memberships.export")
    assert entry.details == {
        "people": 1,
        "wanted": {"find": "kovac", "sort": "name"},
        "reason": "Invitations of the class",
    }
    assert list(AccessEntry.objects.values_list("person_id", "by_id", "what")) == [
        (maja.pk, grace.person.account.pk, "memberships.export")
    ]


def test_without_a_reason_nothing_leaves(club: Club, office: Client) -> None:
    page = office.post(f"{OFFICE}members/export/", {"reason": " "})

    assert page.status_code == 422
    assert AuditEntry.objects.filter(deed="memberships.export").count() == 0


@pytest.mark.parametrize("capabilities", [["see_records", "office"], ["export"]])
def test_export_is_a_right_apart_and_not_enough_alone(club: Club, capabilities) -> None:
    client = client_of(make_officer(club, capabilities=capabilities).person)

    assert client.get(f"{OFFICE}members/export/").status_code == 403
    assert client.post(f"{OFFICE}members/export/", {"reason": "Because"}).status_code == 403


# Officers


def test_a_member_is_found_and_appointed(club: Club, office: Client, grace: Officer) -> None:
    ada = make_member(club)
    host = services.make_role(club=club, name="Host", capabilities=["office"], by=None, now=NOW)

    found = text(office, f"{OFFICE}officers/?q=lovelace")
    answer = office.post(f"{OFFICE}officers/appoint/", {"person": ada.public_id, "role": host.pk, "is_listed": "on"})

    assert ada.public_id in found
    assert answer.status_code == 302
    assert access.rights_of(ada.account, club, today=NOW.date() + timedelta(days=9999)) == {"office"}


def test_only_roles_with_rights_one_holds_are_offered_and_taken(club: Club) -> None:
    keeper = make_officer(club, capabilities=["manage_roles"])
    ada = make_member(club)
    export = services.make_role(club=club, name="Export", capabilities=["export"], by=None, now=NOW)
    client = client_of(keeper.person)

    page = client.get(f"{OFFICE}officers/?q=lovelace")
    answer = client.post(f"{OFFICE}officers/appoint/", {"person": ada.public_id, "role": export.pk})

    assert export not in page.context["appoint"].fields["role"].queryset
    assert answer.status_code == 403
    assert Officer.objects.filter(person=ada).count() == 0


@pytest.mark.parametrize("wrong", ["record", "other club", "other role"])
def test_only_members_and_roles_of_the_club(club: Club, office: Client, grace: Officer, wrong: str) -> None:
    law = make_club("law")
    role = services.make_role(club=law, name="Host", capabilities=[], by=None, now=NOW)
    person = {"record": make_record(club), "other club": make_member(law), "other role": make_member(club)}[wrong]

    answer = office.post(
        f"{OFFICE}officers/appoint/",
        {"person": person.public_id, "role": role.pk if wrong == "other role" else grace.role.pk},
    )

    assert answer.status_code == (409 if wrong == "record" else 404)
    assert Officer.objects.filter(person=person).count() == 0


def test_an_officer_is_dismissed_and_the_last_keeper_is_not(club: Club, office: Client, grace: Officer) -> None:
    page = text(office, f"{OFFICE}officers/")
    dismiss = [
        part.partition('"')[0] for part in page.split('action="')[1:] if part.partition('"')[0].endswith("dismiss/")
    ]

    answer = office.post(dismiss[0], follow=True).content.decode()

    assert "Appoint another first." in answer
    assert Officer.objects.get().until_on is None

    make_officer(club, make_member(club), capabilities=["manage_roles", "office"])
    office.post(dismiss[0])

    assert access.keepers_of(club, today=NOW.date() + timedelta(days=9999)).count() == 1


def test_a_role_is_made_and_changed(club: Club, office: Client) -> None:
    office.post(f"{OFFICE}officers/roles/", {"name": "Host", "capabilities": ["office"]})
    host = Role.objects.get(name="Host")
    page = text(office, f"{OFFICE}officers/")
    addresses = {part.partition('"')[0] for part in page.split('action="')[1:]}
    changes = [one for one in addresses if "/officers/roles/" in one and not one.endswith("/officers/roles/")]

    for address in changes:
        if "Host" in page.partition(address)[2].partition("</form>")[0]:
            office.post(address, {"name": "Guide", "capabilities": ["office", "admit"]})

    host.refresh_from_db()
    assert (host.name, host.capabilities) == ("Guide", ["admit", "office"])


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"name": "", "capabilities": []}, "name"),
        ({"name": "Host", "capabilities": ["fly"]}, "capabilities"),
        ({"name": "Taken", "capabilities": []}, "name"),
    ],
)
def test_a_role_that_cannot_be_is_said_at_its_place(club: Club, office: Client, said, error) -> None:
    services.make_role(club=club, name="Taken", capabilities=[], by=None, now=NOW)

    page = office.post(f"{OFFICE}officers/roles/", said)

    assert page.status_code == 422
    assert list(page.context["new_role"].errors) == [error]


def test_the_officers_page_costs_the_same_for_few_and_for_many(club: Club, office: Client, grace: Officer) -> None:
    one = cost(office, f"{OFFICE}officers/")
    for number in range(10):
        services.appoint(person=make_member(club, f"P{number}"), role=grace.role, by=None, now=NOW)
        services.make_role(club=club, name=f"Role {number}", capabilities=["office"], by=None, now=NOW)

    assert cost(office, f"{OFFICE}officers/") == one


# Rules


def rules(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Economics", "short_name": "", "founded_year": "1946", "city": "Ljubljana",
        "time_zone": "Europe/Ljubljana", "language": "sl", "also_in": ["en"], "colour": "#0e5a4f",
        "crest_shape": "shield", "crest_letters": "EF", "name_en": "", "name_sl": "Ekonomija", "lede_en": "Hello.",
        "lede_sl": "", "about_en": "", "about_sl": "", "joining": "open", "default_audience": "30",
        "unclaimed_basis": "", "legal_name": "Society", "postal_address": "", "contact_mail": "", **changed,
    }  # fmt: skip


def test_rules_are_saved_with_who_and_what(club: Club, office: Client, grace: Officer) -> None:
    answer = office.post(f"{OFFICE}rules/", rules())

    club.refresh_from_db()
    entry = AuditEntry.objects.get(deed="clubs.change")
    assert answer["Location"] == f"{OFFICE}rules/"
    assert (club.languages, club.names, club.lede) == (["sl", "en"], {"sl": "Ekonomija"}, {"en": "Hello."})
    assert (club.joining, club.default_audience, club.colour) == ("open", 30, "#0e5a4f")
    assert (entry.by_id, entry.details["was"]["joining"], entry.details["becomes"]["joining"]) == (
        grace.person.account.pk, "approval", "open",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"colour": "blue"}, "colour"),
        ({"founded_year": "2999"}, "founded_year"),
        ({"founded_year": "1000"}, "founded_year"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"joining": "never"}, "joining"),
        ({"default_audience": "0"}, "default_audience"),
        ({"shows_unclaimed": "on"}, "unclaimed_basis"),
        ({"contact_mail": "nobody"}, "contact_mail"),
        ({"crest_letters": "ABCD"}, "crest_letters"),
    ],
)
def test_rules_that_make_no_sense_are_said_at_their_place(club: Club, office: Client, changed, field) -> None:
    page = office.post(f"{OFFICE}rules/", rules(**changed))

    club.refresh_from_db()
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert club.joining == "approval"


def test_unclaimed_graduates_are_shown_only_with_a_recorded_basis(club: Club, office: Client) -> None:
    office.post(f"{OFFICE}rules/", rules(shows_unclaimed="on", unclaimed_basis="Weighed on 4 May."))

    club.refresh_from_db()
    assert (club.shows_unclaimed, club.unclaimed_basis) == (True, "Weighed on 4 May.")


def test_a_colour_is_shown_with_its_contrasts_before_it_is_saved(club: Club, office: Client) -> None:
    part = office.get(f"{OFFICE}rules/palette/?colour=%230e5a4f", headers={"hx-request": "true"}).content.decode()
    none = office.get(f"{OFFICE}rules/palette/?colour=blue", headers={"hx-request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="palette-shown"')
    assert "Contrast: nameplate 7.9, button 7.9, link 7.6." in part
    assert "Choose a colour" in none


# Who may open what

PAGES = {
    "": "office", "members/": "see_records", "requests/": "admit", "officers/": "manage_roles", "rules/": "edit_club",
    "rules/palette/": "edit_club",
}  # fmt: skip


@pytest.mark.parametrize(("page", "capability"), PAGES.items())
def test_each_page_of_the_office_opens_to_its_capability_alone(club: Club, page: str, capability: str) -> None:
    others = [one for one in ("office", "see_records", "admit", "manage_roles", "edit_club") if one != capability]
    allowed = make_officer(club, make_member(club, "Grace", "Hopper"), capabilities=[capability])
    not_allowed = make_officer(club, make_member(club, "Alan", "Turing"), capabilities=others)
    asked = {
        "stranger": Client(),
        "member": client_of(make_member(club)),
        "member of another club": client_of(make_member(make_club("law"))),
        "officer of another club": client_of(make_officer(Club.objects.get(slug="law")).person),
        "officer without": client_of(not_allowed.person),
        "officer with": client_of(allowed.person),
    }

    answers = {who: client.get(f"{OFFICE}{page}").status_code for who, client in asked.items()}

    assert answers == {
        "stranger": 302,
        "member": 403,
        "member of another club": 404,
        "officer of another club": 404,
        "officer without": 403,
        "officer with": 200,
    }
