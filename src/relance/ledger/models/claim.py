"""Claims beside invoices: late interest and the fixed indemnity, and what was given up of them."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Invoice

CLAIM_STATES = ("open", "billed", "paid", "waived", "dropped")
PARTS = ("interest", "indemnity")


class Claim(models.Model):
    """What is claimed beside an invoice, in a ledger of its own; it outlives the payment of the principal.

    The indemnity is claimed once per invoice, whatever the number of reminders (C. com. D441-5). Interest is
    worked out anew each day; a row is written when it is billed, for the days up to `as_of`.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="claims")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="claims")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="claims")
    part = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="open")
    cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    opened_on = models.DateField()
    as_of = models.DateField(null=True)
    document = models.CharField(max_length=30, blank=True)
    billed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(part="indemnity"), name="indemnity_once_per_invoice"
            ),
            models.CheckConstraint(condition=Q(state__in=CLAIM_STATES), name="claim_state"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="claim_part"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="claim_cents"),
        )
        indexes = (models.Index(fields=["creditor", "customer", "state"], name="claim_by_customer"),)


class ClaimWaiver(models.Model):
    """Interest or indemnity given up by a person, with the reason. `cents` None: all of it, and what would accrue."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="claim_waivers")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="claim_waivers")
    part = models.CharField(max_length=10)
    on = models.DateField()
    cents = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    author = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(part__in=PARTS), name="waiver_part"),
            models.CheckConstraint(condition=Q(cents__isnull=True) | Q(cents__gt=0), name="waiver_cents"),
        )


class LegalFact(models.Model):
    """What happened to a claim in law: an acknowledgement, a court claim, an order rendered or served, a title.

    Without an invoice it concerns every claim on the customer.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="legal_facts")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="legal_facts")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="legal_facts")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    until_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["customer", "kind"], name="legal_fact_by_customer"),)
