"""What a customer said it would pay, and what became of its word."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Invoice

PROMISE_ARROWS: dict[str, tuple[str, ...]] = {
    "live": ("kept", "broken", "withdrawn"),
    "broken": ("kept",),  # the money had come in time and was known late
    "kept": ("live", "broken"),  # the payment that kept it was undone
    "withdrawn": (),
}
PROMISE_STATES = tuple(PROMISE_ARROWS)


class Promise(models.Model):
    """`cents` of an invoice were promised by `on`.

    It is kept once no more than `open_after_cents` of the invoice is open. `paid_on` is the day on which that was
    so: after `ended_on` of a broken promise, it was kept late.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="promises")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="promises")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="promises")
    on = models.DateField()
    cents = models.BigIntegerField()
    open_after_cents = models.BigIntegerField()
    state = models.CharField(max_length=12, default="live")
    made_on = models.DateField()
    said_by = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.CharField(max_length=120)
    ended_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=PROMISE_STATES), name="promise_state"),
            models.CheckConstraint(condition=Q(cents__gt=0, open_after_cents__gte=0), name="promise_cents"),
        )
        indexes = (
            models.Index(fields=["customer", "state"], name="promise_by_customer"),
            models.Index(fields=["creditor", "on"], condition=Q(state="live"), name="promise_due"),
        )
