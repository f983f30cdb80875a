"""Money of several customers at once: direct debits collected together, cheques, cash or bills paid in. Never sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Final

from relance.domain.allocate.drafts import Case, Draft, reason, whole
from relance.domain.allocate.model import OpenItem
from relance.domain.allocate.shelf import Shelf, issued_by

SPANS: Final = (1, 2, 3, 4, 5, 7, 10)  # days about the collection
MOST: Final = 5
PAIRED: Final = 4000  # lines among which pairs are looked for


def batch_drafts(case: Case, shelf: Shelf) -> list[Draft]:
    """What may make up a collection or a deposit."""
    money = case.money
    if money.kind == "direct_debit" or "PRLV" in case.words or "PRELEVEMENTS" in case.words:
        return list(_collected(case, shelf))
    if money.kind in ("cheque", "cash", "bill") or case.words & {"CHEQUE", "CHEQUES", "CHQ", "CHQS"}:
        return list(_deposited(case, shelf))
    return []


def _collected(case: Case, shelf: Shelf) -> Iterator[Draft]:
    """Lines flagged for direct debit that were due about that day and add up."""
    money = case.money
    for days in SPANS:
        span = timedelta(days=days)
        due = [
            x for x in shelf.debits()
            if x.currency == money.currency and abs(x.due_on - money.on) <= span and shelf.left[x.key] > 0
            and (x.issued_on is None or x.issued_on <= money.on)
        ]  # fmt: skip
        if due and sum(shelf.left[x.key] for x in due) == money.cents:
            yield _batch(shelf, due, "direct_debits_due", case)
            return


def _deposited(case: Case, shelf: Shelf) -> Iterator[Draft]:
    """One line of exactly this amount, or two where the deposit held two."""
    money = case.money
    if money.batch_count < 2:
        items = issued_by(shelf.of_amount(money), money.on)
        for item in items[:MOST]:
            yield _batch(shelf, [item], "amount_exact", case)
    if money.batch_count in (0, 2):
        for pair in islice(_pairs(case, shelf), MOST):
            yield _batch(shelf, pair, "sum_exact", case)


def _pairs(case: Case, shelf: Shelf) -> Iterator[Sequence[OpenItem]]:
    money = case.money
    usable = issued_by(shelf.open_about(money, PAIRED), money.on)
    for item in usable:
        rest = money.cents - shelf.left[item.key]
        if rest > 0:
            for other in shelf.of_amount(money, rest):
                if other.key > item.key and (other.issued_on is None or other.issued_on <= money.on):
                    yield (item, other)


def _batch(shelf: Shelf, items: Sequence[OpenItem], why: str, case: Case) -> Draft:
    return Draft(
        items[0].customer, whole(shelf, items), reasons=[reason(why)], doubts=[reason("nobody_named")],
        weight=20 - len(items),
    )  # fmt: skip
