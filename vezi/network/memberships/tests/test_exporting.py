"""A list leaves the house with a reason, and harmless."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.models import Export, Officer
from vezi.network.memberships.services import exporting
from vezi.network.memberships.tests.factories import client_of, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE
from vezi.network.people import erasing as people_erasing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_contact

pytestmark = pytest.mark.django_db


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


# Long lists


@pytest.fixture
def long_one(club: Club, office: Client, monkeypatch) -> Export:
    """Of five people, two in a part."""
    monkeypatch.setattr(services, "LONG", 3)
    monkeypatch.setattr(exporting, "A_PART", 2)
    for family in ("Abel", "Bor", "Cene", "Dolenc"):
        make_record(club, "Žiga", family)
    answer = office.post(f"{OFFICE}members/export/", {"reason": "A letter to all"})
    export = Export.objects.get()
    assert answer["Location"] == f"{OFFICE}members/export/{export.public_id}/"
    return export


def names(answer) -> list[str]:
    return [row[0] for row in exported(answer)]


def write(export: Export) -> None:
    while services.write_next_part(export_id=export.pk, now=timezone.now()):
        pass


def test_a_long_list_is_written_in_parts_and_taken_when_it_is_done(office: Client, long_one: Export) -> None:
    here = f"{OFFICE}members/export/{long_one.public_id}/"
    early = office.post(f"{here}take/")
    services.write_next_part(export_id=long_one.pk, now=timezone.now())
    between = office.get(here).content.decode()
    write(long_one)

    assert early.status_code == 302
    assert "2 of 5" in between
    assert names(office.post(f"{here}take/")) == ["Surname", "Abel", "Bor", "Cene", "Dolenc", "Hopper"]
    assert AuditEntry.objects.filter(deed__in=("memberships.export", "memberships.take_export")).count() == 2
    assert AccessEntry.objects.filter(what="memberships.export").count() == 5


def test_killed_in_the_middle_a_long_list_goes_on_without_a_line_twice(office, long_one, monkeypatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_given, **_more):
        raise Killed

    services.write_next_part(export_id=long_one.pk, now=timezone.now())
    with monkeypatch.context() as patched:
        patched.setattr(Export, "save", killed)  # the part is written, how far one is, is not
        with pytest.raises(Killed):
            services.write_next_part(export_id=long_one.pk, now=timezone.now())
    write(long_one)

    taken = names(office.post(f"{OFFICE}members/export/{long_one.public_id}/take/"))
    assert taken == ["Surname", "Abel", "Bor", "Cene", "Dolenc", "Hopper"]


def test_a_list_is_for_the_officer_who_asked_while_she_may(club: Club, office, grace, long_one: Export) -> None:
    write(long_one)
    here = f"{OFFICE}members/export/{long_one.public_id}/"
    edith = client_of(make_officer(club, capabilities=["see_records", "export"], given="Edith").person)

    others = edith.get(here).status_code, edith.post(f"{here}take/").status_code
    Officer.objects.filter(person=grace.person).update(until_on=timezone.localdate() - timedelta(days=1))

    assert others == (404, 404)
    assert office.post(f"{here}take/").status_code == 403


def test_a_list_is_gone_after_a_day_or_when_somebody_on_it_is_erased(club: Club, office, long_one: Export) -> None:
    write(long_one)
    later = timezone.now() + timedelta(hours=25)
    abel = Person.objects.get(family="Abel")

    with transaction.atomic():
        services.clear_exports(now=later)
        cleared = Export.objects.count()
        transaction.set_rollback(True)
    people_erasing.erase(person=abel, by=None, why="a letter of 3 May", now=later, club=club)

    assert cleared == 0
    assert Export.objects.count() == 0
