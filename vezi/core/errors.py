"""Deeds refuse by raising; a page that did not expect it shows the reason in the reader's language."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Refused(Exception):
    """A deed that cannot be done, with a sentence for the person who asked for it."""

    status = 409
    sentence: Words = _("That cannot be done now.")

    def __init__(self, sentence: Words | None = None) -> None:
        super().__init__(str(sentence or self.sentence))
        if sentence is not None:
            self.sentence = sentence


class RefusedMiddleware:
    """Answers a refusal that no page caught with a page of its own; and what no keyboard writes and the database does not
    take with 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError) and any(map(_has_nul, (request.GET, request.POST))):
            raise BadRequest("A NUL was sent.") from exception
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"sentence": exception.sentence}, status=exception.status)


def _has_nul(asked: QueryDict) -> bool:
    return any("\x00" in value for _name, values in asked.lists() for value in values)
