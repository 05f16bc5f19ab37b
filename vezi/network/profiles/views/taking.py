"""Everything one is held with, in one file: to read without the house, or for programs."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.viewer import viewer
from vezi.network.accounts import queries as accounts
from vezi.network.profiles import taking

LOOKS = Path(__file__).parent.parent / "taken.css"  # written into the file: it is read where the house is not


@cache
def style() -> str:
    return LOOKS.read_text()


@member_only
@require_safe
def held_html(request: HttpRequest) -> HttpResponse:
    """One page with everything, in the reader's language; it needs nothing else to be read."""
    me, now = viewer(request), timezone.now()
    everybody = [one.pk for one in taking.with_merged(me.person)]
    context = {
        "person": me.person, "network": settings.NETWORK_NAME, "account": me.account, "ways": accounts.ways_in(me.account), "made_at": now,
        "style": style(), "parts": taking.parts(me.person), "looks": taking.looks(everybody),
        "letters": taking.letters(everybody), "deeds": len(taking.deeds(everybody)),
    }  # fmt: skip
    answer = render(request, "profiles/taken.html", context)
    return to_keep(answer, taking.filename(me.person, now=now, ending="html"))


@member_only
@require_safe
def held_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    person, now = viewer(request).person, timezone.now()
    answer = JsonResponse(taking.as_json(person, now=now), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return to_keep(answer, taking.filename(person, now=now, ending="json"))


def to_keep(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
