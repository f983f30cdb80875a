"""Questions about bank statements: our accounts, up to when each is known, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Max, Min

from relance.domain.statements.account_numbers import is_same_account
from relance.domain.statements.chain import Chain, Gap, Span, chain, earliest
from relance.ledger.models import BankAccount, BankLine, BankStatement, Creditor, ImportFile, StatementAccount, Task

FED_DAYS = 60


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account: up to when its movements are known, its last balance, its lines by state, what is missing."""

    account: StatementAccount
    statements: int
    first_on: date | None
    last_import_on: date | None
    is_counted: bool
    lines: dict[str, int] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()


def our_account_numbers(creditor: Creditor) -> list[str]:
    """Numbers of the accounts whose statements were read (empty for one without), and of approved bank details."""
    numbers = list(
        StatementAccount.objects.filter(creditor=creditor).order_by("pk").values_list("number", flat=True).distinct()
    )
    found = list(dict.fromkeys(numbers))
    printed = BankAccount.objects.filter(creditor=creditor, approved_at__isnull=False).order_by("pk")
    for iban in printed.values_list("iban", flat=True):
        if not any(is_same_account(iban, number) for number in found):
            found.append(iban)
    return found


def is_anothers_account(creditor: Creditor, number: str) -> bool:
    """Whether another creditor of this installation has that account. For refusing alone: nobody is told."""
    read = StatementAccount.objects.exclude(creditor=creditor).exclude(number="")
    printed = BankAccount.objects.exclude(creditor=creditor).filter(approved_at__isnull=False)
    numbers = set(read.values_list("number", flat=True)) | set(printed.values_list("iban", flat=True))
    return any(is_same_account(other, number) for other in numbers)


def gap_subject(account: int, gap: Gap) -> str:
    """What the task about a missing statement is called."""
    return f"{account}:{gap.name}"


def account_chain(creditor: Creditor, account: StatementAccount, today: date) -> Chain:
    """The account's statements joined; gaps whose task a person has closed count as looked at.

    Only statements that cover whole days are there: those stored with both days.
    """
    rows = BankStatement.objects.filter(creditor=creditor, account=account, first_on__isnull=False)
    spans = rows.filter(last_on__isnull=False).values_list("first_on", "last_on", "opening_cents", "closing_cents")
    closed = Task.objects.filter(
        creditor=creditor, kind="statement_gap", closed_on__isnull=False, subject__startswith=f"{account.pk}:"
    )
    accepted = {subject.partition(":")[2] for subject in closed.values_list("subject", flat=True)}
    return chain((Span(f, t, o, c) for f, t, o, c in spans.iterator() if f and t), today, accepted)


def bank_known_to(creditor: Creditor, today: date) -> date | None:
    """The day up to which the movements of every account that counts are known.

    An account counts that our letters print today, or whose statements were imported in the last sixty days; the
    last of them to be known is what counts. So while the printed account was never read, or while an account in use
    lags behind or has a gap, money is not believed to be known. An account that is no longer read and no longer
    printed ceases to count after sixty days: by then reminders have waited for it for weeks.
    """
    counted = [row for row in account_states(creditor, today) if row.is_counted]
    if any(not any(is_same_account(iban, row.account.number) for row in counted) for iban in _printed(creditor)):
        return None
    return earliest(row.account.known_to for row in counted)


def lists_known_to(creditor: Creditor) -> date | None:
    """The day up to which lists of everything open, or books of accounts, say what was paid."""
    rows = ImportFile.objects.filter(creditor=creditor)
    lists = rows.filter(is_snapshot=True, kind="invoices").aggregate(last=Max("imported_on"))["last"]
    books = rows.filter(kind="ledger").aggregate(last=Max("complete_to"))["last"]
    return max((day for day in (lists, books) if day), default=None)


def _printed(creditor: Creditor) -> list[str]:
    rows = BankAccount.objects.filter(creditor=creditor, in_force_from__isnull=False, ended_at__isnull=True)
    return list(rows.values_list("iban", flat=True))


def account_states(
    creditor: Creditor, today: date, *, with_lines: bool = False, only: Collection[int] | None = None
) -> list[AccountState]:
    """Every account whose statements are read; `with_lines` counts its movements by state and finds its gaps."""
    since = today - timedelta(days=FED_DAYS)
    printed = _printed(creditor)
    rows = StatementAccount.objects.filter(creditor=creditor)
    rows = rows if only is None else rows.filter(pk__in=only)
    rows = rows.annotate(
        n=Count("statements"), first=Min("statements__first_on"), last=Max("statements__source__imported_on")
    ).order_by("number", "currency")
    lines: dict[int, dict[str, int]] = defaultdict(dict)
    if with_lines:
        counted = BankLine.objects.filter(creditor=creditor).order_by().values_list("account", "state")
        for account, state, n in counted.annotate(n=Count("pk")):
            lines[account][state] = n
    return [
        AccountState(
            row, row.n, row.first, row.last,
            bool(row.last and row.last >= since) or any(is_same_account(iban, row.number) for iban in printed),
            lines[row.pk], account_chain(creditor, row, today).gaps if with_lines else (),
        )
        for row in rows
    ]  # fmt: skip


def account_statements(creditor: Creditor, account: StatementAccount) -> list[BankStatement]:
    """The statements of an account, the latest first."""
    rows = BankStatement.objects.filter(creditor=creditor, account=account).select_related("source")
    return list(rows.order_by(F("last_on").desc(nulls_last=True), "-pk"))
