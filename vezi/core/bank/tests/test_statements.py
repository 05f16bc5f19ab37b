"""What came in, read from files of banks and from what was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.bank import references, statements
from vezi.core.bank.statements import NotAStatement
from vezi.core.bank.tests.beside import data_beside
from vezi.core.money import Money

SHARED = data_beside("money/camt")
NUMBER = "12345678901"
RF, SI = references.rf(NUMBER), references.si(NUMBER)

STATEMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S1</Id>
<Acct><Id><IBAN>SI56263300012039086</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"""


def entry(
    amount: str,
    reference: str,
    *,
    sign: str = "CRDT",
    state: str = "<Cd>BOOK</Cd>",
    at_bank: str = "A1",
    more: str = "",
) -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{more}<Sts>{state}</Sts><BookgDt><Dt>2027-05-03</Dt></BookgDt>'
        f"<AcctSvcrRef>{at_bank}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd>"
        f"</RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def statement(*entries: str) -> bytes:
    return STATEMENT.format(entries="".join(entries)).encode()


def test_what_was_booked_as_credit_is_read_with_its_reference() -> None:
    file = statement(
        entry("45.00", SI), entry("12.00", RF, sign="DBIT"), entry("13.00", RF, state="<Cd>PDNG</Cd>"),
        entry("14.00", RF, more="<RvslInd>true</RvslInd>"), entry("15.50", RF, state="BOOK", at_bank="A2"),
    )  # fmt: skip

    found = statements.camt(file)

    assert [(one.amounts, one.numbers[0], f"{one.booked_on}") for one in found] == [
        ((Money(4500, "EUR"),), NUMBER, "2027-05-03"), ((Money(1550, "EUR"),), NUMBER, "2027-05-03"),
    ]  # fmt: skip


def test_one_entry_has_the_same_name_in_every_file() -> None:
    first, other = (
        statements.camt(statement(*some))
        for some in ([entry("45.00", SI)], [entry("1.00", RF, at_bank="A0"), entry("45.00", SI)])
    )

    assert first[0].id == other[1].id != other[0].id


@pytest.mark.parametrize(
    "name",
    [
        "camt052.v2",
        "camt053.v2.minimal",
        "camt053.v2.multi.statement",
        "camt053.v3",
        "camt053.v4",
        "camt053.v8",
        "camt054.v4",
    ],
)
@pytest.mark.skipif(SHARED is None, reason="files of banks are not part of the project")
def test_files_of_banks_are_read(name: str) -> None:
    assert SHARED is not None
    found = statements.camt((SHARED / f"{name}.xml").read_bytes())

    assert all(one.amounts[0].minor > 0 for one in found)
    assert len({one.id for one in found}) == len(found)


BOMB = """<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document>&b;</Document>"""
THIEF = """<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><Document>&a;</Document>"""


@pytest.mark.parametrize(
    "file",
    [
        b"", b"\x00", b"%PDF-1.4", b"<Document/>", b"<Document><Other/></Document>", b"<a>" * 100_000, BOMB.encode(), THIEF.encode(),
        b'<?xml version="1.0" encoding="nothing"?><Document/>', b"\xff\xfe\x00", b"<Document>" + b" " * statements.LARGEST,
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused(file: bytes) -> None:
    with pytest.raises(NotAStatement):
        statements.camt(file)


@given(st.binary(max_size=300))
def test_whatever_file_it_is_it_is_read_or_refused(file: bytes) -> None:
    try:
        statements.camt(file)
    except NotAStatement:
        return


@pytest.mark.parametrize(
    ("line", "cents"),
    [
        (f"{RF} 45,00", [4500]), (f"3. 5. 2027;{SI};+45,00 EUR;Ada Novak", [4500]), (f"45.00\t{references.shown(RF)}", [4500]),
        (f"{references.shown(RF)} 1.234,56 saldo 9.876,54", [123456, 987654]), (f"{RF}", []), (f"{RF} €45", [4500]),
        (f"03.05.2027 {SI} 45,00", [4500]),
    ],
)  # fmt: skip
def test_a_pasted_line_says_its_reference_and_its_amount(line: str, cents: list[int]) -> None:
    found = statements.pasted(line, "EUR")

    assert [NUMBER in one.numbers for one in found] == [True]
    assert [one.minor for one in found[0].amounts] == cents


def test_lines_without_a_reference_are_passed_over() -> None:
    assert statements.pasted("Datum;Referenca;Znesek\n\nAda Novak 45,00\nRF00 123", "EUR") == []
