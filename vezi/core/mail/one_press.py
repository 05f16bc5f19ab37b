"""The address behind the “unsubscribe” of a mail program (RFC 8058)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from vezi.core.access import View, public

#: Stops what a token names; whether it names something.
Stop = Callable[[str], bool]


def one_press(*, page: str) -> Callable[[Stop], View]:
    """Makes the view of such an address; it brings no form of ours, nor a cookie.

    A program that knows no press of its own opens the address as any link (RFC 2369): that does nothing, as programs open
    links of their own accord too, and leads to the page that asks.
    """

    def view_of(stop: Stop) -> View:
        @csrf_exempt
        @public
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(stop)
        def pressed(request: HttpRequest, token: str) -> HttpResponseBase:
            if request.method != "POST":
                return redirect(page, token)
            return HttpResponse(status=200 if stop(token) else 404)

        return pressed

    return view_of
