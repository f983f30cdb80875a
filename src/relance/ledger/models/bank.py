"""The creditor's bank accounts: the only place from which printed bank details come."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor


class BankAccount(models.Model):
    """An account on which customers are asked to pay.

    It may be printed from `in_force_from` on, once approved, until `ended_at`. `approved_by` is another person than
    `proposed_by` where the creditor has two. Neither IBAN nor BIC is ever changed in place.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="bank_accounts")
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    in_force_from = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True) | Q(approved_at__isnull=False), name="account_approved_first"
            ),
            models.UniqueConstraint(
                fields=["creditor"], condition=Q(in_force_from__isnull=True, ended_at__isnull=True),
                name="account_one_proposal",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["creditor", "in_force_from"], name="account_in_force"),)
