"""What clubs show on pages of the house."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.network.clubs import queries


@slots.fills("privacy_clubs", order=10)
def privacy_notices(request: HttpRequest) -> SafeString | None:
    """Each club, leading to what it says of the records it keeps."""
    clubs = queries.in_order()
    return render_to_string("clubs/slots/privacy_clubs.html", {"clubs": clubs}, request=request) if clubs else None
