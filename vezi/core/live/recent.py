"""What was said in the last minute, for a page that begins to listen a moment after it was made."""

import time
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

KEPT_FOR = 60.0  # seconds
MOST = 5_000  # remembered, each with up to some thousand people
SLACK = 2.0  # seconds: a page is read before it is written, and machines differ about the time


@dataclass(frozen=True, slots=True)
class Said:
    at: float
    person_ids: frozenset[int]
    event: str
    about: str


class Recent:
    """Remembers from `begun` on; forgets all when something may have been missed."""

    def __init__(self) -> None:
        self.said: deque[Said] = deque()
        self.begun = time.time()

    def begin_anew(self) -> None:
        self.said.clear()
        self.begun = time.time()

    def add(self, person_ids: Collection[int], event: str, about: str) -> None:
        now = time.time()
        self.said.append(Said(now, frozenset(person_ids), event, about))
        while len(self.said) > MOST or self.said[0].at < now - KEPT_FOR:
            self.begun = self.said.popleft().at + 0.001

    def since(self, moment: float, person_id: int) -> Iterator[tuple[str, str]] | None:
        """What this person was told from then on; None if it is not remembered so far back."""
        first = moment - SLACK
        if first < self.begun:
            return None
        return ((one.event, one.about) for one in self.said if one.at >= first and person_id in one.person_ids)
