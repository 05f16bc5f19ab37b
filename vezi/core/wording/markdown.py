"""Text as members write it, drawn: Markdown without headings, pictures, tables and HTML.

markdown-it reads it, nh3 (ammonia) takes out of what comes of it whatever is not named here: neither trusts the other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from vezi.core.wording.mentions import KEPT

RULES = (
    "emphasis", "strikethrough", "link", "linkify", "backticks", "list", "blockquote", "fence",
    "newline", "escape", "entity",
)  # fmt: skip
TAGS = {"p", "br", "em", "strong", "s", "a", "code", "pre", "ul", "ol", "li", "blockquote", "span"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
CLASSES = {"a": {"lk", "nm"}, "span": {"nm", "text-soft"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener noreferrer"
_ALLOWED = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
DEEPEST = 12


@dataclass(frozen=True)
class Named:
    """Somebody a text names, as the reader may see them."""

    name: str
    url: str = ""


def drawn(text: str, people: Mapping[str, Named] | None = None) -> SafeString:
    """The text as HTML. `people`: public id -> how the reader sees whom it names; who is missing has no name here."""
    env: dict[str, Any] = {"people": people or {}}
    html = _reader().render(text, env)
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=SCHEMES, link_rel=REL,
        strip_comments=True, clean_content_tags={"script", "style", "iframe", "object", "template", "svg", "math"},
        attribute_filter=_kept_attribute,
    )  # fmt: skip
    return mark_safe(clean)  # noqa: S308 - nh3 cleaned it


def plain(text: str, people: Mapping[str, Named] | None = None) -> str:
    """The words alone, for a line in a list."""
    named = _spelt(text, people or {})
    said = re.sub(r"^\s*(?:>|[-*+]|\d+\.)\s+", "", named, flags=re.MULTILINE)
    return " ".join(re.sub(r"\]\([^)]*\)|[*`~\[\]]", "", said).split())


def plain_lines(text: str, people: Mapping[str, Named] | None = None, *, longest: int) -> str:
    """The words alone, line by line, for a letter: so many letters at most."""
    named = _spelt(text, people or {})
    said = re.sub(r"\]\((\S+?)\)", r" (\1)", re.sub(r"\[(?=[^\]]*\]\()|[*`~]{2,}", "", named))
    return said if len(said) <= longest else f"{said[:longest]}…"


def _spelt(text: str, people: Mapping[str, Named]) -> str:
    return KEPT.sub(lambda match: f"@{people[match[1]].name}" if match[1] in people else "@…", text)


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """Addresses lead out of the house, but for those of people, which the house makes itself."""
    if (tag, name) != ("a", "href"):
        return value
    return value if _ALLOWED.match(value) or re.fullmatch(r"/people/[a-z0-9-]+/", value) else None


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST})
    reader.enable([*RULES, "balance_pairs", "fragments_join"], ignoreInvalid=True)
    reader.linkify.set({"fuzzy_email": False, "fuzzy_link": False})  # type: ignore[union-attr]
    reader.validateLink = lambda url: bool(_ALLOWED.match(url))  # type: ignore[method-assign]
    reader.inline.ruler.before("escape", "mention", _mention, {"alt": []})
    reader.core.ruler.push("say_where_links_lead", _say_where_links_lead)
    reader.core.ruler.push("spell_names_in_code", _spell_names_in_code)
    reader.add_render_rule("mention", _draw_mention)
    return reader


def _mention(state: StateInline, silent: bool) -> bool:
    match = KEPT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("mention", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _draw_mention(_self: Any, tokens: list[Token], place: int, _options: Any, env: dict[str, Any]) -> str:
    person = env["people"].get(tokens[place].content)
    if person is None:
        return '<span class="text-soft">@…</span>'
    if not person.url:
        return f'<span class="nm">{escape(person.name)}</span>'
    return f'<a class="nm" href="{escape(person.url)}">{escape(person.name)}</a>'


def _spell_names_in_code(state: StateCore) -> None:
    """In code nothing is drawn: a name stands there in plain letters, as the reader sees it."""
    for block in state.tokens:
        for token in (block, *(block.children or ())):
            if token.type in ("fence", "code_inline"):
                token.content = _spelt(token.content, state.env["people"])


def _say_where_links_lead(state: StateCore) -> None:
    """A link whose words are not its address says in brackets where it leads: nobody is led astray by a name."""
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = _with_hosts(block.children)


def _with_hosts(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    href, words = "", ""
    for token in tokens:
        out.append(token)
        if token.type == "link_open":
            token.attrSet("class", "lk")
            href, words = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            host = _host(href)
            if host and not re.match(rf"(?:https?://|mailto:)?{re.escape(host)}(?:[/?#:]|$)", words.lower()):
                out.append(Token("text", "", 0, content=f" ({host})"))
            href = ""
        elif href:
            words += token.content
    return out


def _host(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    return parts.path.lower() if parts.scheme == "mailto" else (parts.hostname or "")
