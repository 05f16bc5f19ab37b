"""What the club tells people about the use of their data, purpose by purpose."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vezi.core.access import officer
from vezi.core.viewer import viewer
from vezi.network.clubs.feature import EDIT_CLUB
from vezi.network.consent import services as consent
from vezi.network.consent.models import Purpose
from vezi.network.memberships.forms import NoticeForm
from vezi.network.memberships.queries import notices


@officer(EDIT_CLUB)
@require_safe
def office_notices(request: HttpRequest, club: str) -> HttpResponse:
    """Every purpose with its basis and text as they stand."""
    return shown(request)


def shown(request: HttpRequest, **wrong: NoticeForm) -> HttpResponse:
    here = viewer(request).club
    told = {one.notice.purpose: one.notice for one in notices.notices(here)}
    purposes = []
    for purpose, title in Purpose.choices:
        notice = told.get(purpose)
        form = wrong.get(purpose) or NoticeForm(
            club=here, initial=NoticeForm.of(notice) if notice else {}, auto_id=f"id_{purpose}_%s"
        )
        purposes.append({"code": purpose, "title": title, "notice": notice, "form": form})
    context = {"club": here, "purposes": purposes}
    return render(request, "memberships/office_notices.html", context, status=422 if wrong else 200)


@officer(EDIT_CLUB)
@require_POST
def notice_publish(request: HttpRequest, club: str, purpose: str) -> HttpResponse:
    """Each change is a new version; what people said to the old one stays written."""
    if purpose not in Purpose.values:
        raise Http404
    reader = viewer(request)
    form = NoticeForm(request.POST, club=reader.club, auto_id=f"id_{purpose}_%s")
    if not form.is_valid():
        return shown(request, **{purpose: form})
    notice = consent.publish_notice(
        club=reader.club, purpose=purpose, by=reader.account, now=timezone.now(), **form.facts()
    )
    said = _("“%(purpose)s” reads so from now on, in version %(version)s.")
    messages.success(request, said % {"purpose": notice.get_purpose_display(), "version": notice.version})
    return redirect("memberships:office_notices", club=club)
