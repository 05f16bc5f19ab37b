"""While a worker reads, applies or undoes: how far it is. The page can be left and come back to."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.registrar.feature import IMPORT
from vezi.network.registrar.importing import wording
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.queries import imports as queries
from vezi.network.registrar.services import imports as services
from vezi.network.registrar.views.imports import find, frame, go, go_home, refused

TITLES = {
    ImportState.READING: gettext_lazy("Reading the file"),
    ImportState.APPLYING: gettext_lazy("Writing it down"),
    ImportState.UNDOING: gettext_lazy("Taking it back"),
}
#: What the work in a state goes through, in order.
PHASES = {
    ImportState.READING: ("reading", "matching", "comparing"),
    ImportState.APPLYING: ("matching", "applying", "changing", "finishing"),
    ImportState.UNDOING: ("undoing", "finishing"),
}
STEP = {ImportState.READING: 2, ImportState.APPLYING: 3, ImportState.UNDOING: 4}


@officer(IMPORT)
@require_safe
def import_progress(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Asked again each second; leads on as soon as the work is done, or could not be done."""
    found = find(request, public_id)
    if found.state not in queries.AT_WORK:
        home = go_home(found)
        return HttpResponseClientRedirect(home["Location"]) if request.htmx else home  # type: ignore[attr-defined]
    return page(request, "registrar/import_progress.html", context_of(found, now=timezone.now()), part="progress")


def context_of(found: Import, *, now: datetime) -> dict[str, Any]:
    state = ImportState(found.state)
    progress = queries.progress_of(found, now=now)
    phases = PHASES[state]
    at = phases.index(progress.phase) if progress.phase in phases else -1
    counts = progress.of > 0 and progress.phase not in ("undoing", "comparing", "changing")
    return {
        **frame(found, STEP[state]),
        "title": TITLES[state],
        "progress": progress,
        "phase": wording.phase(progress.phase),
        "phases": [
            {"title": wording.phase(code), "is_done": place < at, "is_current": place == at}
            for place, code in enumerate(phases)
        ],
        "counts": counts,
        "hint": hint(progress),
    }


def hint(progress: queries.Progress) -> str:
    if progress.is_silent:
        return _(
            "Nothing was heard of the work for a while. It goes on, or begins anew, as soon as a worker is free; "
            "nothing is lost and nothing is done twice. If it stays so, tell whoever runs the house."
        )
    return _("You may leave this page and come back; the work goes on.")


@officer(IMPORT)
@require_POST
def import_apply(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    try:
        services.apply(registrar_import=found, by=viewer(request).account, now=timezone.now())
    except Refused as refusal:
        return refused(request, found, refusal)
    return go("registrar:import_progress", found)
