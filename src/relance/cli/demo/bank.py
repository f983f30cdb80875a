"""What the company's bank says this morning: the statement that the page “Encaissements” opens with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from relance.cli.demo.story import Line

OPENING = 1_843_217  # cents on the account before the first of them
DAYS = 4  # the last of them is yesterday
# what the bank shows (invoices as {due day from today}), who paid what falls due on which days, and cents beside it
RECEIPTS = (
    ("VIR SEPA RECU /DE CABINET DENTAIRE COLIN /MOTIF {10} /REF 250418", "DENTAL", (10,), 0),
    ("VIR INST RE CRECHE LES PETITS PAS SCIC", "CRECHE", (4,), 0),
    ("VIR SEPA RECU /DE SYNDIC HORIZON GESTION /MOTIF NOS REGLEMENTS DU MOIS", "SYNDIC", (-9, -11), 0),
    ("VIR ETR /DE BOWLING DU PARC /MOTIF {-22} /FRAIS DEDUITS", "BOWLING", (-22,), -1240),
    ("VIR SEPA RECU /DE BRASSERIE DU CANAL SARL /MOTIF FACT {18}", "CANAL", (18,), 0),
    ("VIR SEPA RECU /DE SCI DES GLYCINES /MOTIF SOLDE TRAVAUX", "", (), 145_000),
    ("REMISE CARTES BANCAIRES BOUTIQUE", "", (), 38_640),
)
SPENT = (
    ("PRLV SEPA ELECTRICITE ET GAZ DU RHONE", -41_286), ("FRAIS DE TENUE DE COMPTE", -2_380),
    ("VIR EMIS SALAIRES", -612_400),
)  # fmt: skip


def statement_csv(lines: Iterable[Line], today: date) -> bytes:
    """The list that a French bank lets one download: day, label, debit, credit, balance after each movement."""
    story = list(lines)
    moves = list(SPENT) + [_receipt(story, today, *receipt) for receipt in RECEIPTS]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Date", "Date de valeur", "Libellé", "Débit", "Crédit", "Solde"))
    balance = OPENING
    for rank, (label, cents) in enumerate(moves):
        day = f"{today - timedelta(days=DAYS - rank * DAYS // len(moves)):%d/%m/%Y}"
        balance += cents
        debit, credit = (_amount(cents), "") if cents < 0 else ("", _amount(cents))
        writer.writerow((day, day, label, debit, credit, _amount(balance)))
    return out.getvalue().encode("cp1252")


def _receipt(
    story: Sequence[Line], today: date, label: str, code: str, days: tuple[int, ...], beside: int
) -> tuple[str, int]:  # fmt: skip
    """The label with its invoice numbers, and the cents that came."""
    found = {day: _line(story, code, today + timedelta(days=day)) for day in days}
    for day, line in found.items():
        label = label.replace(f"{{{day}}}", line.number)
    return label, sum(line.open_on(today) for line in found.values()) + beside


def _line(story: Sequence[Line], code: str, due_on: date) -> Line:
    return next(line for line in story if line.player.code == code and line.due_on == due_on)


def _amount(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02d}"
