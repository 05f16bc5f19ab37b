"""A slow importer over plain lists and dicts: what the fast one must come to, said as simply as it can be.

It takes over the reading of rows (which has tests of its own) and knows the fields of `FIELDS`. Times are left out:
each import comes after all that was there before.
"""

from dataclasses import dataclass, field
from typing import Any

from vezi.core.folding import fold
from vezi.network.people.naming import folded_name
from vezi.network.registrar.importing.differences.spelling import marks
from vezi.network.registrar.reading.records import RowRead

FIELDS = (
    "student_number", "family", "given", "former_family", "born_on", "mail", "mail_2", "phone", "city", "programme",
    "degree", "class_year", "ended_year", "employer", "job_title",
)  # fmt: skip
STUDY = ("programme", "degree", "class_year", "ended_year")
KINDS = ("mail", "phone")

Said = dict[str, Any]


@dataclass
class Value:
    said: Any
    by: str = "registrar"  # or self
    is_confirmed: bool = False
    is_primary: bool = False

    @property
    def is_ours(self) -> bool:
        return self.by == "registrar" and not self.is_confirmed


@dataclass(eq=False)
class Person:
    family: str
    given: str
    by: str = "registrar"
    born_on: Any = None
    numbers: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    studies: list[Value] = field(default_factory=list)
    work: list[Value] = field(default_factory=list)
    home: Value | None = None
    contacts: dict[str, list[Value]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    births_said: list[Any] = field(default_factory=list)  # by rows of applied files

    @property
    def folded(self) -> str:
        return folded_name(family=self.family, given=self.given)


@dataclass
class Told:
    """A person of the file: her rows in order."""

    key: str
    rows: list[Said]

    @property
    def last(self) -> Said:
        return self.rows[-1]

    @property
    def number(self) -> str:
        return self.last.get("student_number") or max((row.get("student_number", "") for row in self.rows), default="")

    @property
    def born_on(self) -> Any:
        days = [row["born_on"] for row in self.rows if row.get("born_on")]
        return self.last.get("born_on") or max(days, default=None)

    @property
    def folded(self) -> str:
        return name_of(self.last)

    def contacts(self, kind: str) -> list[str]:
        places = ("mail", "mail_2") if kind == "mail" else ("phone",)
        once: dict[str, str] = {}
        for row in self.rows:
            for place in places:
                if row.get(place):
                    once.setdefault(row[place].lower(), row[place])
        return list(once.values())

    def names(self) -> list[str]:
        told = [row["former_family"] for row in self.rows if row.get("former_family")]
        told = [name for name, row in zip(told, [r for r in self.rows if r.get("former_family")], strict=True)
                if name.lower() != row.get("family", "").lower()]  # fmt: skip
        own = self.last.get("family", "")
        told += [
            row["family"] for row in self.rows if own and row.get("family") and row["family"].lower() != own.lower()
        ]
        return list(dict.fromkeys(told))

    def studies(self) -> list[Said]:
        found: list[Said] = []
        for row in self.rows:
            study = {part: row[part] for part in STUDY if row.get(part)}
            like = {**study, "programme": fold(study.get("programme", ""))}
            if study and like not in [{**one, "programme": fold(one.get("programme", ""))} for one in found]:
                found.append(study)
        return found

    def work(self) -> list[tuple[str, str]]:
        pairs = [(row.get("employer", ""), row.get("job_title", "")) for row in self.rows]
        return list(dict.fromkeys(pair for pair in pairs if any(pair)))

    @property
    def home(self) -> str:
        return next((row["city"] for row in reversed(self.rows) if row.get("city")), "")


def name_of(row: Said) -> str:
    return folded_name(family=row.get("family", ""), given=row.get("given", ""))


class Books:
    """A club's books. `bring` is one import, read and applied with what is proposed."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.entries: list[tuple[str, str, Person]] = []  # name, key, whom it became

    def bring(self, reads: list[RowRead]) -> dict[str, int]:
        """Answers counts of people: new, changed, unchanged; and of rows: rejected."""
        good = [read for read in reads if not read.is_rejected]
        told = self.told(good)
        whom: dict[int, list[Person]] = {id(one): self.who(one) for one in told}
        claimed = [whom[id(one)][0] for one in told if one.key.startswith("class:") and len(whom[id(one)]) == 1]
        for one in told:
            if (
                one.key.startswith("class:")
                and len(found := whom[id(one)]) == 1
                and sum(p is found[0] for p in claimed) > 1
            ):
                whom[id(one)] = [found[0], found[0]]
        settled = [one for one in told if len(whom[id(one)]) < 2]
        counts = {"new": 0, "changed": 0, "unchanged": 0}
        for one, person in self.joined(settled, whom):
            if person is None:
                person = Person(one.last.get("family", ""), one.last.get("given", ""))
                self.people.append(person)
                self.write(person, one)
                counts["new"] += 1
            else:
                counts["changed" if self.compare(person, one) else "unchanged"] += 1
            person.births_said += [row["born_on"] for row in one.rows if row.get("born_on")]
            self.entries += [(name_of(row), one.key, person) for row in one.rows]
        rows = sum(len(one.rows) for one in settled)
        return {**counts, "rejected": len(reads) - rows}

    def joined(self, told: list[Told], whom: dict[int, list[Person]]) -> list[tuple[Told, Person | None]]:
        """People of the file who are one of ours become one, in the order of their keys."""
        found: list[tuple[Told, Person | None]] = [(one, None) for one in told if not whom[id(one)]]
        for person in self.people:
            same = [one for one in told if whom[id(one)] and whom[id(one)][0] is person]
            if same:
                rows = sorted((row for one in same for row in one.rows), key=lambda row: row["row"])
                found.append((Told(min(one.key for one in same), rows), person))
        return found

    def told(self, reads: list[RowRead]) -> list[Told]:
        rows = [(keyed(read, reads), {**read.fields, "row": read.number}) for read in reads]
        for weaker, stronger, part in (("born:", ("number:",), "born_on"), ("mail:", ("number:", "born:"), "mail")):
            same: dict[str, set[str]] = {}
            for key, row in rows:
                if key.startswith(weaker):
                    same.setdefault(key, set()).update(
                        other for other, another in rows
                        if other.startswith(stronger) and name_of(another) == name_of(row)
                        and another.get(part) and str(another[part]).lower() == str(row.get(part)).lower()
                    )  # fmt: skip
            rows = [
                (next(iter(same[key])) if len(same.get(key, ())) == 1 else key, row)
                for key, row in rows
                if len(same.get(key, ())) < 2
            ]
        keys = dict.fromkeys(key for key, _row in rows)
        return [Told(key, [row for other, row in rows if other == key]) for key in keys]

    def who(self, told: Told) -> list[Person]:
        """Nobody, the one, or several who fit."""
        if told.number and (found := [p for p in self.people if told.number.lower() in {n.lower() for n in p.numbers}]):
            same_entry = any(entry == (told.folded, told.key, found[0]) for entry in self.entries)
            return found if same_entry or self.could_be(found[0], told) else [found[0], found[0]]
        found = [p for _, key, p in self.entries if key == told.key]
        found += [p for p in self.people if told.born_on and p.born_on == told.born_on and p.folded == told.folded]
        if not found and told.key.startswith("class:"):
            taken = [p for _, key, p in self.entries if key in self.keys_of_file]
            base = told.key.split("|#")[0]
            found = [p for _, key, p in self.entries if key.split("|#")[0] == base and p not in taken]
        if not found:
            mails = {row[part].lower() for row in told.rows for part in ("mail", "mail_2") if row.get(part)}
            found = [
                p for p in self.people
                if p.folded == told.folded and not (p.born_on and told.born_on and p.born_on != told.born_on)
                and mails & {value.said.lower() for value in p.contacts["mail"]}
            ]  # fmt: skip
        found = [p for p in found if not (told.number and p.numbers)]
        once: list[Person] = []
        for person in found:
            if not any(person is other for other in once):
                once.append(person)
        return once

    def could_be(self, person: Person, told: Told) -> bool:
        if person.born_on and person.born_on == told.born_on:
            return True
        ours, theirs = (person.family, person.given), (told.last.get("family", ""), told.last.get("given", ""))
        return any(set(fold(a).split()) & set(fold(b).split()) for a, b in zip(ours, theirs, strict=True))

    keys_of_file: set[str] = set()

    def write(self, person: Person, told: Told) -> None:
        person.born_on = told.born_on
        person.numbers |= {row["student_number"] for row in told.rows if row.get("student_number")}
        person.names = told.names()
        person.studies = [Value(study) for study in told.studies()]
        person.work = [Value(pair) for pair in told.work()]
        person.home = Value(told.home) if told.home else None
        for kind in KINDS:
            person.contacts[kind] = [Value(said) for said in told.contacts(kind)]
            for value in person.contacts[kind][:1]:
                value.is_primary = True

    def compare(self, person: Person, told: Told) -> bool:
        """Change what is proposed to be changed; answers whether there was any."""
        steps = (self.numbers_of, self.other_names, self.day, self.name, self.studies_of, self.work_of, self.home_of)
        changes = [step(person, told) for step in steps]
        return any([*changes, *(self.contacts_of(person, told, kind) for kind in KINDS)])

    def numbers_of(self, person: Person, told: Told) -> bool:
        fresh = {row["student_number"] for row in told.rows if row.get("student_number")} - person.numbers
        person.numbers |= fresh
        return bool(fresh)

    def other_names(self, person: Person, told: Told) -> bool:
        known = {name.lower() for name in (*person.names, person.family)}
        fresh = [name for name in told.names() if name.lower() not in known]
        person.names += fresh
        return bool(fresh)

    def day(self, person: Person, told: Told) -> bool:
        if told.born_on is None or told.born_on == person.born_on:
            return False
        was_said, is_said_again = person.born_on in person.births_said, told.born_on in person.births_said
        if person.born_on is not None and (is_said_again or not was_said):
            return False
        person.born_on = told.born_on
        return True

    def name(self, person: Person, told: Told) -> bool:
        changed = False
        before = person.by
        for part in ("family", "given"):
            was, becomes = getattr(person, part), told.last.get(part, "")
            if not becomes or was == becomes or before != "registrar":
                continue
            same = fold(was).split() == fold(becomes).split()
            if same and (marks(becomes) < marks(was) or (becomes.isupper() and not was.isupper())):
                continue
            if part == "family" and was and not same and was.lower() not in {name.lower() for name in person.names}:
                person.names.append(was)
            setattr(person, part, becomes)
            changed = True
        return changed

    def studies_of(self, person: Person, told: Told) -> bool:
        ours = list(person.studies)
        fresh: list[Said] = []
        known: list[Value] = []
        for study in told.studies():
            same = [
                value for value in ours if all(alike(part, study.get(part), value.said.get(part)) for part in study)
            ]
            known += same[:1]
            fresh += [] if same else [study]
        ours = [value for value in ours if not any(value is one for one in known)]
        pairs: list[tuple[Said, Value]] = []
        for rule in (is_fitting, is_mending):
            open_studies = [study for study in fresh if not any(study is one for one, _ in pairs)]
            open_values = [value for value in ours if not any(value is one for _, one in pairs)]
            found = [(s, v) for s in open_studies for v in open_values if rule(s, v.said)]
            pairs += [
                (s, v) for s, v in found if sum(s is o for o, _ in found) == 1 and sum(v is o for _, o in found) == 1
            ]
        changed = False
        for study, value in pairs:
            for part, said in study.items():
                was = value.said.get(part)
                if was != said and (was is None or value.is_ours) and not is_plainer(was, said):
                    value.said[part] = said
                    changed = True
        added = [Value(study) for study in fresh if not any(study is one for one, _ in pairs)]
        person.studies += added
        return changed or bool(added)

    def work_of(self, person: Person, told: Told) -> bool:
        def has(employer: str, title: str) -> bool:
            return any(
                (not employer or fold(value.said[0]) == fold(employer))
                and (not title or fold(value.said[1]) == fold(title))
                for value in person.work
            )

        fresh = [pair for pair in told.work() if not has(*pair)]

        def in_file(value: Value) -> bool:
            return any(
                (not employer or fold(value.said[0]) == fold(employer))
                and (not title or fold(value.said[1]) == fold(title))
                for employer, title in told.work()
            )

        gone = [value for value in person.work if value.is_ours and not in_file(value)]
        if not fresh:
            return False
        if len(fresh) == 1 and len(gone) == 1:
            value, (employer, title) = gone[0], fresh[0]
            same = not employer or fold(employer) == fold(value.said[0])
            said = (employer or value.said[0], title or (value.said[1] if same else ""))
            if is_plainer(" ".join(value.said), " ".join(said)):
                return False
            value.said = said
            return True
        if any(not value.is_ours for value in person.work):
            return False
        person.work += [Value(pair) for pair in fresh]
        return True

    def home_of(self, person: Person, told: Told) -> bool:
        if not told.home or (person.home and person.home.said == told.home):
            return False
        if person.home is None:
            person.home = Value(told.home)
            return True
        if not person.home.is_ours or is_plainer(person.home.said, told.home):
            return False
        person.home.said = told.home
        return True

    def contacts_of(self, person: Person, told: Told, kind: str) -> bool:
        values = person.contacts[kind]
        fresh = [said for said in told.contacts(kind) if said.lower() not in {value.said.lower() for value in values}]
        in_file = {one.lower() for one in told.contacts(kind)}
        gone = [value for value in values if value.is_ours and value.said.lower() not in in_file]
        if not fresh:
            return False
        if len(fresh) == 1 and len(gone) == 1:
            gone[0].said = fresh[0]
            return True
        if any(not value.is_ours for value in values):
            return False
        values += [Value(said) for said in fresh]
        values[0].is_primary = values[0].is_primary or not any(value.is_primary for value in values)
        return True

    def meaning(self) -> list[tuple[Any, ...]]:
        return sorted((of_person(person) for person in self.people), key=repr)


def keyed(read: RowRead, reads: list[RowRead]) -> str:
    """Rows that say no more than a name and a class are one person only if they are the same."""
    same = [other for other in reads if other.person_key == read.person_key]
    if read.person_key.startswith("class:") and (
        read.person_key.endswith("||") or any(said(other) != said(read) for other in same)
    ):
        return f"{read.person_key}|#{said(read)}"
    return read.person_key


def said(read: RowRead) -> str:
    return repr(sorted((name, str(value)) for name, value in read.fields.items() if name != "folded"))


def alike(part: str, one: Any, other: Any) -> bool:
    if part == "programme":
        return fold(one or "") == fold(other or "")
    return letters(one) == letters(other) if part == "degree" else one == other


def letters(text: str | None) -> str:
    return "".join(letter for letter in (text or "").lower() if letter.isalnum() or letter == "_")


def is_other(study: Said, ours: Said) -> bool:
    return any(study.get(p) and ours.get(p) and not alike(p, study[p], ours[p]) for p in ("programme", "degree"))


def apart(study: Said, ours: Said, part: str) -> int:
    return abs(study[part] - ours[part]) if study.get(part) and ours.get(part) else 0


def is_same(study: Said, ours: Said, part: str) -> bool:
    return bool(study.get(part)) and bool(ours.get(part)) and alike(part, study[part], ours[part])


def is_fitting(study: Said, ours: Said) -> bool:
    if is_other(study, ours) or apart(study, ours, "class_year") or apart(study, ours, "ended_year"):
        return False
    return not ours or not study or any(is_same(study, ours, part) for part in STUDY)


def is_mending(study: Said, ours: Said) -> bool:
    if is_other(study, ours):
        return False
    one, both = is_same(study, ours, "programme"), is_same(study, ours, "degree")
    if one and both:
        return True
    near = apart(study, ours, "class_year") <= 1 and apart(study, ours, "ended_year") <= 1
    return (one or both) and near


def is_plainer(was: Any, becomes: Any) -> bool:
    if not isinstance(was, str) or fold(was).split() != fold(becomes).split():
        return False
    return marks(becomes) < marks(was) or (becomes.isupper() and not was.isupper())


def of_person(person: Person) -> tuple[Any, ...]:
    return (
        (person.family, person.given, str(person.born_on)),
        tuple(sorted(person.names)),
        tuple(sorted(person.numbers)),
        tuple(sorted((tuple(value.said.get(part) or "" for part in STUDY) for value in person.studies), key=repr)),
        tuple(sorted(value.said for value in person.work)),
        person.home.said if person.home else "",
        tuple(sorted((kind, value.said, value.is_primary) for kind in KINDS for value in person.contacts[kind])),
    )
