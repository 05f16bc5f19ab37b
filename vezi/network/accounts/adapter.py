"""Where allauth asks the house: who may sign up, where to go on, in which words letters are written."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vezi.network.accounts import doors, letters, sealing
from vezi.network.accounts.models import Account

UNREADABLE = _("This second factor cannot be read any more. Ask the operator to reset it.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Mail address and password do not go together."),
        "incorrect_code": _("This code is not right. Look at the newest mail."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask for a code by mail."),
        "rate_limited": _("That was quick. Wait a minute, then try again."),
        "cannot_remove_primary_email": _("Letters go to this address. Choose another one for them first."),
        "duplicate_email": _("This address is in your list already."),
        "same_as_current": _("This is the address you have."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return doors.opened(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An invitation that came to an address has proved it."""
        door = doors.opened(request)
        return bool(door and door.mail and door.mail.lower() == email.lower())

    def save_user(self, request: HttpRequest, user: Account, form: Form, commit: bool = True) -> Account:
        user.language = get_language() or ""
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        door = doors.opened(request)
        return door.onward if door else super().get_login_redirect_url(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        door = doors.opened(request)
        return door.onward if door else super().get_signup_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return letters.settings_path()

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who signed in a moment ago is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        is_fresh = time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT
        return False if is_fresh else super().is_reauthentication_required(app=app)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letters.send(template_prefix, to=email, about=context, now=timezone.now())


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed with the house's key: a copy of the database alone does not open them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Take the one your app shows now."),
        "unverified_email": _("Confirm your mail address first."),
        "add_email_blocked": _("Confirm the new address before it can be added."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return sealing.unseal(encrypted_text)
        except InvalidToken:
            raise ValidationError(UNREADABLE) from None

    def get_totp_label(self, user: Account) -> str:
        return user.email

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("My passkey")) if number == 1 else _("Passkey {number}").format(number=number)
