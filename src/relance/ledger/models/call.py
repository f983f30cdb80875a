"""Phone calls made: to whom, when, how long, what came of them."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.notice import Notice

CALL_RESULTS = (
    "promise", "dispute", "agreement", "already_paid", "spoken", "call_back", "no_answer", "message_left",
    "wrong_number",
)  # fmt: skip
REACHED = ("promise", "dispute", "agreement", "already_paid", "spoken", "call_back")


class Call(models.Model):
    """One call, on a notice whose step it is or on its own. `minutes` is how long it lasted."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="calls")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="calls")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="calls")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    number = models.CharField(max_length=40, blank=True)
    spoke_to = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    call_back_on = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(result__in=CALL_RESULTS), name="call_result"),)
        indexes = (models.Index(fields=["customer", "on"], name="call_by_customer"),)
