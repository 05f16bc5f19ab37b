"""What two people were brought together about, such as a question to the network: named in their conversation, known to
an area above, which registers its answer under its own name.

@matters.knows("questions")
def named(viewer, things): ...   # the public names of things -> {thing: Matter}, of those the viewer may see
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from vezi.core.viewer import Viewer


@dataclass(frozen=True)
class Matter:
    title: str
    url: str


Answer = Callable[[Viewer, Collection[str]], Mapping[str, Matter]]
_answers: dict[str, Answer] = {}


def knows(area: str) -> Callable[[Answer], Answer]:
    def registered(answer: Answer) -> Answer:
        _answers[area] = answer
        return answer

    return registered


def forget(area: str) -> None:
    del _answers[area]


def name_of(area: str, thing: str) -> str:
    """As a conversation keeps it: `questions:23456789bcdfg`."""
    return f"{area}:{thing}"


def seen_by(viewer: Viewer, names: Iterable[str]) -> dict[str, Matter]:
    """Those of the matters that the viewer may see, by name; as many queries as areas know them."""
    things: dict[str, set[str]] = {}
    for name in names:
        area, _colon, thing = name.partition(":")
        if thing and area in _answers:
            things.setdefault(area, set()).add(thing)
    return {
        name_of(area, thing): matter
        for area, wanted in things.items()
        for thing, matter in _answers[area](viewer, wanted).items()
    }
