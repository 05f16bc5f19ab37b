"""Names of members in a text: `@Maja Kovač` as it is typed, `@{public id}` as it is kept.

Who follows which name is for the caller to say; here the places are found.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from vezi.core.folding import fold
from vezi.core.public_ids import ALPHABET, LENGTH

KEPT = re.compile(rf"@\{{([{ALPHABET}]{{{LENGTH}}})\}}")
#: At most four words after the sign, the first of them with a capital or of a script without capitals.
_TYPED = re.compile(
    r"(?<![\w@/.])@((?:[^\W\d_][\w’'.-]*)(?:[ \u00a0][^\W\d_][\w’'.-]*){0,3})(?:[ \u00a0]?[’'](\d\d)\b)?"
)
MOST = 20  # in one text


@dataclass(frozen=True)
class Typed:
    """What may be a name: the words after the sign, and the class year if one was written."""

    start: int
    words: tuple[str, ...]
    year: int | None  # two figures

    def named(self, count: int) -> str:
        """The first so many words, folded."""
        return fold(" ".join(self.words[:count])).rstrip(".")


def unbraced(text: str) -> str:
    """Nobody is named by typing how names are kept."""
    return re.sub(r"@(?=\{)", "@ ", text)


def typed(text: str) -> list[Typed]:
    found = []
    for match in _TYPED.finditer(text):
        words = tuple(re.split(r"[ \u00a0]", match[1]))
        found.append(Typed(match.start(), words, int(match[2]) if match[2] else None))
    return found[:MOST]


def kept(text: str) -> list[str]:
    """The public ids a text names, in order."""
    return list(dict.fromkeys(KEPT.findall(text)))


def put_in(text: str, people: Mapping[int, tuple[int, str]]) -> str:
    """The text with names kept: place of the sign -> how many words follow it, whose public id."""
    out, at = [], 0
    for one in typed(text):
        if one.start not in people:
            continue
        count, public_id = people[one.start]
        match = re.compile(r"@" + r"[ \u00a0]".join(re.escape(word) for word in one.words[:count])).match(
            text, one.start
        )
        if match is None:
            continue
        end, dot = match.end(), ""
        if one.words[count - 1].endswith("."):
            end, dot = end, "."
        year = re.compile(r"[ \u00a0]?[’'](\d\d)\b").match(text, end) if count == len(one.words) else None
        out += [text[at : one.start], f"@{{{public_id}}}", dot]
        at = year.end() if year else end
    return "".join([*out, text[at:]])


def spelt(text: str, name_of: Callable[[str], str]) -> str:
    """The text with each name as `name_of(public id)` says it."""
    return KEPT.sub(lambda match: f"@{name_of(match[1])}", text)


def splits(folded: str) -> Iterator[tuple[str, str]]:
    """How a name may fall into given name and surname."""
    words = folded.split()
    for place in range(1, len(words)):
        yield " ".join(words[:place]), " ".join(words[place:])
