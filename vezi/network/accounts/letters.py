"""The letters of accounts: codes and notices of what was changed. All are service mail through the house's gate."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vezi.core.mail import gate
from vezi.network.accounts.models import Account


@dataclass(frozen=True)
class Code:
    """A letter with a code to be copied into the page that waits for it."""

    headline: Promise
    sentence: Promise


@dataclass(frozen=True)
class Notice:
    """A letter that says what was changed, so that nobody changes it behind one's back."""

    headline: Promise
    sentence: Promise


#: By the name allauth gives to each of its letters.
CODES = {
    "account/email/login_code": Code(
        gettext_lazy("Your code to come in"), gettext_lazy("Copy this code into the page where you asked for it.")
    ),
    "account/email/email_confirmation": Code(
        gettext_lazy("Is this address yours?"), gettext_lazy("Copy this code into the page that waits for it.")
    ),
    "account/email/email_confirmation_signup": Code(
        gettext_lazy("Is this address yours?"), gettext_lazy("Copy this code into the page that waits for it.")
    ),
    "account/email/password_reset_code": Code(
        gettext_lazy("A new password"), gettext_lazy("Copy this code into the page, then choose a new password.")
    ),
}
NOTICES = {
    "account/email/password_changed": Notice(
        gettext_lazy("Your password was changed"), gettext_lazy("Your account has a new password.")
    ),
    "account/email/password_reset": Notice(
        gettext_lazy("Your password was changed"), gettext_lazy("Your account has a new password.")
    ),
    "account/email/password_set": Notice(
        gettext_lazy("Your account has a password now"), gettext_lazy("From now on you can come in with it.")
    ),
    "account/email/email_changed": Notice(
        gettext_lazy("Your letters go to another address"),
        gettext_lazy("The first address of your account was changed."),
    ),
    "account/email/email_deleted": Notice(
        gettext_lazy("An address was taken off your account"),
        gettext_lazy("Nobody can come in with that address any more."),
    ),
    "mfa/email/totp_activated": Notice(
        gettext_lazy("An authenticator app guards your account"),
        gettext_lazy("From now on we ask for its code when you come in."),
    ),
    "mfa/email/totp_deactivated": Notice(
        gettext_lazy("The authenticator app was removed"), gettext_lazy("We no longer ask for its code.")
    ),
    "mfa/email/webauthn_added": Notice(
        gettext_lazy("A passkey was added"), gettext_lazy("From now on you can come in with it.")
    ),
    "mfa/email/webauthn_removed": Notice(
        gettext_lazy("A passkey was removed"), gettext_lazy("Nobody can come in with it any more.")
    ),
    "mfa/email/recovery_codes_generated": Notice(
        gettext_lazy("New recovery codes were made"), gettext_lazy("The former ones no longer work.")
    ),
}
EXISTS = "account/email/account_already_exists"


def send(name: str, *, to: str, about: dict[str, Any], now: datetime) -> None:
    """Send the letter allauth calls `name`; what the house does not write about is not written."""
    with translation.override(language_for(to)):
        if name in CODES:
            _send(name, to=to, template="accounts/mail/code", about=_code(CODES[name], about["code"]), now=now)
        elif name in NOTICES:
            _send(name, to=to, template="core/mail/note", about=_notice(NOTICES[name], about, now), now=now)
        elif name == EXISTS:
            _send(name, to=to, template="core/mail/note", about=_exists(), now=now)


def language_for(mail: str) -> str:
    """The language of the account at the address, else the one the page is read in."""
    chosen = Account.objects.filter(email__iexact=mail).values_list("language", flat=True).first()
    return chosen or get_language() or settings.LANGUAGE_CODE


def settings_path() -> str:
    return reverse("accounts:settings")


def _send(name: str, *, to: str, template: str, about: dict[str, object], now: datetime) -> None:
    gate.post(
        gate.Letter(
            key=f"accounts:{token_urlsafe(16)}",
            kind=f"accounts.{name.rpartition('/')[2]}",
            purpose=gate.SERVICE,
            to=to,
            language=get_language() or settings.LANGUAGE_CODE,
            template=template,
            context=about,
            is_confidential="code" in about,
        ),
        now=now,
    )


def _code(letter: Code, code: str) -> dict[str, object]:
    return {
        "headline": str(letter.headline),
        "preheader": str(letter.sentence),
        "sentence": str(letter.sentence),
        "code": code,
        "why": _(
            "You get this because somebody gave this address at our door. If it was not you, let it be: without the "
            "code nobody comes in."
        ),
    }


def _notice(letter: Notice, about: dict[str, Any], now: datetime) -> dict[str, object]:
    facts = _("It was done on {moment} from the address {ip}.").format(
        moment=date_format(about.get("timestamp", now), "DATETIME_FORMAT"), ip=about.get("ip", "?")
    )
    return {
        "headline": str(letter.headline),
        "paragraphs": [
            str(letter.sentence),
            facts,
            _("If it was you, all is well. If not, choose a new password at once and look where you are signed in."),
        ],
        "button": {"words": _("Look at your account"), "url": f"{settings.SITE_ADDRESS}{settings_path()}"},
        "why": _("You get this because it concerns the safety of your account; such letters cannot be stopped."),
    }


def _exists() -> dict[str, object]:
    return {
        "headline": _("You have an account already"),
        "paragraphs": [
            _("Somebody, probably you, wanted to make an account with this address. There is one: just come in."),
            _("If you have forgotten the password, ask for a code by mail instead."),
        ],
        "button": {"words": _("Come in"), "url": f"{settings.SITE_ADDRESS}{reverse('account_login')}"},
        "why": _("You get this because somebody gave this address at our door. If it was not you, let it be."),
    }
