"""Invented bank statements and a FEC of any length, the same bytes for the same numbers."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date, timedelta

ACCOUNT = "FR1420041010050500013M02606"
FIRST = date(2026, 1, 2)
DAYS = 40
POSITIVE, NEGATIVE = "{ABCDEFGHI", "}JKLMNOPQR"
HEADER = (
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t"
    "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"
)


def movements(count: int, customers: int, seed: int = 1) -> Iterator[tuple[date, int, str, str]]:
    """(day, signed cents, who, what they wrote), in the order of days; one in ten is money out."""
    chance = random.Random(seed)
    for number in range(count):
        day = FIRST + timedelta(days=number * DAYS // count)
        customer = chance.randrange(customers)
        if number % 10 == 9:
            yield day, -chance.randint(100, 90_000), f"FOURNISSEUR {number % 300}", f"ACHAT {number}"
        else:
            yield day, chance.randint(2_000, 900_000), f"CLIENT {customer}", f"FACTURE F{customer:06d}-{number % 5}"


def camt_file(count: int, customers: int) -> bytes:
    """CAMT.053 version 02 whose balances agree."""
    rows = list(movements(count, customers))
    text = io.StringIO()
    text.write(
        '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'
        "<BkToCstmrStmt><GrpHdr><MsgId>BENCH</MsgId><CreDtTm>2026-02-16T06:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id>"
        f"<CreDtTm>2026-02-16T06:00:00</CreDtTm><Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
    )
    text.write(_camt_balance("OPBD", 0, FIRST) + _camt_balance("CLBD", sum(row[1] for row in rows), rows[-1][0]))
    for number, (day, cents, who, what) in enumerate(rows):
        side, party = ("CRDT", "Dbtr") if cents > 0 else ("DBIT", "Cdtr")
        amount = f'<Amt Ccy="EUR">{abs(cents) // 100}.{abs(cents) % 100:02d}</Amt>'
        text.write(
            f"<Ntry>{amount}<CdtDbtInd>{side}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
            f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>R{number}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>"
            f"E{number}</EndToEndId></Refs><RltdPties><{party}><Nm>{who}</Nm></{party}></RltdPties>"
            f"<RmtInf><Ustrd>{what}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
        )
    text.write("</Stmt></BkToCstmrStmt></Document>")
    return text.getvalue().encode()


def _camt_balance(code: str, cents: int, day: date) -> str:
    side = "CRDT" if cents >= 0 else "DBIT"
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{abs(cents) // 100}.{abs(cents) % 100:02d}'
        f"</Amt><CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>\n"
    )


def cfonb_file(count: int, customers: int) -> bytes:
    """CFONB 120 with a name and a label under each movement."""
    rows = list(movements(count, customers))
    head = "20041    01005EUR2 0500013M026"  # bank, branch, currency, decimals, account
    lines = [f"01{head}  {FIRST:%d%m%y}".ljust(90) + _overpunched(0)]
    for number, (day, cents, who, what) in enumerate(rows):
        code = "05" if cents > 0 else "06"
        movement = f"04{head}{code}{day:%d%m%y}  {day:%d%m%y}{what[:31]:31}  {number % 10_000_000:07d}  "
        lines.append(movement + _overpunched(cents) + f"{number:016d}")
        for qualifier, words in (("NPY", who), ("LIB", what)):
            lines.append(f"05{head}{code}{day:%d%m%y}     {qualifier}{words:70}")
    lines.append(f"07{head}  {rows[-1][0]:%d%m%y}".ljust(90) + _overpunched(sum(row[1] for row in rows)))
    return "".join(f"{line:120}\n" for line in lines).encode("ascii")


def _overpunched(cents: int) -> str:
    digits = f"{abs(cents):014d}"
    return digits[:-1] + (POSITIVE if cents >= 0 else NEGATIVE)[int(digits[-1])]


def fec_file(count: int, customers: int, seed: int = 1) -> bytes:
    """A FEC of `count` lines; one line in twenty stands on a customer account."""
    chance = random.Random(seed)
    text = io.StringIO()
    text.write(HEADER + "\n")
    for number in range(count // 20):
        day = date(2025, 1, 1) + timedelta(days=number * 360 // max(count // 20, 1))
        customer, cents = chance.randrange(customers), chance.randint(2_000, 900_000)
        stamp, amount = f"{day:%Y%m%d}", f"{cents // 100},{cents % 100:02d}"
        sale, who = (f"F{number:06d}", stamp, f"Facture {number}"), (f"C{customer:06d}", f"Client {customer}")
        rows = [
            ("VE", "Ventes", f"{number}", stamp, "411000", "Clients", *who, *sale, amount, "0,00"),
            ("VE", "Ventes", f"{number}", stamp, "706000", "Prestations", "", "", *sale, "0,00", amount),
        ]
        for nth in range(9):
            entry, piece = ("OD", "Divers", f"{number}-{nth}", stamp), (f"D{number}", stamp, f"Charge {nth}")
            rows.append((*entry, f"606{nth}00", "Achats", "", "", *piece, "10,00", "0,00"))
            rows.append((*entry, "401000", "Fournisseurs", f"F{nth}", f"Fournisseur {nth}", *piece, "0,00", "10,00"))
        for row in rows:
            text.write("\t".join((*row, "", "", stamp, "", "")) + "\n")
    return text.getvalue().encode()
