"""The counts beside the menu, asked for on every page: one question, answered by indexes."""

from __future__ import annotations

from django.db.models import CharField, Count, Model, QuerySet, Value

from relance.ledger.models import BankLine, Creditor, IncomingMessage, Notice
from relance.ledger.models.notice import WAITING
from relance.ledger.sight import Among, only


def menu_counts(creditor: Creditor, among: Among = None, *, replies: bool = True, money: bool = True) -> dict[str, int]:
    """How many notices wait, by state, how many messages (`replies`) and how many receipts (`money`)."""
    notices = only(Notice.objects.filter(creditor=creditor, state__in=WAITING), among)
    rows = notices.order_by().values_list("state").annotate(n=Count("pk"))
    others: list[QuerySet[Model, tuple[str, int]]] = []
    if replies:
        others.append(_as("replies", only(IncomingMessage.objects.filter(creditor=creditor, state="waiting"), among)))
    if money:
        others.append(
            _as("money", BankLine.objects.filter(creditor=creditor, state__in=("proposed", "unknown"), cents__gt=0))
        )
    found = rows.union(*others, all=True) if others else rows
    return {**dict.fromkeys((*WAITING, "replies", "money"), 0), **dict(found)}


def _as(name: str, rows: QuerySet[Model]) -> QuerySet[Model, tuple[str, int]]:
    named = rows.order_by().annotate(named=Value(name, output_field=CharField()))
    counted: QuerySet[Model, tuple[str, int]] = named.values_list("named").annotate(n=Count("pk"))
    return counted
