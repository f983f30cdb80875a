"""One search over everything: customers, invoices, reminders, letters, amounts. A few of each, quickly."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from relance.ledger import models
from relance.ledger.customers import spellings
from relance.ledger.letters import plain_number
from relance.ledger.sight import Among, only

SHORTEST = 2  # characters; less finds everything


class Found(NamedTuple):
    """What was found of each kind; `amounts` are due dates of exactly the amount that the words are."""

    customers: list[models.Customer]
    invoices: list[models.Invoice]
    notices: list[models.Notice]
    letters: list[models.Posting]
    amounts: list[models.Receivable]
    payments: list[models.Payment]

    @property
    def total(self) -> int:
        """How many things were found in all."""
        return sum(len(rows) for rows in self)


def search(creditor: models.Creditor, words: str, cents: int | None, most: int, among: Among = None) -> Found:
    """The first of each kind that has the words: beginnings first, then what holds them elsewhere."""
    if len(words) < SHORTEST:
        return Found([], [], [], [], [], [])
    mine: Any = {"creditor": creditor}
    notices = only(models.Notice.objects.filter(**mine, reference__istartswith=words), among)
    number = plain_number(words)
    letters = models.Posting.objects.filter(**mine, number__startswith=number)
    letters = only(letters.exclude(number=""), among, "dispatch__notice__customer").defer("dispatch__content")
    lines: QuerySet[Any] = models.Receivable.objects.filter(**mine)
    exact = Q(amount_cents=cents) | Q(open_cents=cents)
    return Found(
        customers=_customers(creditor, words, most, among),
        invoices=_invoices(creditor, words, most, among),
        notices=list(notices.select_related("customer").order_by("-pk")[:most]),
        letters=list(letters.select_related("dispatch__notice__customer").order_by("-pk")[:most]),
        amounts=list(
            only(lines.filter(exact), among).select_related("invoice", "customer").order_by("-due_on", "-pk")[:most]
        ) if cents else [],
        payments=list(
            only(models.Payment.objects.filter(**mine, amount_cents=cents, cancelled_on=None), among)
            .select_related("customer").order_by("-paid_on", "-pk")[:most]
        ) if cents else [],
    )  # fmt: skip


def _customers(creditor: models.Creditor, words: str, most: int, among: Among) -> list[models.Customer]:
    has = Q(code__icontains=words) | Q(email__icontains=words)
    for spelling in spellings(words):
        has |= Q(name__icontains=spelling)
    digits = "".join(words.split())
    if digits.isdecimal() and len(digits) >= 9:
        has |= Q(siren__startswith=digits[:14])
    rows = among if among is not None else models.Customer.objects.filter(creditor=creditor)
    first = list(rows.filter(Q(code__iexact=words) | Q(name__istartswith=words)).order_by("name", "pk")[:most])
    if len(first) < most:
        known = [customer.pk for customer in first]
        first += rows.filter(has).exclude(pk__in=known).order_by("name", "pk")[: most - len(first)]
    return first


def _invoices(creditor: models.Creditor, words: str, most: int, among: Among) -> list[models.Invoice]:
    rows = only(models.Invoice.objects.filter(creditor=creditor), among).select_related("customer")
    rows = rows.defer("source")
    first = list(rows.filter(number=words)[:most])
    if len(first) < most:
        known = [invoice.pk for invoice in first]
        first += rows.filter(number__icontains=words).exclude(pk__in=known).order_by("-pk")[: most - len(first)]
    return first
