"""What can be done with people chosen in the ledger: each area offers its deeds, the ledger shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from vezi.core.errors import Words
from vezi.network.clubs.models import Club


@dataclass(frozen=True)
class ChoiceDeed:
    """A button under the ledger. `url` is the name of a page that takes the club and `?choice=`."""

    code: str
    title: Words
    url: str
    needs: tuple[str, ...]  # the rights without which it is not there
    order: int
    tells: Callable[[Club, QuerySet], str] | None = None  # of these people (by number): whom it would reach
    closed: Words = ""  # shown, with this sentence, to who lacks the right


_deeds: dict[str, ChoiceDeed] = {}


def offer(deed: ChoiceDeed) -> ChoiceDeed:
    _deeds[deed.code] = deed
    return deed


def deeds() -> list[ChoiceDeed]:
    return sorted(_deeds.values(), key=lambda deed: (deed.order, deed.code))
