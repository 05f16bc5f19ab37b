"""What is counted in the index holds until its next commit: readers who look from the same clubs share it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from vezi.network.directory.index.store import Opened

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """The answers asked for last, each by what was asked and the version of the index."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._keeping = threading.Lock()

    def answer(self, opened: Opened, asked: Hashable, find: Callable[[], Answer]) -> Answer:
        known = (opened.version, asked)
        with self._keeping:
            if known in self._kept:
                self._kept.move_to_end(known)
                return self._kept[known]
        found = find()
        with self._keeping:
            self._kept[known] = found
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
