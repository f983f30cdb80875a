"""Readings of a movement by its payer and its amount, where no number helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from relance.domain.allocate.differences import FEE_AT_MOST, ROUND, difference_of
from relance.domain.allocate.drafts import Case, Draft, doubts_of_items, payer_reasons, poured, reason, whole
from relance.domain.allocate.model import OpenItem, Part, Reason
from relance.domain.allocate.payers import CERTAIN, LIKE
from relance.domain.allocate.shelf import Shelf, issued_by
from relance.domain.allocate.sums import combinations_of

MOST_PAYERS: Final = 6
MOST_EQUAL: Final = 8
STATEMENT_WORDS: Final = frozenset("RELEVE RELEVES SOLDE STATEMENT FACTURES FACTS".split())
HISTORY: Final = 3  # invoices of a customer below which its usual amounts are not known


def amount_drafts(case: Case, shelf: Shelf) -> list[Draft]:
    """By the customers recognised: one line, several, all, less a credit or a difference. Mostly likely only."""
    drafts: list[Draft] = []
    for customer in case.payers()[:MOST_PAYERS]:
        items = shelf.items_of(customer, case.money)
        if items:
            drafts += _of_customer(case, shelf, customer, items)
    return drafts


def anybodys(case: Case, shelf: Shelf) -> list[Draft]:
    """Lines of anybody of which exactly that is open: shown where they are few, never more than likely."""
    items = issued_by(shelf.of_amount(case.money), case.money.on)
    items = [x for x in items if x.customer not in case.known and not x.is_settled_by_list]
    if len(items) > MOST_EQUAL:
        return []
    drafts = []
    for item in items:
        near = _near(case, shelf, item)
        why, against = [reason("amount_exact"), *near], [reason("amount_only")]
        weight = (20 if case.known else 30) - len(items) + 25 * len(near)
        drafts.append(Draft(item.customer, whole(shelf, [item]), reasons=why, doubts=against, weight=weight))
    return drafts


def _of_customer(case: Case, shelf: Shelf, customer: int, items: list[OpenItem]) -> Iterator[Draft]:
    money = case.money
    there = issued_by(items, money.on)
    base = 12 * case.level(customer)
    singles = [x for x in there if shelf.left[x.key] == money.cents]
    for place, item in enumerate(singles[:MOST_EQUAL]):
        near = _near(case, shelf, item)
        why = [reason("amount_exact"), *near, *payer_reasons(case, customer)]
        doubts = _doubts_of_one(case, shelf, customer, item, singles, there)
        weight = base + 34 - place + (25 if near else -20 if case.names_something() else 0)
        yield Draft(customer, whole(shelf, [item]), reasons=why, doubts=doubts, weight=weight)
    yield from _combined(case, shelf, customer, there, base)
    yield from _deducted(case, shelf, customer, there, base)
    if not singles:
        yield from _differing(case, shelf, customer, there, base)


def _doubts_of_one(
    case: Case, shelf: Shelf, customer: int, item: OpenItem, singles: Sequence[OpenItem], there: Sequence[OpenItem]
) -> list[Reason]:
    """One line of exactly this amount is proven only by a learned account and an amount that nothing else explains."""
    money = case.money
    doubts = doubts_of_items(money, [item])
    if len(singles) > 1:
        doubts.append(reason("equal_amounts"))
    elif shelf.is_usual(customer, money.cents) or money.cents % ROUND == 0 or shelf.invoices_known(customer) < HISTORY:
        doubts.append(reason("usual_amount"))
    elif len(shelf.of_amount(money)) > 1:
        doubts.append(reason("equal_elsewhere"))
    doubts += _doubts_of_payer(case, customer)
    if not doubts:
        sums = combinations_of([shelf.left[x.key] for x in there], money.cents)
        if sums.found or not sums.is_complete:
            doubts.append(reason("several_readings"))
    return doubts


def _doubts_of_payer(case: Case, customer: int) -> list[Reason]:
    doubts = []
    how = case.known[customer].how
    if case.level(customer) < CERTAIN or how == "learned_name":
        doubts.append(reason("name_only"))
    if any(x != customer and known.level > LIKE for x, known in case.known.items()):
        doubts.append(reason("several_payers"))
    if case.names_something():
        doubts.append(reason("names_other", number=(case.found.unknown or (case.found.mentions[0].text,))[0]))
    return doubts


def _combined(
    case: Case, shelf: Shelf, customer: int, there: Sequence[OpenItem], base: int
) -> Iterator[Draft]:  # fmt: skip
    """Several lines: everything, what is due, or some."""
    money = case.money
    open_now = [x for x in there if not x.is_settled_by_list]
    if len(open_now) < 2:
        return
    amounts = [shelf.left[x.key] for x in open_now]
    if sum(amounts) == money.cents:
        doubts = [*doubts_of_items(money, open_now), *_doubts_of_payer(case, customer)]
        if len(set(amounts)) == 1:
            doubts.append(reason("usual_amount"))
        why = [reason("whole_statement"), *payer_reasons(case, customer)]
        yield Draft(customer, whole(shelf, open_now), reasons=why, doubts=doubts, weight=base + 36)
        return
    sums = combinations_of(amounts, money.cents)
    words = 6 if case.words & STATEMENT_WORDS else 0
    for place, way in enumerate(sums.found):
        chosen = [open_now[at] for at in way]
        first = 5 if list(way) == list(range(len(way))) else 0
        yield Draft(
            customer, whole(shelf, chosen), reasons=[reason("sum_exact"), *payer_reasons(case, customer)],
            doubts=[reason("several_readings" if len(sums.found) > 1 else "no_number")],
            weight=base + 26 + words + first - 2 * len(way) - place,
        )  # fmt: skip


def _deducted(
    case: Case, shelf: Shelf, customer: int, there: Sequence[OpenItem], base: int
) -> Iterator[Draft]:  # fmt: skip
    """One line, or all, less one credit."""
    money = case.money
    total = sum(shelf.left[x.key] for x in there)
    for credit in shelf.credits_of(customer, money)[:MOST_EQUAL]:
        cents = shelf.credit_left[credit.key]
        chosen = [[x] for x in there if shelf.left[x.key] == money.cents + cents][:2]
        if len(there) > 1 and total == money.cents + cents:
            chosen.append(list(there))
        for items in chosen:
            why = [reason("credit_explains", number=credit.number), *payer_reasons(case, customer)]
            yield Draft(
                customer, whole(shelf, items), (Part(credit.key, cents),), reasons=why, doubts=[reason("no_number")],
                weight=base + 22,
            )  # fmt: skip


def _differing(
    case: Case, shelf: Shelf, customer: int, there: Sequence[OpenItem], base: int
) -> Iterator[Draft]:  # fmt: skip
    """One line less a small difference; or a line that the number in the text is one slip away from."""
    money, small = case.money, shelf.book.small_difference_cents
    for item in there:
        missing = shelf.left[item.key] - money.cents
        is_close = 0 < missing <= max(FEE_AT_MOST, small, shelf.left[item.key] // 32)
        kind = difference_of(shelf.left[item.key], money.cents, small) if is_close else ""
        near = _near(case, shelf, item)
        if kind or near:
            why, doubts = [*near, *payer_reasons(case, customer)], [reason(kind or "other_amount")]
            weight = base + (12 if kind else 6) + 15 * len(near)
            parts = poured(shelf, [item], money.cents)
            yield Draft(customer, parts, (), None, missing if kind else 0, why, doubts, weight)


def _near(case: Case, shelf: Shelf, item: OpenItem) -> list[Reason]:
    """Whether the text holds the item's number but for one slip of the finger."""
    word = case.nearly(shelf).get((item.customer, item.invoice))
    return [reason("number_nearly", number=item.invoice, written=word)] if word else []
