"""What a customer contests: the reason, the part of the invoice, who deals with it, and how it ended."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Invoice

DISPUTE_REASONS = (
    "delivery", "quality", "price", "wrong_document", "order_reference", "never_received", "already_paid", "other",
)  # fmt: skip
# accepted: a credit note is expected, the disputed part stays out until it arrives (credited)
DISPUTE_ARROWS: dict[str, tuple[str, ...]] = {
    "open": ("accepted", "rejected", "withdrawn"),
    "accepted": ("credited", "withdrawn"),
    "credited": (),
    "rejected": (),
    "withdrawn": (),
}
DISPUTE_STATES = tuple(DISPUTE_ARROWS)


class Dispute(models.Model):
    """A dispute about one invoice. `cents` None: the whole invoice, whatever is open of it.

    `expected_credit_cents` is what was accepted; `credited_on` the day the credit note was there.
    `credited_before_cents` of the invoice were covered by credit notes already when the dispute was opened.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="disputes")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="disputes")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="disputes")
    reason = models.CharField(max_length=20)
    cents = models.BigIntegerField(null=True)
    state = models.CharField(max_length=12, default="open")
    owner = models.CharField(max_length=120, blank=True)
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=120)
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    expected_credit_cents = models.BigIntegerField(null=True)
    credited_before_cents = models.BigIntegerField(default=0)
    credited_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=DISPUTE_STATES), name="dispute_state"),
            models.CheckConstraint(condition=Q(reason__in=DISPUTE_REASONS), name="dispute_reason"),
            models.CheckConstraint(condition=Q(cents__isnull=True) | Q(cents__gt=0), name="dispute_cents"),
            models.CheckConstraint(
                condition=Q(expected_credit_cents__isnull=True) | Q(expected_credit_cents__gt=0), name="dispute_credit"
            ),
        )
        indexes = (
            models.Index(fields=["customer"], condition=Q(state__in=["open", "accepted"]), name="dispute_in_force"),
            models.Index(fields=["creditor", "state", "due_on"], name="dispute_list"),
        )


class DisputeNote(models.Model):
    """One word in the exchange about a dispute, never changed."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="dispute_notes")
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=120)
    text = models.TextField()
