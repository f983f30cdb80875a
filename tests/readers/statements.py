"""Writes small CAMT and OFX statements of an invented bank, and reads them; the trade's words for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from relance.domain.rows import BankRow, FileFacts, Problem, ReadOptions, StatementRow
from relance.readers.camt import READER as CAMT
from relance.readers.ofx import READER as OFX
from tests.readers.bank_file import BankFile

TODAY = date(2026, 4, 30)
IBAN = "FR7630006000011234567890189"
PAYER = "FR7612548029989876543210917"
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
_WRAP = {
    "052": ("BkToCstmrAcctRpt", "Rpt"),
    "053": ("BkToCstmrStmt", "Stmt"),
    "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
}


# real files below data/bank whose makers never meant their balances to agree, gave no statement, or mean a card
DEFECTS = {
    "camt/camt053.v2.wrong.xml": "WRONG_MESSAGE",
    "camt/camt053.v2.five.decimals.xml": "BALANCE",
    "camt/camt053.v2.all-balance-types.xml": "BALANCE",
    "ofx/anzcc.ofx": "WRONG_MESSAGE",
}


@dataclass(frozen=True)
class Read(BankFile):
    """The items of one file by sort."""

    @property
    def errors(self) -> list[str]:
        return [problem.code for problem in self.problems if problem.severity == "error"]


def read_camt(content: str | bytes, **options: Any) -> Read:
    return _sorted_out(CAMT, content, options)


def read_ofx(content: str | bytes, **options: Any) -> Read:
    return _sorted_out(OFX, content, options)


def _sorted_out(reader: Any, content: str | bytes, options: dict[str, Any]) -> Read:
    data = content.encode() if isinstance(content, str) else content
    found = list(reader.read(data, "file", ReadOptions(today=TODAY, **options)))
    facts = found[-1]
    assert isinstance(facts, FileFacts) and facts.kind == "bank"
    rows = [item for item in found if isinstance(item, BankRow)]
    assert facts.sum_cents == sum(row.cents for row in rows)
    statements = [item for item in found if isinstance(item, StatementRow)]
    return Read(rows, statements, [item for item in found if isinstance(item, Problem)], facts)


def balance(kind: str, amount: str, side: str = "CRDT", on: str = "2026-03-31", currency: str = "EUR") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def entry(
    amount: str = "120.00", side: str = "CRDT", *, inside: str = "", details: str = "", status: str = "<Cd>BOOK</Cd>",
    booked: str = "<Dt>2026-03-12</Dt>", currency: str = "EUR", batch: str = "",
) -> str:  # fmt: skip
    side = f"<CdtDbtInd>{side}</CdtDbtInd>" if side else ""
    booked = f"<BookgDt>{booked}</BookgDt>" if booked else ""
    held = f"<NtryDtls>{batch}{details}</NtryDtls>" if batch or details else ""
    return (
        f"<Ntry><Amt Ccy='{currency}'>{amount}</Amt>{side}<Sts>{status}</Sts>{booked}"
        f"<ValDt><Dt>2026-03-13</Dt></ValDt>{inside}{held}</Ntry>\n"
    )


def detail(amount: str = "", text: str = "", name: str = "Dupont SARL", end_to_end: str = "", inside: str = "") -> str:
    written = f"<Amt Ccy='EUR'>{amount}</Amt>" if amount else ""
    refs = f"<Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>" if end_to_end else ""
    remittance = f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf>" if text else ""
    parties = f"<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties>" if name else ""
    return f"<TxDtls>{refs}{written}{parties}{remittance}{inside}</TxDtls>"


def statement(
    *parts: str, head: str = "", iban: str = IBAN, currency: str = "<Ccy>EUR</Ccy>", tag: str = "Stmt"
) -> str:
    account = f"<Acct><Id><IBAN>{iban}</IBAN></Id>{currency}</Acct>" if iban else ""
    return f"<{tag}><Id>R-1</Id>{head}{account}\n{''.join(parts)}</{tag}>"


def camt(*parts: str, message: str = "053", namespace: str = NAMESPACE, whole: bool = False) -> str:
    """A document with one statement of these parts, or with these whole statements."""
    outer, tag = _WRAP[message]
    held = "".join(parts) if whole else statement(*parts, tag=tag)
    named = f" xmlns='{namespace}'" if namespace else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document{named}><{outer}><GrpHdr><MsgId>M1</MsgId></GrpHdr>'
        f"\n{held}</{outer}></Document>"
    )


HEADER = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n\n"
ACCOUNT = "<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>"
LEDGER = "<LEDGERBAL><BALAMT>1000.00<DTASOF>20260401</LEDGERBAL>"


def trn(
    amount: str = "120.00", posted: str = "20260312", kind: str = "CREDIT", inside: str = "<NAME>Dupont SARL"
) -> str:
    """A movement as OFX 1 has it, without closing tags."""
    return f"<STMTTRN>\n<TRNTYPE>{kind}\n<DTPOSTED>{posted}\n<TRNAMT>{amount}\n<FITID>F1\n{inside}\n</STMTTRN>\n"


def stmtrs(
    *parts: str, account: str = ACCOUNT, ledger: str = LEDGER, start: str = "20260301", end: str = "20260331"
) -> str:
    return (
        f"<STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR{account}"
        f"<BANKTRANLIST><DTSTART>{start}<DTEND>{end}\n{''.join(parts)}</BANKTRANLIST>{ledger}</STMTRS></STMTTRNRS>"
    )


def ofx(*parts: str, header: str = HEADER, whole: bool = False, **options: str) -> str:
    """An OFX 1 file with one account of these movements, or with these whole accounts."""
    held = "".join(parts) if whole else stmtrs(*parts, **options)
    signon = "<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260402</SONRS></SIGNONMSGSRSV1>"
    return f"{header}<OFX>{signon}<BANKMSGSRSV1>{held}</BANKMSGSRSV1></OFX>\n"
