"""Whom a reader may find, as the index is asked."""

from vezi.core.viewer import Viewer
from vezi.network.directory.index.finding import Scope


def everywhere(viewer: Viewer) -> Scope:
    """Wherever the reader may look; without records that nobody took up."""
    return Scope(club_ids=tuple(viewer.club_ids), without=tuple(sorted(viewer.apart)))
