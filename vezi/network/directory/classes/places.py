"""Which class an address means, and which classes are the reader's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import reverse

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club, Institution, Programme
from vezi.network.directory.filters import Filters
from vezi.network.directory.index.pieces import CLASS, class_at
from vezi.network.people.models import Affiliation, Person


@dataclass(frozen=True)
class ClassOf:
    """A year of a club's institution, or of one programme there."""

    club: Club
    year: int
    programme: Programme | None = None

    @property
    def place(self) -> Institution | Programme:
        return self.programme or self.club.institution

    @property
    def filters(self) -> Filters:
        """As a search asks for it, wherever the reader may look."""
        return Filters(chosen={CLASS: frozenset([class_at(self.place.public_id, self.year)])}, is_everywhere=True)

    @property
    def url(self) -> str:
        if self.programme is None:
            return reverse("directory:class_year", kwargs={"club": self.club.slug, "year": self.year})
        return reverse(
            "directory:class_programme",
            kwargs={"club": self.club.slug, "year": self.year, "programme": self.programme.public_id},
        )


@dataclass(frozen=True)
class Below:
    """An institution and all that belongs to it, by number."""

    institution: Institution

    @cached_property
    def ids(self) -> frozenset[int]:
        """One query: there are some hundreds of institutions at most."""
        children: dict[int | None, list[int]] = {}
        for number, parent in Institution.objects.values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(number)
        found, waiting = set(), [self.institution.pk]
        while waiting:
            number = waiting.pop()
            found.add(number)
            waiting += children.get(number, [])
        return frozenset(found)

    def studies(self, year: int, programme: Programme | None = None) -> Q:
        """Studies of the class."""
        return Q(institution_id__in=self.ids, class_year=year) & (Q(programme=programme) if programme else Q())


def programme_of(below: Below, public_id: str) -> Programme | None:
    return Programme.objects.filter(public_id=public_id, institution_id__in=below.ids).first()


@dataclass(frozen=True)
class Own:
    """A class of the reader's own; `is_hidden`: other members do not see her in it."""

    of: ClassOf
    is_hidden: bool


def mine(viewer: Viewer, clubs: list[Club] | None = None) -> list[Own]:
    """The classes the reader belongs to, oldest first, each in the first of the clubs that gathers its people; one query."""
    return gathered(viewer, studies_of(viewer), clubs) if viewer.person is not None else []


def studies_of(viewer: Viewer) -> QuerySet[Affiliation]:
    """The reader's studies that are of a class."""
    studies = Affiliation.objects.filter(person=viewer.person, class_year__isnull=False)
    return studies.select_related("programme", "institution__parent__parent__parent").order_by("class_year", "pk")


def gathered(viewer: Viewer, studies: Iterable[Affiliation], clubs: list[Club] | None = None) -> list[Own]:
    """`mine`, of the studies."""
    found: dict[tuple[int, int], Own] = {}
    for study in studies:
        club = club_above(study.institution, viewer.clubs if clubs is None else clubs)
        if club is not None and study.class_year:
            own = Own(ClassOf(club, study.class_year), hides(viewer.person, study))
            known = found.get((club.pk, study.class_year))
            found[club.pk, study.class_year] = own if known is None or known.is_hidden else known
    return list(found.values())


def club_above(place: Institution | None, clubs: list[Club]) -> Club | None:
    """The club that gathers the people of the place: of its own rather than of an institution above."""
    while place is not None:
        for club in clubs:
            if club.institution_id == place.pk:
                return club
        place = place.parent
    return None


def hides(person: Person, study: Affiliation) -> bool:
    """Whether not even members of her clubs see that she studied there."""
    chosen = (person.name_audience, study.audience)
    return any(audience is not None and audience < Audience.CLUB for audience in chosen)
