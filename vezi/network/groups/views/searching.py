"""Finding what was said, and the shelf of good practice."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.components.parts import pages_of
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.groups.access import posts_visible_to
from vezi.network.groups.queries import discussions, searching
from vezi.network.groups.queries.searching import Asked
from vezi.network.groups.views.circles import head_of
from vezi.network.groups.views.finding import group_at, must

A_PAGE = 20


@member_only
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """In all groups the viewer reads."""
    words = request.GET.get("q", "")[:200].strip()
    return page(request, "groups/search.html", _found(request, Asked(words)))


@member_only
@require_safe
def search_in(request: HttpRequest, group: str) -> HttpResponse:
    """In one group."""
    standing = group_at(request, group)
    must(standing.reads)
    words = request.GET.get("q", "")[:200].strip()
    context = head_of(viewer(request), standing, "search") | _found(request, Asked(words, (standing.group.pk,)))
    return page(request, "groups/search_in.html", context)


@member_only
@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """Good practice of all groups the viewer reads, by year."""
    return page(request, "groups/practice.html", _shelf(request, None))


@member_only
@require_safe
def practice_in(request: HttpRequest, group: str) -> HttpResponse:
    """The same of one group."""
    standing = group_at(request, group)
    must(standing.reads)
    context = head_of(viewer(request), standing, "good") | _shelf(request, (standing.group.pk,))
    return page(request, "groups/practice_in.html", context)


def _found(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    me = viewer(request)
    found = Paginator(searching.find(me, asked), A_PAGE).get_page(request.GET.get("page"))
    return {
        "words": asked.words, "found": discussions.lines_found(me, list(found.object_list)),
        "at": pages_of(found, request.GET), "count": found.paginator.count,
    }  # fmt: skip


def _shelf(request: HttpRequest, group_ids: tuple[int, ...] | None) -> dict[str, Any]:
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and len(said) == 4 else None
    asked = Asked(request.GET.get("q", "")[:200].strip(), group_ids, good=True, year=year)
    good = posts_visible_to(viewer(request)).filter(good_at__isnull=False)
    if group_ids is not None:
        good = good.filter(group__in=group_ids)
    years = sorted({day.year for day in good.dates("good_at", "year")}, reverse=True)
    return {"year": year, "years": years, **_found(request, asked)}
