"""Office, engagement: how many people of the club did what, year by year. Numbers, no names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vezi.core.access import officer
from vezi.core.viewer import viewer
from vezi.network.engagement import queries
from vezi.network.memberships.feature import OFFICE
from vezi.network.memberships.queries.books import FEW


@officer(OFFICE)
@require_safe
def office(request: HttpRequest, club: str) -> HttpResponse:
    here = viewer(request).club
    return render(request, "engagement/office.html", {"club": here, "years": queries.years(here), "few": FEW})
