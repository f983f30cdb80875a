"""From one customer account to its rows: the account, its open invoices, what is unexplained, its credit."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from relance.domain.problems.texts import problem
from relance.domain.rows import AccountRow, CustomerRow, InvoiceRow, Problem
from relance.readers.fec.entries import Account, Entry, Ledger
from relance.readers.fec.names import Numbers, is_collective, is_factored, made_number, name_of
from relance.readers.fec.open_items import Item, is_an_invoice, ledger_balance, open_items
from relance.readers.fec.pairs import paid_invoices

_MOST_SOURCE_LINES = 500


class AccountRows:
    """Turns the accounts of one ledger into rows; every number is given once.

    `numbers` are those of each file of several, so that an invoice keeps its number whatever is read beside it.
    """

    def __init__(self, ledger: Ledger, language: str, numbers: Mapping[int, Numbers] | None = None) -> None:
        self._numbers = numbers or {0: Numbers(ledger.accounts.values())}
        self._language = language
        self._taken: dict[str, object] = {}
        self._sales, self._banks = journals(ledger)
        self.sum_cents = 0
        self.unexplained_cents = 0

    def of(self, account: Account) -> Iterator[AccountRow | InvoiceRow | Problem]:
        """The account row, then what makes its balance; open − credits is the balance, always."""
        first = min((entry.line for entry in account.entries if not entry.file), default=1)
        customer = CustomerRow(first, account.code, name_of(account))
        balance = ledger_balance(account)
        self.sum_cents += balance
        invoices = self.invoices_of(account)
        explained = sum(row.open_cents for row in invoices)
        rest = max(0, balance - explained)
        self.unexplained_cents += rest
        yield AccountRow(first, customer, balance, balance - rest, rest, paid=self._paid(account))
        yield from self._warnings(account, balance, rest)
        yield from invoices
        if rest:
            yield self._unexplained(account, customer, rest)
        if balance < 0:
            yield self._credit(account, customer, -balance)

    def invoices_of(self, account: Account) -> list[InvoiceRow]:
        """The open invoices of an account in debit."""
        if ledger_balance(account) <= 0 or not self._may_explain(account):
            return []
        first = min((entry.line for entry in account.entries if not entry.file), default=1)
        return list(self._invoices(account, CustomerRow(first, account.code, name_of(account))))

    def _paid(self, account: Account) -> tuple[tuple[str, date], ...]:
        if account.root != "411":
            return ()
        return tuple((one.number, one.paid_on) for one in paid_invoices(account, self._numbers, self._sales))

    def _may_explain(self, account: Account) -> bool:
        return account.root == "411" and not is_collective(name_of(account)) and not is_factored(account)

    def _invoices(self, account: Account, customer: CustomerRow) -> Iterator[InvoiceRow]:
        merged: dict[str, InvoiceRow] = {}
        taken = ChainMap[str, object](merged, self._taken)  # type: ignore[arg-type]
        for item in open_items(account):
            if not is_an_invoice(item, self._sales, self._banks):
                continue
            number = self._number(account, item.entry, taken)
            row = _invoice(item, customer, number)
            same = merged.get(number)
            if same and same.source_file != row.source_file:  # last year's number is used again
                number = made_number(account, item.entry, taken)
                row, same = replace(row, invoice=number), None
            merged[number] = row if same is None else _joined(same, row)
        for number in merged:
            self._taken[number] = account
        yield from merged.values()

    def _number(self, account: Account, entry: Entry, taken: Mapping[str, object]) -> str:
        return self._numbers[entry.file].of(account, entry, taken)

    def _warnings(self, account: Account, balance: int, rest: int) -> Iterator[Problem]:
        if not rest:
            return
        key = "UNEXPLAINED"
        if account.root == "416":
            key = "DOUBTFUL"
        elif is_collective(name_of(account)):
            key = "COLLECTIVE_ACCOUNT"
        elif is_factored(account):
            key = "FACTORED"
        yield problem(
            key,
            self._language,
            line=next((entry.line for entry in account.entries if not entry.file), None),
            severity="warning",
            value=name_of(account) or account.code,
            amount=_euros(rest),
        )

    def _unexplained(self, account: Account, customer: CustomerRow, rest: int) -> InvoiceRow:
        debits = [entry for entry in account.entries if entry.net > 0] or account.entries
        return InvoiceRow(
            customer.line,
            customer,
            f"SOLDE-{account.code}",
            rest,
            rest,
            "EUR",
            unexplained=True,
            issued_on=_latest(debits).dated,
            source_lines=_lines(account),
        )

    def _credit(self, account: Account, customer: CustomerRow, cents: int) -> InvoiceRow:
        credits = [entry for entry in account.entries if entry.net < 0] or account.entries
        return InvoiceRow(
            customer.line,
            customer,
            f"CREDIT-{account.code}",
            cents,
            cents,
            "EUR",
            "credit_note",
            issued_on=_latest(credits).dated,
            source_lines=_lines(account),
        )


def _latest(entries: list[Entry]) -> Entry:
    return max(entries, key=lambda e: (e.dated is not None, e.dated, e.line) if e.dated else (False, None, e.line))


def _lines(account: Account) -> tuple[int, ...]:
    return tuple(sorted(entry.line for entry in account.entries if not entry.file)[:_MOST_SOURCE_LINES])


def _invoice(item: Item, customer: CustomerRow, number: str) -> InvoiceRow:
    entry = item.entry
    return InvoiceRow(
        entry.line,
        customer,
        number,
        entry.net,
        item.left,
        "EUR",
        issued_on=entry.dated,
        source_lines=(entry.line,),
        source_file=entry.file,
    )


def _joined(one: InvoiceRow, other: InvoiceRow) -> InvoiceRow:
    return replace(
        one,
        amount_cents=one.amount_cents + other.amount_cents,
        open_cents=one.open_cents + other.open_cents,
        source_lines=one.source_lines + other.source_lines,
    )


def journals(ledger: Ledger) -> tuple[frozenset[str], frozenset[str]]:
    """The journals of sales and those of banks, by the classes that they touch."""
    classes: Mapping[str, Mapping[str, int]] = ledger.journal_classes
    sales = frozenset(j for j, c in classes.items() if c.get("7", 0) and c.get("7", 0) >= c.get("5", 0))
    banks = frozenset(j for j, c in classes.items() if c.get("5", 0) and j not in sales)
    return sales, banks


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d} EUR"
