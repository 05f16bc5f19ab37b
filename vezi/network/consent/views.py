"""Stopping letters from a link in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from vezi.core.access import public
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


@csrf_exempt
@public
@require_POST
def stop_now(request: HttpRequest, token: str) -> HttpResponse:
    """What a mail program sends when its own "unsubscribe" is pressed (RFC 8058); it brings no form of ours."""
    asked = stopping.read(token)
    if asked is None:
        return HttpResponse(status=404)
    stopping.stop(asked, source=SOURCE, now=timezone.now())
    return HttpResponse(status=200)
