"""What a person does at the desk, in one line each: bill, pay, credit, ask what is owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from relance.ledger.models import Claim
from tests.cli.conftest import Relance, Said

COLUMNS = (
    "customer,customer_name,kind,email,address,postcode,city,"
    "invoice,document,issued_on,due_on,amount,open,currency,late_rate,applies_to"
).split(",")
USUAL = {
    "customer": "DUPONT", "kind": "business", "document": "invoice", "address": "3 rue du Port", "postcode": "44000",
    "city": "Nantes",
}  # fmt: skip


def euros(cents: int) -> str:
    """12.50 for 1250."""
    return f"{cents // 100}.{cents % 100:02d}"


@dataclass
class Desk:
    """Everything goes through `relance …`; `home` is its data folder. Amounts are cents."""

    relance: Relance
    file: Callable[[str, str], str]
    home: Path
    files: int = field(default=0)

    def do(self, *words: str, at: str, code: int = 0) -> Said:
        """Run a command on a day; it must end with that exit code."""
        said = self.relance(*words, "--today", at)
        assert said.code == code, (words, said)
        return said

    def take(self, *rows: Mapping[str, str], at: str, options: tuple[str, ...] = ()) -> Said:
        """Import lines of invoices and credit notes; what they leave out is Dupont's."""
        full = [{**dict.fromkeys(COLUMNS, ""), **USUAL, **row} for row in rows]
        for row in full:
            name = row["customer"].title()
            row["customer_name"] = row["customer_name"] or f"{name} SARL"
            row["email"] = row["email"] or f"compta@{name.lower()}.example"
        text = "\n".join([",".join(COLUMNS), *(",".join(row[c] for c in COLUMNS) for row in full), ""])
        self.files += 1
        said = self.relance("import", self.file(f"file-{self.files}.csv", text), "--today", at, *options)
        assert said.code in (0, 1), said
        return said

    def bill(self, due: str, cents: int = 100_000, number: str = "FA-1", at: str = "", **columns: str) -> None:
        """An invoice of Dupont, imported on its issue date unless `at` says otherwise."""
        row = {"invoice": number, "due_on": due, "amount": euros(cents), "issued_on": at, **columns}
        self.take(row, at=at or due)

    def credit(self, on: str, cents: int, invoice: str = "FA-1", number: str = "AV-1", **columns: str) -> None:
        """A credit note for an invoice, imported on its date."""
        row = {"invoice": number, "document": "credit_note", "issued_on": on, "amount": euros(cents)}
        self.take({**row, "applies_to": invoice, **columns}, at=on)

    def pay(self, on: str, cents: int, invoice: str = "FA-1", at: str = "") -> str:
        """Money for an invoice, typed on that day unless `at` says otherwise; its number, to undo it."""
        return str(self.do("pay", invoice, euros(cents), "--on", on, "--json", at=at or on).document["payment"])

    def notify(self, on: str, invoice: str = "FA-1", step: str = "formal_notice", channel: str = "letter") -> None:
        """A step done outside Relance, a formal notice unless another is named."""
        self.do("record", invoice, "--step", step, "--on", on, "--channel", channel, at=on)

    def settings(self, **values: str) -> None:
        """Change the creditor's settings."""
        self.do("settings", *(f"{key}={value}" for key, value in values.items()), at="2026-01-05")

    def customer(self, at: str, code: str = "DUPONT", **values: str) -> None:
        """Change what is known of a customer."""
        self.do("customer", code, *(f"{key}={value}" for key, value in values.items()), at=at)

    def owed(self, at: str, subject: str = "FA-1") -> dict[str, Any]:
        """The document of `relance owed`."""
        return self.do("owed", subject, "--json", at=at).document

    def parts(self, at: str, subject: str = "FA-1") -> tuple[int, int, int]:
        """Principal, interest and indemnity, cents."""
        found = self.owed(at, subject)
        return found["principal_cents"], found["interest_cents"], found["indemnity_cents"]

    def clocks(self, at: str, *subject: str) -> list[dict[str, Any]]:
        """The rows of `relance clocks`."""
        rows: list[dict[str, Any]] = self.do("clocks", *subject, "--json", at=at).document["clocks"]
        return rows

    def clock(self, key: str, at: str, subject: str = "FA-1") -> dict[str, Any]:
        """The one clock of that key."""
        (found,) = [row for row in self.clocks(at, subject) if row["key"] == key]
        return found

    def fact(self, kind: str, on: str, subject: str = "FA-1", *words: str, at: str = "") -> None:
        """A fact of law, noted on its day unless `at` says otherwise."""
        self.do("fact", subject, "--kind", kind, "--on", on, *words, at=at or on)


def claims() -> list[tuple[str, str, str, int]]:
    """Invoice, part, state and cents of every claim in the ledger."""
    return list(Claim.objects.order_by("pk").values_list("invoice__number", "part", "state", "cents"))


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)
