"""When a word finds a person, in plain Python: what `finding` asks the index for, said once more.

Pages use it to mark the words that were found and to check rows against the database; tests use it as the oracle.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

#: How well a word fits, best first
SAME_NAME, NAME, IN_TEXT, ALIKE_NAME, ALIKE = 4, 3, 2, 1, 0  # NAME: it begins one, or is or begins a former one
LEVELS = (SAME_NAME, NAME, IN_TEXT, ALIKE_NAME, ALIKE)


@dataclass(frozen=True)
class Word:
    """A folded word asked for. The last one may be a beginning: somebody is still typing."""

    text: str
    is_last: bool = False

    @property
    def begins_names(self) -> bool:
        return self.is_last and len(self.text) >= 2

    @property
    def begins_texts(self) -> bool:
        return self.is_last and len(self.text) >= 3

    @property
    def typos_in_names(self) -> int:
        """A wrong, missing, added or swapped letter; two of them in a long word."""
        return (1 if len(self.text) < 8 else 2) if len(self.text) >= 4 and self.is_plain else 0

    @property
    def typos_in_texts(self) -> int:
        return 1 if len(self.text) >= 5 and self.is_plain else 0

    @property
    def begins_with_typos(self) -> bool:
        return self.is_last and len(self.text) >= 6

    @property
    def is_plain(self) -> bool:
        return not any(letter.isdigit() for letter in self.text)

    @property
    def years(self) -> tuple[int, ...]:
        """Class years that are written so: 1999, or ’99."""
        if not (self.text.isascii() and self.text.isdigit()):
            return ()
        if len(self.text) == 2:
            return (1900 + int(self.text), 2000 + int(self.text))
        return (int(self.text),) if len(self.text) == 4 and 1850 <= int(self.text) <= 2150 else ()


def asked(words: Sequence[str]) -> tuple[Word, ...]:
    return tuple(Word(text, place == len(words)) for place, text in enumerate(words, start=1))


def in_name(word: Word, said: str) -> int | None:
    """How well the word fits one word of a name."""
    if word.text == said:
        return SAME_NAME
    if word.begins_names and said.startswith(word.text):
        return NAME
    return ALIKE_NAME if is_alike(word.text, said, word.typos_in_names, begins=word.begins_with_typos) else None


def in_text(word: Word, said: str) -> int | None:
    if word.text == said or (word.begins_texts and said.startswith(word.text)):
        return IN_TEXT
    return ALIKE if is_alike(word.text, said, word.typos_in_texts) else None


def level(word: Word, *, names: Set[str], others: Set[str], texts: Set[str], years: Set[int]) -> int | None:
    """How well the word finds a person of these words; None when it does not."""
    if word.text in names or not years.isdisjoint(word.years):
        return SAME_NAME
    if word.text in others or (word.begins_names and any(said.startswith(word.text) for said in names | others)):
        return NAME
    if word.text in texts or (word.begins_texts and any(said.startswith(word.text) for said in texts)):
        return IN_TEXT
    if any(in_name(word, said) is not None for said in names):
        return ALIKE_NAME
    if any(in_name(word, said) is not None for said in others):
        return ALIKE
    return ALIKE if any(in_text(word, said) == ALIKE for said in texts) else None


@lru_cache(maxsize=65_536)
def is_alike(word: str, said: str, typos: int, *, begins: bool = False) -> bool:
    """Whether at most so many letters are wrong; with `begins` a beginning of what is said is enough.

    A swap of neighbours counts once, and no letter is touched twice (optimal string alignment).
    """
    if not typos or len(said) < len(word) - typos or (not begins and len(said) > len(word) + typos):
        return False
    before: list[int] = []
    row = list(range(len(word) + 1))
    best = row[-1]
    for at, letter in enumerate(said, start=1):
        new = [at]
        for place, wanted in enumerate(word, start=1):
            cost = min(row[place] + 1, new[place - 1] + 1, row[place - 1] + (wanted != letter))
            if at > 1 and place > 1 and wanted == said[at - 2] and word[place - 2] == letter:
                cost = min(cost, before[place - 2] + 1)
            new.append(cost)
        before, row = row, new
        best = min(best, row[-1]) if begins else row[-1]
        if min(row) > typos and min(before) > typos:
            break
    else:
        return best <= typos
    return begins and best <= typos
