"""Coming in: by password, code and second factor; closed to who has no reason; telling nobody who has an account."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from vezi.core.models import OutgoingMail
from vezi.network.accounts import doors
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import PASSWORD, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Account:
    account = make_account("ada@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


@pytest.fixture
def invited(client: Client) -> Client:
    """A visitor who came with a reason."""
    session = client.session
    session[doors.KEY] = {"reason": "claim", "onward": "/claim/take/", "mail": "maja@example.org"}
    session.save()
    return client


def sign_in(client: Client, mail: str = "ada@example.org", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": mail, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def what_is_seen(response: Any) -> tuple:
    """The page without what differs by nature: the address itself, the form's own secret."""
    page = re.sub(r"ada@|alan@|value=\"\w{64}\"", "", response.content.decode())
    return response.status_code, response.redirect_chain, page


def code_in_the_last_letter() -> str:
    mail = OutgoingMail.objects.latest("pk")
    return re.search(r"^    (\S+)$", mail.text, re.M)[1]


def test_password_opens_the_door(client: Client, ada: Account) -> None:
    sign_in(client, "ADA@example.org")

    assert is_in(client)


def test_wrong_passwords_are_counted_and_said_to_be_too_many(client: Client, ada: Account) -> None:
    for _try in range(5):
        assert "do not go together" in sign_in(client, password="guess").content.decode()

    said = sign_in(client).content.decode()

    assert "Too many tries" in said
    assert not is_in(client)


def test_a_code_by_mail_opens_the_door(client: Client, ada: Account) -> None:
    client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})
    mail = OutgoingMail.objects.get()
    code = code_in_the_last_letter()

    client.post(reverse("account_confirm_login_code"), {"code": code.lower().replace("-", "")})

    assert is_in(client)
    assert (mail.kind, mail.to, mail.is_confidential) == ("accounts.login_code", "ada@example.org", True)
    assert code not in mail.subject


def test_a_stranger_and_a_member_see_the_same_when_they_ask_for_a_code(ada: Account) -> None:
    pages = []
    for mail in ("ada@example.org", "alan@example.org"):
        visitor = Client()
        response = visitor.post(reverse("account_request_login_code"), {"email": mail}, follow=True)
        pages.append(
            (
                response.status_code,
                response.redirect_chain,
                re.sub(r"ada@|alan@|value=\"\w{64}\"", "", response.content.decode()),
            )
        )

    assert pages[0] == pages[1]
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["ada@example.org"]


def test_a_stranger_and_a_member_see_the_same_when_they_forgot_a_password(ada: Account) -> None:
    pages = []
    for mail in ("ada@example.org", "alan@example.org"):
        visitor = Client()
        response = visitor.post(reverse("account_reset_password"), {"email": mail}, follow=True)
        pages.append(
            (
                response.status_code,
                response.redirect_chain,
                re.sub(r"ada@|alan@|value=\"\w{64}\"", "", response.content.decode()),
            )
        )

    assert pages[0] == pages[1]


def test_a_forgotten_password_is_replaced_by_code(client: Client, ada: Account) -> None:
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in_the_last_letter()})
    new = {"password1": "another horse battery", "password2": "another horse battery"}

    client.post(reverse("account_complete_password_reset"), new)

    again = Client()
    sign_in(again, password=new["password1"])
    assert is_in(again)
    assert OutgoingMail.objects.latest("pk").kind == "accounts.password_reset"


@pytest.mark.parametrize("name", ["account_signup", "account_signup_by_passkey"])
def test_nobody_signs_up_without_a_reason(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    client.post(reverse(name), {"email": "alan@example.org", "password1": PASSWORD})

    assert "First find yourself" in page
    assert not Account.objects.filter(email="alan@example.org").exists()


def test_an_invited_person_signs_up_and_goes_on_where_she_was_going(invited: Client) -> None:
    response = invited.post(reverse("account_signup"), {"email": "maja@example.org", "password1": PASSWORD})

    assert response.url == "/claim/take/"
    assert is_in(invited), "the invitation came to this address: no code is asked"


def test_another_address_must_be_confirmed_by_code(invited: Client) -> None:
    response = invited.post(reverse("account_signup"), {"email": "maja2@example.org", "password1": ""})
    assert not is_in(invited)
    assert response.url == reverse("account_email_verification_sent")

    response = invited.post(response.url, {"code": code_in_the_last_letter()})

    assert is_in(invited)
    assert response.url == "/claim/take/"
    assert not Account.objects.get(email="maja2@example.org").has_usable_password()


def test_a_mistyped_address_can_be_corrected(invited: Client) -> None:
    invited.post(reverse("account_signup"), {"email": "maya@example.org", "password1": ""})
    waiting = reverse("account_email_verification_sent")

    invited.post(waiting, {"action": "change", "email": "maja3@example.org"})
    invited.post(waiting, {"code": code_in_the_last_letter()})

    assert is_in(invited)
    assert Account.objects.get().email == "maja3@example.org"


def test_who_signs_up_twice_is_told_by_mail_alone(invited: Client, ada: Account) -> None:
    response = invited.post(reverse("account_signup"), {"email": "ada@example.org", "password1": PASSWORD})

    assert response.url == reverse("account_email_verification_sent")
    assert not is_in(invited)
    assert OutgoingMail.objects.get().kind == "accounts.account_already_exists"


def add_app(account: Account) -> str:
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def code_now(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return f"{hotp_value(secret, counters[len(counters) // 2]):06}"


def test_an_app_is_asked_for_after_the_password(client: Client, ada: Account) -> None:
    secret = add_app(ada)

    response = sign_in(client)
    assert response.url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "A second factor guards" in client.get(response.url).content.decode()
    client.post(response.url, {"code": code_now(secret)})

    assert is_in(client)


def test_a_recovery_code_opens_the_door_once(ada: Account) -> None:
    add_app(ada)
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]

    first, second = Client(), Client()
    for visitor in (first, second):
        sign_in(visitor)
        visitor.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(first)
    assert not is_in(second)


def test_secrets_of_second_factors_are_sealed(ada: Account) -> None:
    secret = add_app(ada)

    assert secret not in str(Authenticator.objects.get().data)


def test_a_sealed_secret_is_read_with_a_former_key(ada: Account, settings) -> None:
    secret = add_app(ada)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key of the house", [settings.SECRET_KEY]

    assert Authenticator.objects.get().wrap().validate_code(code_now(secret))


def test_letters_speak_the_language_of_the_account(client: Client, ada: Account) -> None:
    Account.objects.update(language="sl")

    client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})

    assert OutgoingMail.objects.get().language == "sl"


def test_who_comes_in_reads_the_language_of_the_account(client: Client, ada: Account) -> None:
    Account.objects.update(language="sl")

    response = sign_in(client)

    assert response.cookies["vezi_language"].value == "sl"
