"""Invoices with their due-date lines, and credit notes. Amounts are integer cents."""

from django.db import models
from django.db.models import F, Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.source import ImportFile


class Invoice(models.Model):
    """A document sent to a customer; what is late or not are its receivables."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="invoices")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=80)
    issued_on = models.DateField(null=True)
    currency = models.CharField(max_length=3, default="EUR")
    order_reference = models.CharField(max_length=80, blank=True)
    payment_reference = models.CharField(max_length=140, blank=True)
    late_rate = models.CharField(max_length=20, blank=True)
    source = models.ForeignKey(ImportFile, models.PROTECT, null=True, related_name="invoices")
    source_lines = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "customer", "number"], name="invoice_once"),
            models.CheckConstraint(condition=~Q(number=""), name="invoice_has_number"),
        )
        indexes = (models.Index(fields=["creditor", "number"], name="invoice_number"),)

    def __str__(self) -> str:
        return self.number


LATE_CAUSES = ("forgotten", "cash", "our_error", "their_process", "dispute", "unknown")


class Receivable(models.Model):
    """One due-date line of an invoice. `open_cents` is what is unpaid, stored once, changed by operations.

    `reason`, `next_step` and `next_on` keep what the last decision said of it; `cause` is why it is late, as far
    as a person knows.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="receivables")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="receivables")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="receivables")
    due_on = models.DateField()
    is_due_estimated = models.BooleanField(default=False)
    amount_cents = models.BigIntegerField()
    open_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    plan = models.CharField(max_length=60, blank=True)
    direct_debit = models.BooleanField(default=False)
    cycle = models.PositiveIntegerField(default=1)
    reminders_before = models.PositiveIntegerField(default=0)
    last_reminder_before_on = models.DateField(null=True)
    absent_since = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    cause = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    next_step = models.CharField(max_length=60, blank=True)
    next_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["invoice", "due_on"], name="receivable_once"),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="receivable_amount"),
            models.CheckConstraint(condition=Q(cause__in=["", *LATE_CAUSES]), name="receivable_cause"),
            models.CheckConstraint(
                condition=Q(open_cents__gte=0, open_cents__lte=F("amount_cents")), name="receivable_open"
            ),
            models.CheckConstraint(condition=Q(currency__regex="^[A-Z]{3}$"), name="receivable_currency"),
        )
        indexes = (
            models.Index(fields=["customer"], condition=Q(open_cents__gt=0), name="receivable_open_by_cust"),
            models.Index(fields=["creditor", "due_on"], condition=Q(open_cents__gt=0), name="receivable_open_by_due"),
            # sums over all that is open, by customer, by day and by reason, are read from these alone
            models.Index(
                fields=["creditor", "customer", "currency", "due_on", "open_cents"], condition=Q(open_cents__gt=0),
                name="receivable_sums_by_cust",
            ),
            models.Index(
                fields=["creditor", "due_on", "currency", "open_cents", "customer"], condition=Q(open_cents__gt=0),
                name="receivable_sums_by_due",
            ),
            models.Index(
                fields=["creditor", "reason", "currency", "open_cents"], condition=Q(open_cents__gt=0),
                name="receivable_sums_by_reason",
            ),
        )  # fmt: skip


class CreditNote(models.Model):
    """A credit note; `open_cents` is what has not been set against an invoice yet."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="credit_notes")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="credit_notes")
    number = models.CharField(max_length=80)
    issued_on = models.DateField(null=True)
    amount_cents = models.BigIntegerField()
    open_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    applies_to = models.CharField(max_length=80, blank=True)
    source = models.ForeignKey(ImportFile, models.PROTECT, null=True, related_name="credit_notes")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "customer", "number"], name="credit_note_once"),
            models.CheckConstraint(
                condition=Q(open_cents__gte=0, open_cents__lte=F("amount_cents")), name="credit_note_open"
            ),
        )
        indexes = (models.Index(fields=["customer"], condition=Q(open_cents__gt=0), name="credit_note_open_by_cust"),)
