"""Whether a person wrote a mail, and the one it says.

What a machine wrote (RFC 3834, and what programs do instead) is dropped without a word: an answer to it would be
answered, too. Who wrote is believed if three things agree: the address it was sent to was made for her, it comes from
an address confirmed to be hers, and the server that took it in has not found the sender forged (RFC 8601).
"""

import re
from dataclasses import dataclass
from email.message import Message

from django.conf import settings

from vezi.core.mail.inbound.knowing import Sender
from vezi.core.mail.inbound.reading import Mail

OUT_OF_OFFICE = re.compile(
    r"^\s*(auto(matic|mated)?[\s:-]*(reply|response|antwort)|out of( the)? office|i am out of|away from (my|the)|on vacation"
    r"|samodejni od(govor|ziv)|samodejno sporočilo|avtomatski od(govor|ziv)|odsotnost|odsoten|odsotna|nisem v pisarni"
    r"|trenutno (sem )?odsot|na dopustu|abwesen|automatische antwort|réponse automatique|respuesta automática"
    r"|risposta automatica|undeliver|delivery (status|failure)|returned mail|mail delivery)",
    re.IGNORECASE,
)
MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|auto-?reply|bounce)[+@-]", re.IGNORECASE)
LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")
ANSWERING = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Vacation", "X-Auto-Reply-From", "X-Loop")
LONGEST_RESULTS = 5_000  # letters
#: Pieces of such a header: a bracket, a semicolon, blanks, a word with what is quoted in it.
SIGNS = re.compile(r'[();]|\s+|(?:"(?:[^"\\]|\\.)*"?|[^\s();"])+')
#: Where each of the methods says for whom it holds.
PROVES = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom", "smtp.mail", "smtp.from")}


def written_by_a_machine(mail: Mail, *, envelope_from: str | None) -> str:
    """Why it seems so; empty for a person's mail. `envelope_from` is None where the server does not tell it."""
    headers = mail.headers
    if str(headers.get("Auto-Submitted", "no")).split(";")[0].strip().lower() != "no":
        return "Auto-Submitted"
    if str(headers.get("Precedence", "")).strip().lower() in ("bulk", "junk", "list", "auto_reply"):
        return "Precedence"
    if headers.get("X-Auto-Response-Suppress"):
        return "X-Auto-Response-Suppress"
    if named := next((name for name in (*LISTS, *ANSWERING) if headers.get(name)), ""):
        return named
    if envelope_from == "" or str(headers.get("Return-Path", "?")).strip() == "<>":
        return "no return path"
    if headers.get_content_type() in ("multipart/report", "message/delivery-status"):
        return "a report"
    if any(MACHINES.match(sender) for sender in mail.senders):
        return "a machine's address"
    return "a subject of somebody's absence" if OUT_OF_OFFICE.match(mail.subject) else ""


def why_not_believed(mail: Mail, sender: Sender) -> str:
    """Empty when the mail is hers."""
    if len(mail.senders) != 1:
        return "not one sender"
    if mail.senders[0] not in sender.addresses:
        return "an address that is not hers"
    return why_forged(mail.headers, mail.senders[0])


def why_forged(headers: Message, sender: str) -> str:
    """By the word of the server that takes our mail in, and of no other: anybody can write such a header."""
    if not settings.INBOUND_AUTHSERV:
        return ""
    said = [str(value)[:LONGEST_RESULTS] for value in headers.get_all("Authentication-Results", [])]
    ours = next((one for one in map(results_in, said) if one.server == settings.INBOUND_AUTHSERV.lower()), None)
    if ours is None:
        return "the mail server did not say whether the sender is real"
    found = [one.outcome for one in ours.results if one.method == "dmarc"]
    if any(outcome in ("fail", "permerror", "temperror") for outcome in found):
        return "DMARC failed"
    if "pass" in found:
        return ""
    # A domain without a policy: one of the two has to hold, and to speak of this domain. Anybody's own holds for herself.
    holds = any(one.outcome == "pass" and one.speaks_of(sender.rpartition("@")[2]) for one in ours.results)
    return "" if holds else "neither DKIM nor SPF holds"


@dataclass(frozen=True)
class Result:
    """What one method found: `dkim=pass header.d=example.org`."""

    method: str
    outcome: str
    domains: frozenset[str]

    def speaks_of(self, domain: str) -> bool:
        """Of the domain, of one it is part of or of a part of it, as DMARC has it by default (RFC 7489, 3.1)."""
        return self.method in PROVES and any(
            one == domain or one.endswith(f".{domain}") or domain.endswith(f".{one}")
            for one in self.domains
            if "." in one
        )


@dataclass(frozen=True)
class Results:
    server: str
    results: tuple[Result, ...]


def results_in(said: str) -> Results:
    """RFC 8601, 2.2. Whoever writes chooses some of the values: none is taken for a result."""
    server, *each = _in_parts(said)
    return Results(next(iter(server), "").lower(), tuple(_result(words) for words in each if words))


def _result(words: list[str]) -> Result:
    first, *more = words
    method, _is, outcome = first.lower().partition("=")
    wanted = PROVES.get(method.partition("/")[0], ())
    values = [value.strip('"') for name, _is, value in (one.lower().partition("=") for one in more) if name in wanted]
    return Result(method.partition("/")[0], outcome, frozenset(one.rpartition("@")[2] for one in values))


def _in_parts(said: str) -> list[list[str]]:
    """Parts between semicolons, each in words: comments are left out, what is quoted is one word."""
    parts: list[list[str]] = [[]]
    depth = 0
    for sign in SIGNS.findall(said):
        if sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif not depth and sign == ";":
            parts.append([])
        elif not depth and not sign.isspace():
            words = parts[-1]
            if words and (sign.startswith("=") or words[-1].endswith("=")):  # blanks may stand around it
                words[-1] += sign
            else:
                words.append(sign)
    return parts
