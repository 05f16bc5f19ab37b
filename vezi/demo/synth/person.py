"""A made-up person and what belongs to them: plain records, known to no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Study:
    """One tie to the school. What is not finished has no `finished_on`.

    `affiliation` is student, alum, faculty or staff; `mode` full_time, part_time, continuing or exchange.
    """

    institution: str
    faculty: str
    programme: str
    degree: str
    mode: str
    affiliation: str
    class_year: int | None
    started_on: date
    finished_on: date | None


@dataclass(slots=True)
class Position:
    """One post. Years are enough; a post held today has no last year. `step` is seniority from 0 to 3."""

    title: str
    employer: str
    trade: str
    city: str
    country: str
    since: int
    until: int | None
    step: int


@dataclass(slots=True)
class MadeUpPerson:
    """Everything about one person. What a registrar would not know is empty until `life.told` fills it in."""

    number: str
    given: str
    family: str
    woman: bool
    culture: str
    born_on: date
    city: str
    country: str
    street: str
    postcode: str
    studies: list[Study]
    former: str = ""
    family_at_graduation: str = ""
    given_script: str = ""
    family_script: str = ""
    email: str = ""
    telephone: str = ""
    work: Position | None = None
    work_is_known: bool = False
    """Whether the registrar has heard of the employer."""
    died_in: int | None = None
    born_is_known: bool = True
    career: Sequence[Position] = ()
    ask_about: Sequence[str] = ()
    helps_with: Sequence[str] = ()
    languages: Sequence[str] = ()
    face: str = ""
    preferred: str = ""
    audiences: dict[str, str] = field(default_factory=dict)

    @property
    def class_year(self) -> int | None:
        """The first one; students have the year they expect."""
        return next((study.class_year for study in self.studies if study.class_year), None)

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"
