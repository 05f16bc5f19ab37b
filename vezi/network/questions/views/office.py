"""The club's numbers, and questions that members ask it to look at."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.questions import access, outcomes, queries
from vezi.network.questions.access import KEEP_QUESTIONS
from vezi.network.questions.forms import ReasonForm
from vezi.network.questions.models import Question, Report
from vezi.network.questions.services import moderating

MOST = 50


@dataclass(frozen=True)
class Reported:
    """A question with what members say of it. Who says it is not told."""

    question: Question
    who: object
    reports: list[Report]


@officer(KEEP_QUESTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, club: str) -> HttpResponse:
    """Words are read of reported questions alone, and not of one's own."""
    me = viewer(request)
    here: Club = me.club
    form, refused = ReasonForm(), ""
    if request.method == "POST":
        found = _reported(request, here)
        try:
            messages.success(request, _done(request, found, here))
            return redirect("questions:office", club=club)
        except Refused as why:
            refused = str(why.sentence)
    context = {
        "club": here, "outcomes": outcomes.of_club(here, now=timezone.now()), "fewest": outcomes.FEWEST,
        "reported": _listed(request, here), "form": form, "refused": refused,
    }  # fmt: skip
    return render(request, "questions/office.html", context, status=422 if refused else 200)


def _reported(request: HttpRequest, club: Club) -> Question:
    mine = viewer(request).person_id
    open_ones = access.reported_in(club).exclude(question__asker=mine).values("question")
    return get_object_or_404(Question, pk__in=open_ones, public_id=request.POST.get("question", ""))


def _done(request: HttpRequest, found: Question, club: Club) -> str:
    deed, about = request.POST.get("deed", ""), {"by": viewer(request).account, "now": timezone.now()}
    if deed == "hide":
        moderating.hide(question=found, club=club, reason=request.POST.get("reason", ""), **about)
        return _("Hidden. Whoever asked is told why.")
    if deed == "let_stand":
        moderating.let_stand(question=found, club=club, **about)
        return pgettext("question", "It stands.")
    raise Http404


def _listed(request: HttpRequest, club: Club) -> list[Reported]:
    me = viewer(request)
    rows = list(access.reported_in(club).exclude(question__asker=me.person_id).select_related("question__asker")[:MOST])
    seen = named_to(me, [one.question.asker_id for one in rows])
    found: dict[int, Reported] = {}
    for one in rows:
        new = Reported(one.question, queries.who(one.question.asker, seen), [])
        found.setdefault(one.question_id, new).reports.append(one)
    return list(found.values())
