"""Groups by what is being typed: those the viewer may learn of, and hidden ones she is in."""

from django.utils.translation import ngettext

from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.groups.queries import circles, members

MOST = 3


def answers(viewer: Viewer, words: str) -> list[Answer]:
    """The largest first; of small ones as many members are told as the viewer sees by name."""
    found = circles.found_by(viewer, words, limit=MOST)
    sizes = members.sizes_told(viewer, found) if found else {}
    return [
        Answer(
            url=group.get_absolute_url(),
            title=group.title,
            note=str(group.club.short_name or group.club) if group.club else "",
            aside=ngettext("%(count)s member", "%(count)s members", sizes[group.pk]) % {"count": f"{sizes[group.pk]}"},
            icon="message-circle",
        )
        for group in found
    ]
