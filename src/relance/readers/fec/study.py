"""What books say in all: balances with what makes them, and how long customers took to pay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from relance.domain.books.model import BookAccount, BookFile, BookInvoice, HeldInBook, Paid, Study
from relance.domain.problems.texts import Refused
from relance.domain.rows import InvoiceRow, Problem, ReadOptions
from relance.readers.fec.entries import Account, Ledger
from relance.readers.fec.names import is_collective, is_factored, name_of
from relance.readers.fec.oddities import lettering, oddities, unbalanced
from relance.readers.fec.open_items import (
    Item,
    ledger_balance,
    open_items,
    why_no_invoice,
)
from relance.readers.fec.pairs import paid_invoices
from relance.readers.fec.reading import Years, read_years
from relance.readers.fec.rows import AccountRows, journals


def study(files: Sequence[BookFile], options: ReadOptions) -> Study:
    """The books together. The first that can be read leads; none that can is a study of nothing."""
    problems: list[Problem] = []
    for place in range(len(files)):
        try:
            years = read_years(files[place:], options)
        except Refused as refused:
            problems.append(refused.problem(options.language))
            continue
        problems += [*oddities(years.own, files[place].name, options.language), *years.problems]
        problems += lettering(years.ledger, options.language)
        return _studied(years, place, tuple(problems), options.language)
    return Study(problems=tuple(problems))


def _studied(years: Years, skipped: int, problems: tuple[Problem, ...], language: str) -> Study:
    ledger = years.ledger
    rows = AccountRows(ledger, language, years.numbers)
    sales, banks = journals(ledger)
    differs = {one.code: one.opening - one.closing for one in reversed(years.united.differs)}
    accounts: list[BookAccount] = []
    paid: list[Paid] = []
    for code in sorted(ledger.accounts):
        account = ledger.accounts[code]
        found = _account(account, rows.invoices_of(account), sales, banks)
        letters = tuple(unbalanced(ledger, code))
        found = replace(found, opening_differs_cents=differs.get(code, 0), unbalanced_letters=letters)
        accounts.append(found)
        if account.root == "411":
            paid += paid_invoices(account, years.numbers, sales)
    latest = years.chain[0].ledger if years.chain else years.own
    return Study(
        tuple(accounts), tuple(paid), min((book.start for book in years.chain), default=None), years.last_day,
        dict(latest.apart), _control(latest), years.own.lines,
        tuple(sorted(place + skipped for book in years.chain for place in book.files)), problems,
    )  # fmt: skip


def _control(ledger: Ledger) -> dict[str, int]:
    """The sums of 411, 413 and 416 in one book as it stands."""
    sums: Counter[str] = Counter()
    for account in ledger.accounts.values():
        sums[account.root] += ledger_balance(account)
    return dict(sums)


def _account(account: Account, rows: Sequence[InvoiceRow], sales: frozenset[str], banks: frozenset[str]) -> BookAccount:
    balance, name = ledger_balance(account), name_of(account)
    collective, factored = is_collective(name), is_factored(account)
    whole = "collective" if collective else "factored" if factored else "" if account.root == "411" else "other_account"
    items = open_items(account) if balance > 0 else []
    why = [(item, whole or why_no_invoice(item, sales, banks)) for item in items]
    number = account.entries[0].account if account.entries else account.root
    invoices = tuple(BookInvoice(row.invoice, row.issued_on, row.open_cents) for row in rows)
    held = tuple(_held(item, reason) for item, reason in why if reason)
    return BookAccount(account.code, number, name, account.root, balance, invoices, held, collective, factored)


def _held(item: Item, reason: str) -> HeldInBook:
    entry = item.entry
    return HeldInBook(reason, entry.piece or entry.label, entry.dated, item.left, entry.file, entry.line)
