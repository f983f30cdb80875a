"""Customers' histories, a chunk at a time, and the segments worked out from them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from relance.domain.law import Law, next_working_day
from relance.domain.promises import last_day
from relance.domain.segments import History, Open, Segment, Settled, segment_of, since
from relance.ledger import models
from relance.ledger.models.notice import DONE
from relance.ledger.stops import disputed_cents

FRESH_DAYS = 7  # a segment is worked out again after a week

Rolled = Callable[[date], date]
Grace = Callable[[models.Customer], int]


class Segmented(NamedTuple):
    """A customer whose segment was worked out afresh, with the one it had before."""

    customer: models.Customer
    before: str


def segment_afresh(
    creditor: models.Creditor, customers: Iterable[models.Customer], today: date, law: Law, grace: Grace
) -> list[Segmented]:
    """Work out, in memory, the segments that are a week old or more, or older than a promise that was broken.

    A segment chosen by hand stays. By `law`, a due date on a day off counts as the next working day; `grace` gives
    the days after a promised day before a customer's promise is broken.
    """
    ours = {c.pk: c for c in customers if not c.segment_by_hand}
    stale = [c for c in ours.values() if not c.segmented_on or not 0 <= (today - c.segmented_on).days < FRESH_DAYS]
    old = {c.pk for c in stale}
    lapsed = lapsed_promises(creditor, ours.values(), today, grace)
    stale += [ours[pk] for pk in _broken_since(creditor, set(ours) - old) | (set(lapsed) - old)]
    if not stale:
        return []
    found = histories(creditor, [c.pk for c in stale], today, law, lapsed)
    return [_apply(customer, segment_of(found[customer.pk], today), today) for customer in stale]


def _apply(customer: models.Customer, segment: Segment, today: date) -> Segmented:
    before = customer.segment
    customer.segment, customer.segment_figures, customer.segmented_on = segment.key, segment.figures, today
    return Segmented(customer, before)


def _broken_since(creditor: models.Creditor, ids: Collection[int]) -> set[int]:
    """Those of these customers that broke a promise since their segment was worked out."""
    if not ids:
        return set()
    rows = models.Promise.objects.filter(
        creditor=creditor, customer__in=ids, state="broken", ended_on__gte=F("customer__segmented_on")
    )
    return set(rows.values_list("customer_id", flat=True))


def lapsed_promises(
    creditor: models.Creditor, customers: Iterable[models.Customer], today: date, grace: Grace
) -> Counter[int]:
    """Promises by customer that are broken today and not written down as such yet: the run will, a dry run cannot."""
    ours = {c.pk: c for c in customers}
    rows = models.Promise.objects.filter(creditor=creditor, customer__in=list(ours), state="live", on__lt=today)
    rows = rows.annotate(left=Sum("invoice__receivables__open_cents")).filter(left__gt=F("open_after_cents"))
    return Counter(pk for pk, on in rows.values_list("customer_id", "on") if last_day(on, grace(ours[pk])) < today)


def histories(
    creditor: models.Creditor, ids: Sequence[int], today: date, law: Law, lapsed: Mapping[int, int]
) -> dict[int, History]:
    """The last twelve months of each of these customers, and what they owe, in a handful of questions.

    `lapsed` are further promises that count as broken.
    """
    start, rolled = since(today), cache(partial(next_working_day, law))
    settled = _settled(creditor, ids, start, today, rolled)
    still_open = _open(creditor, ids, rolled)
    promises = _promises(creditor, ids, start)
    formal = _formal_notices(creditor, ids, start)
    return {
        pk: History(
            settled.get(pk, ()),
            still_open.get(pk, ()),
            promises[pk, "kept"],
            promises[pk, "broken"] + lapsed.get(pk, 0),
            promises[pk, "made_good"],
            formal[pk],
        )
        for pk in ids
    }


def _settled(
    creditor: models.Creditor, ids: Sequence[int], start: date, today: date, rolled: Rolled
) -> dict[int, list[Settled]]:
    """Receivables that payments settled, and those that left a list of everything open.

    What left a list counts as paid on the day that a book of accounts told, else of the list before, when it was last
    seen open (on time where there was none). Credit notes, write-offs and what was paid by an agreement say nothing of
    how a customer pays.
    """
    parts = models.Allocation.objects.filter(receivable=OuterRef("pk"), part="principal")
    given_up = models.WriteOff.objects.filter(receivable=OuterRef("pk"), undone_on=None)
    rows = models.Receivable.objects.filter(creditor=creditor, customer__in=ids, open_cents=0)
    rows = rows.exclude(Exists(_agreed()))
    paid = rows.filter(paid_on__gt=start, paid_on__lte=today, absent_since=None)
    paid = paid.exclude(Exists(given_up)).exclude(
        Exists(parts.filter(credit_note__isnull=False)) & ~Exists(parts.filter(payment__isnull=False))
    )
    gone = rows.filter(absent_since__gt=start, absent_since__lte=today).exclude(Exists(given_up))
    lists = sorted(
        models.ImportFile.objects.filter(creditor=creditor, is_snapshot=True).values_list("imported_on", flat=True)
    )
    found: dict[int, list[Settled]] = defaultdict(list)
    columns = ("customer_id", "due_on", "amount_cents", "currency")
    for pk, due_on, cents, currency, on in paid.values_list(*columns, "paid_on"):
        found[pk].append(Settled(rolled(due_on), on, cents, currency))
    for pk, due_on, cents, currency, on, told in gone.values_list(*columns, "absent_since", "paid_on"):
        before = bisect_left(lists, on)
        seen = lists[before - 1] if before else due_on
        found[pk].append(Settled(rolled(due_on), told if told and told < on else seen, cents, currency))
    return found


def _open(creditor: models.Creditor, ids: Sequence[int], rolled: Rolled) -> dict[int, list[Open]]:
    """What is open, without what is in dispute or paid off by an agreement in force."""
    rows = models.Receivable.objects.filter(creditor=creditor, customer__in=ids, open_cents__gt=0)
    rows = rows.exclude(Exists(_agreed())).order_by("due_on", "pk")
    disputed = disputed_cents(creditor, ids)
    found: dict[int, list[Open]] = defaultdict(list)
    for pk, invoice, due_on, cents, currency in rows.values_list(
        "customer_id", "invoice_id", "due_on", "open_cents", "currency"
    ):
        out = min(disputed.get(invoice, 0), cents)
        if out:
            disputed[invoice] -= out
        if cents > out:
            found[pk].append(Open(rolled(due_on), cents - out, currency))
    return found


def _agreed() -> QuerySet[models.AgreementLine]:
    """The agreement, in force or kept, by which a receivable is paid."""
    return models.AgreementLine.objects.filter(receivable=OuterRef("pk"), agreement__state__in=["in_force", "kept"])


def _promises(creditor: models.Creditor, ids: Sequence[int], start: date) -> Counter[tuple[int, str]]:
    rows = models.Promise.objects.filter(
        creditor=creditor, customer__in=ids, state__in=["kept", "broken"], ended_on__gt=start
    )
    counted: Counter[tuple[int, str]] = Counter()
    for pk, state, paid_on in rows.values_list("customer_id", "state", "paid_on"):
        counted[pk, state] += 1
        counted[pk, "made_good"] += state == "broken" and paid_on is not None
    return counted


def _formal_notices(creditor: models.Creditor, ids: Sequence[int], start: date) -> Counter[int]:
    rows = models.Notice.objects.filter(
        creditor=creditor, customer__in=ids, kind="formal_notice", state__in=DONE, left_on__gt=start
    )
    return Counter(rows.values_list("customer_id", flat=True))
