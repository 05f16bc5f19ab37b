"""References by which a payment is found again: RF (ISO 11649), read by every bank of SEPA, and SI12, the Slovenian.

Both are made of the same number, so that whichever of them comes back leads to the same bill.
"""

import re
import secrets

from vezi.core.bank.digits import mod11, mod97

#: Digits of the numbers given here; an SI12 holds twelve and its check digit.
LONG = 11
_RF = re.compile(r"RF(\d\d)([A-Z0-9]{1,21})")
_SI = re.compile(r"SI12(\d{3,13})")
_SAID = re.compile(r"\bRF[ ]?\d\d(?:[ -]?[A-Z0-9]){1,21}|\bSI[ ]?12(?:[ -]?\d){3,13}", re.IGNORECASE)


class NoReference(ValueError):
    """What was read is none, or its check digits say that something was mistyped."""


def new_number() -> str:
    """Random, so that nobody counts by it how many there are; whoever keeps it holds it to be unique."""
    return str(secrets.randbelow(9 * 10 ** (LONG - 1)) + 10 ** (LONG - 1))


def rf(number: str) -> str:
    """ISO 11649: RF, two check digits, at most 21 letters and digits."""
    return f"RF{98 - mod97(number + 'RF00'):02d}{number}"


def si(number: str) -> str:
    """Model 12: at most twelve digits and one that checks them."""
    return f"SI12{number}{mod11(number)}"


def number_of(reference: str) -> str:
    """What it was made of. Raises NoReference where its check digits do not agree."""
    said = re.sub(r"[\s-]", "", reference).upper()
    if not said.isascii():
        raise NoReference(reference)
    if (found := _RF.fullmatch(said)) and mod97(found[2] + "RF" + found[1]) == 1:
        return found[2]
    if (found := _SI.fullmatch(said)) and mod11(found[1][:-1]) == int(found[1][-1]):
        return found[1][:-1]
    raise NoReference(reference)


def in_text(text: str) -> list[str]:
    """The numbers references in a text may be made of; a blank may end one or stand inside it, so that there may be more
    readings than references. Which are given out, whoever gave them knows."""
    found: list[str] = []
    for said in _SAID.findall(text):
        for end in range(len(said), 6, -1):
            try:
                number = number_of(said[:end])
            except NoReference:
                continue
            if number not in found:
                found.append(number)
    return found


def without(text: str) -> str:
    """The rest of a text, with what may be an amount after a reference."""

    def shortest(said: re.Match[str]) -> str:
        readings = [
            end for end in range(7, len(said[0]) + 1) if _is_one(said[0][:end]) and not said[0][end : end + 1].isalnum()
        ]
        return " " + said[0][min(readings) :] if readings else said[0]

    return _SAID.sub(shortest, text)


def _is_one(said: str) -> bool:
    try:
        return bool(number_of(said))
    except NoReference:
        return False


def shown(reference: str) -> str:
    """As on paper: RF18 5390 0754 7034; SI12 123456789012-0 without its hyphen."""
    if reference.startswith("SI"):
        return f"{reference[:4]} {reference[4:]}"
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
