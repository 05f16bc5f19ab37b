"""The outbox page: only where the house is tried out, and no letter can act in it."""

import pytest
from django.test import Client

from vezi.core.mail import gate, secrets
from vezi.core.mail.tests.factories import NOW, make_letter
from vezi.core.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings) -> None:
    settings.VEZI_DEMO = True


@pytest.mark.parametrize("address", ["/outbox/", "/outbox/{}/", "/outbox/{}/set/"])
def test_outside_the_demo_there_is_no_outbox(client: Client, settings, address: str) -> None:
    settings.VEZI_DEMO = settings.DEBUG = False
    mail = gate.post(make_letter(), now=NOW)

    assert client.get(address.format(mail.public_id)).status_code == 404


@pytest.mark.usefixtures("demo")
def test_the_outbox_lists_letters_and_finds_them(client: Client) -> None:
    gate.post(make_letter(to="ada@example.org", context={"headline": "To Ada"}), now=NOW)
    gate.post(make_letter(to="grace@example.org", context={"headline": "To Grace"}), now=NOW)

    everything = client.get("/outbox/").content.decode()
    found = client.get("/outbox/?to=ADA@").content.decode()

    assert "To Ada" in everything
    assert "To Grace" in everything
    assert "To Ada" in found
    assert "To Grace" not in found


@pytest.mark.usefixtures("demo")
def test_a_letter_of_somebody_who_was_erased_has_a_title_all_the_same(client: Client) -> None:
    mail = gate.post(make_letter(), now=NOW)
    OutgoingMail.objects.update(subject="", text="", html="", to="", to_name="")

    for address in ("/outbox/", f"/outbox/{mail.public_id}/"):
        assert "A letter of which no word is kept" in client.get(address).content.decode()


@pytest.mark.usefixtures("demo")
def test_a_letter_is_shown_in_a_frame_that_may_do_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(secrets._keepers, "core.test", lambda name: f"open-sesame-{name}")
    button = {"words": "Come in", "url": f"https://vezi.example/claim/{secrets.PLACE}/"}
    mail = gate.post(make_letter(secret="core.test:7", context={"button": button}), now=NOW)

    page = client.get(f"/outbox/{mail.public_id}/")
    framed = client.get(f"/outbox/{mail.public_id}/set/")

    assert "open-sesame-7" in page.content.decode()
    assert page.headers["Content-Security-Policy"].endswith("; frame-src 'self'")
    assert "open-sesame-7" in framed.content.decode()
    assert "script-src" not in framed.headers["Content-Security-Policy"]
    assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
