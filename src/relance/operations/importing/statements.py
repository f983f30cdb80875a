"""After statements came in: up to when the account is known, and which statement is missing."""

from __future__ import annotations

from datetime import date

from relance.domain.statements.chain import Chain, Gap
from relance.ledger.models import Creditor, Customer, StatementAccount, Task
from relance.ledger.statements import account_chain, bank_known_to, gap_subject, lists_known_to
from relance.ledger.writes import close_tasks, open_task, wake
from relance.operations.importing.batch import Batch


def keep_chain(batch: Batch, account: StatementAccount) -> None:
    """Bring the account up to date; ask for statements that are missing, and take that back where they came."""
    found = account_chain(batch.creditor, account, batch.today)
    account.known_to, account.closing_cents = found.known_to, found.closing_cents
    account.save(update_fields=["known_to", "closing_cents"])
    _close_found(batch, account, found)
    for gap in found.gaps:
        first, last = gap.days
        batch.say("GAP.days", "warning", value=_name(account), first=first.isoformat(), last=last.isoformat())
        open_task(
            batch.creditor, batch.act, kind="statement_gap", due_on=batch.today, subject=gap_subject(account.pk, gap),
            why=_why(batch.creditor, account, gap),
        )  # fmt: skip


def _close_found(batch: Batch, account: StatementAccount, found: Chain) -> None:
    subjects = [gap_subject(account.pk, gap) for gap in found.gaps]
    rows = Task.objects.filter(
        creditor=batch.creditor, kind="statement_gap", subject__startswith=f"{account.pk}:", closed_on=None
    )
    gone = list(rows.exclude(subject__in=subjects).values_list("pk", flat=True))
    if gone:
        close_tasks(batch.creditor, batch.act, result="the statement came", pk__in=gone)


def _why(creditor: Creditor, account: StatementAccount, gap: Gap) -> str:
    first, last = gap.days
    name = _name(account)
    if creditor.language != "fr":
        return (
            f"Account {name}: movements from {first} to {last} are missing. Import that statement; "
            "if nothing is missing, close this task and say so."
        )
    return (
        f"Compte {name} : il manque les mouvements du {_french(first)} au {_french(last)}. Importez ce relevé ; "
        "si rien ne manque, clôturez cette tâche en le disant."
    )


def _name(account: StatementAccount) -> str:
    return account.number or account.label or account.currency


def _french(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def keep_money_known_to(batch: Batch) -> None:
    """Up to when payments are known, by lists of everything open or by every account that counts; look again.

    It goes back where an account turns out to lag behind: a reminder then waits until that one is known.
    """
    creditor = batch.creditor
    bank = bank_known_to(creditor, batch.today)
    if bank is None:
        return
    known = max(filter(None, (bank, lists_known_to(creditor))))
    if known == creditor.money_known_to:
        return
    Creditor.objects.filter(pk=creditor.pk).update(money_known_to=known)
    stale = Customer.objects.filter(creditor=creditor, receivables__reason="payments_stale")
    wake(creditor, stale.values_list("pk", flat=True).distinct(), batch.today)
