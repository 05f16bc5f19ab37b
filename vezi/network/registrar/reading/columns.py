"""Which column is probably what: by its name, held against its cells, with the reason said."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from vezi.network.registrar.reading.contents import Contents, contents_of
from vezi.network.registrar.reading.fields import IGNORED, REPEATABLE, SOURCE_ONLY
from vezi.network.registrar.reading.files import Sheet
from vezi.network.registrar.reading.mapping import (
    FROM_COLUMN,
    FROM_GRADUATION,
    FROM_LAST_YEAR,
    NAME_FIELDS,
    NO_RULE,
    ColumnUse,
    Mapping,
)
from vezi.network.registrar.reading.problems import NOTE, WARNING, Problem
from vezi.network.registrar.reading.values import dates, names
from vezi.network.registrar.reading.vocabulary import meanings, phrases_inside

ROWS_LOOKED_AT = 5_000
LEAST_CONFIDENCE = 0.3
DATE_FIELDS = ("born_on", "graduated_on", "deceased_on")
NAME_PARTS = (*NAME_FIELDS, "former_family", "name_at_graduation")


@dataclass(frozen=True, slots=True)
class Proposal:
    column: str
    field: str
    confidence: float  # 0 to 1
    reason: Problem  # a note, worded like a problem
    example: str
    use: ColumnUse


@dataclass(frozen=True, slots=True)
class Proposals:
    columns: tuple[Proposal, ...]
    notes: tuple[Problem, ...]  # what else was decided, and where we could not tell
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class _Guess:
    field: str
    confidence: float
    reason: Problem


def propose(sheet: Sheet, *, today: datetime.date, region: str = "SI") -> Proposals:
    """Look at the first rows (5,000: a tenth of a second) and propose a mapping."""
    rows = [row.cells for row in sheet.first_rows(ROWS_LOOKED_AT) if len(row.cells) == len(sheet.columns)]
    contents = [contents_of(row[place] for row in rows) for place in range(len(sheet.columns))]
    chosen = _chosen(list(sheet.columns), contents, has_header=sheet.header_row is not None, today=today)
    order = _order_for_ambiguous(chosen, contents)
    proposals, notes = [], []
    for column, guess, inside in zip(sheet.columns, chosen, contents, strict=True):
        use, told = _use(column, guess.field, inside, order)
        proposals.append(Proposal(column, guess.field, guess.confidence, guess.reason, inside.example, use))
        notes += told
    rule, told_rule = _class_year_rule(proposals)
    mapping = Mapping(tuple(one.use for one in proposals), region=region, class_year_rule=rule)
    return Proposals(tuple(proposals), (*notes, *told_rule), mapping)


def _why(code: str, **facts: object) -> Problem:
    return Problem(code, NOTE, params=facts)


def _chosen(columns: list[str], contents: list[Contents], *, has_header: bool, today: datetime.date) -> list[_Guess]:
    """One guess a column; of two columns for one field the likelier takes it."""
    outright = [meanings(column)[:1] for column in columns]
    guesses: list[tuple[float, int, _Guess]] = []
    for place, (column, inside) in enumerate(zip(columns, contents, strict=True)):
        elsewhere = {field for other, fields in enumerate(outright) for field in fields if other != place}
        named = _by_name(column, inside, elsewhere, today) if has_header else []
        for guess in named or _by_contents(inside, today):
            guesses.append((guess.confidence, -place, guess))
    taken: dict[str, int] = {}
    chosen: dict[int, _Guess] = {}
    lost: dict[int, _Guess] = {}
    for _, minus_place, guess in sorted(guesses, key=lambda one: one[:2], reverse=True):
        place = -minus_place
        if place in chosen or guess.confidence < LEAST_CONFIDENCE:
            continue
        if guess.field in taken and guess.field not in REPEATABLE:
            why = _why("why_taken", column=columns[taken[guess.field]], field=guess.field)
            if not guess.reason.code.startswith("why_contents"):
                lost.setdefault(place, _Guess(SOURCE_ONLY, guess.confidence, why))
            continue
        chosen[place] = guess
        taken.setdefault(guess.field, place)
    unknown = _Guess(SOURCE_ONLY, 0.0, _why("why_unknown"))
    return [chosen.get(place) or lost.get(place) or unknown for place in range(len(columns))]


def _by_name(column: str, inside: Contents, elsewhere: set[str], today: datetime.date) -> list[_Guess]:
    """Guesses by the name of a column; `elsewhere` are the fields that other columns say outright to be."""
    header = column.removesuffix(")").rpartition(" (")[0] if column.endswith(")") and " (" in column else column
    found: dict[str, tuple[float, Problem]] = {}
    for rank, field in enumerate(meanings(column) or meanings(header)):
        found[field] = (0.95 - 0.1 * rank, _why("why_header", header=column))
    for rank, (phrase, fields) in enumerate(phrases_inside(header)):
        for second, field in enumerate(fields):
            found.setdefault(
                field, (0.6 - 0.05 * rank - 0.1 * second, _why("why_header_part", header=column, phrase=phrase))
            )
    guesses = []
    for field, (confidence, reason) in found.items():
        fit = _fit(field, inside, today)
        if field.startswith("full_name") and "given" in elsewhere:
            fit = min(fit, 0.2 if "family" in elsewhere else 0.5)
        if field == "given" and "family" not in elsewhere and inside.word_count > 1.7:
            fit = min(fit, 0.6)
        if field == IGNORED:
            reason = _why("why_private", header=column)
        guesses.append(_Guess(field, round(confidence * fit, 2), reason))
    if guesses and max(guess.confidence for guess in guesses) < LEAST_CONFIDENCE:
        return [_Guess(SOURCE_ONLY, 0.5, _why("why_contents_against", header=column))]
    if any(guess.field == "mail" for guess in guesses):
        guesses.append(_Guess("mail_2", 0.35, _why("why_second_mail", header=column)))
    return guesses


def _fit(field: str, inside: Contents, today: datetime.date) -> float:
    """How well the cells agree with a meaning: 1 well, 0.3 hardly, 0.2 not at all."""
    if not inside.filled:
        return 0.8
    check = _CHECKS.get(field)
    if check is None:
        return 1.0
    share = check(inside)
    if field == "born_on" and inside.median_year and inside.median_year > today.year - 14:
        share *= 0.4
    return 1.0 if share >= 0.6 else 0.8 if share >= 0.3 else 0.2


_CHECKS: dict[str, Callable[[Contents], float]] = {
    "mail": lambda c: c.mails,
    "mail_2": lambda c: c.mails,
    "born_on": lambda c: c.dates + c.years,
    "graduated_on": lambda c: c.dates,
    "deceased_on": lambda c: c.dates + c.years,
    "birth_year": lambda c: c.years + c.dates,
    "class_year": lambda c: c.years + c.dates + (c.numbers if not c.years else 0),
    "started_year": lambda c: c.years + c.dates,
    "ended_year": lambda c: c.years + c.dates,
    "phone": lambda c: c.phones,
    "mobile": lambda c: c.phones,
    "country": lambda c: c.countries,
    "study_mode": lambda c: c.modes,
    "affiliation_kind": lambda c: c.kinds,
    "title": lambda c: c.titles,
    "family": lambda c: c.words,
    "given": lambda c: c.words,
    "full_name_given_first": lambda c: c.words * (1 if c.word_count >= 1.5 else 0.5),
    "full_name_family_first": lambda c: c.words * (1 if c.word_count >= 1.5 else 0.5),
    "student_number": lambda c: 1 - c.mails - c.dates * (c.date_order is not None),
    "postcode": lambda c: 1 if c.postcodes > 0.3 else 1 - c.words,
    "city": lambda c: 1 - c.mails - c.dates,
    "employer": lambda c: 1 - c.mails - c.dates - c.years,
}


def _by_contents(inside: Contents, today: datetime.date) -> list[_Guess]:
    """Guesses for a column without a telling name."""
    if not inside.filled:
        return []
    long_ago = inside.median_year is not None and inside.median_year <= today.year - 22
    looks: list[tuple[str, float, float]] = [
        ("mail", inside.mails, 0.9),
        ("born_on" if long_ago else "graduated_on", inside.dates * (inside.years < 0.5), 0.6),
        ("class_year", inside.years, 0.55),
        ("country", inside.countries * (inside.words > 0.6) * (inside.filled >= 3), 0.5),
        ("study_mode", inside.modes * (inside.different < 0.5), 0.5),
        ("mobile", inside.phones * (inside.dates < 0.5), 0.45),
        (
            "student_number",
            inside.numbers * (inside.different > 0.95) * (inside.years < 0.5) * (inside.dates < 0.5),
            0.5,
        ),
    ]
    guesses = [
        _Guess(field, round(best * share, 2), _why("why_contents", share=round(100 * share), field=field))
        for field, share, best in looks
        if share >= 0.7
    ]
    return guesses or _names_by_contents(inside)


def _names_by_contents(inside: Contents) -> list[_Guess]:
    if inside.words < 0.8 or inside.word_count > 3.2:
        return []
    why = _why("why_contents_names", share=round(100 * inside.words))
    if inside.commas > 0.7:
        return [_Guess("full_name_family_first", 0.5, why)]
    if inside.word_count >= 1.8 and inside.different > 0.8:
        return [_Guess("full_name_given_first", 0.4, why)]
    if inside.word_count < 1.6 and inside.different > 0.2:
        # Surnames differ more than given names do.
        return [
            _Guess("family", round(0.35 + inside.different / 20, 3), why),
            _Guess("given", round(0.36 - inside.different / 50, 3), why),
        ]
    return []


def _order_for_ambiguous(chosen: list[_Guess], contents: list[Contents]) -> str:
    """Day first, unless another date column of the file proves the opposite."""
    proved = [c.date_order for guess, c in zip(chosen, contents, strict=True) if guess.field in DATE_FIELDS]
    return dates.MONTH_FIRST if dates.MONTH_FIRST in proved and dates.DAY_FIRST not in proved else dates.DAY_FIRST


def _use(column: str, field: str, inside: Contents, order: str) -> tuple[ColumnUse, list[Problem]]:
    told: list[Problem] = []
    use = ColumnUse(column, field)
    if field in DATE_FIELDS:
        proved = inside.date_order
        use = ColumnUse(column, field, date_order=proved or order)
        facts = {"order": use.date_order, "example": inside.order_example}
        if proved in (dates.DAY_FIRST, dates.MONTH_FIRST, dates.SERIAL):
            told.append(Problem("date_order_proved", NOTE, column=column, params=facts))
        elif inside.has_ambiguous_dates:
            told.append(Problem("date_order_assumed", WARNING, column=column, params=facts))
    if field in NAME_PARTS and inside.in_capitals:
        use = ColumnUse(column, field, mends_capitals=True)
        facts = {"example": inside.example, "mended": names.from_capitals(inside.example)}
        told.append(Problem("capitals_mended", NOTE, column=column, params=facts))
    if field == IGNORED:
        told.append(Problem("private_column", NOTE, column=column))
    return use, told


def _class_year_rule(proposals: list[Proposal]) -> tuple[str, list[Problem]]:
    columns = {one.field: one.column for one in proposals}
    if "class_year" in columns:
        return FROM_COLUMN, []
    for field, rule in (("graduated_on", FROM_GRADUATION), ("ended_year", FROM_LAST_YEAR)):
        if field in columns:
            return rule, [Problem("class_year_derived", NOTE, column=columns[field], params={"field": field})]
    return NO_RULE, [Problem("class_year_missing", NOTE)]
