"""What is told of a member of the demo's cast. Plain facts: the loader puts them into the records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

USUAL = {
    "birth": "nobody",
    "city": "network",
    "languages": "network",
    "ask": "network",
    "help": "club",
    "work": "network",
    "study": "network",
}
"""Who sees what of most of the cast; no word on the name leaves it to the club."""


@dataclass(frozen=True, slots=True)
class Studied:
    """A degree at one of the demo's schools (`schools.SCHOOLS`), or elsewhere by the institution's key.

    `programme` is the code of a programme of the school. Without `until` it goes on.
    """

    school: str
    programme: str
    class_year: int | None
    since: int
    until: int | None
    note: str = ""
    part_time: bool = False
    affiliation: str = "alum"
    elsewhere: str = ""
    degree: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """A post. Without `until` it is held today."""

    since: int
    until: int | None
    title: str
    employer: str
    trade: str
    city: str
    country: str = "SI"


@dataclass(frozen=True, slots=True)
class Reached:
    """A way to reach someone: kind (mail, phone, post, web), value, who sees it, who said it and when."""

    kind: str
    value: str
    audience: str
    source: str
    recorded_on: date
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Belongs:
    """How a player stands with a club: `member`, `left`, or `recorded` (on the registrar's books, not claimed)."""

    club: str
    number: str
    state: str = "member"


@dataclass(frozen=True, kw_only=True, slots=True)
class Player:
    """One of the cast. `mail` is the sign-in; who has none has no account.

    `line` says in one breath who it is, for the list of sign-ins; only those who have one are listed.
    `audiences` say who sees what: name, birth, city, languages, ask, help, work, study.
    """

    key: str
    given: str
    family: str
    woman: bool
    mail: str = ""
    line: Mapping[str, str] | None = None
    preferred: str = ""
    former: tuple[str, ...] = ()
    family_at_graduation: str = ""
    born_on: date | None = None
    face: str = ""
    language: str = "sl"
    city: str = ""
    country: str = "SI"
    speaks: tuple[str, ...] = ()
    ask_about: str = ""
    helps_with: tuple[str, ...] = ()
    studies: tuple[Studied, ...] = ()
    work: tuple[Worked, ...] = ()
    ways: tuple[Reached, ...] = ()
    clubs: tuple[Belongs, ...] = ()
    audiences: Mapping[str, str] = field(default_factory=lambda: USUAL)
    is_operator: bool = False
