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
from vezi.network.messages.models import Kind, Message, Outcome, Report, Seat
from vezi.network.messages.queries import reading, reports
from vezi.network.messages.views.finding import seat_at
from vezi.network.people.models import Person

SHOWN = 40  # messages to choose from


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, conversation: str) -> HttpResponse:
    """`message` is the one in question; which others go along the reporter chooses."""
    me, seat, now = viewer(request), seat_at(request, conversation), timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    about = _reported(request, seat, asked.get("message", "")[:20])
    clubs = reports.clubs_for(me.person, about)
    form = ReportForm(request.POST or None, clubs=clubs)
    around = _words(request, seat, asked.get("message", "")[:20])
    picked = set(asked.getlist("with")) if request.method == "POST" else {asked.get("message", "")}
    if request.method == "POST" and form.is_valid():
        try:
            services.report(
                seat=seat, writer=about, club=form.cleaned_data["club"], reason=form.cleaned_data["reason"],
                chosen=list(messages_in(me, seat).said().filter(public_id__in=picked).order_by("pk")), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Thank you. The moderators look at it, and you will hear what came of it."))
            return redirect(seat.conversation)
    context = {
        "seat": seat, "conversation": seat.conversation, "form": form, "shown": around, "picked": picked, "clubs": clubs,
        "about": reading.around(me, seat).drawn.of(about.pk), "message": asked.get("message", ""),
    }  # fmt: skip
    return page(request, "messages/report.html", context, status=422 if form.errors else 200)


def _reported(request: HttpRequest, seat: Seat, public_id: str) -> Person:
    """Who wrote the message, if it is another's and can be read."""
    me = viewer(request)
    said = Message.objects.filter(pk__in=messages_in(me, seat).filter(kind=Kind.SAID, public_id=public_id))
    found = said.exclude(author=me.person_id).exclude(author__isnull=True).select_related("author").first()
    if found is None or found.author is None:
        raise Http404
    return found.author


def _words(request: HttpRequest, seat: Seat, public_id: str) -> list[reading.Shown]:
    """Those around the message, to choose from."""
    me, now = viewer(request), timezone.now()
    message = reading.message_at(me, seat, public_id)
    found = reading.at(me, seat, message, now=now) if message is not None else reading.latest(me, seat, now=now)
    return [one for one in found.shown if not one.sentence]


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
