"""Coming in: by password, by a code from the outbox, by passkey, and with a second factor."""

import hmac
import struct
import time
from base64 import b32decode

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound
from tests.journeys.visitors import CODE, Visitors, code_in
from vezi.demo.cast import BY_KEY, DEMO_PASSWORD

SLOVENIAN_PHONE = Eyes(390, language="sl")


def come_in(page: Page, key: str, password: str = DEMO_PASSWORD) -> None:
    page.locator("input[name=login]").fill(BY_KEY[key].mail)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_a_wrong_password_is_said_and_the_right_one_opens(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/accounts/login/", eyes=eyes, complaints_of={"422", "400"})
    assert_sound(page)

    come_in(page, "gregor-stih", "kava ob morju")
    expect(page.locator(".n-bad, .err").first).to_be_visible()
    assert_sound(page)
    come_in(page, "gregor-stih")

    page.wait_for_url("**/home/")


def test_who_wanted_a_page_gets_there_after_coming_in(visit: Visitors) -> None:
    page = visit("/people/?q=zupan")

    page.wait_for_url("**/accounts/login/**")
    come_in(page, "tomaz-groselj")

    page.wait_for_url("**/people/?q=zupan")


@pytest.mark.parametrize(
    ("eyes", "script"), [(Eyes(), True), (SLOVENIAN_PHONE, False)], ids=["desktop", "phone-without-script"]
)
def test_a_code_by_mail_opens_the_door_once(visit: Visitors, eyes: Eyes, script: bool) -> None:
    mail = BY_KEY["natasa-jurecic"].mail
    page = visit("/accounts/login/", eyes=eyes, script=script, complaints_of={"422", "400"})
    page.locator("a.btn[href*=code]").click()
    page.locator("input[name=email]").fill(mail)
    page.locator("form:has(input[name=email]) button.btn-primary").click()
    code_field = page.locator("input[name=code]")
    expect(code_field).to_be_visible()
    if script:
        assert_sound(page)

    code_field.fill("WRONG1")
    code_field.press("Enter")
    expect(page.locator(".err, .n-bad").first).to_be_visible()
    code = code_in(visit.letter(mail, of=page, holding=CODE))
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=code]").press("Enter")

    page.wait_for_url("**/home/")


def test_a_passkey_is_made_and_opens_the_door(visit: Visitors) -> None:
    page = visit("/accounts/", as_="jernej-pececnik")
    device(page)

    page.locator("a[href*='webauthn/add']").click()
    assert_sound(page)
    page.locator("#passkey_add").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.context.clear_cookies(name="sessionid")
    visit.signed_in.pop("jernej-pececnik")
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()

    page.wait_for_url("**/home/")
    page.goto("/accounts/")
    expect(page.locator("#coming-in, section.hang").first).to_contain_text("last used on")


def device(page: Page) -> None:
    """A telephone that recognises its owner's finger."""
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    talk.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_second_factor_is_added_and_asked_for(visit: Visitors) -> None:
    page = visit("/accounts/", as_="mojca-sinkovec-vrecko", eyes=PHONE, complaints_of={"422", "400"})
    page.locator("a[href*='totp/activate']").click()
    assert_sound(page)
    secret = page.locator("code").inner_text()

    give(page, six_digits(secret))
    page.wait_for_url(lambda url: "activate" not in url)
    page.goto("/accounts/2fa/recovery-codes/")
    assert_sound(page)
    recovery = page.locator("main li, main code, main pre").first.inner_text().split()[0]

    visit.signed_in.pop("mojca-sinkovec-vrecko")
    come_in_again(page)
    assert_sound(page)
    give(page, "000000")
    expect(page.locator(".err, .n-bad").first).to_be_visible()
    give(page, six_digits(secret))
    page.wait_for_url("**/home/")

    come_in_again(page)  # without the telephone
    give(page, recovery)
    page.wait_for_url("**/home/")


def come_in_again(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")
    page.goto("/accounts/login/")
    come_in(page, "mojca-sinkovec-vrecko")
    page.wait_for_url("**/2fa/authenticate/**")


def give(page: Page, code: str) -> None:
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=code]").press("Enter")


def six_digits(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238), with time left to type it."""
    if (over := time.time() % 30) > 24:
        time.sleep(30 - over)
    moment = struct.pack(">Q", int(time.time()) // 30)
    mark = hmac.digest(b32decode(secret + "=" * (-len(secret) % 8)), moment, "sha1")
    at = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_nobody_learns_whether_an_address_has_an_account(visit: Visitors) -> None:
    page = visit("/accounts/login/code/")

    page.locator("input[name=email]").fill("nobody@nowhere.example")
    page.locator("form:has(input[name=email]) button.btn-primary").click()

    expect(page.locator("input[name=code]")).to_be_visible()


def test_signing_out_closes_the_door(visit: Visitors) -> None:
    page = visit("/accounts/login/")
    come_in(page, "peter-szucs-kovari")
    page.wait_for_url("**/home/")

    page.locator("header details.corner summary").click()
    page.locator("header details.corner form[action*=logout] button").click()
    page.wait_for_url(lambda url: "/home/" not in url)
    page.goto("/home/")

    page.wait_for_url("**/accounts/login/**")
