"""The list of what one was told."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.components.parts import pages_of
from vezi.core.viewer import viewer
from vezi.network.notices import access, queries, services

A_PAGE = 30


@member_only
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """What one was told, the latest first, all about one thing under one heading."""
    reader = viewer(request)
    page = Paginator(queries.headings(reader), A_PAGE).get_page(request.GET.get("page"))
    told = queries.listed(reader, page.object_list)
    context = {"told": told, "at": pages_of(page, request.GET), "has_new": any(one.is_new for one in told)}
    return render(request, "notices/notice_list.html", context)


@member_only
@require_safe
def notice_open(request: HttpRequest) -> HttpResponse:
    """Leads to the place a heading is about, which is read by that; what is gone leads to the list."""
    reader = viewer(request)
    mine = access.shown_to(reader.person_id or 0, apart=reader.apart)
    asked = {"kind": request.GET.get("kind", ""), "about": request.GET.get("about", "")}
    notice = mine.filter(**asked).order_by("-at", "-pk").first()
    if notice is None:
        return redirect("notices:list")
    services.read(person=reader.person, about=notice.about, now=timezone.now())
    return redirect(notice.path)


@member_only
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    services.read_all(person=viewer(request).person, now=timezone.now())
    return redirect("notices:list")
