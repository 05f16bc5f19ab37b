"""What the clubs hold of a person, on which basis, who looked; and the objection beside it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.htmx import page
from vezi.core.models import AccessEntry
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.consent import purposes
from vezi.network.consent import services as consent
from vezi.network.consent.models import Channel, Decision
from vezi.network.memberships.models import Membership
from vezi.network.profiles import holdings

LOOKS_SHOWN = 50


@member_only
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    person = viewer(request).person
    memberships = Membership.objects.filter(person=person).select_related("club").order_by("since")
    context = {
        "holdings": holdings.held(person),
        "clubs": [purposes.of_club(person_id=person.pk, club=membership.club) for membership in memberships],
        "looks": AccessEntry.objects.filter(person_id=person.pk).order_by("-at")[:LOOKS_SHOWN],
    }
    return page(request, "profiles/held.html", context)


@member_only
@require_safe
def held_file(request: HttpRequest) -> HttpResponse:
    """Everything in one file."""
    answer = JsonResponse(
        holdings.as_json(viewer(request).person), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="vezi.json"'
    return answer


@member_only
@require_POST
def purpose_say(request: HttpRequest, club: str, purpose: str) -> HttpResponse:
    """Agree, withdraw, object, take the objection back."""
    me = viewer(request)
    about = Club.objects.filter(slug=club, memberships__person=me.person).first()
    decision, channel = request.POST.get("decision", ""), request.POST.get("channel", Channel.MAIL)
    if about is None or decision not in Decision.values:
        raise Http404
    consent.say(
        person=me.person, club=about, purpose=purpose, channel=channel, decision=decision, source="page",
        by=me.account, now=timezone.now(),
    )  # fmt: skip
    return redirect("profiles:held")
