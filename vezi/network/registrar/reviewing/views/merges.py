"""Office: merges of the club, and undoing one, with an account of what goes where."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core import audit
from vezi.core.access import officer
from vezi.core.components.parts import pages_of
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.people import merging
from vezi.network.people.models import Merge
from vezi.network.registrar.feature import MERGE
from vezi.network.registrar.reviewing import queries

A_PAGE = 50


@officer(MERGE)
@require_safe
def merge_list(request: HttpRequest, club: str) -> HttpResponse:
    """All merges in this office, the newest first."""
    here = viewer(request).club
    shown = Paginator(queries.recent_merges(here), A_PAGE).get_page(request.GET.get("page"))
    context = {"club": here, "merges": list(shown.object_list), "at": pages_of(shown, request.GET)}
    return render(request, "registrar/merge_list.html", context)


@officer(MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_undo(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """What would go where, and the deed."""
    reader, now = viewer(request), timezone.now()
    merges = Merge.objects.select_related("kept", "gone", "by__person", "undone_by__person")
    merge = get_object_or_404(merges, club=reader.club, public_id=public_id)
    if request.method == "POST":
        try:
            merging.undo(merge=merge, by=reader.account, now=now)
        except Refused as refused:
            messages.warning(request, str(refused.sentence))
        else:
            messages.success(request, _("They are two records again."))
        return redirect("registrar:duplicate_list", club=reader.club.slug)
    audit.looked(
        by=reader.account,
        at=now,
        person_ids=[merge.kept_id, merge.gone_id],
        club_id=reader.club.pk,
        what="registrar.duplicate",
    )
    account = merging.account_of(merge=merge) if merge.undone_at is None else None
    return render(request, "registrar/merge_undo.html", {"club": reader.club, "merge": merge, "account": account})
