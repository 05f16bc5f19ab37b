"""Rows without a public name of their own in addresses: `path("me/work/<opaque:pk>/", …)`.

The numbers are spelled in an alphabet shuffled by the installation's secret, so that they cannot be counted. They prove
nothing: the view still asks whose row it is.
"""

from functools import lru_cache
from random import Random

from django.conf import settings
from sqids import Sqids

from vezi.core.public_ids import ALPHABET


@lru_cache(maxsize=1)
def _spelling() -> Sqids:
    letters = list(ALPHABET)
    Random(settings.SECRET_KEY).shuffle(letters)  # noqa: S311 - a spelling, not a secret
    return Sqids(alphabet="".join(letters), min_length=6, blocklist=[])


class OpaqueConverter:
    regex = f"[{ALPHABET}]{{6,20}}"

    def to_python(self, value: str) -> int:
        numbers = _spelling().decode(value)
        if len(numbers) != 1 or _spelling().encode(numbers) != value:
            raise ValueError(value)
        return numbers[0]

    def to_url(self, value: int) -> str:
        return _spelling().encode([value])
