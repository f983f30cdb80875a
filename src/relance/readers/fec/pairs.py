"""Which payment settled which invoice, where the books leave no doubt: by letter, by number, by an amount alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from relance.domain.books.model import How, Paid
from relance.domain.tabular.cells import plain_words
from relance.readers.fec.entries import Account, Entry
from relance.readers.fec.names import Numbers, is_returned, words_of
from relance.readers.fec.open_items import is_full, letter_sums, without_repeated_opening

_Numbers = Mapping[int, Numbers]  # of each file
_DEBITED = re.compile(r"\b(prlv|prel|prelev\w*|prelevements?|sdd|lcr|domiciliation)\b")


def paid_invoices(account: Account, numbers: _Numbers, sales: frozenset[str]) -> Iterator[Paid]:
    """Invoices with the day on which their money came, where the book leaves no doubt."""
    entries = without_repeated_opening(account.entries)
    sums = letter_sums(entries)
    groups: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    loose: list[Entry] = []
    for entry in entries:
        if is_full(entry) and sums[entry.account, entry.letter] == 0:
            groups[entry.account, entry.letter].append(entry)
        elif not entry.letter:
            loose.append(entry)
    for group in groups.values():
        yield from _of_group(account, group, numbers, sales)
    yield from _by_number_or_amount(account, loose, numbers, sales)


def _of_group(account: Account, group: list[Entry], numbers: _Numbers, sales: frozenset[str]) -> Iterator[Paid]:
    payments = _payments(group, sales)
    if len({p.day for p in payments}) == 1 and not any(is_returned(e) for e in group):
        for invoice in _invoices(group, sales):
            yield from _one(account, invoice, payments[0], "letter", numbers)
    else:
        yield from _by_number_or_amount(account, group, numbers, sales)


def _by_number_or_amount(
    account: Account, entries: list[Entry], numbers: _Numbers, sales: frozenset[str]
) -> Iterator[Paid]:
    invoices, payments = _invoices(entries, sales), _payments(entries, sales)
    by_word: defaultdict[str, list[Entry]] = defaultdict(list)
    by_amount: defaultdict[int, list[Entry]] = defaultdict(list)
    for invoice in invoices:
        by_amount[invoice.net].append(invoice)
        for word in words_of(invoice):
            by_word[word].append(invoice)
    amounts: defaultdict[int, int] = defaultdict(int)
    for payment in payments:
        amounts[-payment.net] += 1
    done: set[int] = set()
    for payment in payments:
        named = {id(e): e for w in words_of(payment) for e in by_word[w] if len(by_word[w]) == 1}
        whole = sum(e.net for e in named.values()) == -payment.net
        same = by_amount[-payment.net] if amounts[-payment.net] == 1 else []
        found: list[Entry] = list(named.values()) if whole and named else same if len(same) == 1 else []
        how: How = "number" if whole and named else "amount"
        for invoice in found:
            if id(invoice) not in done:
                done.add(id(invoice))
                yield from _one(account, invoice, payment, how, numbers)


def _one(account: Account, invoice: Entry, payment: Entry, how: How, numbers: _Numbers) -> Iterator[Paid]:
    issued, paid = invoice.dated, payment.day
    if issued is None or paid is None or paid < issued:
        return
    number = numbers[invoice.file].of(account, invoice, {})
    debited = bool(_DEBITED.search(plain_words(f"{payment.label} {payment.piece} {payment.journal}")))
    yield Paid(account.code, number, issued, paid, invoice.net, how, debited)


def _invoices(entries: list[Entry], sales: frozenset[str]) -> list[Entry]:
    return [e for e in entries if e.net > 0 and e.journal in sales and not e.is_opening]


def _payments(entries: list[Entry], sales: frozenset[str]) -> list[Entry]:
    return [e for e in entries if e.net < 0 and e.journal not in sales and not e.is_opening]
