"""Fields of a form: label above, help below, the error in its place."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vezi.core.audience import Audience
from vezi.core.cities.field import CityInput
from vezi.core.components import register
from vezi.core.components.marks import audience_icon
from vezi.core.components.parts import Words
from vezi.core.components.sections import drawn

STYLES: list[tuple[type[forms.Widget], str]] = [  # a subclass before its parent
    (forms.CheckboxSelectMultiple, "checkbox checkbox-primary checkbox-sm"),
    (forms.RadioSelect, "radio radio-primary radio-sm"),
    (forms.CheckboxInput, "checkbox checkbox-primary checkbox-sm"),
    (forms.Textarea, "textarea w-full"),
    (forms.FileInput, "file-input w-full"),
    (forms.SelectMultiple, "select w-full h-auto"),
    (forms.Select, "select w-full"),
    (forms.Widget, "input w-full"),
]
TOGGLE, WRONG = "toggle toggle-primary toggle-sm", "input-error"


@register.simple_tag
def field(bound: BoundField, hint: Words = "", size: str = "", toggle: bool = False, is_row: bool = False
) -> SafeString:  # fmt: skip
    """A form's field with all that belongs to it: `{% field form.email %}`. `hint` stands in for its help text;
    `toggle` makes a switch of a box to tick; `size` adds style classes; `is_row` leaves out what a row of short fields has
    no room for, that it may stay empty."""
    widget = bound.field.widget
    if bound.is_hidden:
        return bound.as_widget()
    if hint:
        bound.help_text = str(hint)
    style = _style(bound, size, TOGGLE if toggle else "")
    shown: dict[str, Any] = {
        "bound": bound,
        "is_row": is_row,
        "hint_id": f"{bound.auto_id}_helptext",
        "error_id": f"{bound.auto_id}_error",
    }
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        described_by = bound.aria_describedby or ""
        return drawn("field_choices", options=_options(bound, style), described_by=described_by, **shown)
    if isinstance(widget, forms.CheckboxInput):
        return drawn("field_tick", tick=bound.as_widget(attrs={"class": style}), **shown)
    return drawn("field", control=bound.as_widget(attrs={"class": style}), **shown)


@register.simple_tag
def city_input(name: str, value: str, id: str, style: str = "input w-full", placeholder: Words = "") -> SafeString:
    """A field for a city in a form that stands in the template."""
    return CityInput().render(name, value, {"id": id, "class": style, "placeholder": placeholder})


def _style(bound: BoundField, size: str, own: str) -> str:
    widget = bound.field.widget
    style = own or next(css for kind, css in STYLES if isinstance(widget, kind))
    return " ".join(
        part for part in (style, size, WRONG if bound.errors else "", widget.attrs.get("class", "")) if part
    )


def _options(bound: BoundField, style: str) -> list[BoundWidget]:
    attrs: dict[str, str | bool] = {"class": style}
    if bound.auto_id:
        attrs["id"] = bound.auto_id
    built = bound.build_widget_attrs(attrs, bound.field.widget)
    built.pop("aria-invalid", None)  # the group carries the error, not each of its choices
    options = bound.field.widget.subwidgets(bound.html_name, bound.value(), attrs=built)
    return [BoundWidget(bound.field.widget, option, bound.form.renderer) for option in options]


@register.simple_tag
def form_errors(form: forms.BaseForm) -> SafeString:
    """Over a form that found something: how many things, with a link to each field."""
    if not form.is_bound or not form.errors:
        return mark_safe("")
    links = [
        format_html('<a class="lk" href="#{}">{}</a>', bound.id_for_label or bound.auto_id, bound.label)
        for bound in form.visible_fields()
        if bound.errors
    ]
    return drawn("form_errors", count=len(links), links=_listed(links), sentences=list(form.non_field_errors()))


def _listed(links: list[SafeString]) -> SafeString:
    """“One, two and three”."""
    if len(links) < 2:
        return links[0] if links else mark_safe("")
    return format_html(
        _("{all_but_last} and {last}"), all_but_last=format_html_join(", ", "{}", ((one,) for one in links[:-1])),
        last=links[-1],
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def audience_chooser(
    context: Context, url: str, value: int | None, about: Words, id: str,
    name: str = "audience", least: int = Audience.NOBODY,
) -> SafeString:  # fmt: skip
    """Who sees a value, to be changed on the spot: posts `name` to `url` by itself, without JavaScript by a button.

    `about` names the value for readers, `id` keeps the focus where it was after the swap; the page there answers htmx
    with this tag anew. `least` leaves out the narrower audiences.
    """
    chosen = Audience(value if value is not None else Audience.NOBODY)
    shown = {
        "url": url,
        "about": about,
        "id": id,
        "name": name,
        "icon": audience_icon(chosen),
        "choices": [(str(one.value), one.label, one == chosen) for one in Audience if one >= least or one == chosen],
    }
    request = context.get("request")
    return mark_safe(render_to_string("components/audience_chooser.html", shown, request=request))  # noqa: S308
