"""The pages of one's own searches, and the links by which letters stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only, public
from vezi.core.errors import Refused
from vezi.core.mail.one_press import one_press
from vezi.core.viewer import viewer
from vezi.network.directory import filters
from vezi.network.directory.places import KnownPlaces
from vezi.network.directory.saved import letters, queries, services, words
from vezi.network.directory.saved.forms import SavedForm
from vezi.network.directory.saved.models import Every, SavedSearch
from vezi.network.directory.saved.shown import shown


@member_only
@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    return listed(request)


def listed(request: HttpRequest, *, wrong: dict[str, SavedForm] | None = None) -> HttpResponse:
    reader, wrong = viewer(request), wrong or {}
    places = KnownPlaces()
    gone = SavedSearch.objects.filter(person=reader.person, removed_at__isnull=False).order_by("-removed_at").first()
    context = {
        "searches": [
            shown(search, reader, form=wrong.get(search.public_id), places=places)
            for search in queries.searches_of(reader.person)
        ],
        "gone": gone,
        "most": services.MOST,
    }
    return render(request, "directory/saved_list.html", context, status=422 if wrong else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def saved_keep(request: HttpRequest) -> HttpResponse:
    """Keep the search of the address; under a name that is taken it may stand in for the one that has it."""
    reader, asked = viewer(request), filters.read(request.GET)
    suggestion = {"name": words.suggested(asked, clubs=reader.clubs), "every": Every.WEEK}
    form, taken = SavedForm(request.POST or None, initial=suggestion), None
    if request.method == "POST" and form.is_valid():
        named = queries.searches_of(reader.person).filter(name=form.cleaned_data["name"].strip()).first()
        instead = named if request.POST.get("deed") == "instead" else None
        try:
            search = services.keep(viewer=reader, asked=asked, now=timezone.now(), instead=instead, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused.sentence))
            taken = named if isinstance(refused, services.NameTaken) else None
        else:
            messages.success(request, kept_said(search))
            return redirect(f"{reverse('directory:people')}?{search.asked}")
    context = {
        "form": form,
        "taken": taken,
        "said": words.said(asked, clubs=reader.clubs),
        "club": reader.club if reader.tie is not None and not asked.filters.is_everywhere else None,
        "address": services.written(asked),
    }
    return render(request, "directory/saved_keep.html", context, status=422 if form.errors else 200)


def kept_said(search: SavedSearch) -> str:
    if search.every == Every.NEVER:
        return _("“%(name)s” is kept.") % {"name": search.name}
    said = _("“%(name)s” is kept. When somebody new fits, we write to you, %(every)s.")
    return said % {"name": search.name, "every": Every(search.every).label}


def mine(request: HttpRequest, public_id: str) -> SavedSearch:
    """404 for a search of anybody else."""
    own = SavedSearch.objects.select_related("person__account", "club")
    return get_object_or_404(own, person=viewer(request).person, public_id=public_id)


@member_only
@require_POST
def saved_change(request: HttpRequest, public_id: str) -> HttpResponse:
    search = mine(request, public_id)
    form = SavedForm(request.POST, auto_id=f"id_{public_id}_%s")
    if form.is_valid():
        try:
            services.change(search=search, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused.sentence))
        else:
            messages.success(request, _("“%(name)s” is changed.") % {"name": form.cleaned_data["name"]})
            return redirect("directory:saved_list")
    return listed(request, wrong={public_id: form})


@member_only
@require_POST
def saved_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    search = mine(request, public_id)
    services.remove(search=search, now=timezone.now())
    messages.success(request, format_html(_("“{name}” is removed."), name=search.name))
    return redirect("directory:saved_list")


@member_only
@require_POST
def saved_take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    search = mine(request, public_id)
    try:
        services.take_back(search=search)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("“%(name)s” is there again.") % {"name": search.name})
    return redirect("directory:saved_list")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def saved_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once, as mail programs open links of their own accord; then does it."""
    search = letters.search_named(token)
    if search is None:
        return render(request, "directory/saved_stop.html", {"search": None}, status=404)
    if request.method == "POST":
        services.stop(search=search)
        return redirect(f"{request.path}?done=stopped")
    is_stopped = search.every == Every.NEVER
    return render(request, "directory/saved_stop.html", {"search": search, "is_stopped": is_stopped})


@one_press(page="directory:saved_stop")
def saved_stop_now(token: str) -> bool:
    search = letters.search_named(token)
    if search is not None:
        services.stop(search=search)
    return search is not None
