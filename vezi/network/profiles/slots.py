"""What profiles show in shared pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots


@slots.fills("account_settings", order=90)
def way_out(request: HttpRequest) -> SafeString:
    """At the end of the page of the account: being erased."""
    return render_to_string("profiles/slots/way_out.html", request=request)
