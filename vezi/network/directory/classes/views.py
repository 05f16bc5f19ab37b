"""Classes: the wall of a club's years, a year, a programme of a year.

Every member of the network may open them, as she may search: she finds there whom she may see, and nobody else.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.viewer import Viewer, viewer
from vezi.network.directory import filters
from vezi.network.directory.classes import anniversaries, places, queries, shown, walls
from vezi.network.directory.classes.places import Below, ClassOf
from vezi.network.directory.index.store import NoIndex


@member_only
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """Leads to the classes of the club one is in."""
    club = viewer(request).club
    return redirect("directory:class_wall", club=club.slug) if club is not None else redirect("directory:people")


@member_only
@require_safe
def class_wall(request: HttpRequest, club: str) -> HttpResponse:
    """Every class of the club's institution with somebody to be seen, one's own first."""
    reader = viewer(request)
    try:
        found = walls.wall(viewer=reader, club=reader.club)
    except NoIndex:
        return being_set_up(request)
    mine, counts = places.mine(reader, [reader.club]), dict(found)
    context = {
        "club": reader.club,
        "classes": found,
        "decades": shown.decades(found, reader.club),
        "mine": [shown.OwnClass(own, this_year(), counts.get(own.of.year, 0)) for own in mine],
        "others": [other for other in reader.clubs if other != reader.club],
    }
    return render(request, "directory/class_wall.html", context)


@member_only
@require_safe
def class_year(request: HttpRequest, club: str, year: int) -> HttpResponse:
    """Everybody of one year whom the reader may see by it."""
    reader = viewer(request)
    return class_page(request, reader, ClassOf(reader.club, year), Below(reader.club.institution))


@member_only
@require_safe
def class_programme(request: HttpRequest, club: str, year: int, programme: str) -> HttpResponse:
    """The same of one programme."""
    reader = viewer(request)
    below = Below(reader.club.institution)
    found = places.programme_of(below, programme)
    if found is None:
        raise Http404
    return class_page(request, reader, ClassOf(reader.club, year, found), below)


def class_page(request: HttpRequest, reader: Viewer, of: ClassOf, below: Below) -> HttpResponse:
    try:
        people = queries.people(viewer=reader, of=of, page=filters.number(request.GET.get("page", "")) or 1)
        before, after = queries.neighbours(viewer=reader, of=of)
    except NoIndex:
        return being_set_up(request)
    own = next((one for one in places.mine(reader, [of.club]) if one.of.year == of.year), None)
    is_first, is_member = people.page == 1, reader.tie is not None and reader.tie.is_member
    missing = queries.not_here_yet(of, below) if is_first and is_member else 0
    context = {
        "of": of,
        "club": of.club,
        "people": people,
        "portraits": shown.portraits(people.shown) if is_first else [],
        "anniversary": anniversaries.next_of(of.year, this_year=this_year()),
        "is_future": of.year > this_year(),
        "facts": shown.facts(people, missing),
        "missing": missing,
        "own": own,
        "is_member": is_member,
        "cities": shown.cities(of, people.spread) if people.count >= shown.FEW else [],
        "more_cities": max(0, len(people.spread.cities) - shown.MOST_CITIES),
        "trades": shown.trades(of, people.spread) if people.count >= shown.FEW else [],
        "programmes": [] if of.programme else shown.programmes(of, people.spread, below),
        "pages": shown.pages(people),
        "directory_url": shown.in_directory(of),
        "before": before,
        "after": after,
    }
    return render(request, "directory/class_page.html", context)


def being_set_up(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/class_wait.html", {}, status=503)


def this_year() -> int:
    return timezone.localdate().year
