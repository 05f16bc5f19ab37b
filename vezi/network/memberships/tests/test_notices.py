"""What a club tells people about the use of their data is written by its officers, version by version."""

import pytest
from django.test import Client

from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.consent.models import Basis, Notice
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.pages import OFFICE, text

pytestmark = pytest.mark.django_db
NOTICES = f"{OFFICE}rules/notices/"


def test_each_change_is_a_new_version_with_who_wrote_it(club: Club, office: Client, grace: Officer) -> None:
    said = {"basis": Basis.CONSENT, "text_en": "Your address, for news.", "text_sl": ""}

    office.post(f"{NOTICES}news/", said)
    office.post(f"{NOTICES}news/", {**said, "text_sl": "Vaš naslov, za novice."})
    office.post(f"{NOTICES}news/", {**said, "text_sl": "Vaš naslov, za novice."})

    versions = Notice.objects.filter(club=club, purpose="news").order_by("version").values_list("version", "text")
    assert list(versions) == [
        (1, {"en": "Your address, for news."}),
        (2, {"en": "Your address, for news.", "sl": "Vaš naslov, za novice."}),
    ]
    assert AuditEntry.objects.filter(deed="consent.publish_notice", by_id=grace.person.account.pk).count() == 2
    assert "Your address, for news." in text(Client(), "/c/economics/privacy/")
    assert "Version 2" in text(office, NOTICES)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"basis": "because", "text_en": "X"}, "basis"),
        ({"basis": Basis.CONSENT, "text_en": " "}, "text_en"),
    ],
)
def test_what_is_missing_is_said_at_its_place(club: Club, office: Client, said, field) -> None:
    page = office.post(f"{NOTICES}news/", said)

    forms = {one["code"]: one["form"] for one in page.context["purposes"]}
    assert page.status_code == 422
    assert list(forms["news"].errors) == [field]
    assert Notice.objects.count() == 0


def test_a_purpose_that_is_none_is_not_here(office: Client) -> None:
    assert office.post(f"{NOTICES}spying/", {"basis": Basis.CONSENT, "text_en": "X"}).status_code == 404


def test_the_rules_lead_to_the_notices(office: Client) -> None:
    assert NOTICES in text(office, f"{OFFICE}rules/")
