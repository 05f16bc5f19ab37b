"""What a file tells of a person, and the same made comparable: folded and taken apart."""

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from vezi.network.registrar.linkage.names import NamesCompared, compared, plain


@dataclass(frozen=True, slots=True)
class Record:
    """As it was read; empty where nothing is known. `birth_year` matters only where the day is not known."""

    id: str
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    former_name: str = ""
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    email: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    region: str = ""
    country: str = ""
    birth_place: str = ""
    programme: str = ""
    class_year: int | None = None
    national_number: str = ""


#: What a column of a file may be, by name.
FIELDS = tuple(field.name for field in fields(Record))


# Values that stand for “not known” are looked for in these; the others are not known without them.
PLACEHOLDERS_IN = ("birth_date", "email", "phone", "national_number")
DEPENDENT = {"birth_date": ("birth_day", "birth_year"), "email": ("mailbox", "domain")}


def comparable(record: Record) -> dict[str, Any]:
    """Its columns, as comparisons look at them; None where nothing is known."""
    names: NamesCompared = compared(
        given=record.given_name, family=record.family_name, known_as=record.known_as, former=record.former_name
    )
    email = record.email.strip().lower()
    born = record.birth_date
    year = born.year if born else record.birth_year
    return {
        **names,
        "given_turned": names["given_first"],
        "family_turned": names["family"],
        "birth_date": born.isoformat().replace("-", "") if born else None,
        "birth_day": born.toordinal() if born else None,
        "birth_year": year,
        "email": email or None,
        "mailbox": email.partition("@")[0] or None,
        "domain": email.partition("@")[2] or None,
        "phone": phone_key(record.phone) or None,
        "street": plain(record.street) or None,
        "city": plain(record.city) or None,
        "postcode": plain(record.postcode) or None,
        "birth_place": plain(record.birth_place) or None,
        "programme": plain(record.programme) or None,
        "class_year": record.class_year,
        "national_number": _digits(record.national_number) or None,
    }


def phone_key(text: str) -> str:
    """Its last digits: the same with the code of the country and without."""
    return _digits(text)[-8:]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text) if text else ""


def forget(columns: dict[str, Any], placeholders: Mapping[str, Collection[str]]) -> None:
    """Take out what stands for “not known”."""
    for name, values in placeholders.items():
        if columns[name] in values:
            for column in (name, *DEPENDENT.get(name, ())):
                columns[column] = None
