"""What the clubs hold of a person, on which basis, who looked; and the objection beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Channel, Decision
from vezi.network.people.models import Person
from vezi.network.profiles import held as queries
from vezi.network.profiles import holdings, lines


@member_only
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """By kind, each value with its source, its day, its basis and who sees it."""
    person = queries.whole(viewer(request).person)
    told = queries.told(person)
    sections = lines.sections(person, basis=told.basis, default=told.default)
    context: dict[str, Any] = {
        "person": person,
        "sections": sections,
        "numbers": numbers(person, sections, told),
        "told": told,
        "besides": holdings.besides(person),
        "contact": next((one.club.contact_mail for one in told.memberships if one.club.contact_mail), ""),
    }
    return page(request, "profiles/held.html", context)


def numbers(person: Person, sections: list[lines.Section], told: queries.Told) -> list[tuple[int, str]]:
    values, own, clubs = lines.counted(sections), lines.said_oneself(sections), len(told.memberships)
    return [
        (values, ngettext("value is held of you", "values are held of you", values)),
        (own, ngettext("of them is your own word", "of them are your own word", own)),
        (clubs, ngettext("club keeps a record of you", "clubs keep a record of you", clubs)),
        (
            told.look_count,
            ngettext("look by officers is written down", "looks by officers are written down", told.look_count),
        ),
    ]


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
    return redirect(reverse("profiles:held") + "#uses")
