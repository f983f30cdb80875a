"""The words for a table's columns: which fields a kind of file may have, and how the first rows are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from relance.domain.rows import BankRow, CustomerRow, InvoiceRow, PaymentRow, Problem, Row, RowKind
from relance.domain.wording.formats import date_short, money
from relance.web.door import page_language
from relance.web.menu import Words
from relance.web.sentences import ANSWERED_HERE, has_words, problem_said

_NOWHERE = re.compile(r"^(?:Ligne|Line) 0[\s\u00a0]*:[\s\u00a0]*")
_MISSING = re.compile(r"(Colonnes introuvables[\s\u00a0]*:|Columns not found:)([^.]*)")
_CLAUSES = re.compile(r"[\s\u00a0]*;[\s\u00a0]+|\.\s+")
KINDS: tuple[tuple[RowKind, Words], ...] = (
    ("invoices", _("Open invoices")),
    ("customers", _("Customers")),
    ("payments", _("Payments")),
    ("bank", _("Bank statement")),
)
_CUSTOMER: tuple[tuple[str, Words], ...] = (
    ("customer", _("Customer code")), ("customer_name", _("Customer name")), ("email", _("E-mail")),
    ("phone", _("Telephone")), ("address", _("Address")), ("postcode", _("Postcode")), ("city", _("Town")),
    ("siren", _("SIREN or SIRET")), ("kind", _("Kind of customer")), ("language", _("Language")),
)  # fmt: skip
_MORE: tuple[tuple[str, Words], ...] = (("terms", _("Payment terms")), ("plan", pgettext_lazy("field", "Plan")))
FIELDS: dict[str, tuple[tuple[str, Words], ...]] = {
    "invoices": (
        ("invoice", _("Invoice number")), ("customer", _("Customer code")), ("customer_name", _("Customer name")),
        ("issued_on", _("Invoice date")), ("due_on", _("Due date")), ("amount", _("Amount including tax")),
        ("amount_signed", _("Amount including tax (negative: credit note)")), ("open", _("What is left to pay")),
        ("open_signed", _("What is left to pay (negative: credit note)")), ("paid", _("What was paid")),
        ("payment_amount", _("Amount of a payment (one line each)")), ("document", _("Invoice or credit note")),
        ("status", _("Status")), ("currency", _("Currency")), *_CUSTOMER[2:], *_MORE,
        ("payment_mode", _("Way of paying")), ("applies_to", _("Invoice that a credit note lowers")),
        ("order_reference", _("Order reference")), ("reminders_sent", _("Reminders sent so far")),
        ("last_reminder_on", _("Day of the last reminder")), ("late_rate", _("Rate of penalties")),
    ),
    "customers": (
        *_CUSTOMER, ("contact_name", _("Contact name")), ("country", _("Country")), *_MORE,
        ("no_dunning", _("Never remind")),
    ),
    "payments": (
        ("customer", _("Customer code")), ("customer_name", _("Customer name")), ("paid_on", _("Day of the payment")),
        ("amount", _("Amount")), ("currency", _("Currency")), ("reference", _("Reference of the payment")),
        ("invoice", _("Invoice number")),
    ),
    "bank": (
        ("booked_on", _("Booking day")), ("value_on", _("Value day")), ("label", _("Label")),
        ("amount", _("Amount (negative: money out)")), ("amount_inverted", _("Amount (negative: money in)")),
        ("debit", pgettext_lazy("bank", "Debit")), ("credit", pgettext_lazy("bank", "Credit")),
        ("flag", _("Debit or credit (D/C, −/+)")),
        ("balance", _("Balance after the movement")), ("currency", _("Currency")), ("party", _("Payer or payee")),
        ("party_iban", _("IBAN of the payer or payee")), ("account", _("Our account")),
        ("bank_reference", _("Reference of the bank")), ("end_to_end", _("End-to-end reference")),
        ("structured", _("Structured reference")), ("fee", _("Fee")), ("net", _("Net amount")),
        ("state", _("Status")),
    ),
}  # fmt: skip
HEADS: dict[type, tuple[Words, ...]] = {
    InvoiceRow: (_("Customer"), _("Invoice"), _("Issued on"), _("Due on"), _("Amount"), _("Left to pay")),
    CustomerRow: (_("Customer"), _("Name"), _("E-mail"), _("Town"), _("Payment terms")),
    PaymentRow: (_("Customer"), _("Paid on"), _("Reference"), _("Amount")),
    BankRow: (_("Booked on"), _("Label"), _("Payer or payee"), _("Amount")),
}
MONEY = {InvoiceRow: (4, 5), PaymentRow: (3,), BankRow: (3,), CustomerRow: ()}


def rows_as_read(rows: Sequence[Row]) -> dict[str, object]:
    """The first rows in the page's words: headings, and cells of which some are money (`is_number`)."""
    if not rows:
        return {"heads": (), "lines": ()}
    kind = type(rows[0])
    numbers = MONEY.get(kind, ())
    lines = [
        [(head, text, index in numbers) for index, (head, text) in enumerate(zip(HEADS[kind], cells(row), strict=True))]
        for row in rows
        if type(row) is kind and kind in HEADS
    ]
    heads = [(head, index in numbers) for index, head in enumerate(HEADS.get(kind, ()))]
    return {"heads": heads, "lines": lines}


def cells(row: Row) -> tuple[str, ...]:
    """What one row says, cell by cell."""
    language = page_language()

    def sum_of(cents: int, currency: str) -> str:
        return money(cents, currency, language)

    def on(value: object) -> str:
        return date_short(value, language) if value else "—"  # type: ignore[arg-type]

    if isinstance(row, InvoiceRow):
        sign = -1 if row.document == "credit_note" else 1
        name = row.customer.customer_name or row.customer.customer
        sums = (sum_of(sign * row.amount_cents, row.currency), sum_of(sign * row.open_cents, row.currency))
        return (name, row.invoice, on(row.issued_on), on(row.due_on), *sums)
    if isinstance(row, CustomerRow):
        return row.customer, row.customer_name, row.email, row.city, row.terms
    if isinstance(row, PaymentRow):
        return row.customer, on(row.paid_on), row.reference, sum_of(row.amount_cents, row.currency)
    if isinstance(row, BankRow):
        return on(row.booked_on), row.text.replace("\n", " · "), row.party, sum_of(row.cents, row.currency)
    return ()


def problem_told(problem: Problem, kind: str = "", *, is_alone: bool = True) -> str:
    """A problem's sentence with our fields in the person's words, and without what only a terminal can answer."""
    words = {field: str(said) for fields in FIELDS.values() for field, said in fields}
    words |= {field: str(said) for field, said in FIELDS.get(kind, ())}
    text = _NOWHERE.sub("", problem.message)
    if problem.field in words and not has_words(text):
        text = text.replace(f", {problem.field}", f", {words[problem.field]}", 1)
    if "--mapping" in text and problem.code not in ANSWERED_HERE:
        parts = [part for part in _CLAUSES.split(text) if part and "--mapping" not in part]
        text = ". ".join(part.rstrip(".") for part in parts) + "."
    if problem.code == "HEADER":
        text = _MISSING.sub(lambda found: _named(found, words), text)
    return problem_said(problem.code, text, is_alone=is_alone)


def _named(found: re.Match[str], words: Mapping[str, str]) -> str:
    names = [name.strip() for name in found[2].split(",")]
    return f"{found[1]} " + ", ".join(words.get(name, name) for name in names)
