"""The files of a group, and what came with a post."""

from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from vezi.core import enclosing
from vezi.core.access import member_only
from vezi.core.components.parts import pages_of
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.groups.models import File, Picture
from vezi.network.groups.queries import files as kept
from vezi.network.groups.views.circles import head_of
from vezi.network.groups.views.finding import group_at, must, post_at

A_PAGE = 30
Kept = TypeVar("Kept", Picture, File)


@member_only
@require_safe
def group_files(request: HttpRequest, group: str) -> HttpResponse:
    """All that came with posts of the group, the latest first."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.reads)
    words = request.GET.get("q", "")[:100].strip()
    found = Paginator(kept.files_of(me, standing.group, words), A_PAGE).get_page(request.GET.get("page"))
    context = head_of(me, standing, "files") | {
        "found": kept.drawn(me, found.object_list), "at": pages_of(found, request.GET), "words": words,
    }  # fmt: skip
    return page(request, "groups/group_files.html", context)


@member_only
@require_safe
def file(request: HttpRequest, file: str) -> HttpResponseBase:
    found = _of_a_post(request, File.objects.select_related("post").filter(public_id=file).first())
    return enclosing.handed_on(found.file, name=found.name, is_picture=False)


@member_only
@require_safe
def picture(request: HttpRequest, picture: str) -> HttpResponseBase:
    return enclosing.shown(
        _of_a_post(request, Picture.objects.select_related("post").filter(public_id=picture).first()).file
    )


def _of_a_post(request: HttpRequest, found: Kept | None) -> Kept:
    """For those who read the post."""
    if found is None:
        raise Http404
    post_at(request, found.post.public_id)
    return found
