"""What changed is written down however it changed: also while rows are loaded without their references being checked."""

from importlib import import_module

from django.db import migrations

WATCHED = import_module("vezi.network.directory.migrations.0001_changes").WATCHED


def each(words: str) -> str:
    return "; ".join(
        f"alter table {table} {words} trigger directory_change_{deed}"
        for table, (_function, deeds) in WATCHED.items()
        for deed in deeds.split()
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_changes")]
    operations = [migrations.RunSQL(each("enable always"), each("enable"))]
