"""Loading what an address names: not found is 404, not allowed is 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from vezi.core.viewer import viewer
from vezi.network.groups import access
from vezi.network.groups.access import Standing
from vezi.network.groups.models import Post, PostState


def group_at(request: HttpRequest, public_id: str) -> Standing:
    """The group and how the viewer stands with it. Who may not learn of it finds nothing."""
    me = viewer(request)
    found = access.groups_visible_to(me).select_related("club__institution", "programme").filter(public_id=public_id)
    group = found.first()
    if group is None:
        raise Http404
    return access.standing(me, group)


def must(may: bool) -> None:
    if not may:
        raise PermissionDenied


def post_at(request: HttpRequest, public_id: str) -> tuple[Post, Standing]:
    """A post the viewer may read, with her standing in its group. Moderators find what was hidden, writers their own."""
    me = viewer(request)
    posts = Post.objects.select_related("group__club__institution", "group__programme", "opening__group", "author")
    post = posts.filter(public_id=public_id).first()
    if post is None or not access.groups_visible_to(me).filter(pk=post.group_id).exists():
        raise Http404
    standing = access.standing(me, post.group)
    if not standing.reads or _is_apart(post, me.apart) or not _is_there(post, standing, me.person_id):
        raise Http404
    return post, standing


def _is_apart(post: Post, apart: frozenset[int]) -> bool:
    return post.author_id in apart or (post.opening is not None and post.opening.author_id in apart)


def _is_there(post: Post, standing: Standing, person_id: int | None) -> bool:
    is_mine = post.author_id is not None and post.author_id == person_id
    opening = post.opening or post
    if standing.moderates:
        return True
    if opening.state == PostState.HIDDEN and not (opening.pk == post.pk and is_mine):
        return False
    return post.state != PostState.HIDDEN or is_mine
