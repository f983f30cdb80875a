"""Money received, and what it was set against. Amounts are integer cents."""

from django.db import models
from django.db.models import F, Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import CreditNote, Receivable
from relance.ledger.models.money import BankLine
from relance.ledger.models.source import ImportFile


class Payment(models.Model):
    """Money from a customer. `open_cents` is not allocated yet; a cancelled payment allocates nothing.

    `bank_line` is the movement that brought it, or (`was_typed`) confirmed what was known before: undoing the match
    then leaves the payment.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="payments")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    amount_cents = models.BigIntegerField()
    open_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    reference = models.CharField(max_length=140, blank=True)
    invoice_number = models.CharField(max_length=80, blank=True)
    occurrence = models.PositiveIntegerField(default=1)
    cancelled_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=120)
    source = models.ForeignKey(ImportFile, models.PROTECT, null=True, related_name="payments")
    bank_line = models.ForeignKey(BankLine, models.PROTECT, null=True, related_name="payments")
    was_typed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_amount"),
            models.CheckConstraint(
                condition=Q(open_cents__gte=0, open_cents__lte=F("amount_cents")), name="payment_open"
            ),
        )
        indexes = (models.Index(fields=["customer"], condition=Q(open_cents__gt=0), name="payment_open_by_cust"),)


class Allocation(models.Model):
    """Part of a payment or of a credit note set against a receivable, or against its claims (`part`)."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="allocations")
    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="allocations")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="allocations")
    credit_note = models.ForeignKey(CreditNote, models.PROTECT, null=True, related_name="allocations")
    part = models.CharField(max_length=10, default="principal")
    cents = models.BigIntegerField()
    on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(cents__gt=0), name="allocation_cents"),
            models.CheckConstraint(
                condition=Q(part__in=["principal", "interest", "indemnity"]), name="allocation_part"
            ),
            models.CheckConstraint(
                condition=Q(payment__isnull=False, credit_note__isnull=True)
                | Q(payment__isnull=True, credit_note__isnull=False),
                name="allocation_one_source",
            ),
        )


class WriteOff(models.Model):
    """What a person gave up of a receivable, with the reason; reversible until the books are closed elsewhere."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="write_offs")
    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="write_offs")
    cents = models.BigIntegerField()
    on = models.DateField()
    reason = models.CharField(max_length=300)
    author = models.CharField(max_length=120)
    undone_on = models.DateField(null=True)
    bank_line = models.ForeignKey(BankLine, models.PROTECT, null=True, related_name="write_offs")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(cents__gt=0), name="write_off_cents"),)
