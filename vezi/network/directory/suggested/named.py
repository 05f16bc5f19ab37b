"""What has a name and is found by it while it is being typed; there are some hundreds at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from vezi.network.directory.index.words import each_begins_one

What = TypeVar("What")


@dataclass(frozen=True)
class Named(Generic[What]):
    """A place, with the words of its names in all languages."""

    what: What
    words: tuple[str, ...]


def fitting(said: Iterable[str], named: Iterable[Named[What]]) -> list[What]:
    """Those in whose names every word begins one."""
    asked = tuple(said)
    return [one.what for one in named if each_begins_one(asked, one.words)]
