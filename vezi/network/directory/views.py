"""Finding people: the directory, and answers to what is being typed."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vezi.core.access import member_only
from vezi.core.components.parts import Pages, pages_at
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.network.directory import access, filters, queries, suggestions
from vezi.network.directory.chips import chips
from vezi.network.directory.classes import named
from vezi.network.directory.filters import BY_NAME, BY_NEARNESS, Asked
from vezi.network.directory.hints import hints
from vezi.network.directory.index.pieces import CLASS, PLACE
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.queries import PER_PAGE, SearchAnswer
from vezi.network.directory.saved.shown import ways_to_keep
from vezi.network.directory.whereabouts import maps, said
from vezi.network.directory.whereabouts.part import Part

TYPED = "q"


@member_only
def people(request: HttpRequest) -> HttpResponse:
    """Everybody the reader may find. The whole question stands in the address."""
    asked = filters.read(request.GET)
    looking, drawn = viewer(request), None
    try:
        answer = queries.search(
            viewer=looking,
            words=asked.words,
            filters=asked.filters,
            page=1 if asked.part else asked.page,
            sort=asked.sort,
            per_page=1 if asked.part else PER_PAGE,
        )
        if asked.part and answer.count:
            drawn = maps.shown(viewer=looking, asked=asked)
    except NoIndex:
        answer = queries.by_name_alone(viewer=looking, words=asked.words, filters=asked.filters)
        asked = replace(asked, part=None)
    asked = asked if asked.part else replace(asked, page=answer.page)
    context = shown(looking, asked, answer) | {"map": drawn, "without_head_search": True}
    response = page(request, "directory/people.html", context, part="found")
    if getattr(request, "htmx", False):
        # Each pause while typing is not a place to come back to; each filter is.
        kept = "HX-Replace-Url" if request.htmx.trigger_name == TYPED else "HX-Push-Url"  # type: ignore[attr-defined]
        response[kept] = request.path + asked.address(page=asked.page)
    return response


def shown(looking: Viewer, asked: Asked, answer: SearchAnswer) -> dict[str, object]:
    _clubs, is_narrow = access.clubs_searched(looking, is_everywhere=asked.filters.is_everywhere)
    own = looking.club if looking.tie is not None and looking.tie.is_member else None
    return {
        "asked": asked,
        "near": said.of_field(asked.filters),
        "as_list": asked.address(part=None),
        "as_map": asked.address(part=asked.part or Part()),
        "answer": answer,
        "exact": answer.count - answer.alike,
        "rows": answer.results,
        "club": own if is_narrow else None,
        "chips": chips(asked, answer.facets),
        "left_out": filters.LEFT_OUT,
        "of_classes": sorted(asked.filters.of(CLASS)),
        "but_classes": sorted(asked.filters.but(CLASS)),
        "of_places": sorted(asked.filters.of(PLACE)),
        "but_places": sorted(asked.filters.but(PLACE)),
        "class_page": named.page_of(looking, asked.filters),
        "clear": asked.address(filters=filters.Filters(is_everywhere=asked.filters.is_everywhere)),
        "pages": pages(asked, answer),
        "by_nearness": asked.address(sort=BY_NEARNESS),
        "by_name": asked.address(sort=BY_NAME),
        "is_by_name": asked.sort == BY_NAME,
        "own_club": own,
        "in_club": asked.address(filters=replace(asked.filters, is_everywhere=False).without(filters.CLUB)),
        "in_network": asked.address(filters=replace(asked.filters, is_everywhere=True)),
        "hints": [] if answer.count or answer.is_by_name_alone else hints(viewer=looking, question=asked),
        **ways_to_keep(looking, asked),
    }


def pages(asked: Asked, answer: SearchAnswer) -> Pages:
    return pages_at(answer.page, answer.per_page, answer.count, lambda number: asked.address(page=number))


@member_only
def typeahead(request: HttpRequest) -> HttpResponse:
    """For a field that answers as one types: people, then classes, then clubs."""
    asked = filters.read(request.GET)
    groups = suggestions.suggestions(viewer=viewer(request), words=asked.words) if asked.words else []
    context = {"groups": groups, "id": "head-search", "everybody": reverse("directory:people") + asked.address()}
    return render(request, "directory/typeahead.html", context)
