"""Money that no customer sent: set aside with a reason, and taken back."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import BankLine, Creditor
from relance.ledger.money import WAITING
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.apply_match import told
from relance.operations.match_money import tell_who_waits
from relance.operations.money_holds import keep_holds
from relance.operations.notices import happening
from relance.operations.refused import Refused


def set_aside(*, creditor: Creditor, line: BankLine, why: str, act: Act) -> BankLine:
    """Say that no customer sent it (a refund, a loan, a transfer of one's own). Raises Refused without a reason."""
    if not why.strip():
        raise Refused("say why it is no customer’s money: --why “…”")
    with transaction.atomic():
        creditor, row = _locked(creditor, line, WAITING, "does not wait for a match: undo what it became first")
        before = {row.pk: list(row.proposals)}
        row.state, row.note, row.decided_at, row.decided_by = "aside", why.strip()[:300], act.now, act.by[:120]
        row.save(update_fields=["state", "note", "decided_at", "decided_by"])
        append_events(creditor, [happening("money_set_aside", None, {**told(row), "note": row.note})], act)
        keep_holds(creditor, [row], before, act)
        tell_who_waits(creditor, act)
    return row


def take_back(*, creditor: Creditor, line: BankLine, act: Act) -> BankLine:
    """It may be a customer's money after all: the line waits as it did before it was set aside.

    Raises Refused for money that went back to whoever sent it: it can pay nothing.
    """
    with transaction.atomic():
        creditor, row = _locked(creditor, line, ("aside",), "was not set aside")
        if row.returned_by_id:
            raise Refused(f"the receipt {row.pk} went back to its sender: it can pay nothing")
        row.state, row.note, row.decided_at, row.decided_by = "new", "", None, ""
        if row.proposals:
            row.state = "proposed"
        row.save(update_fields=["state", "note", "decided_at", "decided_by"])
        append_events(creditor, [happening("money_taken_back", None, told(row))], act)
        keep_holds(creditor, [row], {}, act)
        tell_who_waits(creditor, act)
    return row


def _locked(creditor: Creditor, line: BankLine, states: tuple[str, ...], otherwise: str) -> tuple[Creditor, BankLine]:
    creditor = lock_creditor(creditor)
    row = BankLine.objects.select_for_update().filter(creditor=creditor, pk=line.pk, cents__gt=0).first()
    if row is None or row.state not in states:
        raise Refused(f"the receipt {line.pk} {otherwise}")
    return creditor, row
