"""Links and codes that were sent, and who uses them, for tests."""

import re
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from vezi.core.models import MailState, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import PASSWORD, make_account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar.inviting.tests.factories import make_invitation
from vezi.network.registrar.models import (
    InvitationChannel,
)

BORN = date(1976, 5, 14)


def make_link(person: Person, club: Club, **facts: Any) -> str:
    """The address in a mail that was sent to the person."""
    invitation, token = make_invitation(person, club, now=facts.pop("now", timezone.now()), **facts)
    OutgoingMail.objects.create(
        key=f"registrar.invitation:{invitation.pk}", kind="registrar.invitation", purpose="invitation",
        club_id=club.pk, person_id=person.pk, to="nejc@example.org", language="en", subject=".", text=".",
        state=MailState.SENT, written_at=NOW,
    )  # fmt: skip
    return f"/claim/{token}/"


def make_code(person: Person, club: Club, **facts: Any) -> str:
    return make_invitation(person, club, InvitationChannel.LETTER, now=facts.pop("now", timezone.now()), **facts)[1]


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def sign_up(client: Client, mail: str = "nejc@example.org") -> Any:
    return client.post("/accounts/signup/", {"email": mail, "password1": PASSWORD})


def make_confirmed_account(mail: str) -> Account:
    account = make_account(mail)
    EmailAddress.objects.create(user=account, email=mail, verified=True, primary=True)
    return account
