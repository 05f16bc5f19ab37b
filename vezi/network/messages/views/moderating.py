"""Reporting what somebody wrote, looking at it as an officer, and what came of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core import audit
from vezi.core.access import member_only, officer
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.messages import services
from vezi.network.messages.access import JUDGE, messages_in
from vezi.network.messages.forms import JudgeForm, ReportForm
from vezi.network.messages.models import Outcome, Report, Seat
from vezi.network.messages.queries import reading, reports
from vezi.network.messages.queries.people import cast
from vezi.network.messages.views.finding import seat_at
from vezi.network.people.models import Person


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, conversation: str) -> HttpResponse:
    """Which messages go along the reporter chooses. `writer` is whom it concerns, where several wrote."""
    me, seat, now = viewer(request), seat_at(request, conversation), timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    shown = _words(request, seat, asked.get("at", "")[:20])
    writers = _writers(request, shown)
    writer = next((one for one in writers if one.public_id == asked.get("writer", "")), None)
    if writer is None and len(writers) == 1:
        writer = writers[0]
    clubs = reports.clubs_for(me.person, writer) if writer is not None else []
    form = ReportForm(request.POST if request.method == "POST" else None, clubs=clubs)
    picked = set(asked.getlist("with"))
    if request.method == "POST" and writer is not None and form.is_valid():
        try:
            services.report(
                seat=seat, writer=writer, club=form.cleaned_data["club"], reason=form.cleaned_data["reason"],
                chosen=list(messages_in(me, seat).said().filter(public_id__in=picked).order_by("pk")), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Thank you. The moderators look at it, and you will hear what came of it."))
            return redirect(seat.conversation)
    around = reading.around(me, seat)
    drawn = cast(me, [], have_written=[one.pk for one in writers])
    context = {
        "seat": seat, "conversation": seat.conversation, "form": form, "shown": shown, "picked": picked, "clubs": clubs,
        "writers": [(one.public_id, drawn.of(one.pk)) for one in writers], "writer": writer, "around": around,
        "about": drawn.of(writer.pk) if writer is not None else None, "at": asked.get("at", "")[:20],
    }  # fmt: skip
    return page(request, "messages/report.html", context, status=422 if request.method == "POST" else 200)


def _words(request: HttpRequest, seat: Seat, public_id: str) -> list[reading.Shown]:
    """Those to choose from: the latest, or those around the message `at`."""
    me, now = viewer(request), timezone.now()
    message = reading.message_at(me, seat, public_id)
    found = reading.at(me, seat, message, now=now) if message is not None else reading.latest(me, seat, now=now)
    return [one for one in found.shown if not one.sentence]


def _writers(request: HttpRequest, shown: list[reading.Shown]) -> list[Person]:
    """Others who wrote some of it."""
    me = viewer(request)
    ids = {one.message.author_id for one in shown} - {me.person_id, None}
    return list(Person.objects.filter(pk__in=[one for one in ids if one is not None]).order_by("pk"))


@officer(JUDGE)
@require_safe
def office_reports(request: HttpRequest, club: str) -> HttpResponse:
    me = viewer(request)
    context = {
        "club": me.club, "waiting": reports.waiting(me, me.club, is_open=True),
        "decided": reports.waiting(me, me.club, is_open=False),
    }  # fmt: skip
    return page(request, "messages/office_reports.html", context)


@officer(JUDGE)
@require_http_methods(["GET", "HEAD", "POST"])
def office_report(request: HttpRequest, club: str, report: str) -> HttpResponse:
    """The words that were chosen, and no others; each look is written down."""
    me, now = viewer(request), timezone.now()
    found = _report_at(me.club, report)
    if me.person_id in (found.reporter_id, found.writer_id):
        raise PermissionDenied
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.judge(report=found, by=me.account, judge=me.person, now=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("answer", str(refusal))
        else:
            messages.success(request, _("Decided. They are told."))
            return redirect("messages:office_reports", club=me.club.slug)
    if request.method != "POST":
        ids = [found.reporter_id, found.writer_id]
        audit.looked(by=me.account, at=now, person_ids=ids, club_id=me.club.pk, what="messages.report")
    context = {"club": me.club, "one": reports.opened(found), "form": form}
    return page(request, "messages/office_report.html", context, status=422 if form.errors else 200)


def _report_at(club: Club, public_id: str) -> Report:
    return get_object_or_404(
        Report.objects.select_related("reporter", "writer", "club"), club=club, public_id=public_id
    )


@member_only
@require_safe
def verdict(request: HttpRequest, report: str) -> HttpResponse:
    """What came of a report: for who reported, and for who wrote where something was wrong."""
    me = viewer(request)
    found = get_object_or_404(Report.objects.select_related("club"), public_id=report, decided_at__isnull=False)
    is_writer = found.writer_id == me.person_id and found.outcome != Outcome.NOTHING
    if found.reporter_id != me.person_id and not is_writer:
        raise Http404
    return page(request, "messages/verdict.html", {"report": found, "is_writer": is_writer})
