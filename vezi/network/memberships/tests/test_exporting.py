"""A list leaves the house with a reason, and harmless."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone

from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import client_of, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE
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
