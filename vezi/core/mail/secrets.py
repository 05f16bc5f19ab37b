"""Secrets in letters: a claim link is kept in no letter that is stored; it is worked out when the letter leaves.

A letter is stored with `PLACE` where the secret stands, and with a reference to it (`area.kind:name`). The area that
made it registers how the reference becomes the secret again.
"""

from collections.abc import Callable

from vezi.core.models import OutgoingMail

PLACE = "secret-goes-here"

_keepers: dict[str, Callable[[str], str]] = {}


def keeps(kind: str) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    """Register `function(name) -> secret` for references `kind:name`."""

    def register(function: Callable[[str], str]) -> Callable[[str], str]:
        _keepers[kind] = function
        return function

    return register


def revealed(text: str, mail: OutgoingMail) -> str:
    """The text with the letter's secret in its place."""
    if not mail.secret:
        return text
    kind, _colon, name = mail.secret.partition(":")
    return text.replace(PLACE, _keepers[kind](name))
