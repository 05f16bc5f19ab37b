"""Puts the viewer on the request, and the club that the page is about."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from vezi.core.viewer import Viewer
from vezi.network.accounts import doors
from vezi.network.clubs.models import Club
from vezi.network.memberships import access

CHOSEN_CLUB = "club"  # session key: slug of the club chosen in the switcher


class ViewerMiddleware:
    """`request.viewer`, made when first asked for; an address with a `club` in it is about that club."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: make_viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        if slug := kwargs.get("club"):
            request.club_slug = slug  # type: ignore[attr-defined]


def make_viewer(request: HttpRequest) -> Viewer:
    viewer = access.viewer_of(request.user, today=timezone.localdate())
    if slug := getattr(request, "club_slug", None):
        request.club_slug = ""  # type: ignore[attr-defined]  # so that the page that says “not here” can be drawn
        viewer.club = club_at(viewer, slug)
    elif viewer.account is None:
        door = doors.opened(request)
        viewer.club = Club.objects.select_related("institution").filter(slug=door.club).first() if door else None
    else:
        chosen = request.session.get(CHOSEN_CLUB)
        clubs = {club.slug: club for club in viewer.clubs}
        viewer.club = clubs.get(chosen) or next(iter(clubs.values()), None)
    return viewer


def club_at(viewer: Viewer, slug: str) -> Club:
    for tie in viewer.ties.values():
        if tie.club.slug == slug:
            return tie.club
    club = Club.objects.select_related("institution").filter(slug=slug).first()
    if club is None:
        raise Http404
    return club
