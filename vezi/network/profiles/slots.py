"""What profiles show in shared pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.core.viewer import viewer


@slots.fills("account_settings", order=80)
def way_to_ties(request: HttpRequest) -> SafeString | None:
    """On the page of the account: whom one blocked."""
    return render_to_string("profiles/slots/way_to_ties.html", request=request) if viewer(request).person else None


@slots.fills("account_settings", order=90)
def way_out(request: HttpRequest) -> SafeString:
    """At the end of the page of the account: being erased."""
    return render_to_string("profiles/slots/way_out.html", request=request)
