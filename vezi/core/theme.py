"""Light, dark or as the reader's system has it: kept in a cookie, set on the page by the server."""

from django.http import HttpRequest, HttpResponse

COOKIE = "vezi_theme"
A_YEAR = 60 * 60 * 24 * 365
SYSTEM = "system"
DATA_THEMES = {"light": "vezi", "dark": "vezi-dark", SYSTEM: ""}


def chosen(request: HttpRequest) -> str:
    theme = request.COOKIES.get(COOKIE, SYSTEM)
    return theme if theme in DATA_THEMES else SYSTEM


def keep(response: HttpResponse, theme: str, *, is_secure: bool) -> None:
    response.set_cookie(COOKIE, theme, max_age=A_YEAR, samesite="Lax", httponly=True, secure=is_secure)
