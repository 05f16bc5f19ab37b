"""What came with a post goes with it."""

from django.db import transaction

from vezi.network.groups.models import File, Picture, PostQuerySet


def throw_away(posts: PostQuerySet) -> None:
    """Pictures and files: the rows now, what is stored when the deed is committed."""
    kept: list[Picture | File] = [*Picture.objects.filter(post__in=posts), *File.objects.filter(post__in=posts)]
    for one in kept:
        storage, name = one.file.storage, one.file.name or ""
        one.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
