"""What the usual mail programs make of an answer: as they were seen to write it."""

from collections.abc import Callable
from email.message import EmailMessage
from html import escape

OURS = "↑↑↑ You can answer this letter: write above this line.\n\nAda Lovelace answered in Sailing\n\nRead the answer:\nhttps://alumni.example.org/groups/x/"
OURS_HTML = f"<table><tr><td>{escape(OURS.splitlines()[0])}</td></tr><tr><td><h1>Ada Lovelace answered in Sailing</h1></td></tr></table>"


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def html_of(text: str) -> str:
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))


def plain_with(introduction: str, *, quotes: bool = True, after: str = "") -> Callable[[str], EmailMessage]:
    def write(text: str) -> EmailMessage:
        message = EmailMessage()
        below = quoted(OURS) if quotes else OURS
        message.set_content(f"{text}{after}\n\n{introduction}\n\n{below}\n")
        return message

    return write


def html_with(before: str, behind: str, *, after: str = "") -> Callable[[str], EmailMessage]:
    def write(text: str) -> EmailMessage:
        message = EmailMessage()
        message.set_content(
            f"<html><body>{html_of(text)}{after}{before}{OURS_HTML}{behind}</body></html>", subtype="html"
        )
        return message

    return write


PROGRAMS: dict[str, Callable[[str], EmailMessage]] = {
    "Gmail": plain_with("On Mon, 23 Nov 2026 at 10:15, Alumni Club <vezi@example.org> wrote:"),
    "Gmail, broken over two lines": plain_with(
        "On Mon, 23 Nov 2026 at 10:15, Alumni Club of Economics and Business\n<vezi@example.org> wrote:"
    ),
    "Gmail, Slovenian": plain_with(
        "V V pon., 23. nov. 2026 ob 10:15 je oseba Alumni klub <vezi@example.org>\nnapisala:"
    ),
    "Apple Mail": plain_with("> On 23 Nov 2026, at 10:15, Alumni Club <vezi@example.org> wrote:"),
    "Apple Mail, Slovenian": plain_with("> Dne 23. 11. 2026, ob 10:15, je Alumni klub <vezi@example.org> napisal/-a:"),
    "iPhone": plain_with(
        "> On 23 Nov 2026, at 10:15, Alumni Club <vezi@example.org> wrote:", after="\n\nSent from my iPhone"
    ),
    "iPhone, Slovenian": plain_with(
        "> Dne 23. nov. 2026 ob 10:15 je oseba Alumni klub <vezi@example.org> napisala:",
        after="\n\nPoslano z mojega iPhona",
    ),
    "Thunderbird": plain_with("On 23/11/2026 10:15, Alumni Club wrote:"),
    "Thunderbird, Slovenian": plain_with("Dne 23. 11. 2026 ob 10:15 je Alumni klub napisal(-a):"),
    "Thunderbird with a signature": plain_with(
        "On 23/11/2026 10:15, Alumni Club wrote:", after="\n\n-- \nMaja Kovač\nLuka Jadran d. d."
    ),
    "Outlook": plain_with(
        "________________________________\nFrom: Alumni Club <vezi@example.org>\nSent: Monday, November 23, 2026 10:15 AM\n"
        "To: Maja Kovač <maja@example.org>\nSubject: Ada Lovelace answered in Sailing",
        quotes=False,
    ),
    "Outlook, Slovenian": plain_with(
        "Od: Alumni klub <vezi@example.org>\nPoslano: ponedeljek, 23. november 2026 10:15\nZa: Maja Kovač\nZadeva: Jadranje",
        quotes=False,
    ),
    "Outlook, old": plain_with("-----Original Message-----\nFrom: Alumni Club\nSent: Monday", quotes=False),
    "Outlook, old, Slovenian": plain_with("-----Izvirno sporočilo-----\nOd: Alumni klub\nPoslano: danes", quotes=False),
    "Outlook for iOS": plain_with(
        "From: Alumni Club <vezi@example.org>\nSent: Monday, November 23, 2026 10:15\nTo: Maja\nSubject: Sailing",
        quotes=False, after="\n\nGet Outlook for iOS<https://aka.ms/o0ukef>",
    ),
    "nothing but our own mark": plain_with("", quotes=False),
    "Gmail, HTML alone": html_with(
        '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 23 Nov 2026 at 10:15 Alumni Club wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0">', "</blockquote></div>",
    ),
    "Apple Mail, HTML alone": html_with(
        '<br><div><blockquote type="cite"><div>On 23 Nov 2026, at 10:15, Alumni Club wrote:</div><br>', "</blockquote></div>"
    ),
    "Outlook, HTML alone": html_with(
        '<hr><div id="divRplyFwdMsg" dir="ltr"><b>Od:</b> Alumni klub<br><b>Poslano:</b> danes<br></div>', ""
    ),
    "Thunderbird, HTML alone": html_with(
        '<div class="moz-cite-prefix">On 23/11/2026 10:15, Alumni Club wrote:<br></div><blockquote type="cite">',
        "</blockquote>",
    ),
    "a signature of Gmail's, HTML alone": html_with(
        '<div class="gmail_quote"><blockquote>', "</blockquote></div>",
        after='<div class="gmail_signature">Maja Kovač<br>Luka Jadran</div>',
    ),
}  # fmt: skip
