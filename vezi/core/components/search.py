"""Finding: one field that answers as one types, and facets beside the results."""

from collections.abc import Iterable
from html import escape

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from vezi.core.components import register
from vezi.core.components.numbers import Count, ribbon
from vezi.core.components.parts import Answers, Choice, Words
from vezi.core.components.sections import drawn

CHECKED = " checked"


@register.simple_tag
def search_field(
    url: str, label: Words, id: str, value: str = "", suggest: str = "",
    big: bool = False, name: str = "q", key: bool = False,
) -> SafeString:  # fmt: skip
    """A form of its own that leads to `url`. With `suggest`, that address answers as one types with `{% answers %}`.
    `key`: this is the field that `/` puts the cursor in."""
    return drawn("search_field", url=url, label=label, id=id, value=value, suggest=suggest, big=big, name=name, key=key)


@register.simple_tag
def answers(groups: Iterable[Answers], id: str) -> SafeString:
    """The whole answer to `suggest`; `id` is the field's."""
    return drawn("answers", groups=[group for group in groups if group.answers], id=id)


@register.simple_tag
def facet(title: Words, name: str, choices: Iterable[Choice], shown: int = 6, but: str = "") -> SafeString:
    """Boxes to tick with their counts; the form around them sends itself on each change; past `shown` they fold.

    `but`: the field that says which values to leave out, as “name:value”; each box then has another one for that.
    """
    ordered = list(choices)
    is_open = any(choice.is_chosen or choice.is_left_out for choice in ordered[shown:])
    kept, folded = _boxes(name, ordered[:shown], but), _boxes(name, ordered[shown:], but)
    return drawn("facet", title=title, name=name, kept=kept, folded=folded, is_open=is_open)


def _boxes(name: str, choices: list[Choice], but: str) -> SafeString:
    """Written out and escaped here: there are a hundred of them on a page that has to be quick."""
    name, leave_out = escape(name), escape(gettext("Leave out: %(value)s")) if but and choices else ""
    written = [
        f'<div class="box"><label class="flex grow min-w-0 items-center gap-2.5 cursor-pointer">'
        f'<input type="checkbox" id="{name}-{one.mark}" class="checkbox checkbox-sm checkbox-primary" name="{name}"'
        f' value="{escape(one.value)}"{CHECKED if one.is_chosen else ""}>'
        f'<span class="grow min-w-0 wrap-anywhere">{escape(str(one.title))}</span>{_counted(one.count)}</label>'
        f"{_leaving_out(name, but, one, leave_out) if but else ''}</div>"
        for one in choices
    ]
    return mark_safe("".join(written))  # noqa: S308 - escaped above


def _leaving_out(name: str, but: str, one: Choice, said: str) -> str:
    title = said % {"value": escape(str(one.title))}
    return (
        f'<input type="checkbox" id="{but}-{name}-{one.mark}" class="but" name="{but}" title="{title}"'
        f' aria-label="{title}" value="{name}:{escape(one.value)}"{CHECKED if one.is_left_out else ""}>'
    )


def _counted(count: int | None) -> str:
    return "" if count is None else f'<span class="text-sm text-soft tabular-nums">{number_format(count)}</span>'


@register.simple_tag
def year_facet(
    counts: Iterable[Count], first: int | None = None, last: int | None = None,
    first_name: str = "from", last_name: str = "to", id: str = "years",
) -> SafeString:  # fmt: skip
    """The ribbon with the chosen classes in full colour, and two fields for the years from and to."""
    rows = [(row[0], row[1], (first or row[0]) <= row[0] <= (last or row[0])) for row in counts]
    return drawn(
        "year_facet",
        ribbon=ribbon(rows, height="h-14", labels=False),
        first=str(first or ""),
        last=str(last or ""),
        first_name=first_name,
        last_name=last_name,
        id=id,
    )
