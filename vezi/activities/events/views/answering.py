"""Answering on the event's page, or from a letter without signing in.

Mail programs and what scans mail open links by themselves, so that opening answers nothing (decision 25): the page has
one large button, and presses it at the first sign of a person in front of it.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.activities.events import access, answers, services
from vezi.activities.events.forms.answering import AnswerForm
from vezi.activities.events.models import Event, Guest, Registration, Standing, State
from vezi.activities.events.queries import guests, seats
from vezi.activities.events.views import paying
from vezi.activities.events.views.finding import event_at, read_under_its_club, seen_at
from vezi.activities.events.views.online import when_it_counts
from vezi.activities.events.views.passes import passes_of
from vezi.activities.events.views.showing import calendar_answer, shown
from vezi.core.access import member_only, public
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person


@member_only
@require_POST
def register(request: HttpRequest, event: str) -> HttpResponse:
    me, found = viewer(request), seen_at(request, event)
    was = Registration.objects.filter(event=found, person=me.person).first()
    form = AnswerForm(request.POST, event=found, mine=was, person=me.person)
    if "reckon" in request.POST:
        return render(request, "events/answer_button.html", {"form": form})
    if form.is_valid() and (mine := said(form, me.person, by=me.account)) is not None:
        messages.success(request, what_became(mine))
        return redirect(found)
    return page(request, "events/event.html", shown(me, access.rights(me, found), form), status=422)


@member_only
@require_POST
def take(request: HttpRequest, event: str) -> HttpResponse:
    """The seat that is kept for me."""
    me, rights = viewer(request), event_at(request, event)
    if rights.registration is not None:
        services.take_kept(registration=rights.registration, by=me.account, now=timezone.now())
        messages.success(request, _("The seat is yours."))
    return redirect(rights.event)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link sees what its letter said, and what she answered herself; nobody else's doing."""
    try:
        asked = answers.read(token)
    except answers.Unknown:
        return render(request, "events/answer.html", {"standing": "unknown"}, status=404)
    if asked is None:
        return render(request, "events/answer.html", {"standing": "gone"}, status=404)
    read_under_its_club(request, asked.event)
    mine, kept = asked.registration, guests.kept_as(asked)
    say = request.GET.get("say", "")
    said_in_link = say if mine is None else ""
    form = AnswerForm(
        _given(request), event=asked.event, mine=mine, person=asked.person, say=say, is_guest=kept is not None
    )
    if "reckon" in request.POST:
        return render(request, "events/answer_button.html", {"form": form})
    if request.method == "POST" and "card" in request.POST and mine is not None:
        return paying.to_provider(request, mine, asked.person)
    if request.method == "POST" and "take" in request.POST and mine is not None:
        return _taken(request, mine, asked.person.account)
    if (
        request.method == "POST"
        and form.is_valid()
        and said(form, asked.person, by=asked.person.account, guest=asked.guest) is not None
    ):
        return redirect(f"{request.path}?done")
    context = _standing(asked.event, mine) | {
        "form": form, "person": asked.person, "is_done": "done" in request.GET, "token": token,
        "ways": _ways(said_in_link) if not form.is_bound else [], "reads_page": _reads_page(request, asked.event),
        "paying": paying.ways(mine, asked.person), "pay_url": request.path,
        "goes_on": asked.event.there(kept.goes_at) if kept is not None else None,
    }  # fmt: skip
    return render(request, "events/answer.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest) -> QueryDict | None:
    """One press says yes, perhaps or no, and leaves all else as it is usual."""
    if request.method != "POST" or "press" not in request.POST:
        return request.POST or None
    given = request.POST.copy()
    given["is_shown"] = "on"
    return given


def _ways(say: str) -> list[tuple[str, str]]:
    """The three answers as buttons, the one said in the letter first; none where the link said none."""
    words = dict(AnswerForm.base_fields["answer"].choices)  # type: ignore[attr-defined]
    return [(one, words[one]) for one in sorted(words, key=lambda one: one != say)] if say in words else []


def _reads_page(request: HttpRequest, event: Event) -> bool:
    """Whether the page of the event opens to who holds the link: not to who has not signed in, unless it is public."""
    return access.events_visible_to(viewer(request)).filter(pk=event.pk).exists()


@public
@never_cache
@require_safe
def answer_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The file for the calendar of who holds the link of a letter; where to look online once she comes."""
    try:
        asked = answers.read(token)
    except answers.Unknown:
        raise Http404 from None
    if asked is None:
        raise Http404
    mine = asked.registration
    comes = mine is not None and mine.standing == Standing.COMING
    return calendar_answer(asked.event, comes=comes, online=answers.in_full(answers.way_of(mine)))


def _taken(request: HttpRequest, mine: Registration, account: Account | None) -> HttpResponse:
    try:
        services.take_kept(registration=mine, by=account, now=timezone.now())
    except Refused:
        return redirect(request.path)  # the page says how it stands
    return redirect(f"{request.path}?done")


def _standing(event: Event, mine: Registration | None) -> dict[str, Any]:
    now = timezone.now()
    if event.state == State.CANCELLED:
        stands = "called_off"
    elif now >= event.last_answer_at:
        stands = "closed"
    else:
        stands = "open"
    ahead = seats.ahead_of(mine) if mine is not None and mine.standing == Standing.WAITING else 0
    return {
        "standing": stands,
        "event": event,
        "mine": mine,
        "ahead": ahead,
        "free": seats.free(event),
        "passes": passes_of(mine) if now < event.ends_at else [],
        "online": answers.way_of(mine),
        **when_it_counts(event, now=now),
    }


def said(form: AnswerForm, person: Person, *, by: Account | None, guest: Guest | None = None) -> Registration | None:
    """What became of it; None where it was refused, with the reason in the form."""
    try:
        if guest is not None:
            return services.answer_as_guest(guest=guest, said=form.said(), now=timezone.now())
        return services.answer(event=form.event, person=person, said=form.said(), by=by, now=timezone.now())
    except Refused as why:
        form.add_error(None, str(why.sentence))
        return None


def what_became(mine: Registration) -> str:
    return {
        Standing.COMING: _("You are coming. See you there."),
        Standing.WAITING: _("It is full. You are on the waiting list, and hear as soon as a seat is free."),
        Standing.OFFERED: _("A seat is kept for you."),
        Standing.MAYBE: _("Noted: perhaps."),
        Standing.NO: _("Thank you for saying so."),
    }[Standing(mine.standing)]
