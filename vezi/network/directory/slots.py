"""What finding people puts into shared pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.classes import places
from vezi.network.directory.classes.places import ClassOf, club_above
from vezi.network.directory.classes.shown import OwnClass
from vezi.network.directory.knowing import drawn
from vezi.network.directory.stays import queries as stays
from vezi.network.people.queries import Seen


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


@slots.fills("home_classes", order=10)
def my_classes(request: HttpRequest) -> SafeString | None:
    """The reader's classes, those with a round year near first."""
    reader = viewer(request)
    found = own_classes(reader)
    return render_to_string("directory/slots/home_classes.html", {"mine": found}, request=request) if found else None


def own_classes(reader: Viewer) -> list[OwnClass]:
    this_year = timezone.localdate().year
    found = [OwnClass(own, this_year) for own in places.mine(reader)]
    return sorted(found, key=lambda one: not (one.anniversary and one.anniversary.is_near))


@slots.fills("home_fits", order=20)
def people_i_may_want_to_know(request: HttpRequest) -> SafeString | None:
    found = drawn.may_know(viewer(request))
    shown = {"found": found, "has_waved": False}
    return render_to_string("directory/slots/may_know.html", shown, request=request) if found else None


@slots.fills("person_ties", order=10)
def how_you_know(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """At the head of somebody's page."""
    found = drawn.how_you_know(viewer(request), seen)
    shown = {"found": found, "seen": seen}
    return render_to_string("directory/slots/how_you_know.html", shown, request=request) if found else None


@slots.fills("person_page", order=90)
def people_like_these(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """At the end of somebody's page, for members; nobody's own page."""
    reader = viewer(request)
    if reader.person_id in (None, seen.person.pk):
        return None
    found = drawn.people_like(reader, seen)
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
