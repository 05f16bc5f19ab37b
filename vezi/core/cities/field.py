"""The field in which one writes a city: it offers names as one types, and is a plain field without JavaScript."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

LONGEST = 100


class CityInput(forms.TextInput):
    """What is offered is what `known.typed` reads: “Vienna, Austria”."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {"autocomplete": "off", "spellcheck": "false", "maxlength": LONGEST}
        super().__init__(plain | (attrs or {}))

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        offered = f"{(attrs or {}).get('id') or name}-cities"
        asks = {
            "list": offered, "hx-get": f"{reverse('core:cities')}?field={name}", "hx-target": f"#{offered}",
            "hx-trigger": "input changed delay:150ms", "hx-sync": "this:replace", "hx-swap": "innerHTML",
        }  # fmt: skip
        field = super().render(name, value, (attrs or {}) | asks, renderer)
        return format_html('{}<datalist id="{}"></datalist>', field, offered)
