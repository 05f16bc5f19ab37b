"""What came in, by a bank's own file (camt.052, .053 and .054, ISO 20022, any version) or by lines somebody pasted."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from vezi.core.bank import references
from vezi.core.money import Money, NotMoney, decimals, is_known, read

LARGEST = 8_000_000  # bytes; a year of a large club is one
MOST_LINES, DEEPEST = 2000, 60
_AMOUNT = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[.,' \u00a0]?\d{3})*[.,]\d{2}(?![\w/-]|[.,]\d)")
_NAMED = re.compile(r"(?:€|\bEUR)\s?(\d+)(?![\d.,])|(?<![\w.,])(\d+)\s?(?:€|EUR\b)", re.IGNORECASE)


class NotAStatement(ValueError):
    """The file is none of a bank, or one that tries to do something on being read."""


@dataclass(frozen=True)
class Incoming:
    """A payment that came in. `numbers` are those its references may be made of (`references.number_of`); `id` is its name
    at the bank, the same whichever file it stands in, or nothing for what was pasted."""

    amounts: tuple[Money, ...]  # one in a file; what may be meant in a pasted line
    numbers: tuple[str, ...]
    words: str
    booked_on: date | None = None
    id: str = ""


def pasted(text: str, currency: str) -> list[Incoming]:
    """A payment for each line that holds a reference."""
    found = []
    for line in text.splitlines()[:MOST_LINES]:
        if numbers := references.in_text(line):
            found.append(Incoming(tuple(_amounts_in(line, currency)), tuple(numbers), " ".join(line.split())[:200]))
    return found


def _amounts_in(line: str, currency: str) -> Iterator[Money]:
    rest = references.without(line)
    said = [one[0] for one in _AMOUNT.finditer(rest)] or [one[1] or one[2] for one in _NAMED.finditer(rest)]
    for one in said:
        try:
            yield read(one, currency)
        except NotMoney:
            continue


def camt(file: bytes) -> list[Incoming]:
    """What was booked as credit, in order; what was taken back and what is still expected is left out.

    Raises NotAStatement.
    """
    root = _tree(file)
    kinds = {"BkToCstmrStmt": "Stmt", "BkToCstmrAcctRpt": "Rpt", "BkToCstmrDbtCdtNtfctn": "Ntfctn"}
    for kind, inside in kinds.items():
        if (report := root.find(kind)) is not None:
            return [one for part in report.findall(inside) for one in _booked(part)]
    raise NotAStatement


def _tree(file: bytes) -> Element:
    """Without namespaces. Expat expands what a document type declares: there is none in a statement, and none is taken."""
    if len(file) > LARGEST:
        raise NotAStatement
    builder, depth = TreeBuilder(), 0
    parser = expat.ParserCreate(namespace_separator="}")

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NotAStatement
        builder.start(name.rpartition("}")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name.rpartition("}")[2])

    def refuse(*_declared: object) -> None:
        raise NotAStatement

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    try:
        parser.Parse(file, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as wrong:
        raise NotAStatement from wrong


def _booked(part: Element) -> Iterator[Incoming]:
    account = _said(part, "Acct/Id/IBAN") or _said(part, "Acct/Id/Othr/Id")
    for place, entry in enumerate(part.findall("Ntry")):
        state = _said(entry, "Sts/Cd") or _said(entry, "Sts")
        if state != "BOOK" or _said(entry, "CdtDbtInd") != "CRDT" or _said(entry, "RvslInd") in ("true", "1"):
            continue
        details = entry.findall("NtryDtls/TxDtls")
        for number, one in enumerate(details or [entry]):
            amount = _amount(entry, "Amt") if len(details) < 2 else _amount_of_one(one)
            if amount is None or (details and _said(one, "CdtDbtInd") == "DBIT"):
                continue
            at_bank = _said(one, "Refs/AcctSvcrRef") or _said(entry, "AcctSvcrRef") or _said(entry, "NtryRef")
            named = f"{at_bank}/{number}" if at_bank else f"{_said(part, 'Id')}/{place}/{number}"
            words = " ".join(_told(one))
            yield Incoming(
                (amount,), tuple(references.in_text(words)), words[:200], _day(entry),
                hashlib.sha256(f"{account}/{named}".encode()).hexdigest()[:32],
            )  # fmt: skip


def _told(details: Element) -> Iterable[str]:
    """Where references and words may stand, each by itself."""
    for path in (
        "RmtInf/Strd/CdtrRefInf/Ref",
        "RmtInf/Ustrd",
        "RmtInf/Strd/AddtlRmtInf",
        "Refs/EndToEndId",
        "AddtlTxInf",
    ):
        for one in details.findall(path):
            if said := " ".join((one.text or "").split()):
                yield f"{said} ·"


def _amount_of_one(details: Element) -> Money | None:
    return _amount(details, "Amt") or _amount(details, "AmtDtls/TxAmt/Amt")


def _amount(above: Element, path: str) -> Money | None:
    found = above.find(path)
    if found is None or not is_known(currency := found.get("Ccy", "")):
        return None
    try:
        minor = Decimal((found.text or "").strip()).scaleb(decimals(currency))
        return Money(int(minor), currency) if minor == int(minor) and minor > 0 else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _day(entry: Element) -> date | None:
    said = _said(entry, "BookgDt/Dt") or _said(entry, "BookgDt/DtTm")[:10] or _said(entry, "ValDt/Dt")
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def _said(above: Element, path: str) -> str:
    return (above.findtext(path) or "").strip()
