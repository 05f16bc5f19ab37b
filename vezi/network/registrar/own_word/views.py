"""A member's word on a second record: from her mail, without a sign-in, by one press.

Opening the link says nothing: programs that look through mail open every link. It shows what the letter has shown, and
no name; so it may fall into other hands. Unlike the yearly answer it does not send itself: of two answers, one is for
good.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.viewer import viewer
from vezi.network.registrar.models import OwnerQuestion, OwnWord
from vezi.network.registrar.own_word import letters, queries, services


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def is_it_you(request: HttpRequest, token: str) -> HttpResponse:
    """Two answers, and taking one back."""
    question = queries.by_token(token)
    if question is None:
        return render(request, "registrar/is_it_you_unknown.html", status=404)
    viewer(request).club = question.duplicate.club
    if request.method == "POST":
        return say(request, question)
    is_open = queries.is_open(question)
    context = {
        "club": question.duplicate.club,
        "word": question.word,
        "is_settled": not is_open and not (question.word and services.is_by_her_word(question)),
        "facts": letters.facts_of(queries.shown(question)) if is_open and not question.word else [],
        "asked": OwnWord.OTHER if request.GET.get("answer") == OwnWord.OTHER else OwnWord.ME,
        "words": OwnWord,
        "is_taken_back": "taken_back" in request.GET,
    }
    return render(request, "registrar/is_it_you.html", context)


def say(request: HttpRequest, question: OwnerQuestion) -> HttpResponse:
    deed, now = request.POST.get("deed", ""), timezone.now()
    try:
        if deed == "take_back":
            services.take_back(question=question, now=now)
            return redirect(f"{request.path}?taken_back=yes")
        if deed in OwnWord.values:
            services.answer(question=question, word=deed, now=now)
    except services.Settled:
        pass  # the page says so
    return redirect(request.path)
