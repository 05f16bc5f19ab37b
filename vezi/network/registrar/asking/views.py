"""The answer to the yearly letter: one press in the inbox, no sign-in.

Mail programs and their scanners open links of their own accord, so opening one must not be an answer (nor may a GET
write). The page that opens therefore holds the answer as a form, and a script sends it at the first sign that somebody
sits there: a pointer that moves, a key, a touch; on a telephone, where one has just tapped, that the page has been in
sight for a moment. Programs that drive a browser say so (`navigator.webdriver`) and are left alone. For a member it is
one press; without JavaScript, or where no sign comes, it is the button on the page. A scanner that gets past all this
confirms no more than what it could read, and whoever sees the page can take it back.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.viewer import viewer
from vezi.network.registrar.asking import queries, services
from vezi.network.registrar.models import Answer


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Shows nothing of what is held: the letter has said it, and a link may fall into other hands."""
    question = queries.by_token(token)
    if question is None:
        return render(request, "registrar/still_right_unknown.html", status=404)
    viewer(request).club = question.club
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed == "take_back":
            services.take_back(question=question, now=timezone.now())
            return redirect(f"{request.path}?taken_back=yes")
        if deed in Answer.values:
            services.answer(question=question, word=deed, now=timezone.now())
        return redirect(request.path)
    context = {
        "club": question.club,
        "answer": question.answer,
        "asked": Answer.NO_MORE if request.GET.get("answer") == Answer.NO_MORE else Answer.RIGHT,
        "is_taken_back": "taken_back" in request.GET and not question.answer,
    }
    return render(request, "registrar/still_right.html", context)
