"""From where one was signed in is forgotten with the session."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from vezi.network.accounts import services
from vezi.network.accounts.tests.factories import make_account
from vezi.network.accounts.tests.test_doors import sign_in

pytestmark = pytest.mark.django_db


def signed_in(mail: str) -> str:
    """The key of the session of a browser that came in by password."""
    account, client = make_account(mail), Client()
    EmailAddress.objects.create(user=account, email=mail, verified=True, primary=True)
    sign_in(client, mail)
    return str(client.session.session_key)


def test_a_session_that_ran_out_is_forgotten_with_its_network_address_and_no_other() -> None:
    now = timezone.now()
    old, fresh = signed_in("ada@example.org"), signed_in("grace@example.org")
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {old, fresh}
    Session.objects.filter(session_key=old).update(expire_date=now - timedelta(minutes=1))

    forgotten = services.forget_ended_sessions(now=now)

    assert forgotten == 1
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [fresh]
    assert list(Session.objects.values_list("session_key", flat=True)) == [fresh]


def test_a_session_that_was_ended_leaves_nothing_either() -> None:
    Session.objects.filter(session_key=signed_in("ada@example.org")).delete()

    services.forget_ended_sessions(now=timezone.now())

    assert not UserSession.objects.exists()
