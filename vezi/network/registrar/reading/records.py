"""The rows of a file as people: normalised, checked, and tied to one another where they tell of one person.

Nothing is kept of a row once it has gone by, except what later rows must be held against: about 250 bytes a person.
"""

import datetime
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from vezi.core.folding import fold
from vezi.network.registrar.reading import mapping as mappings
from vezi.network.registrar.reading.fields import IGNORED, UNUSED
from vezi.network.registrar.reading.files import Row
from vezi.network.registrar.reading.mapping import ColumnUse, Mapping
from vezi.network.registrar.reading.problems import REJECTED, WARNING, Problem, Unreadable
from vezi.network.registrar.reading.values import contacts, dates, names, places, studies, texts
from vezi.network.registrar.reading.values.texts import Reader

ANSWERS_KEPT = 32_768
YOUNGEST_GRADUATE = 10
_MOSTLY_UNIQUE = frozenset({"student_number", "mail", "mail_2", "phone", "mobile"})
_FIRST_SEEN = struct.Struct(">IqI")  # row, its hash, day of birth
_OWNER = struct.Struct(">Iqq")  # row, person, name


@dataclass(slots=True)
class RowRead:
    number: int
    cells: list[str]  # the source row, without what is not to be kept
    fields: dict[str, Any] = field(default_factory=dict)
    person_key: str = ""  # rows with one key are one person; the same from file to file
    problems: list[Problem] = field(default_factory=list)
    repeat_of: int | None = None  # an earlier row, the same to the letter
    first_number: int = 0  # of the first row of the person; 0: this is it

    @property
    def is_rejected(self) -> bool:
        return any(problem.severity == REJECTED for problem in self.problems)


class Rows(Protocol):
    """A sheet, or its first rows."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    def rows(self) -> Iterator[Row]: ...


class Reading:
    """One pass through a sheet. Iterate it once; counts and `late` are complete afterwards."""

    def __init__(self, sheet: Rows, mapping: Mapping, *, today: datetime.date) -> None:
        in_the_way = [one for one in mapping.problems(sheet.columns) if one.severity == REJECTED]
        if in_the_way:
            raise Unreadable(in_the_way[0].code, **in_the_way[0].params)
        self.sheet, self.mapping, self.today = sheet, mapping, today
        self.rows = self.rejected = self.repeats = 0
        self.codes: Counter[str] = Counter()
        self.late: list[Problem] = []
        """Warnings about rows that had gone by when they were found out: a mail address two people share."""
        self._people: dict[int, bytes] = {}
        self._further_rows: dict[int, int] = {}
        self._mails: dict[int, bytes] = {}
        self._shared_mails: set[int] = set()

    @property
    def people(self) -> int:
        return len(self._people)

    def __iter__(self) -> Iterator[RowRead]:
        uses = [self.mapping.use_of(column) for column in self.sheet.columns]
        readers = [
            (place, use.column, reader_of(use, region=self.mapping.region, today=self.today))
            for place, use in enumerate(uses)
            if use.field not in UNUSED
        ]
        ignored = [place for place, use in enumerate(uses) if use.field == IGNORED]
        for row in self.sheet.rows():
            self.rows += 1
            if ignored and row.cells:
                row = row._replace(cells=[("" if place in ignored else cell) for place, cell in enumerate(row.cells)])
            read = self._read(row, readers)
            if read.problems:
                self.codes.update(problem.code for problem in read.problems)
                self.rejected += read.is_rejected
            yield read

    def _read(self, row: Row, readers: list[tuple[int, str, Reader]]) -> RowRead:
        number, cells = row.number, row.cells
        read = RowRead(number, cells)
        if row.problems:
            read.problems.extend(row.problems)
            if row.is_rejected:
                return read
        fields = read.fields
        for place, column, reader in readers:
            if cell := cells[place]:
                pairs, troubles = reader(cell)
                for name, value in pairs:
                    if name not in fields:
                        fields[name] = value
                for code, severity, facts in troubles:
                    read.problems.append(Problem(code, severity, number, column, facts))
        for name, value in self.mapping.constants.items():
            fields.setdefault(name, value)
        self._judge(read)
        if not (read.problems and read.is_rejected):
            read.person_key = person_key(fields)
            self._hold_against_others(read)
        return read

    def _judge(self, read: RowRead) -> None:
        """What a row must be in itself, whatever the others say."""
        fields = read.fields
        if "family" not in fields and "given" not in fields:
            read.problems.append(Problem("no_name", REJECTED, read.number))
            return
        if "class_year" not in fields:
            self._derive_class_year(fields)
        born = fields.get("born_on")
        born_year = born.year if born else fields.get("birth_year")
        class_year = fields.get("class_year")
        if born_year and class_year and class_year - born_year < YOUNGEST_GRADUATE:
            facts = {"class_year": class_year, "born": born_year}
            read.problems.append(Problem("too_young", WARNING, read.number, self._column("class_year"), facts))
        started, ended = fields.get("started_year"), fields.get("ended_year")
        if started and ended and ended < started:
            facts = {"started": started, "ended": ended}
            read.problems.append(Problem("years_reversed", WARNING, read.number, self._column("ended_year"), facts))
            del fields["started_year"], fields["ended_year"]
        if born and "deceased_on" in fields and fields["deceased_on"] < born:
            read.problems.append(Problem("died_before_birth", REJECTED, read.number, self._column("deceased_on")))

    def _derive_class_year(self, fields: dict[str, Any]) -> None:
        rule = self.mapping.class_year_rule
        if rule == mappings.FROM_GRADUATION and "graduated_on" in fields:
            fields["class_year"] = fields["graduated_on"].year
        elif rule in (mappings.FROM_GRADUATION, mappings.FROM_LAST_YEAR) and "ended_year" in fields:
            fields["class_year"] = fields["ended_year"]

    def _column(self, field_name: str) -> str | None:
        return self.mapping.column_of(field_name)

    def _hold_against_others(self, read: RowRead) -> None:
        fields = read.fields
        person, this_row = hash(read.person_key), hash(tuple(read.cells))
        first = self._people.get(person)
        if first is None:
            has_number = "student_number" in fields
            name = folded_name(fields) if has_number else ""
            born = fields["born_on"].toordinal() if has_number and "born_on" in fields else 0
            self._people[person] = _FIRST_SEEN.pack(read.number, this_row, born) + name.encode()
        else:
            self._compare(read, first, this_row, hash((person, this_row)))
        if "mail" in fields and read.repeat_of is None and not (read.problems and read.is_rejected):
            self._look_for_shared_mail(read, person)

    def _compare(self, read: RowRead, first: bytes, this_row: int, further: int) -> None:
        """Hold a further row of a person against the first one."""
        number, first_row, born = _FIRST_SEEN.unpack_from(first)
        read.first_number = number
        read.repeat_of = number if first_row == this_row else self._further_rows.get(further)
        if read.repeat_of is not None:
            self.repeats += 1
            return
        if "student_number" in read.fields:
            problem = self._two_people(read, number, born, first[_FIRST_SEEN.size :].decode())
            if problem:
                read.problems.append(problem)
                if problem.severity == REJECTED:
                    return
        self._further_rows[further] = read.number

    def _two_people(self, read: RowRead, first_row: int, first_born: int, first_name: str) -> Problem | None:
        """The same number for another person is an error; for a changed surname it is worth a word."""
        name = folded_name(read.fields)
        born = read.fields["born_on"].toordinal() if "born_on" in read.fields else 0
        column = self._column("student_number")
        facts = {"student_number": read.fields["student_number"], "first_row": first_row}
        if first_born and born and first_born != born:
            return Problem("number_of_two_births", REJECTED, read.number, column, facts)
        if name == first_name:
            return None
        family, _, given = name.partition("|")
        first_family, _, first_given = first_name.partition("|")
        if _is_part_of(given, first_given) and _is_part_of(family, first_family):
            return None
        same_given = bool(given) and given.split()[:1] == first_given.split()[:1]
        if same_given and first_born and first_born == born:
            return Problem("name_changed", WARNING, read.number, self._column("family"), facts)
        return Problem("number_of_two_people", REJECTED, read.number, column, facts)

    def _look_for_shared_mail(self, read: RowRead, person: int) -> None:
        mail = hash(contacts.mail_key(read.fields["mail"]))
        name = hash(folded_name(read.fields))
        kept = self._mails.setdefault(mail, _OWNER.pack(read.number, person, name))
        first_row, owner, owners_name = _OWNER.unpack(kept)
        if owner == person or owners_name == name:  # of one name: the same person, once without a number
            if mail in self._shared_mails:
                read.fields["mail_is_shared"] = True
            return
        read.fields["mail_is_shared"] = True
        column, facts = self._column("mail"), {"mail": read.fields["mail"]}
        read.problems.append(Problem("mail_shared", WARNING, read.number, column, {**facts, "other_row": first_row}))
        if mail not in self._shared_mails:
            self._shared_mails.add(mail)
            self.late.append(Problem("mail_shared", WARNING, first_row, column, {**facts, "other_row": read.number}))


def reader_of(use: ColumnUse, *, region: str, today: datetime.date) -> Reader:
    """What reads the cells of a column, with a memory for answers where cells repeat."""
    read = _plain_reader_of(use, region=region, today=today)
    return read if use.field in _MOSTLY_UNIQUE else lru_cache(maxsize=ANSWERS_KEPT)(read)


def _plain_reader_of(use: ColumnUse, *, region: str, today: datetime.date) -> Reader:
    match use.field:
        case "student_number":
            return texts.number_reader(use.field)
        case "family" | "given" | "preferred" | "former_family" | "name_at_graduation":
            return names.name_reader(use.field, mends_capitals=use.mends_capitals)
        case "full_name_given_first" | "full_name_family_first":
            family_first = use.field == "full_name_family_first"
            return names.full_name_reader(family_first=family_first, mends_capitals=use.mends_capitals)
        case "born_on" | "birth_year":
            return dates.birth_reader(order=use.date_order, today=today)
        case "graduated_on":
            return dates.day_reader(use.field, order=use.date_order, today=today, year_field="class_year")
        case "deceased_on":
            return dates.day_reader(use.field, order=use.date_order, today=today, year_field="deceased_year")
        case "class_year" | "started_year" | "ended_year":
            return studies.year_reader(use.field, today=today)
        case "study_mode":
            return studies.mode_reader()
        case "affiliation_kind":
            return studies.kind_reader()
        case "mail" | "mail_2":
            return contacts.mail_reader(use.field)
        case "phone" | "mobile":
            return contacts.phone_reader(use.field, region=region)
        case "country":
            return places.country_reader()
        case "city":
            return places.city_reader()
        case _:
            return texts.text_reader(use.field)


def folded_name(fields: dict[str, Any]) -> str:
    return f"{fold(fields.get('family', ''))}|{fold(fields.get('given', ''))}"


def person_key(fields: dict[str, Any]) -> str:
    """By student number, else name and birth date, else name and mail, else name, class and programme."""
    if number := fields.get("student_number"):
        return f"number:{number.casefold()}"
    name = folded_name(fields)
    if born := fields.get("born_on"):
        return f"born:{name}|{born.isoformat()}"
    if mail := fields.get("mail"):
        return f"mail:{name}|{contacts.mail_key(mail)}"
    return f"class:{name}|{fields.get('class_year', '')}|{fold(fields.get('programme', ''))}"


def _is_part_of(a: str, b: str) -> bool:
    """Whether all words of one stand in the other."""
    words, others = set(a.replace("-", " ").split()), set(b.replace("-", " ").split())
    return words <= others or others <= words
