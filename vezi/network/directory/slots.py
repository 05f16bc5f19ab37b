"""What finding people puts into shared pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from vezi.core import kept, slots
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.classes import places
from vezi.network.directory.classes.places import ClassOf, Own, club_above
from vezi.network.directory.classes.shown import OwnClass
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.knowing import counted, standing, wanted
from vezi.network.directory.knowing import drawn as knowing
from vezi.network.directory.knowing.wanted import Pool, Suggestion
from vezi.network.directory.stays import queries as stays
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place, Step
from vezi.network.people.models import Affiliation
from vezi.network.people.queries import Seen
from vezi.network.ties import queries as ties
from vezi.network.ties.models import TieChoice

LOOKED_AT_HOME = 15  # people, of whom some do not want to be suggested


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"directory/slots/{template}.html", context, request=request)


@slots.fills("club_classes", order=10)
def way_to_people(request: HttpRequest, *, club: Club) -> SafeString | None:
    """Below a club's classes: members can go on to the people."""
    tie = viewer(request).ties.get(club.pk)
    if tie is None or not tie.is_member:
        return None
    return render_to_string("directory/slots/club_classes.html", {"club": club}, request=request)


@slots.fills("person_year", order=10)
def way_to_class(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """The year beside a name, leading to the class it is of: where the reader is in a club that gathers its people."""
    reader = viewer(request)
    study = next((one for one in seen.affiliations if one.class_year == seen.class_year and one.class_year), None)
    club = club_above(study.institution, reader.clubs) if study is not None else None
    if club is None or study is None or study.class_year is None:
        return None
    shown = {"of": ClassOf(club, study.class_year)}
    return render_to_string("directory/slots/person_year.html", shown, request=request)


@kept.question
def studies(viewer: Viewer) -> list[QuerySet[Affiliation]]:
    return [places.studies_of(viewer)]


@kept.question
def reserved(numbers: list[int]) -> list[QuerySet[TieChoice, int]]:
    return [ties.reserved_among(numbers)]


@at_home.part
class MyClasses(Part):
    """The reader's classes, those with a round year near first."""

    place, order = Place.CIRCLES, 50

    def asks(self) -> Sequence[Question]:
        return studies(self.viewer)

    def hears(self, *found: list[Affiliation]) -> None:
        self.mine = own_classes(places.gathered(self.viewer, found[0]), this_year=timezone.localdate().year)
        self.studies = found[0]

    def hears_again(self, *_found: list[Any]) -> None:
        """By then it is known with whom the reader is connected."""
        try:
            self.count = counted.classmates(self.viewer, self.studies)
        except NoIndex:
            self.count = 0

    def note(self) -> str:
        """How many of them the reader finds."""
        said = ngettext("%(count)s classmate.", "%(count)s classmates.", self.count) % {"count": self.count}
        return said if self.count else ""

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - shows nobody
        return drawn(request, "home_classes", mine=self.mine) if self.mine else None


def own_classes(own: Iterable[Own], *, this_year: int) -> list[OwnClass]:
    found = [OwnClass(one, this_year) for one in own]
    return sorted(found, key=lambda one: not (one.anniversary and one.anniversary.is_near))


@at_home.part
class MayKnow(Part):
    """People the reader may want to know."""

    place, order = Place.FITS, 20
    pool: Pool | None = None

    def looks(self) -> None:
        """Two queries, none without an index."""
        try:
            self.pool = wanted.pooled(viewer=self.viewer, on=self.today)
        except NoIndex:
            return
        self.first = self.pool.order[:LOOKED_AT_HOME]
        self.between = standing.among(self.pool.mine, self.first)

    def asks_again(self) -> Sequence[Question]:
        return reserved(self.first) if self.pool is not None else []

    def hears_again(self, *found: list[int]) -> None:
        if self.pool is not None:
            self.pool = replace(self.pool, order=self.first)
            self.chosen = wanted.chosen(self.pool, frozenset(found[0]))

    def shows(self) -> list[int]:
        return self.chosen if self.pool is not None else []

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        others = [one for one in self.suggested(faces) if one.seen.person.pk not in faces.in_steps]
        return drawn(request, "may_know", found=others[: wanted.SHOWN], has_waved=False) if others else None

    def steps(self, request: HttpRequest, faces: Faces) -> Iterator[Step]:
        """One of them, with the reason."""
        why = {one.seen.person.pk: one for one in self.suggested(faces)} if self.has_just_come else {}
        people = [one.seen for one in why.values()]
        yield Step(
            40, lambda fit: drawn(request, "home_step", one=why[fit[0].person.pk]), people, most=1, needs_people=True
        )

    def suggested(self, faces: Faces) -> list[Suggestion]:
        if self.pool is None:
            return []
        people = [seen for number in self.chosen if (seen := faces.living(number)) is not None]
        self.pool.places.stand_at(study for seen in people for study in seen.affiliations)
        return wanted.suggested(people, self.pool.mine, self.between)


@slots.fills("person_ties", order=10)
def how_you_know(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """At the head of somebody's page."""
    found = knowing.how_you_know(viewer(request), seen)
    shown = {"found": found, "seen": seen}
    return render_to_string("directory/slots/how_you_know.html", shown, request=request) if found else None


@slots.fills("person_page", order=90)
def people_like_these(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """At the end of somebody's page, for members; nobody's own page."""
    reader = viewer(request)
    if reader.person_id in (None, seen.person.pk):
        return None
    found = knowing.people_like(reader, seen)
    shown = {"found": found, "seen": seen}
    return render_to_string("directory/slots/people_like.html", shown, request=request) if found else None


@slots.fills("person_page", order=40)
def person_stays(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """Where somebody will be; on one's own page with who sees it, and the way to announce a stay."""
    is_own = viewer(request).person_id == seen.person.pk
    found = stays.of(seen, today=timezone.localdate())
    if not found and not is_own:
        return None
    return render_to_string("directory/slots/person_stays.html", {"stays": found, "is_own": is_own}, request=request)
