"""Bank lines that confirm a payment which was typed before."""

from __future__ import annotations

from relance.domain.allocate.differences import ROUND
from relance.domain.allocate.drafts import Case, Draft, payer_reasons, reason
from relance.domain.allocate.model import Recorded
from relance.domain.allocate.numbers import BARE, FULL
from relance.domain.allocate.payers import LIKE
from relance.domain.allocate.shelf import Shelf


def confirming(case: Case, shelf: Shelf) -> list[Draft]:
    """Typed payments of this amount about this day: proven where number or payer agrees, and nothing else fits."""
    rows = shelf.recorded_like(case.money)
    if not rows:
        return []
    numbers = _named(case, shelf)
    drafts = [draft for row in rows if (draft := _draft(case, row, numbers.get((row.customer, row.invoice), 0)))]
    plain = [draft for draft in drafts if draft.is_plain]
    drafts = plain or drafts
    if len(drafts) > 1:
        for draft in drafts:
            draft.doubts.append(reason("several_readings"))
    for draft in drafts:
        equal = [x for x in shelf.of_amount(case.money) if x.customer == draft.customer]
        if not draft.is_plain and _comes_back(shelf, draft.customer, case.money.cents):
            draft.doubts.append(reason("usual_amount"))
        if equal and not draft.is_plain:
            draft.doubts.append(reason("maybe_open", number=equal[0].invoice))
    return drafts


def _comes_back(shelf: Shelf, customer: int, cents: int) -> bool:
    """Whether a customer may well pay this amount more than once: a round one, or one billed several times."""
    return cents % ROUND == 0 or shelf.is_usual(customer, cents)


def _named(case: Case, shelf: Shelf) -> dict[tuple[int, str], int]:
    """The numbers that the text may mean, with how well: `FULL` where it is the only one so written."""
    found: dict[tuple[int, str], int] = {}
    for mention in case.found.mentions:
        full = [hit for hit in mention.hits if hit.strength == FULL]
        for hit in mention.hits:
            entry = shelf.numbers.entries[hit.entry]
            how_well = FULL if full == [hit] and len(case.found.mentions) == 1 else BARE
            found[entry.customer, entry.number] = max(how_well, found.get((entry.customer, entry.number), 0))
    return found


def _draft(case: Case, row: Recorded, how_well: int) -> Draft | None:
    is_named = how_well > 0
    if not is_named and case.level(row.customer) < LIKE:
        return None
    why = [reason("typed_before", on=row.paid_on.isoformat()), *payer_reasons(case, row.customer)]
    doubts = []
    if case.is_another(row.customer):
        doubts.append(reason("payer_is_other"))
    if is_named:
        why.insert(0, reason("number_in_text", number=row.invoice))
    else:
        if not case.agrees(row.customer):
            doubts.append(reason("name_only"))
        if row.invoice and (case.found.mentions or case.found.unknown):
            doubts.append(reason("names_other", number=(case.found.unknown or (case.found.mentions[0].text,))[0]))
    draft = Draft(row.customer, recorded=row.key, reasons=why, doubts=doubts, weight=90 if is_named else 70)
    draft.is_plain = how_well == FULL
    return draft
