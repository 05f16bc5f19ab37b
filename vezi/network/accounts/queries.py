"""Questions about an account."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from vezi.network.accounts.models import Account


@dataclass(frozen=True)
class SignedIn:
    """One place one is signed in."""

    browser: str
    system: str
    ip: str
    since: datetime
    is_here: bool


@dataclass(frozen=True)
class WaysIn:
    """How the person comes in, and what guards the door besides."""

    addresses: list[EmailAddress]
    has_password: bool
    passkeys: list[Authenticator]
    has_app: bool
    recovery_codes: int | None  # how many are left, None if none were made
    sessions: list[SignedIn]

    @property
    def has_second_factor(self) -> bool:
        return self.has_app or bool(self.passkeys)


#: What a user agent says of itself, the more telling first; most browsers also claim to be older ones.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_of(user_agent: str) -> tuple[str, str]:
    """Browser and system by their names, empty where they do not tell."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    return browser, next((name for mark, name in SYSTEMS if mark in user_agent), "")


def ways_in(account: Account) -> WaysIn:
    keys = list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))
    codes = next((key for key in keys if key.type == Authenticator.Type.RECOVERY_CODES), None)
    return WaysIn(
        addresses=list(EmailAddress.objects.filter(user=account).order_by("-primary", "email")),
        has_password=account.has_usable_password(),
        passkeys=[key for key in keys if key.type == Authenticator.Type.WEBAUTHN],
        has_app=any(key.type == Authenticator.Type.TOTP for key in keys),
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else None,
        sessions=signed_in(account),
    )


def signed_in(account: Account) -> list[SignedIn]:
    found = [one for one in UserSession.objects.filter(user=account).order_by("-created_at", "-pk") if one.exists()]
    return [SignedIn(*browser_of(one.user_agent), one.ip, one.created_at, one.is_current()) for one in found]


def account_at(mail: str) -> Account | None:
    """The account one comes into with this address: its first one, or another that was confirmed."""
    account = Account.objects.filter(email__iexact=mail).first()
    if account is not None:
        return account
    address = EmailAddress.objects.filter(email__iexact=mail, verified=True).select_related("user").first()
    return address.user if address else None


def confirmed_addresses(account: Account) -> frozenset[str]:
    """All that were proved to be hers, folded."""
    found = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    return frozenset(address.strip().lower() for address in found)
