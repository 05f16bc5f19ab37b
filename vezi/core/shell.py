"""What the commands of the shell have in common."""

import sys
from argparse import ArgumentParser
from typing import NoReturn

NOT_DONE = 2  # the exit code of what was asked for and cannot be done


def refuse(command: str, message: str, *, exit_code: int = NOT_DONE) -> NoReturn:
    """End the program with one line that says which command cannot do what, and why."""
    print(f"vezi {command}: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(exit_code)


def refuse_like(parser: ArgumentParser, command: str) -> None:
    """What the parser finds wrong is said as the command says it."""

    def error(message: str) -> NoReturn:
        refuse(command, message)

    parser.error = error  # type: ignore[method-assign] # Django makes the parser; there is no other way in
