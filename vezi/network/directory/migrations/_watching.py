"""Triggers by which a table writes down whom the index has to look at again. Migrations make them."""

from importlib import import_module

ROWS: dict[str, str] = import_module("vezi.network.directory.migrations.0001_changes").ROWS


def on(table: str, function: str) -> str:
    """After rows of the table come, change or go, once a statement; also while references are not checked."""
    return "\n".join(
        f"create trigger directory_change_{deed} after {deed} on {table} {rows} "
        f"for each statement execute function {function}();\n"
        f"alter table {table} enable always trigger directory_change_{deed};"
        for deed, rows in ROWS.items()
    ) + (
        f"create trigger directory_change_truncate after truncate on {table} "
        "for each statement execute function directory_change_of_all();"
    )


def off(table: str) -> str:
    return "\n".join(f"drop trigger directory_change_{deed} on {table};" for deed in [*ROWS, "truncate"])
