"""The words of a question marked in a text, as the reader sees it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from vezi.network.directory.index import matching
from vezi.network.directory.index.matching import IN_TEXT, Word
from vezi.network.directory.index.words import spellings

_WORD = re.compile(r"\w+")
BEFORE, AFTER = 30, 90  # letters around the first mark of an excerpt


@dataclass
class Marker:
    """Marks words in texts and remembers which it has marked. `levels` says how well each word fits the person:
    where it is there as such, what is merely alike stays unmarked."""

    levels: dict[Word, int]
    marked: set[Word] = field(default_factory=set)

    def missing(self) -> set[Word]:
        return set(self.levels) - self.marked

    def fitting(self, said: str, *, is_name: bool = False) -> set[Word]:
        """The words that one word of a text fits."""
        found: set[Word] = set()
        for spelling in spellings(said):
            for word, level in self.levels.items():
                fit = matching.in_name(word, spelling) if is_name else matching.in_text(word, spelling)
                if fit is not None and (fit >= IN_TEXT or level < IN_TEXT):
                    found.add(word)
        return found

    def look(self, text: str, *, is_name: bool = False) -> set[Word]:
        """The words found in a text that is shown as it is; remembered like marked ones."""
        found = {word for said in _WORD.findall(text) for word in self.fitting(said, is_name=is_name)}
        self.marked |= found
        return found

    def meant(self, words: str) -> set[Word]:
        """The missing words found in a text that is not shown; remembered like marked ones."""
        found = self.missing() & {word for said in _WORD.findall(words) for word in self.fitting(said)}
        self.marked |= found
        return found

    def mark(self, text: str, *, is_name: bool = False, only: Iterable[Word] | None = None) -> SafeString | None:
        """The text with marks, safe to show; None when there is nothing to mark (of `only`, if given)."""
        wanted = set(self.levels if only is None else only)
        out, found, last, first = [], set(), 0, None
        if mails := {word for word in wanted if word.is_mail and text.lower().startswith(word.text)}:
            self.marked |= mails
            return format_html("<mark>{}</mark>", text)
        for match in _WORD.finditer(text):
            if fits := self.fitting(match[0], is_name=is_name) & wanted:
                found |= fits
                first = match.start() if first is None else first
                out += [escape(text[last : match.start()]), "<mark>", escape(match[0]), "</mark>"]
                last = match.end()
        if not found:
            return None
        self.marked |= found
        return mark_safe("".join([*out, escape(text[last:])]))  # noqa: S308 - every piece is escaped

    def excerpt(self, text: str, *, only: Iterable[Word]) -> SafeString | None:
        """The part of a longer text around its first mark, cut between words."""
        wanted = set(only)
        if any(word.is_mail for word in wanted) and (marked := self.mark(text, only=wanted)):
            return marked
        first = next((m.start() for m in _WORD.finditer(text) if self.fitting(m[0]) & wanted), None)
        if first is None:
            return None
        start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
        end = len(text) if len(text) - first <= AFTER else text.rfind(" ", first, first + AFTER)
        end = end if end > first else len(text)
        part = " ".join(text[start:end].split())
        return self.mark(f"{'… ' if start else ''}{part}{' …' if end < len(text) else ''}", only=wanted)
