"""Who may listen: whoever is signed in with a session that holds, and is somebody in the house.

Many are asked about at once: a thousand pages that come back after a restart cost a few queries, not thousands.
"""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from vezi.core.live.streams import Seat

#: Accounts' numbers -> the people behind them, who are here to be told something.
PeopleBehind = Callable[[Iterable[int]], Mapping[int, int]]

_people_behind: list[PeopleBehind] = []


def asks(question: PeopleBehind) -> PeopleBehind:
    """The area that knows people says who is behind an account."""
    _people_behind.append(question)
    return question


def seats_of(sessions: Iterable[str]) -> dict[str, Seat]:
    """Of these keys those that hold, and whose they are. Three queries."""
    held: dict[str, dict[str, str]] = {}
    for row in Session.objects.filter(session_key__in=set(sessions), expire_date__gt=timezone.now()):
        told = SessionStore().decode(row.session_data)
        if SESSION_KEY in told and told.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS:
            held[row.session_key] = told
    if not held:
        return {}
    accounts = get_user_model()._default_manager.in_bulk({int(told[SESSION_KEY]) for told in held.values()})
    good = {
        key: int(told[SESSION_KEY])
        for key, told in held.items()
        if _holds(accounts.get(int(told[SESSION_KEY])), told.get(HASH_SESSION_KEY, ""))
    }
    people = {account: person for ask in _people_behind for account, person in ask(good.values()).items()}
    return {key: Seat(account, people[account]) for key, account in good.items() if account in people}


def _holds(account: object, kept: str) -> bool:
    """As django.contrib.auth.get_user asks: a new password ends the sessions of the old one."""
    if account is None or not account.is_active:  # type: ignore[attr-defined]
        return False
    right = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]  # type: ignore[attr-defined]
    return any(constant_time_compare(kept, one) for one in right)
