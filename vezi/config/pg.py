"""`vezi pg PROGRAM …`: PostgreSQL's own programs on the house's database, for back-ups and for looking inside."""

import os
import signal
import subprocess
from contextlib import ExitStack
from pathlib import Path

from vezi.config import settings
from vezi.core.database import binaries, embedded
from vezi.core.database.settings import is_embedded


def main(given: list[str]) -> int:
    found = binaries.find()
    if not given or not Path(found.program(given[0])).is_file():
        names = sorted(path.name for path in found.folder.iterdir())
        print(f"vezi pg needs one of these: {', '.join(names)}")
        return 2
    database = settings.DATABASES["default"]
    named = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
        "PGPASSFILE": database["OPTIONS"].get("passfile"),
        "PGSSLMODE": database["OPTIONS"].get("sslmode"),
    }
    variables = os.environ | {name: str(value) for name, value in named.items() if value}
    with ExitStack() as stack:
        if is_embedded(database, home=settings.VEZI_HOME):
            stack.enter_context(embedded.serving(settings.VEZI_HOME))
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # psql has its own use for Ctrl-C
        return subprocess.run([found.program(given[0]), *given[1:]], env=variables, check=False).returncode
