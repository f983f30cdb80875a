"""A payment plan agreed with a customer: what it covers, its instalments, and whether it is kept."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Receivable

AGREEMENT_ARROWS: dict[str, tuple[str, ...]] = {
    "in_force": ("kept", "broken", "cancelled"),
    "kept": ("in_force",),  # a payment was undone
    "broken": ("in_force",),  # the money had come in time and was known late
    "cancelled": (),
}
AGREEMENT_STATES = tuple(AGREEMENT_ARROWS)
LATE_CLAIMS = ("running", "frozen", "waived")


class Agreement(models.Model):
    """Instalments for what was open on `agreed_on`, in one currency.

    `claims`: late interest and costs go on (`running`), stand still while it is kept (`frozen`), or are given up
    once it is kept (`waived`). `signed_on` is the day the customer's signed letter came back.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="agreements")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="agreements")
    reference = models.CharField(max_length=20)
    currency = models.CharField(max_length=3, default="EUR")
    state = models.CharField(max_length=12, default="in_force")
    cents = models.BigIntegerField()
    claims = models.CharField(max_length=10, default="running")
    agreed_on = models.DateField()
    agreed_with = models.CharField(max_length=120, blank=True)
    recorded_by = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    signed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "reference"], name="agreement_reference_once"),
            models.CheckConstraint(condition=Q(state__in=AGREEMENT_STATES), name="agreement_state"),
            models.CheckConstraint(condition=Q(claims__in=LATE_CLAIMS), name="agreement_claims"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="agreement_cents"),
        )
        indexes = (models.Index(fields=["customer", "state"], name="agreement_by_customer"),)


class AgreementLine(models.Model):
    """A receivable of an agreement, with what was open of it when it was agreed. `is_live` follows the state."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="agreement_lines")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="lines")
    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="agreement_lines")
    cents = models.BigIntegerField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["receivable"], condition=Q(is_live=True), name="one_live_agreement_per_receivable"
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="agreement_line_cents"),
        )


class Instalment(models.Model):
    """A part of an agreement and its day; payments fill instalments in order of their days."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="instalments")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="instalments")
    rank = models.PositiveIntegerField()
    due_on = models.DateField()
    cents = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agreement", "rank"], name="instalment_once"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="instalment_cents"),
        )
        indexes = (models.Index(fields=["creditor", "due_on"], name="instalment_due"),)
