"""When a word finds a person, in plain Python: what `finding` asks the index for, said once more.

Pages use it to mark the words that were found and to check rows against the database; tests use it as the oracle.
"""

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from vezi.core.short_forms import formal_of, short_of
from vezi.core.sounding import sound
from vezi.network.directory.index.words import forms, stem

#: How well a word fits, best first: it is a name of today, the class year or the mail address; begins a name; is short
#: for one; is or begins a former one; stands in what the person is and does today; in another text; nearly a name, or a
#: name whose short form is meant; nearly a former name or a text; sounds like a name.
SAME_NAME, BEGINS, SHORT, FORMER, TODAY, IN_TEXT, ALIKE_NAME, ALIKE, SOUND = 8, 7, 6, 5, 4, 3, 2, 1, 0
SHORTEST = 3  # letters of a word that may have other forms
LEAST_LETTERS = 4  # of a word that may be meant by its sound
LEVELS = tuple(range(SAME_NAME, SOUND - 1, -1))


@dataclass(frozen=True)
class Word:
    """A folded word asked for. The last one may be a beginning: somebody is still typing. Mail is found by mail alone."""

    text: str
    is_last: bool = False
    is_mail: bool = False

    @property
    def begins_names(self) -> bool:
        return self.is_last and len(self.text) >= 2

    @property
    def begins_texts(self) -> bool:
        return self.is_last and len(self.text) >= 3

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isalpha()

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

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The word as it is, then in Latin letters."""
        return forms(self.text)

    @cached_property
    def formal(self) -> frozenset[str]:
        """Full names the word may be short for."""
        return frozenset().union(*map(formal_of, self.forms)) - {*self.forms}

    @cached_property
    def shorter(self) -> frozenset[str]:
        """Short forms of the word, where it is a full name."""
        return frozenset().union(*map(short_of, self.forms)) - {*self.forms}

    @cached_property
    def stem(self) -> str:
        """Empty where the word has no other forms."""
        return stem(self.text) if self.is_plain and len(self.text) >= SHORTEST else ""

    @cached_property
    def sounds(self) -> frozenset[str]:
        return frozenset(sound(form) for form in self.forms if len(form) >= LEAST_LETTERS) - {""}


class Readable(Protocol):
    """Of one person what a reader may find her by, in folded words; `stems` are of texts, `keys` initials and sounds."""

    @property
    def names(self) -> Set[str]: ...
    @property
    def others(self) -> Set[str]: ...
    @property
    def today(self) -> Set[str]: ...
    @property
    def texts(self) -> Set[str]: ...
    @property
    def stems(self) -> Set[str]: ...
    @property
    def keys(self) -> Set[str]: ...
    @property
    def mails(self) -> Set[str]: ...
    @property
    def years(self) -> Set[int]: ...


def in_name(word: Word, said: str) -> int | None:
    """How well the word fits one word of a name."""
    if word.is_mail:
        return None
    if said in word.forms:
        return SAME_NAME
    if _begun(word, said, word.begins_names) or (word.is_initial and said[:1] == word.text):
        return BEGINS
    if said in word.formal:
        return SHORT
    if said in word.shorter or _alike(word, said, word.typos_in_names, begins=word.begins_with_typos):
        return ALIKE_NAME
    return SOUND if len(said) >= LEAST_LETTERS and sound(said) in word.sounds else None


def in_text(word: Word, said: str) -> int | None:
    if word.is_mail:
        return None
    if said in word.forms or _begun(word, said, word.begins_texts) or (word.stem and stem(said) == word.stem):
        return IN_TEXT
    return ALIKE if _alike(word, said, word.typos_in_texts) else None


def _begun(word: Word, said: str, may_begin: bool) -> bool:
    return may_begin and any(said.startswith(form) for form in word.forms)


def _alike(word: Word, said: str, typos: int, *, begins: bool = False) -> bool:
    return any(is_alike(form, said, typos, begins=begins) for form in word.forms)


def level(word: Word, one: Readable) -> int | None:
    """How well the word finds a person of these words; None when it does not."""
    if word.is_mail:
        found = word.text in one.mails or (word.is_last and any(mail.startswith(word.text) for mail in one.mails))
        return SAME_NAME if found else None
    spelt = _as_spelt(word, one)
    return spelt if spelt is not None else _nearly(word, one)


def _as_spelt(word: Word, one: Readable) -> int | None:
    if not one.names.isdisjoint(word.forms) or not one.years.isdisjoint(word.years):
        return SAME_NAME
    if any(_begun(word, said, word.begins_names) for said in one.names) or (word.is_initial and word.text in one.keys):
        return BEGINS
    if not one.names.isdisjoint(word.formal):
        return SHORT
    if not one.others.isdisjoint(word.forms) or any(_begun(word, said, word.begins_names) for said in one.others):
        return FORMER
    for said, fits in ((one.today, TODAY), (one.texts, IN_TEXT)):
        if not said.isdisjoint(word.forms) or any(_begun(word, text, word.begins_texts) for text in said):
            return fits
    return IN_TEXT if word.stem and word.stem in one.stems | one.texts else None


def _nearly(word: Word, one: Readable) -> int | None:
    def alike(said: Set[str], typos: int, *, begins: bool = False) -> bool:
        return any(_alike(word, text, typos, begins=begins) for text in said)

    if not one.names.isdisjoint(word.shorter):
        return ALIKE_NAME
    if alike(one.names, word.typos_in_names, begins=word.begins_with_typos):
        return ALIKE_NAME
    if alike(one.others, word.typos_in_names, begins=word.begins_with_typos) or alike(one.texts, word.typos_in_texts):
        return ALIKE
    return SOUND if not one.keys.isdisjoint(word.sounds) else None


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
