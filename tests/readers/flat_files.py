"""Builds CFONB records and reads CFONB and SWIFT files; the trade's words for tests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relance.domain.rows import BankRow, FileFacts, Problem, Reader, ReadOptions, StatementRow
from relance.readers.cfonb import READER as CFONB
from relance.readers.mt940 import READER as MT940
from tests.readers.bank_file import BankFile
from tests.readers.reading import TODAY

SHARED = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
REAL = SHARED / "data" / "bank"
SAMPLES = Path(__file__).parent / "samples"

# what the real files that must be refused are refused for, and at which line; those of MT940 with BALANCE were
# shortened or made anonymous by who published them, so that their movements no longer lead to their balances
DEFECTS = {
    "cfonb/invalid_date.txt": ("DATE", 1),
    "cfonb/operation_unstarted.txt": ("SEQUENCE", 1),
    "cfonb/operation_out_of_statement.txt": ("SEQUENCE", 1),
    "cfonb/operation_detail_without_operation.txt": ("SEQUENCE", 3),
    "cfonb/operation_already_defined.txt": ("SEQUENCE", 1),
    "cfonb/operation.txt": ("SEQUENCE", 1),
    "cfonb/new_statement_without_previous_ended.txt": ("SEQUENCE", 6),
    "cfonb/end_of_statement_without_beginning.txt": ("SEQUENCE", 9),
    "mt940/cmxl/account_balance_credit.sta": ("TRUNCATED", 1),
    "mt940/cmxl/account_balance_debit.sta": ("TRUNCATED", 1),
    "mt940/cmxl/account_identification_iban.sta": ("TRUNCATED", None),
    "mt940/cmxl/account_identification_legacy.sta": ("TRUNCATED", None),
    "mt940/cmxl/available_balance.sta": ("TRUNCATED", None),
    "mt940/cmxl/closing_balance.sta": ("SEQUENCE", 1),
    "mt940/cmxl/reference.sta": ("TRUNCATED", None),
    "mt940/cmxl/statement_details.sta": ("TRUNCATED", 1),
    "mt940/cmxl/statement_line.sta": ("TRUNCATED", 1),
    "mt940/cmxl/statement_number.sta": ("TRUNCATED", None),
    "mt940/jejik/abnamro.sta": ("BALANCE", 27),
    "mt940/jejik/ing.sta": ("BALANCE", 26),
    "mt940/jejik/knab.sta": ("BALANCE", 20),
    "mt940/jejik/postfinance.sta": ("BALANCE", 27),
    "mt940/jejik/rabobank.sta": ("BALANCE", 11),
    "mt940/jejik/triodos.sta": ("BALANCE", 12),
    "mt940/self-provided/details_60-63.sta": ("BALANCE", 12),
    "mt940/self-provided/malformed_details.sta": ("BALANCE", 15),
    "mt940/self-provided/overly_long_details.sta": ("BALANCE", 15),
    "mt940/self-provided/whitespace.sta": ("BALANCE", 9),
    "mt940/self-provided/raiffeisen-cmi.sta": ("BALANCE", 40),
    "mt940/self-provided/gv_codes.sta": ("TRUNCATED", 1),
    "mt940/self-provided/sparkassen.sta": ("TRUNCATED", 1),
    "mt940/self-provided/empty_non_swift.sta": ("WRONG_MESSAGE", None),
    "mt940/self-provided/invalid_statement.sta": ("WRONG_MESSAGE", None),
}


@dataclass(frozen=True)
class Outcome(BankFile):
    """The items of one file by sort."""

    @property
    def said(self) -> list[tuple[str, int | None, str]]:
        return [(problem.code, problem.line, problem.severity) for problem in self.problems]

    @property
    def errors(self) -> list[tuple[str, int | None]]:
        return [(problem.code, problem.line) for problem in self.problems if problem.severity == "error"]


def read_cfonb(*lines: str, **options: Any) -> Outcome:
    """A file of these records."""
    return outcome_of(CFONB, "\n".join(lines) + "\n", **options)


def read_mt940(text: str | bytes, **options: Any) -> Outcome:
    return outcome_of(MT940, text, **options)


def outcome_of(reader: Reader, content: str | bytes, **options: Any) -> Outcome:
    """What a reader makes of a file; what holds for every file is checked here."""
    data = content.encode() if isinstance(content, str) else content
    found = list(reader.read(data, "file", ReadOptions(today=TODAY, **options)))
    facts = found[-1]
    assert isinstance(facts, FileFacts) and facts.kind == "bank"
    rows = [item for item in found if isinstance(item, BankRow)]
    statements = [item for item in found if isinstance(item, StatementRow)]
    for statement in statements:
        assert sum(row.cents for row in rows if row.statement == statement.number) == statement.sum_cents
    assert sum(statement.sum_cents for statement in statements) == facts.sum_cents
    assert len(rows) == sum(statement.entries for statement in statements) <= facts.read
    return Outcome(rows, statements, [item for item in found if isinstance(item, Problem)], facts)


def punched(cents: int, width: int = 14) -> str:
    """An amount of CFONB: zero-filled, its last digit carrying the sign."""
    last = ("{ABCDEFGHI" if cents >= 0 else "}JKLMNOPQR")[abs(cents) % 10]
    return f"{abs(cents) // 10:0{width - 1}d}{last}"


ACCOUNT = ("20041", "01005", "0500013M026")  # the example of every French bank: FR14 2004 1010 0505 0001 3M02 606
IBAN = "FR1420041010050500013M02606"


def _head(code: str, internal: str, place: tuple[str, str, str], money: str) -> str:
    return f"{code}{place[0]}{internal:4}{place[1]}{money} {place[2]:11}"


def balance(
    code: str, day: str, cents: int, *, place: tuple[str, str, str] = ACCOUNT, money: str = "EUR2", words: str = ""
) -> str:
    """A 01 or 07 record."""
    return f"{_head(code, '', place, money)}  {day}{words:50}{punched(cents)}".ljust(120)


def movement(
    cents: int | str, label: str = "VIR", *, operation: str = "05", day: str = "050126", value: str = "050126",
    reason: str = "", number: str = "", reference: str = "", place: tuple[str, str, str] = ACCOUNT,
    money: str = "EUR2",
) -> str:  # fmt: skip
    """A 04 record."""
    amount = punched(cents) if isinstance(cents, int) else cents
    head = _head("04", "0000", place, money)
    return f"{head}{operation:2}{day}{reason:2}{value}{label:31}  {number:>7}  {amount}{reference:16}".ljust(120)


def detail(qualifier: str, text: str, *, operation: str = "05", day: str = "050126") -> str:
    """A 05 record."""
    return f"{_head('05', '0000', ACCOUNT, 'EUR2')}{operation:2}{day}     {qualifier:3}{text:70}".ljust(120)


def statement(*lines: str, opening: int = 100_00, closing: int = 100_00) -> tuple[str, ...]:
    """A whole statement of one day around these lines."""
    return (balance("01", "040126", opening), *lines, balance("07", "050126", closing))


OURS = "200410100505" + "00013M026"
THEIRS = "300040082800010234567"


def header240(number: int = 1) -> str:
    return f"31{number:06d}00050126E    {OURS}{'ATELIER BOIS':24}".ljust(240)


def return240(
    cents: int, *, operation: str = "81", number: int = 2, reason: str = "20", words: str = "", place: str = THEIRS,
    day: str = "060126", name: str = "DUPONT SARL",
) -> str:  # fmt: skip
    """A 34 record: our account first, the debtor's second."""
    ours = f"34{number:06d}{operation}{day}E    {OURS}{'ATELIER BOIS':24}"
    return f"{ours}{'':11}{place}{name:24}{'':6}{words:84}{'':14}{reason:2}{cents:012d}"


def total240(cents: int, number: int = 3) -> str:
    return f"39{number:06d}00060126E    {OURS}{'ATELIER BOIS':24}".ljust(228) + f"{cents:012d}"


def swift(
    *fields: str, opening: str = "C260104EUR100,00", closing: str = "C260105EUR100,00", account: str = IBAN
) -> str:  # fmt: skip
    """A whole MT940 around these fields."""
    head = (":20:RELEVE", f":25:{account}", ":28C:5/1", f":60F:{opening}")
    return "\n".join((*head, *fields, f":62F:{closing}", "-")) + "\n"
