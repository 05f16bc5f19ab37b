"""What finding people puts into shared pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club


@slots.fills("club_classes", order=10)
def way_to_people(request: HttpRequest, *, club: Club) -> SafeString | None:
    """Below a club's classes: members can go on to the people."""
    tie = viewer(request).ties.get(club.pk)
    if tie is None or not tie.is_member:
        return None
    return render_to_string("directory/slots/club_classes.html", request=request)
