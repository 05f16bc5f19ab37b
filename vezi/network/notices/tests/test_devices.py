"""Told on one's devices: sealed for the browser alone, sent to push services only, and never twice to the same."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from py_vapid import Vapid02

from vezi.network.memberships.tests.factories import client_of
from vezi.network.notices import choosing, devices, pushing, services
from vezi.network.notices.models import Device, Notice
from vezi.network.notices.tests import push_service
from vezi.network.notices.tests.factories import ASKED, POSTED, choose, tell
from vezi.network.notices.tests.push_service import Browser
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"


@pytest.fixture
def browser(settings) -> Iterator[Browser]:
    with push_service.standing(allowed=pushing.public_key()) as found:
        settings.PUSH_SERVICES = [found.service]
        yield found


def add(person: Person, browser: Browser) -> Device:
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
    assert (headers["Content-Encoding"], headers["TTL"], browser.refused) == ("aes128gcm", "86400", [])
    assert (
        push_service.signed_by(headers["Authorization"], audience=browser.service, now=time.time())
        == pushing.public_key()
    )
    assert (b"Lovelace" in octets, "Lovelace" in str(headers)) == (False, False)


def test_no_other_browser_opens_it_and_the_same_words_are_sealed_differently_each_time(browser, ada, maja):
    add(maja, browser)
    choose(maja, ASKED, way="push")
    for number in range(2):
        tell(maja, by=ada, about=f"tests:{number}")
    pushed()

    (_, first), (_, second) = browser.came
    for key, secret in ((push_service.new_key(), browser.secret), (browser.key, b"fedcba9876543210")):
        with pytest.raises(InvalidTag):
            push_service.opened(first, key=key, secret=secret)
    with pytest.raises(InvalidTag):
        push_service.opened(first[:-1] + bytes([first[-1] ^ 1]), key=browser.key, secret=browser.secret)
    assert (first[:16] != second[:16], first[21:86] != second[21:86]) == (True, True)


def test_the_stand_in_opens_what_the_standard_gives_as_its_example():
    """RFC 8291, 5 and appendix A."""
    private = int.from_bytes(push_service.decoded("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"))
    message = (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )

    opened = push_service.opened(
        push_service.decoded(message),
        key=ec.derive_private_key(private, ec.SECP256R1()),
        secret=push_service.decoded("BTBZMqHH6r4Tts7J_aSIgg"),
    )

    assert opened == b"When I grow up, I want to be a watermelon"


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"aud": "https://push.example"}, "signed for another service"),
        ({"exp": 1_000_000_000}, "signed for too long, or too long ago"),
        ({"exp": 99_999_999_999}, "signed for too long, or too long ago"),
    ],
)
def test_the_stand_in_refuses_what_push_services_refuse(browser, ada, maja, monkeypatch, fault, why: str):
    """Else it would prove nothing of what we send."""
    sign = Vapid02.sign
    monkeypatch.setattr(Vapid02, "sign", lambda self, claims: sign(self, claims | fault))
    add(maja, browser)
    choose(maja, ASKED, way="push")
    notice = tell(maja, by=ada)

    pushed()

    assert (browser.came, browser.refused) == ([], [why])
    assert notice is not None
    notice.refresh_from_db()
    assert (notice.push_at, Device.objects.count()) == (None, 1)  # refused for good: it stands under the bell


def test_a_house_with_another_key_than_the_browser_knows_is_refused(browser, ada, maja):
    browser.allowed = push_service.encoded(push_service.point_of(push_service.new_key()))
    add(maja, browser)
    choose(maja, ASKED, way="push")
    tell(maja, by=ada)

    pushed()

    assert (browser.came, browser.refused) == ([], ["another key than the browser was given"])


def test_the_longest_words_fit_into_a_message_that_services_take(browser, ada, maja):
    Person.objects.filter(pk=ada.pk).update(given="Ž" * 80, family="Č" * 80)
    add(maja, browser)
    choose(maja, POSTED, way="push")
    tell(maja, POSTED, by=ada, about="x" * 120, words={"group": "Š" * 4000, "title": "Đ" * 4000})

    pushed()

    assert (browser.refused, len(browser.read())) == ([], 1)


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
