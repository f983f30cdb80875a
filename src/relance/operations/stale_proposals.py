"""What is proposed for other money changes at once where an invoice has just been paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from relance.domain.act import Act
from relance.ledger.models import BankLine, Creditor, Receivable
from relance.ledger.money import missing_cents
from relance.operations.money_holds import keep_holds


def drop_stale(creditor: Creditor, items: Collection[int], act: Act) -> int:
    """Take back the readings of other lines that no longer fit these due-date lines; returns how many lines.

    The next round of matching may find others for them. Inside the caller's transaction.
    """
    rows = BankLine.objects.filter(creditor=creditor, state="proposed", cents__gt=0)
    touched = [line for line in rows if not _named(line).isdisjoint(items)]
    if not touched:
        return 0
    room = _room(creditor, {item for line in touched for item in _named(line)})
    before = {line.pk: list(line.proposals) for line in touched}
    changed = []
    for line in touched:
        kept = [one for one in line.proposals if _fits(one, room)]
        if kept != line.proposals:
            line.proposals, line.state = kept, "proposed" if kept else "unknown"
            line.save(update_fields=["proposals", "state"])
            changed.append(line)
    for line in changed:
        keep_holds(creditor, [line], before, act)
    return len(changed)


def _named(line: BankLine) -> set[int]:
    return {item for one in line.proposals for item, _cents in one["parts"]}


def _room(creditor: Creditor, items: Collection[int]) -> dict[int, int]:
    """Cents that each may still be paid: what is open, else what no payment explains."""
    found = dict(Receivable.objects.filter(creditor=creditor, pk__in=items).values_list("pk", "open_cents"))
    closed = [pk for pk, cents in found.items() if not cents]
    return found | missing_cents(creditor, closed) if closed else found


def _fits(proposal: Mapping[str, Any], room: Mapping[int, int]) -> bool:
    return all(cents <= room.get(item, 0) for item, cents in proposal["parts"])
