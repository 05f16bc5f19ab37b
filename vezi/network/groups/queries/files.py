"""Files of a group, as one reader may see the posts they came with."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.access import posts_visible_to
from vezi.network.groups.models import File, Group
from vezi.network.groups.queries.people import faces


@dataclass(frozen=True)
class Kept:
    file: File
    who: Who


def files_of(viewer: Viewer, group: Group, words: str = "") -> QuerySet[File]:
    """The latest first; with words, those whose names hold each of them."""
    found = File.objects.filter(post__in=posts_visible_to(viewer).filter(group=group))
    for word in words.split()[:6]:
        found = found.filter(name__icontains=word)
    return found.select_related("post__opening").order_by("-post__written_at", "-pk")


def drawn(viewer: Viewer, files: Iterable[File]) -> list[Kept]:
    files = list(files)
    people = faces(viewer, (one.post.author_id for one in files))
    return [Kept(one, people.of(one.post.author_id)) for one in files]
