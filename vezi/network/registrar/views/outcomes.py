"""Step four: what an applied import did, taking it back, and what that did."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core.access import officer
from vezi.core.components.parts import NumberTab
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.registrar.feature import IMPORT, INVITE
from vezi.network.registrar.handover import queries as handover
from vezi.network.registrar.importing import wording
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.queries import imports as queries
from vezi.network.registrar.services import imports as services
from vezi.network.registrar.views.imports import find, frame, go, go_home, refused

ENDED = (ImportState.APPLIED, ImportState.UNDONE, ImportState.DROPPED)


@officer(IMPORT)
@require_safe
def import_done(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """What happened, in numbers that lead to the people."""
    found = find(request, public_id)
    if found.state not in ENDED:
        return go_home(found)
    reader = viewer(request)
    context = {
        **frame(found, 4),
        "is_undone": found.state == ImportState.UNDONE,
        "is_dropped": found.state == ImportState.DROPPED,
        "may_see": reader.can(SEE_RECORDS),
        "invitations": invitations(found.club.slug) if reader.can(INVITE) else "",
        "handover": handover.of_import(found),
        "doors": doors(found),
        **account_of(found),
        "stayed": queries.stayed(found),
    }
    return render(request, "registrar/import_done.html", context)


def doors(found: Import) -> list[NumberTab]:
    """The numbers, each leading to the people behind it."""
    preview = reverse("registrar:import_preview", args=[found.club.slug, found.public_id])
    added = found.applied.get("added", {}).get("people", 0)
    said = (
        ("new", added, ngettext("person was added", "people were added", added)),
        ("changed", found.changed, ngettext("person was changed", "people were changed", found.changed)),
        ("rejected", found.rejected, ngettext("row was left out", "rows were left out", found.rejected)),
        ("unchanged", found.unchanged, ngettext("stayed as it was", "stayed as they were", found.unchanged)),
    )
    return [NumberTab(localize(number), title, f"{preview}?show={name}") for name, number, title in said]


def invitations(club: str) -> str:
    try:
        return reverse("registrar:invitation_list", args=[club])
    except NoReverseMatch:
        return ""


def account_of(found: Import) -> dict[str, Any]:
    """What applying and undoing did, in words."""
    added = {kind: number for kind, number in found.applied.get("added", {}).items() if kind != "memberships"}
    changed = found.applied.get("changed", {})
    return {
        "added": counted(wording.THINGS, added, without="people"),
        "added_people": added.get("people", 0),
        "changed": by_field(changed),
        "changed_values": sum(changed.values()),
        "left": counted(wording.LEFT, found.applied.get("left", {})),
        "removed": counted(wording.THINGS, found.undone.get("removed", {}), without="memberships"),
        "restored": by_field(found.undone.get("restored", {})),
        "kept": counted(wording.KEPT, found.undone.get("kept", {})),
    }


def counted(words: dict[str, Any], counts: dict[str, int], *, without: str = "") -> list[str]:
    return [wording.counted(words, code, number) for code, number in counts.items() if number and code != without]


def by_field(counts: dict[str, int]) -> list[dict[str, Any]]:
    told = [{"field": wording.field(code), "number": number} for code, number in counts.items() if number]
    return sorted(told, key=lambda one: -one["number"])


@officer(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Asks with the name of the file and says what undoing will do; then asks for it to be done."""
    found = find(request, public_id)
    if found.state != ImportState.APPLIED:
        return go_home(found)
    if request.method == "POST":
        try:
            services.undo(registrar_import=found, by=viewer(request).account, now=timezone.now())
        except Refused as refusal:
            return refused(request, found, refusal)
        return go("registrar:import_progress", found)
    staying = queries.staying(found)
    context = {
        **frame(found, 4),
        **account_of(found),
        "staying": staying,
        "going_people": found.applied.get("added", {}).get("people", 0) - sum(count for _import, count in staying),
    }
    return render(request, "registrar/import_undo.html", context)
