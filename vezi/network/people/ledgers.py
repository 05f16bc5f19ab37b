"""Ledgers are guarded by the database: their rows are appended, never changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def opened(why: str) -> Iterator[None]:
    """Within a transaction: rows of ledgers may follow a person (`merging`) or go with her (`erasing`).

    Where it fails the transaction ends, and the guard stands again with it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('vezi.ledger', true), '')")
        (before,) = cursor.fetchone()
        cursor.execute("select set_config('vezi.ledger', %s, true)", [why])
    yield
    with connection.cursor() as cursor:
        cursor.execute("select set_config('vezi.ledger', %s, true)", [before])
