"""“Not this one”: a suggestion is waved away by one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vezi.core.access import member_only
from vezi.core.viewer import viewer
from vezi.network.directory.knowing import drawn
from vezi.network.memberships.access import people_visible_to
from vezi.network.ties import services


@member_only
@require_POST
def wave_away(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another one takes the place, as long as there is one."""
    me = viewer(request)
    whom = get_object_or_404(people_visible_to(me), public_id=public_id)
    services.wave_away(person=me.person, whom=whom, by=me.account, now=timezone.now())
    if getattr(request, "htmx", False):
        return render(request, "directory/slots/may_know.html", {"found": drawn.may_know(me), "has_waved": True})
    messages.success(request, _("This person will not be suggested to you again. “Your ties” takes it back."))
    return redirect(reverse("memberships:home") + "#fits")
