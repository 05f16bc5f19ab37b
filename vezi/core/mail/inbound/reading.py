"""A mail as it came, read: text, files, who says to have written it. Whatever it is made of, it is read or it is not
(`Unreadable`); nothing in it is trusted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from html.parser import HTMLParser

from charset_normalizer import from_bytes

from vezi.core.mail.inbound import quoting
from vezi.core.mail.inbound.knowing import CameAlong

LARGEST = 20 * 1024 * 1024  # bytes of a mail
MOST_TEXT = 1_000_000  # letters that are looked at
MOST_PARTS, MOST_FILES = 200, 10
SMALLEST_PICTURE = 20_000  # bytes: what is smaller and stands in the text is a sign of somebody's firm
BLOCKS = frozenset(
    ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre", "hr"]
)
SILENT = frozenset(["style", "script", "head", "title", "template"])
EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: How mail programs mark what they quote.
QUOTES = re.compile(
    r"gmail_quote|gmail_attr|divRplyFwdMsg|appendonsend|moz-cite-prefix|yahoo_quoted|protonmail_quote|OutlookMessageHeader"
    r"|mail-editor-reference-message-container|gmail_signature|moz-signature|protonmail_signature",
    re.IGNORECASE,
)
AFTER = re.compile(r"divRplyFwdMsg|appendonsend|OutlookMessageHeader|mail-editor-reference", re.IGNORECASE)


class Unreadable(Exception):
    """No mail, or made to break who reads it."""


@dataclass(frozen=True)
class Mail:
    headers: Message
    message_id: str
    senders: tuple[str, ...]  # of “From”, folded
    recipients: tuple[str, ...]
    subject: str
    text: str  # without what was quoted
    files: list[CameAlong] = field(default_factory=list)


def read(raw: bytes) -> Mail:
    """Raises Unreadable."""
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        parts = list(parts_of(message))[:MOST_PARTS]
        return Mail(
            headers=message,
            message_id=" ".join(str(message.get("Message-ID", "")).split())[:500],
            senders=addresses(message, "From"),
            recipients=addresses(message, "X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc"),
            subject=header(message, "Subject")[:300],
            text=text_of(parts),
            files=[enclosed(part) for part in parts if is_file(part)][:MOST_FILES],
        )
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError, IndexError) as error:
        raise Unreadable from error


def parts_of(message: Message) -> Iterator[Message]:
    """All that is no box for others. A mail that somebody put into hers is another's: nothing in it is looked at."""
    if message.get_content_maintype() == "message":
        return
    if not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from parts_of(part)


def header(message: Message, name: str) -> str:
    return spelt_out(str(message.get(name, "")))


def spelt_out(said: str) -> str:
    """Without the signs that stand for letters (RFC 2047); as it came where they make no sense."""
    try:
        return " ".join(str(make_header(decode_header(said))).split())
    except (ValueError, LookupError, MessageError):
        return " ".join(said.split())


def addresses(message: Message, *names: str) -> tuple[str, ...]:
    said = [str(value)[:10_000] for name in names for value in message.get_all(name, [])]
    return tuple(dict.fromkeys(address.strip().lower() for _name, address in getaddresses(said) if "@" in address))


def text_of(parts: list[Message]) -> str:
    """The plain parts if there is anything in them, else the words of the HTML; several where a picture stands between."""
    plain = [part for part in parts if part.get_content_type() == "text/plain" and not is_file(part)]
    found = "\n".join(map(unfolded, plain))
    if found.strip():
        return quoting.cut(found[:MOST_TEXT])
    html = [part for part in parts if part.get_content_type() == "text/html" and not is_file(part)]
    source = "\n".join(map(decoded, html))[: MOST_TEXT * 2]
    own, all_of_it = words_of(source, with_quotes=False), words_of(source, with_quotes=True)
    return quoting.cut(own if own.strip() else all_of_it)


def unfolded(part: Message) -> str:
    """A paragraph in one line, where the program says that it broke it (RFC 3676)."""
    text = decoded(part).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joins_without_blank = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        said = line[1:] if line.startswith(" ") else line
        is_quote = said.startswith(">")
        if is_open and lines and not is_quote and said != "-- ":
            lines[-1] += said
        else:
            lines.append(said)
        is_open = said.endswith(" ") and said != "-- " and not is_quote
        if is_open and joins_without_blank:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    found = content if isinstance(content, bytes) else str(part.get_payload()).encode()
    charset = part.get_content_charset() or "utf-8"
    for name in (charset, "utf-8"):
        try:
            return found.decode(name).replace("\x00", "")
        except (LookupError, UnicodeDecodeError):
            continue
    guessed = from_bytes(found[:100_000]).best()
    return found.decode(guessed.encoding if guessed else "latin-1", "replace").replace("\x00", "")


def is_file(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    if part.get_content_maintype() in ("text", "multipart", "message"):
        return False
    content = part.get_payload(decode=True)
    return isinstance(content, bytes) and len(content) >= SMALLEST_PICTURE


def enclosed(part: Message) -> CameAlong:
    content = part.get_payload(decode=True)
    name = spelt_out(part.get_filename() or "")
    return CameAlong(name[:120], content if isinstance(content, bytes) else b"")


class _Words(HTMLParser):
    """The text of a page, without what is marked as quoted."""

    def __init__(self, *, with_quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.with_quotes = with_quotes
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []  # tag, whether it is left out
        self.left_out = 0
        self.is_over = False  # from here on all is quoted

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.said.append("\n")
        elif tag in BLOCKS:
            self._begin_line()
        named = " ".join(value or "" for name, value in attrs if name in ("class", "id"))
        cites = tag == "blockquote" and any(name == "type" and value == "cite" for name, value in attrs)
        if not self.with_quotes and AFTER.search(named):
            self.is_over = True
        if tag in EMPTY:
            return
        leaves_out = tag in SILENT or (not self.with_quotes and (cites or bool(QUOTES.search(named))))
        self.open.append((tag, leaves_out))
        self.left_out += leaves_out

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._begin_line()
        if tag == "p":
            self.said.append("\n")
        for at in range(len(self.open) - 1, max(-1, len(self.open) - 50), -1):
            if self.open[at][0] == tag:
                self.left_out -= sum(out for _tag, out in self.open[at:])
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        if not self.left_out and not self.is_over and (data.strip() or not self._is_new_line()):
            self.said.append(re.sub(r"\s+", " ", data))

    def _begin_line(self) -> None:
        if not self._is_new_line():
            self.said.append("\n")

    def _is_new_line(self) -> bool:
        return not self.said or self.said[-1] == "\n"


def words_of(html: str, *, with_quotes: bool) -> str:
    reader = _Words(with_quotes=with_quotes)
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
