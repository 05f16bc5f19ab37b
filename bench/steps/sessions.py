"""Sessions of people, as a browser holds them once they have signed in."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.people.services import tie_account


def cookie_of(person: Person, *, now: datetime) -> str:
    """Her session's; with an account of her own where she has none."""
    account = person.account = person.account or _signed_up(person, now=now)
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def _signed_up(person: Person, *, now: datetime) -> Account:
    account = Account.objects.create_user(f"listens{person.pk}@bench.invalid")
    tie_account(person=person, account=account, by=None, now=now)
    return account
