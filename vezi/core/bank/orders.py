"""A transfer as it is asked for, written as two standards have it: EPC069-12, and UPN QR of the banks of Slovenia."""

from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from vezi.core.bank import references
from vezi.core.money import MOST, Money

EURO = "EUR"
#: Goods and services; ISO 20022 external purpose codes.
PURPOSE = "GDSV"
EPC_LONGEST = 331  # bytes


class CannotBeDrawn(ValueError):
    """A picture holds euros alone, at least a cent of them, and an account of SEPA."""


@dataclass(frozen=True)
class Payee:
    name: str
    iban: str
    bic: str = ""
    street: str = ""
    town: str = ""  # with its postcode


@dataclass(frozen=True)
class Order:
    """`reference` begins with RF or SI; of what has none, `what` alone says what it is for."""

    payee: Payee
    amount: Money
    reference: str = ""
    what: str = ""
    payer: str = ""
    payer_street: str = ""
    payer_town: str = ""
    due_on: date | None = None
    purpose: str = ""


def epc(order: Order) -> str:
    """EPC069-12, version 002 in UTF-8: what it says is a reference or words, never both. Raises CannotBeDrawn."""
    _refuse_what_is_no_sum(order)
    structured = order.reference.startswith("RF")
    words = "" if structured else _line(" ".join(filter(None, (order.reference, order.what))), 140)
    lines = [
        "BCD", "002", "1", "SCT", order.payee.bic, _line(order.payee.name, 70), order.payee.iban, f"EUR{order.amount.plain}",
        order.purpose, order.reference if structured else "", words,
    ]  # fmt: skip
    payload = "\n".join(lines).rstrip("\n")
    if len(payload.encode()) > EPC_LONGEST:
        shorter = words.encode()[: max(0, len(words.encode()) - (len(payload.encode()) - EPC_LONGEST))]
        payload = "\n".join([*lines[:-1], shorter.decode(errors="ignore")]).rstrip("\n")
    return payload


def upn(order: Order) -> str:
    """UPN QR: twenty lines, the last of which counts the letters of the others. Raises CannotBeDrawn.

    Its letters are those of Latin-2; others are written by what they sound like.
    """
    _refuse_what_is_no_sum(order)
    due = order.due_on.strftime("%d.%m.%Y") if order.due_on else ""
    lines = [
        "UPNQR", "", "", "", "", _latin2(order.payer, 33), _latin2(order.payer_street, 33), _latin2(order.payer_town, 33),
        f"{order.amount.minor:011d}", "", "", order.purpose or PURPOSE, _latin2(order.what, 42), due, order.payee.iban,
        order.reference or "SI99", _latin2(order.payee.name, 33), _latin2(order.payee.street, 33),
        _latin2(order.payee.town, 33),
    ]  # fmt: skip
    counted = sum(map(len, lines)) + len(lines)
    return "\n".join([*lines, f"{counted:03d}", ""])


def reference_for(payee: Payee, number: str) -> str:
    """The one banks of the account's country read at sight."""
    return references.si(number) if payee.iban.startswith("SI") else references.rf(number)


def _refuse_what_is_no_sum(order: Order) -> None:
    if order.amount.currency != EURO or not 0 < order.amount.minor <= MOST or not order.payee.iban:
        raise CannotBeDrawn


def _line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest].rstrip()


def _latin2(text: str, longest: int) -> str:
    """Letters of ISO 8859-2 stay."""
    kept = "".join(sign if _is_latin2(sign) else anyascii(sign) for sign in " ".join(text.split()))
    return _line(kept, longest)


def _is_latin2(sign: str) -> bool:
    if not sign.isprintable():  # codes for machines have a place in ISO 8859-2, and none on a form
        return False
    try:
        sign.encode("iso-8859-2")
    except UnicodeEncodeError:
        return False
    return True
