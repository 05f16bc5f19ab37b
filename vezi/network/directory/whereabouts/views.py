"""Cities: who is there, as the reader may see it.

Every member of the network may open the page of any city, as she may search: she finds there whom she may see.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.cities import known
from vezi.core.viewer import viewer


@member_only
@require_safe
def city(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    found = known.by_id(number) if number < 10**9 else None
    if found is None:
        raise Http404
    return render(request, "directory/whereabouts/city.html", {"city": found, "reader": viewer(request)})
