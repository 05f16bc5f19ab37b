"""Who signs in: a member of the first club, or its officer. The cookie of the session."""

from typing import Any

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.services.founding import give_office
from vezi.network.people.models import Person
from vezi.network.people.services import tie_account

MEMBER, OFFICER = "ada@bench.invalid", "grace@bench.invalid"


def run(is_officer: bool = False) -> dict[str, Any]:
    mail = OFFICER if is_officer else MEMBER
    account = Account.objects.filter(email=mail).first() or made(mail, is_officer=is_officer)
    client = Client()
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {"cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}


def made(mail: str, *, is_officer: bool) -> Account:
    account, now = Account.objects.create_user(mail), timezone.now()
    club = Club.objects.order_by("pk")[0]
    if is_officer:
        give_office(club=club, account=account, given="Grace", family="Hopper", now=now)
        return account
    of_one_club = Person.objects.alias(clubs=Count("memberships")).filter(clubs=1, memberships__club=club)
    tie_account(person=of_one_club.order_by("pk")[0], account=account, by=None, now=now)
    return account
