"""Whether a person wrote a mail, and the one it says.

What a machine wrote (RFC 3834, and what programs do instead) is dropped without a word: an answer to it would be
answered, too. Who wrote is believed if three things agree: the address it was sent to was made for her, it comes from
an address confirmed to be hers, and the server that took it in has not found the sender forged (RFC 8601).
"""

import re
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
RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)


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
    return why_forged(mail.headers)


def why_forged(headers: Message) -> str:
    """By the word of the server that takes our mail in, and of no other: anybody can write such a header."""
    if not settings.INBOUND_AUTHSERV:
        return ""
    said = [" ".join(str(value).split()) for value in headers.get_all("Authentication-Results", [])]
    ours = next((one for one in said if _server_of(one) == settings.INBOUND_AUTHSERV.lower()), None)
    if ours is None:
        return "the mail server did not say whether the sender is real"
    found: dict[str, str] = {}
    for method, result in RESULT.findall(ours):
        if found.get(method.lower()) != "pass":  # one good signature of several is enough
            found[method.lower()] = result.lower()
    if found.get("dmarc") == "pass":
        return ""
    if found.get("dmarc") in ("fail", "permerror", "temperror"):
        return "DMARC failed"
    # A domain without a policy: one of the two has to hold.
    return "" if "pass" in (found.get("dkim"), found.get("spf")) else "neither DKIM nor SPF holds"


def _server_of(said: str) -> str:
    first = said.split(";")[0].split()
    return first[0].lower() if first else ""
