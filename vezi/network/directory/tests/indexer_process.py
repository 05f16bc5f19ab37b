"""The indexer as a program of its own on the tests' database: `python -m … DATABASE HOME`."""

import os
import sys

import django


def main(database: str, home: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "vezi.config.settings_test"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.VEZI_HOME = home
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database
    call_command("indexer")


if __name__ == "__main__":
    main(*sys.argv[1:])
