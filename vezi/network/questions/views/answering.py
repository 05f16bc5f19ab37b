"""Answering from a letter, without signing in: the page asks once, as mail programs open links by themselves."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.who import Who
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.questions import answers, queries
from vezi.network.questions.forms import HelpForm
from vezi.network.questions.models import Asked, AskState, State
from vezi.network.questions.services import answering, routing

#: How it stands with what the link answers, for the page.
OPEN, HELPS, DECLINED, ELSEWHERE, CLOSED, GONE, UNKNOWN = (
    "open",
    "helps",
    "declined",
    "elsewhere",
    "closed",
    "gone",
    "unknown",
)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever became of it meanwhile is said kindly; who holds the link sees what its letter said, and no more."""
    try:
        found = answers.read(token)
    except answers.Unknown:
        return render(request, "questions/answer.html", {"standing": UNKNOWN}, status=404)
    if found is None or found.question.asker is None:
        return render(request, "questions/answer.html", {"standing": GONE}, status=404)
    form = HelpForm(request.POST if request.POST.get("deed") == "help" else None)
    if request.method == "POST" and (request.POST.get("deed") != "help" or form.is_valid()):
        with suppress(Refused):  # the page says how it stands
            _done(found, form, deed=request.POST.get("deed", ""))
        return redirect(request.path)
    context = _shown(found) | {"form": form, "say": request.GET.get("say", "help"), "one": found}
    return render(request, "questions/answer.html", context, status=422 if form.errors else 200)


def _done(found: Asked, form: HelpForm, *, deed: str) -> None:
    """Only what is still open is answered: an old link does not undo what was said by it."""
    about: dict[str, Any] = {"asked": found, "by": found.person.account, "now": timezone.now()}
    if _standing(found) != OPEN:
        return
    if deed == "help":
        answering.help_with(**form.cleaned_data, **about)
    elif deed in ("not_me", "else"):
        answering.decline(someone_else=deed == "else", **about)


def _shown(found: Asked) -> dict[str, Any]:
    """So long as it is open, who asks what; later a name, as whoever holds the link may be anybody."""
    me = routing.viewer_as(found.person, now=timezone.now())
    stands = CLOSED if found.question.asker_id in me.apart else _standing(found)
    if stands != OPEN:
        return {
            "standing": stands,
            "who": _unlinked(queries.who(found.question.asker, {})) if stands == HELPS else None,
        }
    seen = named_to(me, [found.question.asker_id])
    named_by = queries.who(found.named_by, {}) if found.named_by and found.named_by_id not in me.apart else None
    return {
        "standing": OPEN,
        "who": _unlinked(queries.who(found.question.asker, seen)),
        "named_by": _unlinked(named_by) if named_by else None,
    }


def _standing(found: Asked) -> str:
    if found.state == AskState.HELPS:
        return HELPS if found.question.state not in (State.HIDDEN, State.WITHDRAWN) else CLOSED
    if found.state in (AskState.NOT_ME, AskState.SOMEONE_ELSE):
        return DECLINED
    if found.may_answer(timezone.now()):
        return OPEN
    return ELSEWHERE if found.question.state == State.HELPING else CLOSED


def _unlinked(who: Who) -> Who:
    """Nobody is signed in: the name leads nowhere."""
    return Who(
        name=who.name, given=who.given, family=who.family, year=who.year, face=who.face, what=who.what, where=who.where
    )
