"""What the commands of the shell have in common."""

import sys
from typing import NoReturn

NOT_DONE = 2  # the exit code of what was asked for and cannot be done


def refuse(command: str, message: str, *, exit_code: int = NOT_DONE) -> NoReturn:
    """End the program with one line that says which command cannot do what, and why."""
    print(f"vezi {command}: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(exit_code)
