"""The `vezi` command: `vezi up`, and every management command, each with the database it needs."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import NoReturn

import vezi
from vezi.core.database.binaries import DatabaseUnavailable

ABOUT = """Vezi, the open alumni network.

  vezi up [--no-demo] [--port N]   run everything: database, web, worker, search index
  vezi status [--json]             what runs, versions, room, queue, index
  vezi check [--json]              contradictions in the configuration, each with its remedy
  vezi pg PROGRAM …                one of PostgreSQL's programs (psql, pg_dump …) on the house's database
  vezi reset                       forget the demo network

  vezi club create …               make a club
  vezi import FILE --club SLUG     read a registrar's file
  vezi link LEFT [RIGHT] --out F   who is who in bare files
  vezi search "QUERY" --as MAIL    what that member would find
  vezi reindex                     build the search index anew beside the living one
  vezi synth --people N            write a made-up registrar's file
  vezi returned < MESSAGE          take in a letter that came back
  vezi tell "WORDS"                tell every member something of the house itself

`vezi help` lists every command, `vezi help COMMAND` explains one. Settings: docs/operators.md."""

OWN = {"up", "pg", "reset"}
WITHOUT_DATABASE = {"help", "collectstatic", "findstatic", "diffsettings", "sendtestemail", "status", "synth", "link"}


def main(arguments: list[str] | None = None) -> NoReturn:
    given = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vezi.config.settings")
    signal.signal(signal.SIGTERM, _end)
    with one_line_errors():
        sys.exit(run(given))
    sys.exit(1)


def run(given: list[str]) -> int:
    """The exit code."""
    if not given or given[0] in ("-h", "--help"):
        print(ABOUT)
        return 0
    if given[0] in ("--version", "version"):
        print(f"vezi {vezi.__version__}")
        return 0
    if given[0] in OWN:
        deed: Callable[[list[str]], int] = import_module(f"vezi.config.{given[0]}").main
        return deed(given[1:])
    return run_django(given)


def run_django(given: list[str]) -> int:
    import django
    from django.conf import settings
    from django.core.management import ManagementUtility

    from vezi.core.database import embedded
    from vezi.core.database.settings import is_embedded

    with ExitStack() as stack:
        # Asking for help starts nothing.
        wants_database = given[0] not in WITHOUT_DATABASE and not {"--help", "-h"} & set(given)
        if wants_database and is_embedded(settings.DATABASES["default"], home=settings.VEZI_HOME):
            stack.enter_context(embedded.serving(settings.VEZI_HOME))
        django.setup()
        ManagementUtility(["vezi", *given]).execute()
    return 0


@contextmanager
def one_line_errors() -> Iterator[None]:
    """What the machine lacks is said in one line, without a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except (DatabaseUnavailable, ImproperlyConfigured) as error:
        sys.exit(f"vezi: {error}")
    except OperationalError as error:
        first = str(error).strip().splitlines()[0]
        if "No space left on device" in str(error):
            sys.exit(f"vezi: The database's disk is full ({first}).")
        sys.exit(f"vezi: The database does not answer as it should: {first}")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit(
                f"vezi: The disk is full{f' ({error.filename})' if error.filename else ''}: make room and try again."
            )
        raise


def _end(_sign: int, _frame: object) -> None:
    # As an exception, so that whoever shares the database leaves it in order.
    sys.exit(143)
