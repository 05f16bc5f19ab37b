"""Renders a piece of template the way a page would."""

from typing import Any

from django.template import engines
from django.test import RequestFactory

from vezi.core.viewer import Viewer


def draw(template: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    request.viewer = context.pop("viewer", Viewer())  # type: ignore[attr-defined]
    return engines["django"].from_string(template).render(context, request)


def in_one_line(html: str) -> str:
    """As a browser takes it, where white space is not kept."""
    return " ".join(html.split())
