"""Secrets of invitations: the token of a link, the code of a letter.

Neither is stored. Both are worked out from the invitation's seed and the house's key whenever they are sent or printed;
the database holds a keyed hash to know them again.
"""

import base64
import hashlib
import hmac

from django.conf import settings

from vezi.core.public_ids import ALPHABET

CODE_LENGTH = 10  # 27 ** 10 = 2e14 codes
TOKEN_BYTES = 24


def token_of(seed: str) -> str:
    """The secret part of a claim link, 32 characters."""
    return base64.urlsafe_b64encode(_keyed("link", seed)[:TOKEN_BYTES]).decode()


def code_of(seed: str) -> str:
    """The code of a letter: capitals and digits that are not mistaken for one another, in two groups."""
    number = int.from_bytes(_keyed("code", seed), "big")
    letters = []
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest].upper())
    half = CODE_LENGTH // 2
    return f"{''.join(letters[:half])}-{''.join(letters[half:])}"


def plain(code: str) -> str:
    """A code as it was typed, without case, dashes and blanks."""
    return "".join(letter for letter in code.lower() if letter in ALPHABET)


def hash_of(secret: str) -> str:
    return hashes_of(secret)[0]


def hashes_of(secret: str) -> list[str]:
    """By the house's key, then by those it had before."""
    text = f"registrar.invitation.hash:{secret}".encode()
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return [hmac.new(key.encode(), text, hashlib.sha256).hexdigest() for key in keys]


def _keyed(purpose: str, seed: str) -> bytes:
    text = f"registrar.invitation.{purpose}:{seed}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).digest()
