"""What happened since a day: events counted by kind, by person and by amount, from the end of the chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, CharField, Count, Sum, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from relance.ledger.models import Creditor, Event
from relance.ledger.sight import Among, only

# events that carry an amount as `cents` in a currency
MONEY_IN = ("payment_recorded", "money_matched")
WITH_CENTS = (
    *MONEY_IN, "payment_returned", "promise_made", "promise_kept", "promise_paid_late", "promise_broken",
    "dispute_opened", "dispute_ended", "agreement_made", "agreement_broken",
)  # fmt: skip


class Counted(NamedTuple):
    """Events of one verb and person."""

    verb: str
    by: str
    n: int


class Amount(NamedTuple):
    """Events of one verb with their sum in one currency; cents."""

    verb: str
    currency: str
    n: int
    cents: int


class Taken(NamedTuple):
    """Files taken in: how many, and lines that were new or settled by them."""

    files: int
    created: int
    settled: int


def last_before(creditor: Creditor, day: date) -> int:
    """The number of the last event before that day; 0 where there is none. Walks back from the end of the chain."""
    rows = Event.objects.filter(creditor=creditor, on__lt=day).order_by("-sequence")
    return rows.values_list("sequence", flat=True).first() or 0


def counted_since(creditor: Creditor, sequence: int, among: Among = None) -> list[Counted]:
    """Events after that number, by verb and person."""
    rows = only(Event.objects.filter(creditor=creditor, sequence__gt=sequence), among).order_by()
    return [Counted(*row) for row in rows.values_list("verb", "by").annotate(n=Count("pk"))]


def amounts_since(
    creditor: Creditor, sequence: int, verbs: Sequence[str] = WITH_CENTS, among: Among = None
) -> list[Amount]:
    """The amounts of such events; a receipt that confirms a payment already recorded is not money twice."""
    rows = only(Event.objects.filter(creditor=creditor, sequence__gt=sequence, verb__in=verbs), among)
    rows = rows.filter(payload__confirms__isnull=True).order_by()
    cents = Cast(KeyTextTransform("cents", "payload"), BigIntegerField())
    currency = Coalesce(KeyTextTransform("currency", "payload"), Value("EUR"), output_field=CharField())
    sums = rows.annotate(in_currency=currency).values_list("verb", "in_currency")
    return [Amount(*row) for row in sums.annotate(n=Count("pk"), s=Coalesce(Sum(cents), 0)).order_by("verb")]


def files_since(creditor: Creditor, day: date) -> Taken:
    """What files of invoices brought since that day."""
    rows = creditor.imports.filter(imported_on__gte=day, kind__in=("invoices", "ledger"))
    sums = rows.aggregate(n=Count("pk"), created=Coalesce(Sum("created"), 0), settled=Coalesce(Sum("settled"), 0))
    return Taken(sums["n"], sums["created"], sums["settled"])
