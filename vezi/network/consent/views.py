"""Stopping letters from a link in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.mail.one_press import one_press
from vezi.network.consent import stopping

SOURCE = "mail link"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once, as mail programs open links of their own accord; then does it, and can undo it."""
    asked = stopping.read(token)
    if asked is None:
        return render(request, "consent/stop_unknown.html", status=404)
    if request.method == "POST":
        deed = stopping.take_back if request.POST.get("deed") == "take_back" else stopping.stop
        deed(asked, source=SOURCE, now=timezone.now())
        return redirect(f"{request.path}?done={'again' if deed is stopping.take_back else 'stopped'}")
    context = {"asked": asked, "sentence": stopping.said(asked), "done": request.GET.get("done", "")}
    return render(request, "consent/stop.html", context)


@one_press(page="consent:stop")
def stop_now(token: str) -> bool:
    asked = stopping.read(token)
    if asked is not None:
        stopping.stop(asked, source=SOURCE, now=timezone.now())
    return asked is not None
