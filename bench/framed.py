"""The other floor of a page: the directory's own page, its twenty rows and its facets from memory, and no database.

What the house's frame, components and middlewares cost before anybody is looked for. These are the addresses of
`bench.framed_settings`.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from vezi.config.urls import urlpatterns as of_the_house
from vezi.core.access import public
from vezi.core.components.parts import Choice
from vezi.core.htmx import page
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory.facets import TITLES, Facet
from vezi.network.directory.filters import Asked
from vezi.network.directory.queries import SearchAnswer
from vezi.network.directory.rows import Row
from vezi.network.directory.views import shown
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen

NOBODY = Seen(Person(), 0)
PEOPLE = [
    Who(
        name=f"Ada Person {number}", given="Ada", family=f"Person {number}", url=f"/people/{number}/",
        year=1980 + number, what="Analyst, A Firm", where="Ljubljana",
    )
    for number in range(20)
]  # fmt: skip
ANSWER = SearchAnswer(
    count=1_000,
    results=[Row(NOBODY, who) for who in PEOPLE],
    seconds=0.0,
    facets=[
        Facet(name, str(title), [Choice(f"{name}-{number}", f"{title} {number}", 100 - number) for number in range(12)])
        for name, title in TITLES.items()
    ],
    years=[(year, year % 17) for year in range(1970, 2026)],
)


@public
def people(request: HttpRequest) -> HttpResponse:
    context = shown(Viewer(), Asked(), ANSWER) | {"without_head_search": True}
    return page(request, "directory/people.html", context)


urlpatterns = [path("from-memory/", people), *of_the_house]
