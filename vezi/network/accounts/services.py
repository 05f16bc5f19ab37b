"""Deeds on accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account


class UnknownLanguage(Refused):
    sentence = _("The house does not speak this language.")


class NothingToReset(Refused):
    sentence = _("This account has no second factor.")


@transaction.atomic
def choose_language(*, account: Account, language: str, by: Account, now: datetime) -> Account:
    """The language of pages and letters from now on. Raises UnknownLanguage."""
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    account.language = language
    account.save(update_fields=["language"])
    audit.record("accounts.choose_language", by=by, at=now, subject=account, language=language)
    return account


@transaction.atomic
def reset_second_factor(*, account: Account, by: Account | None, now: datetime) -> int:
    """Take away app, passkeys and recovery codes of somebody who lost them; how many there were. Raises NothingToReset.

    The person comes in by password or mail code again and sets up a new one. Done by the operator alone.
    """
    keys = Authenticator.objects.filter(user=account)
    count = keys.count()
    if not count:
        raise NothingToReset
    keys.delete()
    audit.record("accounts.reset_second_factor", by=by, at=now, subject=account, factors=count)
    return count


@transaction.atomic
def forget_ended_sessions(*, now: datetime) -> int:
    """Sessions that ran out or were ended, and from where they were opened; how many of the latter."""
    Session.objects.filter(expire_date__lt=now).delete()
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return ended.delete()[0]


def addresses_of(account: Account) -> list[str]:
    """Every address that is or was to be a way in."""
    return [account.email, *EmailAddress.objects.filter(user=account).values_list("email", flat=True)]


@transaction.atomic
def erase(*, account: Account, now: datetime) -> None:
    """The sign-in goes: addresses, password, passkeys and codes, and everywhere it is signed in."""
    here = UserSession.objects.filter(user=account)
    Session.objects.filter(session_key__in=here.values("session_key")).delete()
    audit.record("accounts.erase", by=None, at=now, subject=account)
    account.delete()
