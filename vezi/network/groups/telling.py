"""What the area tells people: the one place where notices are written."""

from datetime import datetime

from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.ties.queries import are_apart


def tell(
    *, kind: str, person: Person, about: str, path: str, by: Person | None, club: Club | None, words: dict[str, str],
    now: datetime,
) -> None:  # fmt: skip
    """Nothing passes between people who are apart."""
    if by is not None and (by.pk == person.pk or are_apart(by.pk, person.pk)):
        return


def settle(*, person: Person, about: str, now: datetime) -> None:
    """What waited was answered elsewhere."""
