"""Cities: who is there, as the reader may see it.

Every member of the network may open the page of any city, as she may search: she finds there whom she may see, and nobody else.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.cities import known
from vezi.core.components.parts import pages_at
from vezi.core.viewer import viewer
from vezi.network.directory import filters
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.stays import queries as stays
from vezi.network.directory.whereabouts import cities


@member_only
@require_safe
def city(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """People nearest to the reader first, and who will be staying there."""
    found = known.by_id(number) if number < 10**9 else None
    if found is None:
        raise Http404
    if slug != found.slug:
        return redirect("directory:city", number=number, slug=found.slug, permanent=True)
    reader = viewer(request)
    try:
        people = cities.people(reader, found, page=filters.number(request.GET.get("page", "")) or 1)
        spread = cities.spread(reader, found) if people.page == 1 else cities.Spread()
        neighbours = cities.neighbours(reader, found) if people.page == 1 else []
    except NoIndex:
        return render(request, "directory/class_wait.html", {}, status=503)
    has_many = people.count >= cities.FEW
    context = {
        "city": found,
        "people": people,
        "pages": pages_at(people.page, people.per_page, people.count, lambda page: f"?page={page}#everyone"),
        "trades": cities.trades(found, spread) if has_many else [],
        "years": spread.years if has_many else [],
        "neighbours": neighbours,
        "staying": stays.soon(reader, found, today=timezone.localdate()) if people.page == 1 else [],
        "directory_url": cities.in_directory(found),
        "map_url": cities.on_map(found),
    }
    return render(request, "directory/whereabouts/city.html", context)
