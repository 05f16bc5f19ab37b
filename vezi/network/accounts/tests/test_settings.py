"""The page of one's account and what can be changed on it."""

from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from vezi.core.models import AuditEntry, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import PASSWORD, make_account
from vezi.network.accounts.tests.test_doors import code_now, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> Account:
    """Ada, just signed in."""
    cache.clear()
    account = make_account("ada@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    sign_in(client)
    return account


def test_a_visitor_is_led_to_the_door(client: Client) -> None:
    assert client.get("/accounts/").url == "/accounts/login/?next=/accounts/"


def test_the_page_shows_every_way_in(client: Client, ada: Account) -> None:
    TOTP.activate(ada, generate_totp_secret())
    RecoveryCodes.activate(ada)

    page = client.get("/accounts/").content.decode()

    assert "ada@example.org" in page
    assert "We ask for its code when you come in." in page
    assert "10 are left." in page
    assert "this browser" in page


@pytest.mark.parametrize(
    "name",
    [
        "account_email", "account_change_password", "mfa_activate_totp", "mfa_add_webauthn", "account_logout",
        "account_reauthenticate",
    ],
)  # fmt: skip
def test_every_page_of_the_account_is_set_by_the_house(client: Client, ada: Account, name: str) -> None:
    page = client.get(reverse(name), follow=True)

    assert page.status_code == 200
    assert "vezi.css" in page.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_login", "account_signup", "account_signup_by_passkey", "account_request_login_code",
        "account_reset_password", "account_inactive", "account_password_reset_completed",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "sl"])
def test_every_door_is_set_by_the_house(client: Client, name: str, language: str) -> None:
    client.cookies["vezi_language"] = language

    page = client.get(reverse(name), follow=True)

    assert page.status_code == 200
    assert "vezi.css" in page.content.decode()
    assert "style=" not in page.content.decode()


@pytest.mark.parametrize("address", ["/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/sessions/"])
def test_lists_of_allauth_stand_on_the_one_page(client: Client, ada: Account, address: str) -> None:
    assert client.get(address).url == "/accounts/"


def test_the_language_of_letters_and_pages_is_chosen(client: Client, ada: Account) -> None:
    response = client.post("/accounts/language/", {"language": "sl"})

    ada.refresh_from_db()
    assert ada.language == "sl"
    assert response.cookies["vezi_language"].value == "sl"
    assert AuditEntry.objects.filter(deed="accounts.choose_language", by_id=ada.pk).count() == 1


def test_an_unknown_language_is_refused_at_its_field(client: Client, ada: Account) -> None:
    response = client.post("/accounts/language/", {"language": "tlh"})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_a_language_chosen_in_the_head_is_remembered_by_the_account(client: Client, ada: Account) -> None:
    for _ in range(2):
        client.post("/language/", {"language": "sl", "next": "/"})

    ada.refresh_from_db()
    assert ada.language == "sl"
    assert AuditEntry.objects.filter(deed="accounts.choose_language", by_id=ada.pk).count() == 1
    elsewhere = Client()
    assert sign_in(elsewhere).cookies["vezi_language"].value == "sl"
    assert '<html lang="sl"' in elsewhere.get("/accounts/").content.decode()
    Client().post(reverse("account_request_login_code"), {"email": ada.email})
    assert OutgoingMail.objects.get().language == "sl"


@pytest.mark.parametrize("language", ["tlh", "", "en-us"])
def test_a_language_the_house_does_not_speak_is_not_remembered(client: Client, ada: Account, language: str) -> None:
    client.post("/language/", {"language": language, "next": "/"})

    ada.refresh_from_db()
    assert ada.language == ""


def test_a_visitor_s_language_is_remembered_by_the_browser_alone(client: Client) -> None:
    account = make_account("ada@example.org")

    client.post("/language/", {"language": "sl", "next": "/"})

    account.refresh_from_db()
    assert account.language == ""
    assert client.cookies["vezi_language"].value == "sl"


def test_a_browser_that_chose_before_coming_in_keeps_its_language(client: Client, ada: Account) -> None:
    client.post("/language/", {"language": "sl", "next": "/"})
    other = Client()
    other.post("/language/", {"language": "en", "next": "/"})

    assert "vezi_language" not in sign_in(other).cookies
    ada.refresh_from_db()
    assert ada.language == "sl"


def test_an_app_is_added_and_a_letter_says_so(
    client: Client, ada: Account, django_capture_on_commit_callbacks: Any
) -> None:
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)

    assert response.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    assert "10 of 10 are left." in response.content.decode()
    assert OutgoingMail.objects.filter(kind="accounts.totp_activated", to="ada@example.org").count() == 1


def test_a_wrong_code_of_the_app_is_said_at_its_field(client: Client, ada: Account) -> None:
    client.get(reverse("mfa_activate_totp"))

    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()

    assert "This code is not right." in page
    assert not Authenticator.objects.exists()


def test_signed_out_everywhere_else(client: Client, ada: Account) -> None:
    elsewhere = Client()
    sign_in(elsewhere)

    client.post("/accounts/sessions/end/")

    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_a_changed_password_is_told_by_mail(client: Client, ada: Account) -> None:
    new = {"oldpassword": PASSWORD, "password1": "another horse battery", "password2": "another horse battery"}

    response = client.post(reverse("account_change_password"), new)

    assert response.url == "/accounts/"
    mail = OutgoingMail.objects.get(kind="accounts.password_changed")
    assert "Your account has a new password." in mail.text


def test_an_address_is_added_only_after_its_code(client: Client, ada: Account) -> None:
    client.post(reverse("account_email"), {"action_add": "1", "email": "ada@work.example"})

    assert OutgoingMail.objects.get(to="ada@work.example").kind == "accounts.email_confirmation"
    assert not EmailAddress.objects.filter(email="ada@work.example", verified=True).exists()


def test_the_operator_takes_a_lost_second_factor_off(client: Client, ada: Account) -> None:
    TOTP.activate(ada, generate_totp_secret())
    RecoveryCodes.activate(ada)
    said = StringIO()

    call_command("reset_second_factor", "ADA@example.org", stdout=said)

    assert said.getvalue().startswith("2 removed from ada@example.org.")
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.get(deed="accounts.reset_second_factor").by_id is None


def test_the_operator_is_told_when_there_is_nothing_to_take_off(ada: Account) -> None:
    with pytest.raises(CommandError, match="no second factor"):
        call_command("reset_second_factor", "ada@example.org")
    with pytest.raises(CommandError, match="no account at alan"):
        call_command("reset_second_factor", "alan@example.org")
