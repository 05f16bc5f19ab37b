"""The database set aside as it is, or put back as it was; nobody else may be connected."""

from typing import Any

from django.db import connection

KEPT = "bench_kept"


def run(puts_back: bool) -> dict[str, Any]:
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:  # of the server's own database
        if puts_back:
            cursor.execute(f'drop database "{name}" with (force)')
            cursor.execute(f'alter database {KEPT} rename to "{name}"')
        else:
            cursor.execute(f'create database {KEPT} template "{name}" strategy file_copy')
    return {}
