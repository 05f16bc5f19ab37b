"""What somebody wrote, without what her mail program put below it: the letter she answers, and her signature.

Line by line, so that twenty megabytes cost what they are long. Our own letters carry a line (`MARK`) above which
answers are written, in each language and recognised in any quotation; besides it the introductions of the usual
programs are known. Where cutting would leave nothing, all is kept.
"""

import re

#: Stands in our letters before anything else; the arrows make it recognisable whatever a program does to the words.
MARK = "↑↑↑"

A_LINE = 400  # letters; what is longer is no introduction
WROTE = re.compile(
    r"(wrote|napisala?|napisal/a|napisal\(-?a\)|je pisala?|piše|schrieb|escribió|a écrit|ha scritto|napisao|napisa(o|la)"
    r"|je napisa[ol]a?)\s*:?\s*$",
    re.IGNORECASE,
)
WROTE_BEGINS = re.compile(
    r"^\W*(on|dne|v|am|el|le|il|dana|u|\d{1,2}\.|(mon|tue|wed|thu|fri|sat|sun|pon|tor|sre|čet|pet|sob|ned)\w*[.,]?)\s",
    re.IGNORECASE,
)
HAS_MOMENT = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|@")
DIVIDER = re.compile(
    r"^\s*(-{2,}|_{2,})\s*(original message|izvirno sporočilo|prvotno sporočilo|forwarded message|posredovano sporočilo"
    r"|ursprüngliche nachricht|messaggio originale)\s*(-{2,}|_{2,})\s*$|^_{20,}\s*$",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"^[\s*>]*(from|sent|to|cc|subject|date|od|poslano|za|kp|zadeva|datum|von|gesendet|an|betreff|da|inviato|a|oggetto)"
    r"\s*:\s*\**\s*\S",
    re.IGNORECASE,
)
FIRST_FIELD = re.compile(r"^[\s*]*(from|od|von|da)\s*:", re.IGNORECASE)
SENT_FROM = re.compile(
    r"^\s*((sent|get) (from|outlook for|via) (my )?.{1,40}|poslano (z|s|iz|prek|preko) .{1,50}"
    r"|pridobite outlook za .{1,30}|von meinem .{1,30} gesendet|sent with .{1,40}|outlook za (ios|android).{0,40})\s*$",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"^--\s?$|^—\s?$|^__\s?$")


def cut(text: str) -> str:
    """What is hers of the text of a mail; all of it if nothing would be left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = _without_quotes(lines[: _where_quoted(lines)])
    mine = _without_signature(kept)
    for candidate in (mine, kept, lines):
        if found := "\n".join(candidate).strip():
            return found
    return ""


def _where_quoted(lines: list[str]) -> int:
    """The line at which the answered letter begins. What stands below is hers no more, whatever is between."""
    for number, line in enumerate(lines):
        if MARK in line:
            return _before_introduction(lines, number)
        if len(line) > A_LINE:
            continue
        if DIVIDER.match(line) or _is_header(lines, number):
            return number
        if _is_introduction(lines, number) and _is_quoted_below(lines, number):
            return number
    return len(lines)


def _before_introduction(lines: list[str], mark: int) -> int:
    """Programs put a line or two above what they quote, and blank ones."""
    for number in range(max(0, mark - 12), mark):
        if len(lines[number]) <= A_LINE and (
            _is_introduction(lines, number) or DIVIDER.match(lines[number]) or _is_header(lines, number)
        ):
            return number
    return mark


def _is_introduction(lines: list[str], number: int) -> bool:
    """“On Mon, 23 Nov 2026 at 10:15, Ada wrote:”, also over two or three lines."""
    if not lines[number].strip() or not WROTE_BEGINS.match(lines[number].lstrip("> ")):
        return False
    joined = ""
    for line in lines[number : number + 3]:
        joined = f"{joined} {line.strip()}".strip()
        if len(joined) > A_LINE or not line.strip():
            return False
        if WROTE.search(joined):
            return bool(HAS_MOMENT.search(joined))
    return False


def _is_quoted_below(lines: list[str], number: int) -> bool:
    """Something follows; a sentence of hers that looks like an introduction stands at the end of nothing."""
    below = [line for line in lines[number + 1 : number + 12] if line.strip()]
    return any(line.lstrip().startswith(">") for line in below) or len(below) > 2


def _is_header(lines: list[str], number: int) -> bool:
    """Outlook's block: From, Sent, To, Subject."""
    if not FIRST_FIELD.match(lines[number]):
        return False
    fields = [line for line in lines[number : number + 8] if line.strip()]
    return sum(bool(FIELD.match(line)) for line in fields[:6]) >= 3


def _without_quotes(lines: list[str]) -> list[str]:
    """Quoted lines at the end go; those between answers stay, as she answers them one by one."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    kept = lines[:end]
    start = 0
    while start < len(kept) and (not kept[start].strip() or kept[start].lstrip().startswith(">")):
        start += 1
    return kept[start:] if start < len(kept) else kept


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if number and SIGNATURE.match(line):
            return lines[:number]
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), 0)
    return lines[:last] if lines and SENT_FROM.match(lines[last]) else lines
