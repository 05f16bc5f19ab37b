"""The database of the tests: a server of the checkout's own, one migrated template, a clone for each test process."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from vezi.core.database import embedded

CLONE = "test_vezi"


@contextmanager
def cloned_database(*, anew: bool = False) -> Iterator[str]:
    """Serves the tests' PostgreSQL and points Django at a fresh clone; with `anew` migrates the template again."""
    usual = connection.settings_dict["NAME"]
    with embedded.serving(settings.VEZI_HOME, durable=False):
        template = f"migrated_{fingerprint()}"
        with _alone(settings.VEZI_HOME / "template.lock"):
            _drop_clones_of_the_dead()
            if anew or not _exists(template):
                _migrate(template)
            clone = f"{CLONE}_{os.getpid()}"
            _maintain(f'drop database if exists "{clone}"', f'create database "{clone}" template "{template}"')
        _point_at(clone)
        try:
            yield clone
        finally:
            _point_at(usual)
            _maintain(f'drop database if exists "{clone}" with (force)')


def fingerprint() -> str:
    """Changes with any migration, and with the models of an app that has none yet."""
    found = hashlib.sha256(django.get_version().encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        folder = Path(app.path)
        sources = sorted((folder / "migrations").glob("*.py")) or sorted(folder.glob("models*/**/*.py"))
        for source in sources or sorted(folder.glob("models.py")):
            found.update(f"{app.name}/{source.name}".encode() + source.read_bytes())
    return found.hexdigest()[:12]


def _migrate(template: str) -> None:
    _maintain(*(f'drop database if exists "{old}" with (force)' for old in _names("migrated_")))
    unfinished = f"unfinished_{template}"
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = unfinished
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    _point_at(usual)
    _maintain(f'alter database "{unfinished}" rename to "{template}"')


def _point_at(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _maintain(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _names(beginning: str) -> list[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("select datname from pg_database where starts_with(datname, %s)", [beginning])
        return [name for (name,) in cursor.fetchall()]


def _exists(name: str) -> bool:
    return name in _names(name)


def _drop_clones_of_the_dead() -> None:
    for name in _names(f"{CLONE}_"):
        if not Path(f"/proc/{name.rpartition('_')[2]}").exists():
            _maintain(f'drop database if exists "{name}" with (force)')


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
