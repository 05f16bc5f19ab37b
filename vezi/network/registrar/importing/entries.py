"""People as the file tells of them, before they are written down: what its rows say, put together."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from vezi.core import geo
from vezi.network.registrar.importing import wording

STUDY = (
    *("institution", "faculty", "programme", "degree", "class_year"),
    *("started_year", "ended_year", "graduated_on"),
)


@dataclass(frozen=True)
class Entry:
    """One person of the file; sentences are in the reader's language."""

    given: str = ""
    family: str = ""
    title: str = ""
    year: int | None = None
    rows: tuple[int, ...] = ()
    studies: list[str] = field(default_factory=list)
    work: list[str] = field(default_factory=list)
    home: str = ""
    ways: list[str] = field(default_factory=list)  # mail, telephone, post
    facts: list[str] = field(default_factory=list)  # birth, student number, former names
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


Told = tuple[int, dict[str, Any], list[dict[str, Any]]]  # number of the row, its fields, its problems


def entries(rows: Iterable[tuple[str, Told]]) -> list[Entry]:
    """Rows with the key of their person, put together in the order of the first of each."""
    people: dict[str, list[Told]] = {}
    for key, told in rows:
        people.setdefault(key, []).append(told)
    return [entry(told) for told in people.values()]


def entry(rows: Sequence[Told]) -> Entry:
    """What one person's rows say; the last word on the name is that of the last row."""
    all_fields = [fields for _number, fields, _problems in rows]
    last = all_fields[-1]
    years = [fields["class_year"] for fields in all_fields if fields.get("class_year")]
    return Entry(
        given=last.get("preferred") or last.get("given", ""),
        family=last.get("family", ""),
        title=said(all_fields, "title"),
        year=min(years, default=None),
        rows=tuple(number for number, _fields, _problems in rows),
        studies=once(study_of(fields) for fields in all_fields),
        work=once(wording.work({"title": f.get("job_title"), "employer": f.get("employer")}) for f in all_fields),
        home=next((home for fields in reversed(all_fields) if (home := home_of(fields))), ""),
        ways=once(way for fields in all_fields for way in ways_of(fields)),
        facts=facts_of(all_fields),
        problems=[problem for _number, _fields, problems in rows for problem in problems],
    )


def said(all_fields: Sequence[dict[str, Any]], name: str) -> str:
    return next((str(fields[name]) for fields in reversed(all_fields) if fields.get(name)), "")


def once(sentences: Iterable[str]) -> list[str]:
    return [one for one in dict.fromkeys(sentences) if one]


def study_of(fields: dict[str, Any]) -> str:
    told = {name: fields[name] for name in STUDY if fields.get(name)}
    told |= {"mode": fields.get("study_mode"), "kind": fields.get("affiliation_kind")}
    return wording.study(told) if any(told.values()) else ""


def home_of(fields: dict[str, Any]) -> str:
    if fields.get("post"):
        return ""
    return wording.home({"city": fields.get("city"), "country": fields.get("country")})


def ways_of(fields: dict[str, Any]) -> list[str]:
    found = [str(fields[name]) for name in ("mail", "mail_2", "phone", "mobile") if fields.get(name)]
    if fields.get("post"):
        town = " ".join(str(fields[name]) for name in ("postcode", "city") if fields.get(name))
        parts = (fields["post"], town, geo.country_name(fields.get("country") or ""))
        found.append(", ".join(part for part in parts if part))
    return found


def facts_of(all_fields: Sequence[dict[str, Any]]) -> list[str]:
    found = []
    for name, code in (
        ("student_number", "identifier"),
        ("born_on", "person.born_on"),
        ("deceased_on", "person.deceased_on"),
    ):
        if told := said(all_fields, name):
            found.append(f"{wording.field(code)}: {wording.value(code, told)}")
    if not said(all_fields, "born_on") and (year := said(all_fields, "birth_year")):
        found.append(f"{wording.field('person.birth_year')}: {year}")
    for name, code in (("former_family", "name.former"), ("name_at_graduation", "name.graduation")):
        if told := said(all_fields, name):
            found.append(f"{wording.field(code)}: {told}")
    return found


def understood(code: str, told: Any) -> str:
    """A field of a row as `reading` names it, in the reader's words."""
    if isinstance(told, datetime.date) or code in ("born_on", "graduated_on", "deceased_on"):
        return wording.day(told)
    if code == "study_mode":
        return wording.mode(told)
    if code == "affiliation_kind":
        return wording.kind(told)
    return geo.country_name(told) if code == "country" else str(told)
