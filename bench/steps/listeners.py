"""People who sign in, each with a session: their cookies and their numbers."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.people.services import tie_account


def run(count: int = 200) -> dict[str, Any]:
    now, found = timezone.now(), list[tuple[int, str]]()
    people = Person.objects.filter(merged_into=None, erased_at=None).select_related("account").order_by("pk")
    for person in people[:count]:
        account = person.account or _signed_up(person, now=now)
        store = SessionStore()
        store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = account.get_session_auth_hash()
        store.save()
        found.append((person.pk, f"{settings.SESSION_COOKIE_NAME}={store.session_key}"))
    return {"people": [pk for pk, _cookie in found], "cookies": [cookie for _pk, cookie in found]}


def _signed_up(person: Person, *, now: datetime) -> Account:
    account = Account.objects.create_user(f"listens{person.pk}@bench.invalid")
    tie_account(person=person, account=account, by=None, now=now)
    return account
