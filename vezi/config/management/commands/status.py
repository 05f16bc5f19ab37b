"""`vezi status`: what runs, which versions, how much room, what waits. Starts nothing."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection

import vezi
from vezi.core import status
from vezi.core.database import embedded
from vezi.core.database.settings import is_embedded


class Command(BaseCommand):
    help = "Show what runs, versions, disk, queue and search index."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        found = everything()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, default=str))
            return
        for name, answer in found.items():
            told = answer.items() if isinstance(answer, dict) else [("", answer)]
            said = ", ".join(f"{key} {_told(value)}".strip() for key, value in told)
            self.stdout.write(f"{name:<12} {said}")


def everything() -> dict[str, Any]:
    answers = {"house": house(), "database": database()}
    reachable = "version" in answers["database"]
    return {
        **answers,
        "versions": {"vezi": vezi.__version__, "django": django.get_version()},
        "disk": disk(settings.VEZI_HOME),
        **(status.ask_all() if reachable else {}),
    }


def house() -> dict[str, Any]:
    """Whether `vezi up` runs, by its lock: a killed one cannot leave a wrong answer."""
    path = settings.VEZI_HOME / "up.json"
    kind = {"home": str(settings.VEZI_HOME), "demo": settings.VEZI_DEMO}
    if not path.exists():
        return {"running": False, **kind}
    with path.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return {"running": True, **json.loads(held.read() or "{}"), **kind}
    return {"running": False, **kind}


def database() -> dict[str, Any]:
    own = is_embedded(settings.DATABASES["default"], home=settings.VEZI_HOME)
    if own and embedded.running(settings.VEZI_HOME) is None:
        return {"running": False, "embedded": True}
    try:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('server_version'), pg_database_size(current_database())")
            version, size = cursor.fetchone()
    except Error as error:
        return {"running": False, "embedded": own, "error": str(error).strip().splitlines()[0]}
    return {"running": True, "embedded": own, "version": version, "bytes": size}


def disk(home: Path) -> dict[str, Any]:
    used = sum(_size(Path(folder, name)) for folder, _folders, names in os.walk(home) for name in names)
    return {"used_bytes": used, "free_bytes": shutil.disk_usage(home).free}


def _size(path: Path) -> int:
    try:
        return path.lstat().st_blocks * 512
    except OSError:  # gone meanwhile
        return 0


def _told(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
