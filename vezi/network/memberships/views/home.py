"""The member's home, the way in for an account without a record, and the club one is in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs import queries as clubs
from vezi.network.memberships import at_home, services
from vezi.network.memberships.at_home import Place
from vezi.network.memberships.middleware import CHOSEN_CLUB
from vezi.network.memberships.queries import mine


@member_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, my people, what fits me, my clubs; then it ends."""
    reader, now = viewer(request), timezone.now()
    here = here_and_now(reader)
    made = at_home.drawn(request, reader, now=now)
    shown = {
        "greeting": greeting(here.hour, reader.person.called or reader.person.family),
        "today": here.date(),
        "steps": made.steps,
        "places": {place.value: made.places.get(place, []) for place in Place},
        "numbers": " ".join(note for place in (Place.PEOPLE, Place.CIRCLES) for note in made.notes.get(place, [])),
        "clubs": reader.clubs,
        "title_of_clubs": ngettext("Your club", "Your clubs", len(reader.clubs)),
    }
    return render(request, "memberships/home.html", shown)


def here_and_now(reader: Viewer) -> datetime:
    """The hour where the viewer's club is."""
    zone = reader.club.time_zone if reader.club is not None else None
    return timezone.now().astimezone(ZoneInfo(zone) if zone else timezone.get_default_timezone())


def greeting(hour: int, name: str) -> str:
    if 4 <= hour < 10:
        said = pgettext("until ten", "Good morning, %(name)s.")
    elif 10 <= hour < 12:
        said = pgettext("from ten to noon", "Good morning, %(name)s.")
    elif 12 <= hour < 18:
        said = _("Good afternoon, %(name)s.")
    else:
        said = _("Good evening, %(name)s.")
    return said % {"name": name}


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """For an account without a record: claim one, or ask a club."""
    reader = viewer(request)
    if reader.person is not None and reader.clubs:
        return redirect("memberships:home")
    waiting = list(mine.my_requests(reader))
    asked = {one.club_id for one in waiting}
    others = [club for club in clubs.in_order() if club.pk not in asked]
    return render(request, "memberships/welcome.html", {"waiting": waiting, "clubs": others})


@require_POST
def switch_club(request: HttpRequest, to: str) -> HttpResponse:
    """Keep this club in mind from now on, and go back to where one was."""
    chosen = next((tie.club for tie in viewer(request).ties.values() if tie.club.slug == to), None)
    if chosen is None:
        raise Http404
    request.session[CHOSEN_CLUB] = chosen.slug
    return redirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The page one came from, unless it is another club's."""
    home_page = reverse("memberships:home")
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return home_page
    path = "/" + came_from.split("://", 1)[-1].partition("/")[2]
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return home_page
    return home_page if "club" in found.kwargs else path


@member_only
@require_http_methods(["GET", "POST"])
def club_leave(request: HttpRequest, club: str) -> HttpResponse:
    """Asks by name, with what stays and what goes."""
    reader = viewer(request)
    if reader.tie is None or not reader.tie.is_member:
        raise Http404
    if request.method == "POST":
        services.leave(person=reader.person, club=reader.club, by=reader.account, now=timezone.now())
        if request.session.get(CHOSEN_CLUB) == club:
            del request.session[CHOSEN_CLUB]
        messages.success(request, _("You have left %(club)s.") % {"club": reader.club})
        return redirect("memberships:home" if len(reader.clubs) > 1 else "memberships:welcome")
    return render(request, "memberships/club_leave.html", {"club": reader.club})
