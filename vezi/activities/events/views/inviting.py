"""For organisers: whom invitations would reach, one press that sends them, and who has not answered."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.activities.events import services
from vezi.activities.events.forms.inviting import RemindersForm
from vezi.activities.events.models import Event, PostingKind
from vezi.activities.events.queries import coming, inviting, whom
from vezi.activities.events.queries.inviting import Choice, Found
from vezi.activities.events.services.inviting import of_circles_and
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.core.wording import numbers
from vezi.network.memberships.feature import SEE_RECORDS


@dataclass(frozen=True)
class Chosen:
    """What the address says: circles by their codes, single people by their public names."""

    offered: list[Choice]
    codes: list[str]
    people: list[Found]

    @property
    def circles(self) -> list[Choice]:
        return [one for one in self.offered if one.code in self.codes]

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [("to", one.code) for one in self.circles] + [("person", one.person.public_id) for one in self.people]


def chosen_in(me: Viewer, event: Event, said: QueryDict, *, now: datetime) -> Chosen:
    """Those it is for, until something else is chosen."""
    offered = inviting.choices(me, event)
    codes = said.getlist("to") if "chosen" in said else [one.code for one in offered if one.is_of_event]
    names = said.getlist("person")
    return Chosen(offered, codes, inviting.chosen(me, event, names, now=now) if names else [])


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, event: str) -> HttpResponse:
    """Choose, look whom it reaches, press once."""
    me, found, now = viewer(request), kept_at(request, event).event, timezone.now()
    if request.method == "POST":
        return _send(request, me, found, now=now)
    chosen = chosen_in(me, found, request.GET, now=now)
    words = request.GET.get("q", "")[:100].strip()
    names = [one.person.public_id for one in chosen.people]
    preview, refused = whom.Preview(), ""
    try:
        asked = of_circles_and(
            found,
            [one.circle for one in chosen.circles],
            [one.person.pk for one in chosen.people],
            by=me.account,
            now=now,
        )
        preview = whom.preview(asked, event=found, kind=PostingKind.INVITE, now=now)
    except Refused as why:
        refused = str(why.sentence)
    context = {
        "event": found, "chosen": chosen, "codes": chosen.codes, "preview": preview, "refused": refused, "words": words,
        "reasons": inviting.reasons(preview.left_out, tells_all=me.can(SEE_RECORDS, found.club)),
        "found": inviting.found(me, found, words, besides=names, now=now) if words else [],
        "counts": coming.counts(found), "invited": found.invitations.count(), "postings": inviting.postings(found)[:8],
        "reminders": RemindersForm(initial=RemindersForm.of(found)),
        "is_open": found.state == "published" and now < found.last_answer_at,
    }  # fmt: skip
    return page(request, "events/invitations.html", context)


def _send(request: HttpRequest, me: Viewer, event: Event, *, now: datetime) -> HttpResponse:
    chosen = chosen_in(me, event, request.POST, now=now)
    try:
        posting = services.invite(
            event=event, circles=[one.circle for one in chosen.circles], people=[one.person.pk for one in chosen.people],
            expected=numbers.read(request.POST.get("expected", ""), digits=8), by=me.account, now=now,
        )  # fmt: skip
    except Refused as why:
        messages.warning(request, str(why.sentence))
        return redirect("events:invitations", event.public_id)
    return redirect("events:letters", event.public_id, posting.public_id)


@member_only
@require_safe
def letters(request: HttpRequest, event: str, posting: str) -> HttpResponse:
    """How far the letters have come; it can be left and returned to."""
    me, found = viewer(request), kept_at(request, event).event
    sent = get_object_or_404(found.postings, public_id=posting)
    reasons = inviting.reasons(sent.left_out, tells_all=me.can(SEE_RECORDS, found.club))
    return page(request, "events/letters.html", {"event": found, "posting": sent, "reasons": reasons})


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def silent(request: HttpRequest, event: str) -> HttpResponse:
    """Who has not answered, and one press that reminds them."""
    me, found, now = viewer(request), kept_at(request, event).event, timezone.now()
    if request.method == "POST":
        try:
            sent = services.nudge(
                event=found, expected=numbers.read(request.POST.get("expected", ""), digits=8), by=me.account, now=now
            )
        except Refused as why:
            messages.warning(request, str(why.sentence))
            return redirect("events:silent", found.public_id)
        return redirect("events:letters", found.public_id, sent.public_id)
    after = numbers.read(request.GET.get("after", ""), digits=8) or 0
    people = whom.silent(found).exclude(pk__in=me.apart)
    preview = whom.preview(people, event=found, kind=PostingKind.NUDGE, now=now)
    rows = inviting.silent(me, found, after=after, now=now)
    asked = inviting.asked_last(found, [row.person for row in rows.rows])
    context = {
        "event": found, "silent": rows, "preview": preview,
        "lines": [(row, asked.get(row.person.pk)) for row in rows.rows],
        "reasons": inviting.reasons(preview.left_out, tells_all=me.can(SEE_RECORDS, found.club)),
        "is_open": found.state == "published" and now < found.last_answer_at,
    }  # fmt: skip
    return page(request, "events/silent.html", context)


@member_only
@require_POST
def reminders(request: HttpRequest, event: str) -> HttpResponse:
    me, found = viewer(request), kept_at(request, event).event
    form = RemindersForm(request.POST)
    if form.is_valid():
        services.set_reminders(event=found, by=me.account, now=timezone.now(), **form.said())
        messages.success(request, _("From now on it goes by these rules."))
    else:
        messages.warning(request, _("Write a number of days from 1 to 60, or leave it empty."))
    return redirect("events:invitations", found.public_id)


@member_only
@require_POST
def test_letter(request: HttpRequest, event: str) -> HttpResponse:
    me, found = viewer(request), kept_at(request, event).event
    services.send_test(event=found, by=me.account, now=timezone.now())
    messages.success(request, _("It is on its way to you."))
    return redirect("events:invitations", found.public_id)
