"""Told on one's devices: sealed for the browser alone, sent to push services only, and never twice to the same."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from py_vapid import Vapid02

from vezi.network.memberships.tests.factories import client_of
from vezi.network.notices import choosing, devices, pushing, services
from vezi.network.notices.models import Device, Notice
from vezi.network.notices.tests.factories import ASKED, choose, tell
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SECRET = b"0123456789abcdef"
MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"


def base64(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")


@dataclass
class Browser:
    """A browser behind a push service on loopback: what it was sent, and what the service answers."""

    service: str = ""
    answers: int = 201
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def said(self) -> dict[str, str]:
        """What it says when its person allowed it to show notices."""
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )  # fmt: skip
        return {"endpoint": f"{self.service}/push/1", "key": base64(point), "secret": base64(SECRET)}

    def read(self) -> list[dict[str, str]]:
        """What it shows."""
        opened = (
            http_ece.decrypt(octets, private_key=self.key, auth_secret=SECRET, version="aes128gcm")
            for _headers, octets in self.came
        )
        return [json.loads(words) for words in opened]


@pytest.fixture
def browser(settings) -> Iterator[Browser]:
    found = Browser()

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.came.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(found.answers)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    found.service = f"http://127.0.0.1:{server.server_port}"
    settings.PUSH_SERVICES = [found.service]
    Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def add(person, browser: Browser) -> Device:
    return devices.add(person=person, agent=FIREFOX, now=NOW, **browser.said)


def pushed() -> bool:
    return pushing.push_all(now=NOW)


def test_a_browser_is_added_told_and_taken_out(browser, ada, maja):
    client = client_of(maja)
    assert client.post(reverse("notices:device_add"), browser.said, headers={"User-Agent": FIREFOX}).status_code == 204
    assert "Firefox, Linux" in client.get(reverse("notices:settings")).content.decode()
    choose(maja, ASKED, way="push")

    tell(maja, by=ada, about="tests:7")
    pushed()

    assert browser.read() == [
        {
            "title": "Requests",
            "body": "Ada Lovelace would like to connect with you",
            "url": "/notices/open/?kind=tests.asked&about=tests%3A7",
            "tag": pushing.tag_of(Notice.objects.get()),
        }
    ]
    assert Notice.objects.get().due_at is None  # nothing by mail besides
    client.post(reverse("notices:device_remove", args=[Device.objects.get().public_id]))
    assert not Device.objects.exists()


def test_the_service_learns_who_sends_and_nothing_else(browser, ada, maja):
    add(maja, browser)
    choose(maja, ASKED, way="push")

    tell(maja, by=ada)
    pushed()

    headers, octets = browser.came[0]
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "86400")
    assert Vapid02.verify(headers["Authorization"])
    assert f"k={pushing.public_key()}" in headers["Authorization"]
    assert b"Lovelace" not in octets


def test_what_is_read_settled_or_of_somebody_apart_is_not_sent(browser, ada, maja, ziga):
    add(maja, browser)
    choose(maja, ASKED, way="push")
    for number, person in enumerate((ada, ziga, ada, ziga)):
        tell(maja, by=person, about=f"tests:{number}")
    services.read(person=maja, about="tests:0", now=NOW)
    services.settle(person=maja, about="tests:1", now=NOW)
    make_block(maja, ada)

    pushed()

    assert [one["url"] for one in browser.read()] == ["/notices/open/?kind=tests.asked&about=tests%3A3"]
    assert not Notice.objects.filter(push_at__isnull=False).exists()
    pushed()
    assert len(browser.came) == 1


def test_a_browser_that_is_gone_is_forgotten_and_the_daily_digest_tells(browser, ada, maja):
    add(maja, browser)
    choose(maja, ASKED, way="push")
    browser.answers = 410
    tell(maja, by=ada, about="tests:1")
    pushed()
    assert not Device.objects.exists()

    later = tell(maja, by=ada, about="tests:2")

    assert later is not None
    assert (later.push_at, later.alone, later.due_at is not None) == (None, False, True)


@pytest.mark.parametrize("answers", [429, 500, 503])
def test_a_service_that_is_down_is_tried_again_and_given_up_after_hours(browser, ada, maja, answers: int):
    add(maja, browser)
    choose(maja, ASKED, way="push")
    browser.answers = answers
    notice = tell(maja, by=ada)
    assert notice is not None

    pushed()

    notice.refresh_from_db()
    assert notice.push_at == NOW + pushing.AGAIN_AFTER
    pushing.push_all(now=NOW + pushing.GIVEN_UP_AFTER)
    notice.refresh_from_db()
    assert notice.push_at is None
    assert Device.objects.count() == 1


@pytest.mark.parametrize(("way", "is_in_digest"), [("none", False), ("page", False), ("day", True), ("now", True)])
def test_what_was_not_sent_yet_follows_a_new_choice(browser, ada, maja, way: str, is_in_digest: bool):
    add(maja, browser)
    choose(maja, ASKED, way="push")
    tell(maja, by=ada)
    browser.answers = 503
    pushing.push_all(now=NOW)
    browser.came.clear()

    choosing.choose(person=maja, kind=ASKED.name, way=way, now=NOW)
    pushing.push_all(now=NOW + timedelta(hours=1))

    told = Notice.objects.get()
    assert (browser.came, told.push_at, told.due_at is not None) == ([], None, is_in_digest)


def test_what_waits_for_the_digest_is_not_lost_to_who_chooses_her_devices(browser, ada, maja):
    add(maja, browser)
    choose(maja, ASKED, way="day")
    tell(maja, by=ada)

    choosing.choose(person=maja, kind=ASKED.name, way="push", now=NOW)

    assert Notice.objects.get().due_at is not None


def test_nothing_comes_in_a_quiet_holiday(browser, ada, maja):
    add(maja, browser)
    choose(maja, ASKED, way="push")
    choosing.keep_rhythm(person=maja, away_from=NOW.date(), away_until=NOW.date() + timedelta(days=3), now=NOW)

    notice = tell(maja, by=ada)

    assert notice is not None
    assert (notice.push_at, notice.due_at.date() if notice.due_at else None) == (None, NOW.date() + timedelta(days=4))


def test_who_uses_the_browser_next_takes_it_over(browser, ada, maja):
    add(maja, browser)
    add(ada, browser)

    assert list(Device.objects.values_list("person", flat=True)) == [ada.pk]


def test_signing_out_ends_it_in_this_browser_alone(browser, maja):
    client = client_of(maja)
    client.post(reverse("notices:device_add"), browser.said)
    elsewhere = devices.add(person=maja, agent=FIREFOX, now=NOW, **{**browser.said, "endpoint": MOZILLA})

    client.logout()

    assert list(Device.objects.all()) == [elsewhere]


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://10.0.0.1/push"},
        {"endpoint": "https://push.example.org/1"},
        {"endpoint": "http://updates.push.services.mozilla.com/1"},
        {"endpoint": "https://updates.push.services.mozilla.com:8443/1"},
        {"endpoint": "https://someone@updates.push.services.mozilla.com/1"},
        {"endpoint": "https://updates.push.services.mozilla.com.example.org/1"},
        {"endpoint": "https://evilnotify.windows.com/1"},
        {"endpoint": "https://[::1/1"},
        {"endpoint": MOZILLA + "a" * 600},
        {"key": "AAAA"},
        {"key": "BA" + "A" * 85},
        {"key": "č"},
        {"secret": "short"},
        {"secret": ""},
    ],
)  # fmt: skip
def test_nothing_is_sent_anywhere_else(browser, maja, wrong: dict[str, str]):
    client = client_of(maja)

    answer = client.post(reverse("notices:device_add"), {**browser.said, **wrong})

    assert answer.status_code == 422
    assert not Device.objects.exists()


def test_the_eleventh_device_takes_the_place_of_the_first(browser, maja):
    for number in range(devices.MOST + 1):
        said = {**browser.said, "endpoint": f"{MOZILLA}{number}"}
        devices.add(person=maja, agent=FIREFOX, now=NOW + timedelta(minutes=number), **said)

    assert sorted(Device.objects.values_list("endpoint", flat=True)) == sorted(
        f"{MOZILLA}{number}" for number in range(1, devices.MOST + 1)
    )


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/140.0 Safari/537 Edg/140.0", "Edge, Windows"),
        ("", "A browser"),
    ],
)  # fmt: skip
def test_a_device_is_named_by_what_it_says_of_itself(agent: str, name: str):
    assert devices.name_of(agent) == name
