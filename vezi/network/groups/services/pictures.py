"""Pictures of posts go with them."""

from django.db import transaction

from vezi.network.groups.models import Picture


def throw_away(picture: Picture) -> None:
    """The row now, the file when the deed is committed."""
    storage, name = picture.file.storage, picture.file.name or ""
    picture.delete()
    transaction.on_commit(lambda: storage.delete(name))
