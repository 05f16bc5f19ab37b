"""One step in a process of its own; its answer is one line of JSON."""

import json
import os
import sys
from importlib import import_module


def main() -> None:
    name, given = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "vezi.config.settings"
    import django

    django.setup()
    answer = import_module(f"bench.steps.{name}").run(**json.loads(given))
    print(json.dumps(answer, default=str))


main()
