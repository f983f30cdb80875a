"""What waits for a person, what stops reminders, and what happened."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Invoice
from relance.ledger.models.money import BankLine
from relance.ledger.models.notice import Notice


class Hold(models.Model):
    """A stop on a customer, or on one of its invoices, from a day to a day (both included).

    `bank_line`: money that may pay it waits for a person's word; the stop ends with that word.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="holds")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="holds")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="holds")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=120)
    released_on = models.DateField(null=True)
    bank_line = models.ForeignKey(BankLine, models.PROTECT, null=True, related_name="holds")

    class Meta:
        indexes = (models.Index(fields=["customer"], condition=Q(released_on__isnull=True), name="hold_in_force"),)


class Task(models.Model):
    """Something only a person can do; one open task per customer, kind and subject.

    `owner` is a user name, empty for whoever is in charge of the customer. `choice` is what was chosen where the task
    offers several ways on; `next_step` what the person will do next.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="tasks")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="tasks")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="tasks")
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    why = models.CharField(max_length=500)
    amount_cents = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    owner = models.CharField(max_length=120, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    result = models.CharField(max_length=300, blank=True)
    choice = models.CharField(max_length=30, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    escalated_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["creditor", "customer", "kind", "subject"],
                condition=Q(closed_on__isnull=True),
                name="task_open_once",
            ),
        )
        indexes = (models.Index(fields=["creditor", "closed_on", "due_on"], name="task_work_list"),)


class Event(models.Model):
    """One link of a creditor's chain: what happened, when, by whom. Never changed, never deleted.

    `hash` is SHA-256 over the previous hash and the canonical JSON of the event.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="events")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    verb = models.CharField(max_length=40)
    by = models.CharField(max_length=120)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="events")
    payload = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "sequence"], name="event_sequence"),)
        indexes = (models.Index(fields=["customer", "sequence"], name="event_timeline"),)
