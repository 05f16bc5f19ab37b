"""For organisers: who answered what, and who looks after the event with them."""

from secrets import token_urlsafe

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vezi.activities.events import services, telling
from vezi.activities.events.forms.keeping import WordForm
from vezi.activities.events.models import Standing
from vezi.activities.events.queries import coming as who
from vezi.activities.events.queries import committee
from vezi.activities.events.queries import replies as wrote
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.wording import numbers
from vezi.network.people.models import Person

AT_ONCE = 100


@member_only
@require_safe
def coming(request: HttpRequest, event: str) -> HttpResponse:
    """A page of those with one standing."""
    me, found = viewer(request), kept_at(request, event).event
    show = request.GET.get("show", Standing.COMING)
    show = show if show in Standing.values else Standing.COMING
    start = numbers.read(request.GET.get("after", "")) or 0
    rows = who.rows(me, found, standings=[show], after=start, at_most=AT_ONCE + 1)
    counts = who.counts(found)
    context = {
        "event": found, "rows": rows[:AT_ONCE], "counts": counts, "show": show,
        "tabs": [(one.value, one.label, getattr(counts, one.value)) for one in Standing],
        "next": start + AT_ONCE if len(rows) > AT_ONCE else 0,
        "too_many": max(0, counts.seats - found.capacity) if found.capacity else 0,
    }  # fmt: skip
    return page(request, "events/coming.html", context)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, event: str) -> HttpResponse:
    """To all who come, wait or may come."""
    me, found = viewer(request), kept_at(request, event).event
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = services.write_to_all(
                event=found, text=form.cleaned_data["text"], person=me.person, by=me.account, now=timezone.now()
            )
        except Refused as why:
            form.add_error("text", str(why.sentence))
        else:
            told = ngettext("%(count)d person is told.", "%(count)d people are told.", count) % {"count": count}
            messages.success(request, told)
            return redirect(found)
    context = {"form": form, "event": found, "counts": who.counts(found)}
    return page(request, "events/word.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def organisers(request: HttpRequest, event: str) -> HttpResponse:
    """The committee: members of the club, found by name among those the reader sees."""
    me, found = viewer(request), kept_at(request, event).event
    if request.method == "POST":
        try:
            if "add" in request.POST:
                person = get_object_or_404(committee.people_to_ask(me, found), public_id=request.POST["add"])
                services.add_organiser(event=found, person=person, by=me.account, now=timezone.now())
            elif "add_door" in request.POST:
                person = get_object_or_404(committee.people_to_ask(me, found), public_id=request.POST["add_door"])
                services.add_helper(event=found, person=person, by=me.account, now=timezone.now())
            elif "remove_door" in request.POST:
                helper = get_object_or_404(found.helpers, person__public_id=request.POST["remove_door"])
                services.remove_helper(helper=helper, by=me.account, now=timezone.now())
            else:
                leaving = get_object_or_404(found.organisers, person__public_id=request.POST.get("remove", ""))
                services.remove_organiser(organiser=leaving, by=me.account, now=timezone.now())
        except Refused as why:
            messages.error(request, str(why.sentence))
        else:
            messages.success(request, _("Saved."))
        return redirect("events:organisers", found.public_id)
    words = request.GET.get("q", "")[:100].strip()
    context = {
        "event": found, "committee": committee.of(me, found), "helpers": committee.at_door(me, found), "words": words,
        "found": committee.found(me, found, words) if words else [],
    }  # fmt: skip
    return page(request, "events/organisers.html", context)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest, event: str) -> HttpResponse:
    """What guests wrote back to letters, and answers to them, which go by mail."""
    me, found = viewer(request), kept_at(request, event).event
    if request.method == "POST":
        person = get_object_or_404(
            Person, pk__in=set(wrote.people_who_wrote(found)) - me.apart, public_id=request.POST.get("person", "")
        )
        try:
            services.answer_back(
                event=found, person=person, text=request.POST.get("text", ""), by=me.account, now=timezone.now(),
                token=request.POST.get("token", "")[:80],
            )  # fmt: skip
        except Refused as why:
            messages.warning(request, str(why.sentence))
        else:
            messages.success(request, _("Your answer is on its way."))
        return redirect("events:replies", found.public_id)
    start = numbers.read(request.GET.get("after", "")) or 0
    threads, more = wrote.threads(me, found, after=start)
    telling.read_replies(found, me.person, now=timezone.now())
    context = {
        "event": found,
        "threads": threads,
        "next": start + wrote.A_PAGE if more else 0,
        "token": token_urlsafe(12),
    }
    return page(request, "events/replies.html", context)
