"""May this viewer open this page at all? The decorators are the first thing read of a view.

A page asks for a sign-in unless it is `public` (Django's LoginRequiredMiddleware sees to it).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from vezi.core.viewer import viewer

View = Callable[..., HttpResponseBase]

#: Opens to everybody.
public = login_not_required


def member_only(view: View) -> View:
    """Opens to people whose record is theirs; an account without one is led to the ways of getting in."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if viewer(request).person is None:
            return redirect(settings.WELCOME_URL)
        return view(request, *args, **kwargs)

    return asked


def officer(capability: str) -> Callable[[View], View]:
    """Opens to those whose role in the club of the address holds the capability.

    Who has nothing to do with the club learns nothing (404); its members and other officers are told no (403).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asking = viewer(request)
            if asking.tie is None:
                raise Http404
            if not asking.can(capability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        asked.needs_capability = capability  # type: ignore[attr-defined]
        return asked

    return decorate
