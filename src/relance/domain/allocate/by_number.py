"""Readings of a movement by the numbers in its text: exact ones, and those whose amount is another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product

from relance.domain.allocate.choices import MOST_READINGS, SHORTEST_SERIAL, Choice, choices_of
from relance.domain.allocate.differences import ROUND, difference_of
from relance.domain.allocate.drafts import Case, Draft, doubts_of_items, payer_reasons, poured, reason, whole
from relance.domain.allocate.mentions import CREDIT_WORDS, Entry, Found, Hit, Mention, compact_of, written_forms
from relance.domain.allocate.model import Money, OpenItem, Part, Reason
from relance.domain.allocate.numbers import BARE, FULL, one_off, stripped
from relance.domain.allocate.shelf import Shelf
from relance.domain.allocate.sums import combinations_of


def number_drafts(case: Case, shelf: Shelf, found: Found) -> list[Draft]:
    """Every reading by numbers, the exact ones first; those that nothing speaks against have no doubts."""
    choices, crowded = choices_of(case, shelf, found)
    drafts: dict[tuple[object, ...], Draft] = {}
    for choice in choices:
        for draft in _weighed(case, shelf, choice, found):
            if draft.what not in drafts or drafts[draft.what].weight < draft.weight:
                drafts[draft.what] = draft
    rows = sorted(drafts.values(), key=lambda x: (not x.is_exact, -x.weight, len(x.doubts)))
    again = {choice.customer for choice in choices if _pays_again(case, shelf, choice)}
    _tell_apart([x for x in rows if x.is_exact], crowded, again)
    return rows


def _tell_apart(exact: Sequence[Draft], crowded: set[int], again: set[int]) -> None:
    """Exact readings are doubtful where there is another one, or may be one."""
    count = Counter(draft.customer for draft in exact)
    for draft in exact:
        if draft.customer in crowded or count[draft.customer] > 1:
            draft.doubts.append(reason("several_readings"))
        elif draft.customer in again:
            draft.doubts.append(reason("maybe_again"))
    if sum(1 for x in exact if not x.doubts) > 1:
        for draft in exact:
            draft.doubts.append(reason("several_readings"))


def _items(shelf: Shelf, choice: Choice, money: Money) -> list[OpenItem]:
    keys = [key for entry in choice.entries for key in entry.items if shelf.left[key] > 0]
    return [shelf.items[key] for key in keys if shelf.items[key].currency == money.currency]


def _pays_again(case: Case, shelf: Shelf, choice: Choice) -> bool:
    """Whether all that is named is paid already, and the amount may be that of the same once more."""
    if _items(shelf, choice, case.money) or any(entry.credit is not None for entry in choice.entries):
        return False
    cents = [entry.closed_cents for entry in choice.entries]
    return None in cents or sum(x or 0 for x in cents) == case.money.cents


def _weighed(case: Case, shelf: Shelf, choice: Choice, found: Found) -> Iterator[Draft]:
    """The drafts of one reading."""
    money, items = case.money, _items(shelf, choice, case.money)
    credits = tuple(
        Part(x.credit, shelf.credit_left[x.credit]) for x in choice.entries
        if x.credit is not None and shelf.credit_left[x.credit] > 0
        and shelf.credits[x.credit].currency == money.currency
    )  # fmt: skip
    why = [reason("number_in_text", number=x.number) for x in choice.entries if x.credit is None][:4]
    why += [reason("credit_in_text", number=x.number) for x in choice.entries if x.credit is not None][:2]
    why += payer_reasons(case, choice.customer)
    doubts = [*_doubts_of_numbers(case, shelf, choice, items, found), *doubts_of_items(money, items)]
    empty = [x for x in choice.entries if x.credit is None and not any(shelf.left[key] > 0 for key in x.items)]
    doubts += [_paid_already(shelf, x) for x in empty[:2]]
    weight = 60 + 8 * len(choice.pairs) - 6 * len(doubts) + 4 * case.level(choice.customer)
    if not items:
        if empty:
            yield Draft(choice.customer, reasons=why, doubts=doubts or [reason("nothing_open")], weight=weight - 30)
        return
    is_figure = all(mention.lead == "none" and hit.strength == BARE for mention, hit in choice.pairs)
    for draft in _by_amount(case, shelf, choice.customer, items, credits):
        if is_figure and not draft.is_exact and not case.knows_payer():
            continue  # a mere figure, and another amount
        if not draft.is_exact and not doubts and not all(map(_stands_alone, choice.pairs)):
            doubts = [reason("number_incomplete", number=choice.pairs[0][0].text)]
        draft.is_plain = all(map(_stands_alone, choice.pairs))
        draft.reasons, draft.doubts = why + draft.reasons, doubts + draft.doubts
        draft.weight += weight
        yield draft


def _paid_already(shelf: Shelf, entry: Entry) -> Reason:
    key = "paid_by_other_line" if any(x in shelf.touched for x in entry.items) else "number_paid"
    return reason(key, number=entry.number)


def _by_amount(
    case: Case, shelf: Shelf, customer: int, items: list[OpenItem], credits: tuple[Part, ...]
) -> Iterator[Draft]:  # fmt: skip
    """What the amount says of these lines: all of them, less a credit, an instalment, a part, too much."""
    money = case.money
    total, deducted = sum(shelf.left[x.key] for x in items), sum(x.cents for x in credits)
    if money.cents == total - deducted:
        yield Draft(customer, whole(shelf, items), credits, reasons=[reason("amount_exact")], weight=40, is_exact=True)
        return
    first = _instalments(shelf, items, money.cents)
    if first:
        yield Draft(customer, first, reasons=[reason("instalments_exact")], weight=38, is_exact=True)
        return
    if money.cents > total:
        yield Draft(customer, whole(shelf, items), doubts=[reason("more_than_named")], weight=16)
        return
    explained = list(_less_a_credit(case, shelf, customer, items, total - money.cents))
    yield from explained
    if all(draft.doubts for draft in explained):
        yield _part_of(case, shelf, customer, items, total)


def _less_a_credit(
    case: Case, shelf: Shelf, customer: int, items: list[OpenItem], missing: int
) -> Iterator[Draft]:  # fmt: skip
    """These lines less one credit of the customer that nobody names: sure only where nothing else may explain it."""
    money = case.money
    explaining = [x for x in shelf.credits_of(customer, money) if shelf.credit_left[x.key] == missing]
    for credit in explaining:
        doubts = [reason("several_credits")] if len(explaining) > 1 else []
        is_late = credit.issued_on is not None and credit.issued_on > money.on
        is_round = missing % ROUND == 0 or money.cents % ROUND == 0  # as a part of an invoice would be
        if is_late or is_round or shelf.was_billed(customer, money.cents):
            doubts.append(reason("credit_unnamed", number=credit.number))
        if difference_of(missing + money.cents, money.cents, shelf.book.small_difference_cents):
            doubts.append(reason("maybe_difference"))
        why = [reason("credit_explains", number=credit.number)]
        part = Part(credit.key, missing)
        yield Draft(customer, whole(shelf, items), (part,), None, 0, why, doubts, 34, is_exact=True)


def _instalments(shelf: Shelf, items: Sequence[OpenItem], cents: int) -> tuple[Part, ...]:
    """The first instalments of the invoices (or one of them), where just one choice makes up the amount exactly."""
    by_invoice: dict[str, list[OpenItem]] = {}
    for item in items:
        by_invoice.setdefault(item.invoice, []).append(item)
    ways = [[rows[:count] for count in range(1, len(rows) + 1)] for rows in by_invoice.values()]
    if len(ways) == 1:
        ways[0] += [[item] for item in items]
    if all(len(way) == 1 for way in ways):
        return ()
    sums: dict[int, list[OpenItem]] = {}
    for chosen in islice(product(*ways), MOST_READINGS):
        flat = [item for rows in chosen for item in rows]
        total = sum(shelf.left[x.key] for x in flat)
        if total == cents:
            sums.setdefault(len(sums), flat)
            if len(ways) == 1:
                break
    return whole(shelf, sums[0]) if len(sums) == 1 else ()


def _part_of(case: Case, shelf: Shelf, customer: int, items: list[OpenItem], total: int) -> Draft:
    """Less than what is named: a difference that a person may give up, or a part."""
    money = case.money
    draft = Draft(customer, poured(shelf, items, money.cents), weight=14)
    kind = difference_of(total, money.cents, shelf.book.small_difference_cents)
    if kind:
        draft.difference, draft.weight = total - money.cents, 30
        draft.doubts = [reason(kind)]
        return draft
    draft.reasons = [reason("part_of_named")]
    if not _is_but_a_part(case, shelf, customer, items):
        draft.doubts = [reason("less_than_named")]
    return draft


def _is_but_a_part(case: Case, shelf: Shelf, customer: int, items: Sequence[OpenItem]) -> bool:
    """Whether one invoice is named by its own payer and nothing of that customer explains the amount otherwise."""
    money = case.money
    if len(items) > 1 or not case.is_payer(customer) or case.words & CREDIT_WORDS:
        return False
    missing = sum(shelf.left[x.key] for x in items) - money.cents
    credits = [shelf.credit_left[x.key] for x in shelf.credits_of(customer, money)]
    if shelf.was_billed(customer, money.cents) or missing in credits or combinations_of(credits, missing).found:
        return False
    others = [shelf.left[x.key] for x in shelf.items_of(customer, money) if x not in items]
    return not combinations_of(others, money.cents, most=1).found


def _stands_alone(pair: tuple[Mention, Hit]) -> bool:
    """Whether what is written names one number of the books and no other."""
    mention, hit = pair
    return hit.strength == FULL and sum(1 for x in mention.hits if x.strength == FULL) == 1


def _doubts_of_numbers(
    case: Case, shelf: Shelf, choice: Choice, items: Sequence[OpenItem], found: Found
) -> list[Reason]:  # fmt: skip
    doubts = []
    if choice.others:
        doubts.append(reason("names_other", number=choice.others[0].text))
    if found.unknown:
        doubts.append(reason("unknown_number", number=found.unknown[0]))
    if case.is_another(choice.customer):
        doubts.append(reason("payer_is_other"))
    if any(_may_be_cut(case, shelf, x, items) or _may_be_slip(shelf, x, items) for x, _ in choice.pairs):
        doubts.append(reason("near_number"))
    weak = [pair for pair in choice.pairs if not _stands_alone(pair)]
    if not weak:
        if not case.level(choice.customer) and _has_neighbour(shelf, choice, items):
            doubts.append(reason("near_number"))
        return doubts
    if case.agrees(choice.customer):
        if any(_may_be_other(shelf, choice, pair, items) for pair in weak):
            doubts.append(reason("number_incomplete", number=weak[0][0].text))
    elif (len(weak) == len(choice.pairs) or len(choice.entries) < 2) and not _is_alone(shelf, choice, items):
        doubts.append(reason("number_incomplete", number=weak[0][0].text))
    return doubts


def _is_alone(shelf: Shelf, choice: Choice, items: Sequence[OpenItem]) -> bool:
    """Whether a shortened number can be no other in the books, nor its amount: proof although the payer is unknown."""
    if len(choice.pairs) != 1 or len(items) != 1:
        return False
    (mention, hit), item = choice.pairs[0], items[0]
    if len(mention.hits) > 1 or mention.lead != "invoice" or len(stripped(mention.text)) < SHORTEST_SERIAL:
        return False
    if shelf.numbers.is_missing_elsewhere(shelf.numbers.entries[hit.entry]) or shelf.left[item.key] % ROUND == 0:
        return False
    return not shelf.same_left(item) and not shelf.is_usual(item.customer, item.amount_cents or item.open_cents)


def _may_be_other(
    shelf: Shelf, choice: Choice, pair: tuple[Mention, Hit], items: Sequence[OpenItem]
) -> bool:  # fmt: skip
    """Whether a shortened number may mean one that the books do not have, of the same customer and amount."""
    mention, hit = pair
    usual = any(shelf.is_usual(choice.customer, x.amount_cents or x.open_cents) for x in items)
    unusual_sum = len(items) > 2 or not (usual or any(shelf.left[x.key] % 1000 == 0 for x in items))
    if unusual_sum:
        return False
    is_short = usual or len(mention.text) <= SHORTEST_SERIAL
    if mention.lead in ("none", "foreign") and hit.strength == BARE and is_short:
        return True
    return not hit.has_year and shelf.numbers.is_missing_elsewhere(shelf.numbers.entries[hit.entry])


def _may_be_slip(shelf: Shelf, mention: Mention, items: Sequence[OpenItem]) -> bool:
    """Whether a shortened number is one slip away from another, open for the same amount: F2026168 and F20261868."""
    text = compact_of(mention.text)
    if any(text in written_forms(item.invoice) for item in items):
        return False
    others = (other for item in items for other in shelf.same_left(item) if other not in items)
    return any(one_off(text, form) for other in others for form in written_forms(other.invoice))


def _may_be_cut(case: Case, shelf: Shelf, mention: Mention, items: Sequence[OpenItem]) -> bool:
    """Whether the text ends with a number that may be but the beginning of another's, open for the same amount."""
    if mention.end < len(case.money.text.rstrip()):
        return False
    text = compact_of(mention.text)
    return any(
        form.startswith(text) and form != text
        for item in items for other in shelf.same_left(item) if other not in items
        for form in written_forms(other.invoice)
    )  # fmt: skip


def _has_neighbour(shelf: Shelf, choice: Choice, items: Sequence[OpenItem]) -> bool:
    """Whether another open line of the same amount has a number that differs by one slip of the finger."""
    written = {compact_of(mention.text) for mention, _ in choice.pairs}
    return any(
        one_off(other.invoice, item.invoice)
        for item in items if not written & {compact_of(item.payment_reference), compact_of(item.order_reference)}
        for other in shelf.same_left(item) if other.invoice != item.invoice
    )  # fmt: skip
