"""Imports of a club: where a file comes in, the list of those that came, and the door to each."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core.access import officer
from vezi.core.components.parts import pages_of
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.registrar.feature import IMPORT
from vezi.network.registrar.forms import UploadForm
from vezi.network.registrar.importing import wording
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.queries import imports as queries
from vezi.network.registrar.services import imports as services

IMPORTS_ON_A_PAGE = 30
STEPS = (gettext_lazy("File"), gettext_lazy("Columns"), gettext_lazy("Differences"), gettext_lazy("Done"))
#: The page on which an import in this state is at home.
HOMES = {
    ImportState.UPLOADED: "registrar:import_columns",
    ImportState.FAILED: "registrar:import_columns",
    ImportState.READING: "registrar:import_progress",
    ImportState.READY: "registrar:import_preview",
    ImportState.APPLYING: "registrar:import_progress",
    ImportState.APPLIED: "registrar:import_done",
    ImportState.UNDOING: "registrar:import_progress",
    ImportState.UNDONE: "registrar:import_done",
    ImportState.DROPPED: "registrar:import_done",
}


def find(request: HttpRequest, public_id: str) -> Import:
    """An import of the club of the address; 404 for another's."""
    imports = Import.objects.select_related("club__institution", "by__person", "progress")
    return get_object_or_404(imports, club=viewer(request).club, public_id=public_id)


def go(name: str, registrar_import: Import) -> HttpResponse:
    return redirect(name, club=registrar_import.club.slug, public_id=registrar_import.public_id)


def go_home(registrar_import: Import) -> HttpResponse:
    """To the page where the import stands now: somebody else may have moved it on."""
    return go(HOMES[ImportState(registrar_import.state)], registrar_import)


def refused(request: HttpRequest, registrar_import: Import, refusal: Refused) -> HttpResponse:
    """Say why not, on the page where the import stands by now."""
    messages.warning(request, str(refusal.sentence))
    registrar_import.refresh_from_db()
    return go_home(registrar_import)


def frame(registrar_import: Import, step: int) -> dict[str, Any]:
    """What every page of an import shows."""
    return {
        "club": registrar_import.club,
        "import": registrar_import,
        "steps": [str(title) for title in STEPS],
        "step": step,
        "failure": wording.sentence_kept(registrar_import.failure) if registrar_import.failure else "",
    }


@officer(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest, club: str) -> HttpResponse:
    """A file comes in here; beneath stand those that came. `?dropped=1` shows the ones that were given up, too."""
    here = viewer(request).club
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        stored = taken_in(request, here, form)
        if stored is not None:
            return go("registrar:import_columns", stored)
    dropped = bool(request.GET.get("dropped"))
    shown = Paginator(queries.imports_of(here, dropped=dropped), IMPORTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "club": here,
        "form": form,
        "imports": shown.object_list,
        "at": pages_of(shown, request.GET),
        "shows_dropped": dropped,
        "has_dropped": not dropped and Import.objects.filter(club=here, state=ImportState.DROPPED).exists(),
    }
    return render(request, "registrar/import_list.html", context, status=422 if form.errors else 200)


def taken_in(request: HttpRequest, club: Club, form: UploadForm) -> Import | None:
    """The file as an import with a proposal; None if it cannot be read, with the reason at the field."""
    file, by, now = form.cleaned_data["file"], viewer(request).account, timezone.now()
    try:
        stored = services.upload(club=club, file=file, filename=file.name, by=by, now=now)
    except services.FileTooLarge as refusal:
        form.add_error("file", str(refusal.sentence))
        return None
    try:
        return services.propose(registrar_import=stored, now=now)
    except services.FileUnreadable as unreadable:
        form.add_error("file", wording.sentence(unreadable.problem))
        services.drop(registrar_import=stored, by=by, now=now)
        return None


@officer(IMPORT)
@require_safe
def import_open(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """The door of an import: leads to the page where it stands."""
    return go_home(find(request, public_id))


@officer(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_drop(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Asks by name, then gives up an import that was not applied."""
    found = find(request, public_id)
    if found.state not in services.OPEN_STATES:
        return go_home(found)
    if request.method == "POST":
        try:
            services.drop(registrar_import=found, by=viewer(request).account, now=timezone.now())
        except Refused as refusal:
            return refused(request, found, refusal)
        messages.success(request, _("%(file)s is dropped. Nothing of it was written.") % {"file": found.filename})
        return redirect("registrar:import_list", club=club)
    return render(request, "registrar/import_drop.html", frame(found, 3 if found.state == ImportState.READY else 2))
