"""From the words of a made-up study to the institutions and programmes of the records, each made once."""

from typing import Any

from vezi.demo.clubs import INSTITUTIONS
from vezi.demo.synth.person import Study
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import AffiliationKind, Club, Institution, Programme
from vezi.network.people.models import Affiliation, Person

#: Every name of an institution of the story, in each language, to its English one.
ENGLISH = {name: told.names["en"] for told in INSTITUTIONS for name in told.names.values()}


class Schools:
    """Remembers what it has looked up; a club's people studied at few places."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.institutions: dict[tuple[str, str], Institution] = {}
        self.programmes: dict[tuple[int, str], Programme] = {}

    def affiliation(self, person: Person, study: Study, **facts: Any) -> Affiliation:
        institution = self.institution(study.institution, study.faculty)
        return Affiliation(
            person=person,
            kind=study.affiliation,
            institution=institution,
            programme=self.programme(institution, study.programme) if study.programme else None,
            degree=study.degree,
            mode=study.mode,
            class_year=study.class_year if study.affiliation == AffiliationKind.ALUM else None,
            started_year=study.started_on.year,
            ended_year=study.finished_on.year if study.finished_on else None,
            graduated_on=study.finished_on,
            **facts,
        )

    def institution(self, name: str, faculty: str) -> Institution:
        """The most exact one: a faculty of an institution, else the institution itself."""
        if (name, faculty) not in self.institutions:
            parent = Institution.objects.filter(name=ENGLISH.get(name, name)).first() or clubs.institution_named(name)
            found = Institution.objects.filter(name=ENGLISH.get(faculty, faculty)).first() if faculty else parent
            self.institutions[name, faculty] = found or clubs.institution_named(faculty, parent=parent)
        return self.institutions[name, faculty]

    def programme(self, institution: Institution, name: str) -> Programme:
        if (institution.pk, name) not in self.programmes:
            self.programmes[institution.pk, name] = clubs.programme_named(name, institution=institution)
        return self.programmes[institution.pk, name]
