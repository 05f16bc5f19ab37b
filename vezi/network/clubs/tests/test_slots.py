"""What clubs show on pages of the house."""

import pytest
from django.test import Client

from vezi.network.clubs.tests.factories import make_club

pytestmark = pytest.mark.django_db


def test_the_house_s_page_on_privacy_leads_to_what_each_club_says_and_back(client: Client) -> None:
    assert "There is no club in this house yet." in client.get("/privacy/").content.decode()

    make_club("economics")

    assert 'href="/c/economics/privacy/"' in client.get("/privacy/").content.decode()
    assert 'href="/privacy/"' in client.get("/c/economics/privacy/").content.decode()
