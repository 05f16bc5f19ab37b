"""What a page is made of: sections with hanging heads, notices, empty rooms, dialogs, steps, slots."""

from collections.abc import Iterable
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from vezi.core import slots
from vezi.core.components import register
from vezi.core.components.parts import Place, Words

NOTICES = {"info": "", "ok": "n-ok", "warn": "n-warn", "bad": "n-bad"}


def drawn(template: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"components/{template}.html", context))  # noqa: S308 - a template escapes


@register.simple_block_tag
def hang(content: SafeString, title: Words, note: Words = "", id: str = "") -> SafeString:
    """A section: ink rule, serif head on the left, matter on the right."""
    return drawn("hang", content=content, title=title, note=note, id=id)


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", lead: Words = "", alert: bool = False) -> SafeString:
    """A coloured edge, a bold word, a sentence, a deed. `alert` has it read out at once."""
    return drawn("notice", content=content, style=NOTICES[kind], lead=lead, alert=alert)


@register.simple_block_tag
def empty_room(content: SafeString, title: Words, text: Words = "") -> SafeString:
    """Says what a page without content will hold; between the tags stands the one step that starts it."""
    deeds = mark_safe(content.strip())  # noqa: S308 - rendered by the template around it
    return drawn("empty_room", content=deeds, title=title, text=text)


@register.simple_block_tag
def dialog(content: SafeString, title: Words, id: str, modal: bool = False) -> SafeString:
    """Asks by name. `modal`: opened over the page by a link with `data-opens="id"`; without JavaScript
    that link leads to a page that asks the same."""
    return drawn("dialog", content=content, title=title, id=id, modal=modal)


@register.simple_block_tag
def bulk(content: SafeString, label: Words) -> SafeString:
    """The bar under a ledger: how many are chosen, whom the deed would touch, and the deeds."""
    return drawn("bulk", content=content, label=label)


@register.simple_tag
def plateline(*facts: Words, on_cover: bool = False) -> SafeString:
    """Facts between two rules. A phone keeps the first two and the last."""
    said = [fact for fact in facts if fact]
    spans = format_html_join(
        "",
        '<span class="{}">{}</span>',
        (("max-sm:hidden" if 1 < place < len(said) - 1 else "", fact) for place, fact in enumerate(said)),
    )
    style = "plateline border-current! border-b-0!" if on_cover else "plateline"
    return format_html('<div class="{}">{}</div>', style, spans)


@register.simple_tag
def steps(titles: Iterable[Words], current: int) -> SafeString:
    """Where one is in a wizard: `current` counts from 1; what lies before it is done."""
    stations = [
        {"title": title, "number": number, "is_done": number < current, "is_current": number == current}
        for number, title in enumerate(titles, start=1)
    ]
    return drawn("steps", stations=stations)


@register.simple_tag
def tabs(places: Iterable[Place], label: Words) -> SafeString:
    """Views of one thing, each with an address of its own."""
    return drawn("tabs", places=places, label=label)


@register.simple_tag
def skeleton(rows: int = 1) -> SafeString:
    """Waits in the shape of people's rows."""
    return drawn("skeleton", rows=range(rows))


@register.simple_tag
def chip(title: Words, url: str = "", on: bool = False, count: int | None = None) -> SafeString:
    """A plain word that is a link; chosen when `on`."""
    return drawn("chip", title=title, url=url, on=on, count=count)


@register.simple_tag
def filter_chip(title: Words, url: str) -> SafeString:
    """A filter that is on; the address is that of the page without it."""
    return drawn("filter_chip", title=title, url=url)


@register.simple_tag
def said(messages: Iterable[Message]) -> SafeString:
    """Django's messages as notices at the head of the page."""
    kinds = {constants.SUCCESS: "n-ok", constants.WARNING: "n-warn", constants.ERROR: "n-bad"}
    shown = [{"text": str(message), "style": kinds.get(message.level, "")} for message in messages]
    return drawn("said", notices=shown) if shown else mark_safe("")


@register.simple_tag(takes_context=True)
def slot(context: Context, place: str, **about: Any) -> SafeString:
    """What areas put into a place of a shared page: `{% slot "person_page" person=person %}`."""
    return mark_safe("\n".join(slots.contents(place, context["request"], **about)))  # noqa: S308 - see slots


@register.simple_tag
def refresh_without_script(seconds: int = 3) -> SafeString:
    """In the `head` block of a page that shows progress: it is loaded anew where no script asks for the part."""
    return format_html('<noscript><meta http-equiv="refresh" content="{}"></noscript>', seconds)
