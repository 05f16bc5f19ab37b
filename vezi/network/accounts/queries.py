"""Questions about an account."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from vezi.network.accounts.models import Account


@dataclass(frozen=True)
class WaysIn:
    """How the person comes in, and what guards the door besides."""

    addresses: list[EmailAddress]
    has_password: bool
    passkeys: list[Authenticator]
    has_app: bool
    recovery_codes: int | None  # how many are left, None if none were made
    sessions: list[UserSession]

    @property
    def has_second_factor(self) -> bool:
        return self.has_app or bool(self.passkeys)


def ways_in(account: Account) -> WaysIn:
    keys = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    codes = next((key for key in keys if key.type == Authenticator.Type.RECOVERY_CODES), None)
    return WaysIn(
        addresses=list(EmailAddress.objects.filter(user=account).order_by("-primary", "email")),
        has_password=account.has_usable_password(),
        passkeys=[key for key in keys if key.type == Authenticator.Type.WEBAUTHN],
        has_app=any(key.type == Authenticator.Type.TOTP for key in keys),
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else None,
        sessions=[one for one in UserSession.objects.filter(user=account).order_by("-created_at") if one.exists()],
    )


def account_at(mail: str) -> Account | None:
    """The account one comes into with this address: its first one, or another that was confirmed."""
    account = Account.objects.filter(email__iexact=mail).first()
    if account is not None:
        return account
    address = EmailAddress.objects.filter(email__iexact=mail, verified=True).select_related("user").first()
    return address.user if address else None
