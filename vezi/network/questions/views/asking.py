"""Writing a question, with how many fit as one types; drafts are kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.questions import access, queries
from vezi.network.questions.forms import QuestionForm
from vezi.network.questions.models import LONGEST, Breadth, Question, State
from vezi.network.questions.services import asking


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`q` is what a search was asked for; posted by htmx as a preview, it says how many fit what is typed."""
    if request.method == "POST":
        return _posted(request, None)
    asked = request.GET.get("words", request.GET.get("q", ""))[: 2 * LONGEST]
    breadth = request.GET.get("breadth", "")
    initial = {"words": asked, "breadth": breadth if breadth in Breadth.values else _usual(request)}
    return _drawn(request, QuestionForm(initial=initial), None, words=asked, breadth=initial["breadth"])


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """Going on with what was kept; what is asked already stands on its own page, and is none for others."""
    found = get_object_or_404(access.asked_by(viewer(request)), public_id=public_id)
    if found.state != State.DRAFT:
        return redirect(found)
    if request.method == "POST":
        return _posted(request, found)
    names = ("words", "wanted", "breadth", "days")
    form = QuestionForm(initial={name: getattr(found, name) for name in names})
    return _drawn(request, form, found, words=found.words, breadth=found.breadth)


def _usual(request: HttpRequest) -> str:
    """Whose clubs are small asks the network."""
    return Breadth.CLUBS if viewer(request).club_ids else Breadth.NETWORK


def _posted(request: HttpRequest, found: Question | None) -> HttpResponse:
    me, now, deed = viewer(request), timezone.now(), request.POST.get("deed", "ask")
    if deed == "throw_away" and found is not None:
        asking.throw_away(question=found, by=me.account, now=now)
        messages.success(request, _("The draft is gone."))
        return redirect("questions:asked")
    if deed == "preview":
        form = QuestionForm(initial=request.POST.dict())
        return _drawn(
            request, form, found, words=request.POST.get("words", ""), breadth=request.POST.get("breadth", "")
        )
    form, refused = QuestionForm(request.POST), ""
    if form.is_valid():
        try:
            found = asking.keep(person=me.person, draft=found, by=me.account, now=now, **form.said())
            if deed != "ask":
                messages.success(request, _("Kept as a draft. Nobody else sees it."))
                return redirect("questions:draft", public_id=found.public_id)
            found = asking.ask(question=found, by=me.account, now=now, is_pressed=True)
        except Refused as why:
            refused = str(why.sentence)
        else:
            messages.success(request, _("Your question is on its way. You hear of it either way."))
            return redirect(found)
    words, breadth = request.POST.get("words", ""), request.POST.get("breadth", "")
    return _drawn(request, form, found, words=words, breadth=breadth, refused=refused)


def _drawn(
    request: HttpRequest, form: QuestionForm, found: Question | None, *, words: str, breadth: str, refused: str = ""
) -> HttpResponse:
    me = viewer(request)
    context: dict[str, Any] = {
        "form": form, "draft": found, "refused": refused,
        "preview": queries.preview(me, words=words[:LONGEST], breadth=breadth) if words.strip() else None,
    }  # fmt: skip
    return page(request, "questions/new.html", context, part="preview", status=422 if refused or form.errors else 200)
