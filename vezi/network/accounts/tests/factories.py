"""Accounts for tests."""

from itertools import count

from vezi.network.accounts.models import Account

_numbers = count(1)
PASSWORD = "correct horse battery"


def make_account(email: str = "", **fields) -> Account:
    return Account.objects.create_user(email or f"someone{next(_numbers)}@example.org", PASSWORD, **fields)
