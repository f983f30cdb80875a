"""Whose money is it, and what does it pay: one outcome per movement, in order.

Three rounds. First the readings that name what they pay and pay it exactly, in the order of the movements; then what
is proven otherwise (a typed payment confirmed, a part of a named invoice, a learned account with an amount that
nothing else explains); last, for all others, what is likely of the books as they then are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from stdnum import iso11649

from relance.domain.allocate.batches import batch_drafts
from relance.domain.allocate.by_amount import amount_drafts, anybodys
from relance.domain.allocate.by_number import number_drafts
from relance.domain.allocate.confirming import confirming
from relance.domain.allocate.drafts import Case, Draft, reason
from relance.domain.allocate.mentions import Found, compact_of
from relance.domain.allocate.model import Book, Money, Outcome
from relance.domain.allocate.names import capitals, words
from relance.domain.allocate.nobodys import KINDS, Nobodys
from relance.domain.allocate.numbers import FULL
from relance.domain.allocate.payers import LIKE
from relance.domain.allocate.shelf import Shelf

MOST_LIKELY: Final = 5
LONGEST_TEXT: Final = 2_000  # characters that are read of a movement
MOST_CUSTOMERS: Final = 5
_RF: Final = re.compile(r"\bRF[0-9]{2}[A-Z0-9]{1,21}\b")
ACCOUNT_WORDS: Final = frozenset("ACOMPTE ACOMPTES ARRHES AVANCE PROVISION DEPOSIT".split())


def allocate(money: Sequence[Money], book: Book) -> list[Outcome]:
    """What each movement pays, in their order; a sure match uses up its items for the movements after it."""
    return list(outcomes(money, book))


def outcomes(money: Sequence[Money], book: Book) -> Iterator[Outcome]:
    """The same one by one, so that the likely readings of a long file are not all held at once."""
    shelf, nobodys = Shelf(book), Nobodys(book)
    cases = [read(one, shelf) for one in money]
    known: list[Outcome | None] = [_nobodys(case, nobodys) for case in cases]
    for round_of in (_named_exactly, _proven_otherwise):
        for at, case in enumerate(cases):
            if known[at] is None:
                known[at] = _sure(case, shelf, round_of)
    cases.reverse()
    for found in known:
        case = cases.pop()
        yield found or _likely(case, shelf)


def read(money: Money, shelf: Shelf) -> Case:
    """What a bank line says: payers, numbers, words."""
    text = _without_bad_references(money.text[:LONGEST_TEXT])
    found = shelf.numbers.find(text)
    for extra in (money.end_to_end, _valid(money.structured)):
        found = _added(found, shelf.numbers.find(extra)) if extra else found
    slipped = Found() if found.mentions else shelf.numbers.find(text, slips=True)
    short = replace(money, text=money.text[:LONGEST_TEXT]) if len(money.text) > LONGEST_TEXT else money
    return Case(money, shelf.payers.of(short), found, slipped, frozenset(words(money.text)))


def _valid(structured: str) -> str:
    """A structured reference, or nothing where its check digits are wrong (ISO 11649)."""
    compact = compact_of(structured)
    if compact.startswith("RF") and len(compact) > 4 and not iso11649.is_valid(compact):
        return ""
    return structured


def _without_bad_references(text: str) -> str:
    if "RF" not in text.upper():
        return text
    return _RF.sub(lambda m: m.group() if iso11649.is_valid(m.group()) else " " * len(m.group()), capitals(text))


def _added(found: Found, more: Found) -> Found:
    """References beside the text count where they name a number fully."""
    there = {hit.entry for mention in found.mentions for hit in mention.hits if hit.strength == FULL}
    named = tuple(
        mention for mention in more.mentions
        if mention.strength == FULL and not {x.entry for x in mention.hits if x.strength == FULL} & there
    )  # fmt: skip
    return Found((*found.mentions, *named), found.unknown)


def _nobodys(case: Case, nobodys: Nobodys) -> Outcome | None:
    why = nobodys.why(case.money)
    if why is None or any(mention.strength == FULL for mention in case.found.mentions):
        return None
    if case.knows_payer() and case.money.kind not in KINDS:
        return None  # a tax office, or a company of our own name, may be a customer as well
    return Outcome(case.money.key, reasons=(why,))


def _sure(case: Case, shelf: Shelf, drafts_of: Callable[[Case, Shelf], list[Draft]]) -> Outcome | None:
    proven = [draft for draft in drafts_of(case, shelf) if not draft.doubts]
    if len(proven) != 1:
        return None
    match = proven[0].match(case.money, is_sure=True)
    shelf.use(match)
    return Outcome(case.money.key, sure=match)


def _named_exactly(case: Case, shelf: Shelf) -> list[Draft]:
    return [draft for draft in _by_number(case, shelf) if draft.is_exact]


def _proven_otherwise(case: Case, shelf: Shelf) -> list[Draft]:
    named = _by_number(case, shelf)
    exact = [draft for draft in named if draft.is_exact]
    confirmed = confirming(case, shelf)
    return exact or confirmed or named or amount_drafts(case, shelf)


def _by_number(case: Case, shelf: Shelf) -> list[Draft]:
    """Readings by numbers; a typed payment of the same amount may be what the line confirms instead."""
    if not case.found.mentions:
        return []
    drafts = number_drafts(case, shelf, case.found)
    typed = [shelf.recorded[x.recorded] for x in confirming(case, shelf) if x.recorded is not None] if drafts else []
    if typed:
        hits = [shelf.numbers.entries[hit.entry] for mention in case.found.mentions for hit in mention.hits]
        meant = {(entry.customer, entry.number) for entry in hits}
        for draft in drafts:
            named = {shelf.items[part.item].invoice for part in draft.parts}
            theirs = [x for x in typed if x.customer == draft.customer]
            if any(not x.invoice or x.invoice in named or (x.customer, x.invoice) in meant for x in theirs):
                draft.doubts.append(reason("maybe_typed"))
    return drafts


def _likely(case: Case, shelf: Shelf) -> Outcome:
    drafts = [*confirming(case, shelf), *batch_drafts(case, shelf)]
    drafts += _by_number(case, shelf)
    if case.slipped.mentions:
        drafts += [_as_slip(draft) for draft in number_drafts(case, shelf, case.slipped)]
    drafts += [*amount_drafts(case, shelf), *anybodys(case, shelf)]
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        if draft.what not in best or best[draft.what].weight < draft.weight:
            best[draft.what] = draft
    order = sorted(best.values(), key=lambda x: (-x.weight, x.customer, [(p.item, p.cents) for p in x.parts]))
    likely = tuple(draft.match(case.money, is_sure=False) for draft in order[:MOST_LIKELY])
    customers = _customers(case, order)
    reasons = () if likely else (reason("nothing_fits" if customers else "nobody_known"),)
    return Outcome(case.money.key, None, likely, customers, reasons)


def _as_slip(draft: Draft) -> Draft:
    draft.doubts.insert(0, reason("slip"))
    draft.weight -= 5
    return draft


def _customers(case: Case, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """Who may have paid: the payers recognised, then whom the numbers name."""
    known = [customer for customer in case.payers() if case.level(customer) > LIKE]
    named = [draft.customer for draft in drafts if not draft.parts and draft.recorded is None]
    like = [customer for customer in case.payers() if case.level(customer) == LIKE]
    return tuple(dict.fromkeys([*known, *named, *like]))[:MOST_CUSTOMERS]
