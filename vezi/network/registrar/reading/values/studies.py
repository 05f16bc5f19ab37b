"""Years of study, mode of study, kind of tie."""

import datetime
import re

from vezi.core.folding import fold
from vezi.network.registrar.reading.values import dates
from vezi.network.registrar.reading.values.texts import (
    NOTHING,
    Found,
    Reader,
    clean,
    doubtful,
    rejected,
    says_nothing,
    shown,
)

EARLIEST_CLASS = 1800
_ONE_YEAR = re.compile(r"['’]?(\d{1,6})\.?(?:[.,]0+)?")
_TWO_YEARS = re.compile(r"(\d{4}|\d\d)\.?\s*[/–-]\s*(\d{4}|\d\d|\d)\.?")

_MODES = {
    "full_time": """full time|fulltime|full|ft|f|redni|redna|redno|r|redni študij|vollzeit|präsenz|direktstudium|
        redovni|redovan|redovit|tempo pieno|a tempo pieno|regular|day""",
    "part_time": """part time|parttime|part|pt|p|izredni|izredna|izredno|i|izredni študij|ob delu|študij ob delu|
        teilzeit|berufsbegleitend|izvanredni|vanredni|tempo parziale|a tempo parziale|extramural|evening|večerni""",
    "continuing": """continuing|continuing education|ce|lifelong|lifelong learning|vseživljenjsko|
        vseživljenjsko izobraževanje|vseživljenjsko učenje|weiterbildung|cjeloživotno|formazione continua|executive|
        izpopolnjevanje|distance|distance learning|na daljavo|študij na daljavo|fernstudium|online""",
}
_KINDS = {
    "student": "student|current student|študent|študentka|enrolled|active|aktiven|vpisan|studentica|studente",
    "alum": """alum|alumni|alumnus|alumna|graduate|graduated|former student|diplomant|diplomantka|diplomiral|
        diplomirala|absolvent|absolventka|absolventin|absolviert|laureato|laureata|magistrant|doktorand|zaključil|
        zaključila|left|completed|svršen|završio|završila|ex-student|dropout|non-graduate""",
    "faculty": """faculty|professor|lecturer|teacher|academic|academic staff|profesor|profesorica|predavatelj|
        predavateljica|učitelj|pedagog|pedagoški delavec|docent|docentka|asistent|asistentka|dozent|lehrende|
        nastavnik|docente""",
    "staff": """staff|employee|administrative staff|zaposleni|zaposlena|delavec|strokovni delavec|mitarbeiter|
        mitarbeiterin|zaposlenik|djelatnik|personale|impiegato""",
}


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {
        fold(" ".join(w.split())).replace("-", " "): kind
        for kind, all_words in words.items()
        for w in all_words.split("|")
    }


_MODE_OF, _KIND_OF = _by_word(_MODES), _by_word(_KINDS)


def year_reader(field: str, *, today: datetime.date) -> Reader:
    """A class year: 1999, 99, ’99, 1998/99 (→ 1999), or a full date."""

    def read(text: str) -> Found:
        value = clean(text)
        if says_nothing(value):
            return NOTHING
        year = year_of(value, today)
        if year is None:
            return rejected("not_a_year", value=shown(value))
        if year == 0:
            return NOTHING
        if not EARLIEST_CLASS <= year <= today.year + 10:
            facts = {"earliest": EARLIEST_CLASS, "latest": today.year + 10}
            return rejected("year_out_of_reach", value=shown(value), **facts)
        return ((field, year),), ()

    return read


def year_of(text: str, today: datetime.date) -> int | None:
    if found := _ONE_YEAR.fullmatch(text):
        digits = found[1]
        return _full(digits, today) if len(digits) in (1, 2) and digits != "0" else int(digits)
    if found := _TWO_YEARS.fullmatch(text):
        first, second = found[1], found[2]
        start = int(first) if len(first) == 4 else _full(first, today)
        end = int(second) if len(second) == 4 else int(str(start)[: 4 - len(second)] + second)
        return end if end >= start else end + (100 if len(second) == 2 else 10 if len(second) == 1 else 0)
    if not re.search(r"\D\d|\d\D", text):
        return None
    try:
        day = dates.day_of(text, order=dates.DAY_FIRST, today=today)
    except (dates.NoSuchDay, ValueError, OverflowError):
        return None
    return day.year if isinstance(day, datetime.date) else day


def _full(digits: str, today: datetime.date) -> int:
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year + 7 else year - 100


def mode_reader() -> Reader:
    return _word_reader("study_mode", _MODE_OF, "mode_unknown")


def kind_reader() -> Reader:
    return _word_reader("affiliation_kind", _KIND_OF, "kind_unknown")


def is_mode(text: str) -> bool:
    return fold(text).replace("-", " ") in _MODE_OF


def is_kind(text: str) -> bool:
    return fold(text).replace("-", " ") in _KIND_OF


def _word_reader(field: str, meanings: dict[str, str], code: str) -> Reader:
    def read(text: str) -> Found:
        value = clean(text)
        if says_nothing(value):
            return NOTHING
        words = fold(value).replace("-", " ")
        meant = meanings.get(words) or meanings.get(words.split()[0].strip(".,;()") if words else "")
        return (((field, meant),), ()) if meant else doubtful(code, value=shown(value))

    return read
