"""The language a browser reads the house in: kept in a cookie, as the page's own switch does."""

from django.conf import settings
from django.http import HttpResponseBase


def keep(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
