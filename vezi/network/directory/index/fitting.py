"""Words as questions to the index: how well each finds a person. `matching` says the same in words."""

from tantivy import Query

from vezi.network.directory.index.clauses import alike, any_of, begun, best_of, number_is, said, worth
from vezi.network.directory.index.matching import (
    ALIKE,
    ALIKE_NAME,
    BEGINS,
    FORMER,
    IN_TEXT,
    SAME_NAME,
    SHORT,
    SOUND,
    TODAY,
    Word,
)
from vezi.network.directory.index.pieces import YEAR

Way = tuple[int, Query]  # a level, and the people who are found at least so well by it


def fits(word: Word, tier: str, least: int) -> Query:
    """People the word finds at least so well."""
    # What stands in the texts of today stands in the texts.
    return any_of([query for level, query in ways(word, tier, least) if level != TODAY or least == TODAY])


def scored(word: Word, tier: str, least: int, *, unit: float) -> Query:
    """The same, with the level they are found at as their score: one unit for the lowest."""
    return best_of([worth(query, (level + 1) * unit) for level, query in ways(word, tier, least)])


def ways(word: Word, tier: str, least: int) -> list[Way]:
    if word.is_mail:
        return [(SAME_NAME, (begun if word.is_last else said)(f"mail_{tier}", [word.text]))]
    found = _in_names(word, tier)
    if least <= TODAY:
        found += _in_texts(word, tier)
    if least < IN_TEXT:
        found += _nearly(word, tier, least)
    return [(level, query) for level, query in found if level >= least]


def _in_names(word: Word, tier: str) -> list[Way]:
    name, other = f"name_{tier}", f"other_{tier}"
    found = [(SAME_NAME, said(name, word.forms))]
    if word.years:
        found.append((SAME_NAME, number_is(f"{YEAR}_{tier}", word.years)))
    if word.begins_names:
        found += [(BEGINS, begun(name, word.forms))]
    if word.is_initial:
        found.append((BEGINS, said(f"key_{tier}", [word.text])))
    if word.formal:
        found.append((SHORT, said(name, word.formal)))
    return [*found, (FORMER, (begun if word.begins_names else said)(other, word.forms))]


def _in_texts(word: Word, tier: str) -> list[Way]:
    found = [
        (level, (begun if word.begins_texts else said)(f"{kind}_{tier}", word.forms))
        for level, kind in ((TODAY, "today"), (IN_TEXT, "text"))
    ]
    if word.stem:
        found += [(IN_TEXT, said(f"{kind}_{tier}", [word.stem])) for kind in ("stem", "text")]
    return found


def _nearly(word: Word, tier: str, least: int) -> list[Way]:
    found: list[Way] = []
    name, other, text = f"name_{tier}", f"other_{tier}", f"text_{tier}"
    if word.shorter:
        found.append((ALIKE_NAME, said(name, word.shorter)))
    if word.typos_in_names:
        fields = [(ALIKE_NAME, name), (ALIKE, other)]
        found += [
            (level, alike(field, word.forms, word.typos_in_names, begins=word.begins_with_typos))
            for level, field in fields
            if level >= least
        ]
    if least <= ALIKE and word.typos_in_texts:
        found.append((ALIKE, alike(text, word.forms, word.typos_in_texts)))
    if least <= SOUND and word.sounds:
        found.append((SOUND, said(f"key_{tier}", word.sounds)))
    return found
