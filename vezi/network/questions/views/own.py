"""What the reader asked and was asked: the lists, one question as each side sees it, and how many she takes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core.access import member_only
from vezi.core.components.parts import Place
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.network.people.models import Person
from vezi.network.questions import access, queries, telling
from vezi.network.questions.forms import HelpForm, NameForm, ReasonForm, RoomForm, ThanksForm
from vezi.network.questions.models import Asked, Question, State, Wanted
from vezi.network.questions.services import answering, asking, moderating, routing

#: What its asker does without words, with what is said then.
OWN_DEEDS: dict[str, tuple[Callable[..., Any], Promise]] = {
    "withdraw": (asking.withdraw, gettext_lazy("Your question is taken back.")),
    "widen": (asking.widen, gettext_lazy("More people are asked now.")),
    "ask_others": (asking.ask_others, gettext_lazy("Others are asked as well.")),
}
HELPED = {"helped": True, "not_helped": False}


def tabs(current: str, *, waits: int | None = None) -> list[Place]:
    titles = {"list": _("Asked of you"), "asked": _("Asked by you"), "room": _("How many you take")}
    return [
        Place(title, reverse(f"questions:{name}"), is_current=name == current, count=waits if name == "list" else None)
        for name, title in titles.items()
    ]


@member_only
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What the reader was asked; what waits for her first."""
    found = queries.asked_of(viewer(request), now=timezone.now())
    waits = [one for one in found if one.asked.state == "waiting" and one.may_answer]
    before = [one for one in found if one not in waits]
    context = {"tabs": tabs("list", waits=len(waits) or None), "waits": waits, "before": before}
    return render(request, "questions/list.html", context)


@member_only
@require_safe
def asked_by_me(request: HttpRequest) -> HttpResponse:
    found = queries.own(viewer(request))
    drafts = [one for one in found if one.question.state == State.DRAFT]
    context = {
        "tabs": tabs("asked"),
        "drafts": drafts,
        "live": [one for one in found if one.question.is_live and one.question.state != State.NOBODY],
        "unhelped": [one for one in found if one.question.state == State.NOBODY],
        "ended": [one for one in found if not one.question.is_live and one not in drafts],
    }
    return render(request, "questions/asked.html", context)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    """For who asks it and who was asked; 404 for everybody else."""
    me = viewer(request)
    own = access.asked_by(me).filter(public_id=public_id).select_related("asker").first()
    if own is not None and own.state == State.DRAFT:
        return redirect("questions:draft", public_id=public_id)
    if own is not None:
        return _own(request, me, own)
    asked = get_object_or_404(access.asked_of(me), question__public_id=public_id)
    return _of_me(request, me, asked)


def _own(request: HttpRequest, me: Viewer, found: Question) -> HttpResponse:
    thanks, refused = ThanksForm(request.POST if request.POST.get("deed") == "close" else None), ""
    if request.method == "POST":
        try:
            if said := _own_deed(request, me, found, thanks):
                messages.success(request, said)
                return redirect(found)
        except Refused as why:
            refused = str(why.sentence)
        found.refresh_from_db()
    elif not request.htmx:  # type: ignore[attr-defined]  # which asks by itself, whoever sits there
        telling.read(found, me.person, now=timezone.now())
    context = {"one": queries.mine(me, found), "thanks": thanks, "refused": refused}
    is_wrong = refused or thanks.errors
    return page(request, "questions/question.html", context, part="standing", status=422 if is_wrong else 200)


def _own_deed(request: HttpRequest, me: Viewer, found: Question, thanks: ThanksForm) -> str:
    deed = request.POST.get("deed", "")
    about: dict[str, Any] = {"question": found, "by": me.account, "now": timezone.now()}
    if deed in HELPED:
        asking.say_helped(helped=HELPED[deed], **about)
        return _("Thank you for saying so.")
    if deed == "close":
        if not thanks.is_valid():
            return ""
        asking.close(thanks=thanks.cleaned_data["thanks"], **about)
        return _("Your question is closed.")
    if deed not in OWN_DEEDS:
        raise Http404
    does, said = OWN_DEEDS[deed]
    does(**about)
    return str(said)


def _of_me(request: HttpRequest, me: Viewer, found: Asked) -> HttpResponse:
    deed, refused = request.POST.get("deed", ""), ""
    helping = HelpForm(request.POST if deed == "help" else None)
    naming = NameForm(request.POST if deed == "name" else None, people=queries.nameable(me, found.question))
    if request.method == "POST":
        try:
            if said := _answer(me, found, deed, helping, naming):
                messages.success(request, said)
                return redirect(found.question)
        except Refused as why:
            refused = str(why.sentence)
        found = get_object_or_404(access.asked_of(me), pk=found.pk)
    else:
        telling.read(found.question, me.person, now=timezone.now())
    one = queries.of_me(me, found, as_seen_by_asker=_asker_of(found), now=timezone.now())
    context = {"one": one, "helping": helping, "naming": naming, "refused": refused, "say": request.GET.get("say", "")}
    is_wrong = refused or helping.errors or naming.errors
    return render(request, "questions/of_me.html", context, status=422 if is_wrong else 200)


def _asker_of(found: Asked) -> Viewer | None:
    asker = Person.objects.select_related("account").filter(pk=found.question.asker_id or 0).first()
    return routing.viewer_as(asker, now=timezone.now()) if asker is not None else None


def _answer(me: Viewer, found: Asked, deed: str, helping: HelpForm, naming: NameForm) -> str:
    """What is said of the deed; empty where the form wants something else."""
    about: dict[str, Any] = {"asked": found, "by": me.account, "now": timezone.now()}
    match deed:
        case "help":
            if not helping.is_valid():
                return ""
            answering.help_with(**helping.cleaned_data, **about)
            return _("Thank you. You two know of each other now.")
        case "name":
            if not naming.is_valid():
                return ""
            other = Person.objects.get(public_id=naming.cleaned_data["other"])
            answering.name(other=other, word=naming.cleaned_data["word"], **about)
            return _("Thank you. Whom you named is asked.")
        case "not_me" | "else":
            answering.decline(someone_else=deed == "else", **about)
            return _("Thank you for saying so. Somebody else is asked.")
    raise Http404


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the club of who asks to look at it."""
    me = viewer(request)
    found = get_object_or_404(access.asked_of(me), question__public_id=public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moderating.report(
                question=found.question, person=me.person, reason=form.cleaned_data["reason"], by=me.account,
                now=timezone.now(),
            )  # fmt: skip
        except Refused as why:
            form.add_error("reason", str(why.sentence))
        else:
            messages.success(request, _("Thank you. The club looks at it."))
            return redirect(found.question)
    return render(request, "questions/report.html", {"one": found, "form": form}, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest) -> HttpResponse:
    """How many questions the reader takes, and of which kinds."""
    me = viewer(request)
    mine = queries.room_of(me.person)
    taken = [kind for kind in Wanted.values if kind not in mine.refused]
    form = RoomForm(request.POST or None, initial={"monthly": mine.monthly, "taken": taken})
    if request.method == "POST" and form.is_valid():
        refused = [kind for kind in Wanted.values if kind not in form.cleaned_data["taken"]]
        monthly = form.cleaned_data["monthly"]
        asking.choose_room(person=me.person, monthly=monthly, refused=refused, by=me.account, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("questions:room")
    context = {"tabs": tabs("room"), "form": form}
    return render(request, "questions/room.html", context, status=422 if form.errors else 200)
