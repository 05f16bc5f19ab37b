"""Sign-up is closed but to who comes with a reason: an invitation, or the wish to join a club.

An area that has found the reason good opens a door in the web session; the door remembers where to go on after.
"""

from dataclasses import asdict, dataclass

from django.http import HttpRequest

KEY = "accounts_door"


@dataclass(frozen=True)
class Door:
    """`reason` names the area's purpose (`claim`, `join`), `onward` the page to open once signed in."""

    reason: str
    onward: str
    mail: str = ""  # an address the person has proved to be hers: it need not be proved again
    club: str = ""  # the slug of the club it leads to, whose colours the doors wear


def open_for(request: HttpRequest, *, reason: str, onward: str, mail: str = "", club: str = "") -> None:
    """Let this visitor sign up, or sign in, and go on at `onward`."""
    request.session[KEY] = asdict(Door(reason, onward, mail, club))


def opened(request: HttpRequest) -> Door | None:
    kept = request.session.get(KEY)
    return Door(**kept) if kept else None


def close(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
