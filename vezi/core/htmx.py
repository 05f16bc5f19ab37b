"""One page, one template: htmx asks for a part of it by name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render the page, or only its `part` (a `{% partialdef %}` of the same template) when htmx asks for it."""
    asked = bool(part) and bool(getattr(request, "htmx", False)) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, f"{template}#{part}" if asked else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
