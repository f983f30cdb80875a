"""Letters after they are frozen: batches to print, what the post did with each, and the proofs."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.notice import Dispatch

POSTING_STATES = (
    "to_post", "handed_over", "posted", "presented", "delivered", "refused", "unclaimed", "wrong_address", "cancelled",
)  # fmt: skip
ENDED = ("delivered", "refused", "unclaimed", "wrong_address", "cancelled")
PROOF_KINDS = ("deposit", "receipt", "content", "other")


class LetterBatch(models.Model):
    """Letters printed together, in the order of their deposit list."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="letter_batches")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_on = models.DateField()
    made_by = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "number"], name="batch_once"),)


class Posting(models.Model):
    """The way of one letter through the post. `number` is the registered letter's; `cost_cents` what it cost.

    `provider` is the key of the postal provider that prints and posts it (empty: a person does), `provider_reference`
    what the provider calls it; `dispatch` gives our own reference, under which a provider is asked before anything is
    ever ordered again.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="postings")
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="posting")
    batch = models.ForeignKey(LetterBatch, models.PROTECT, null=True, related_name="postings")
    place = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=14, default="to_post")
    number = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=30, blank=True)
    provider_reference = models.CharField(max_length=120, blank=True)
    cost_cents = models.PositiveIntegerField(default=0)
    posted_on = models.DateField(null=True)
    presented_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=POSTING_STATES), name="posting_state"),
            models.UniqueConstraint(fields=["creditor", "number"], condition=~Q(number=""), name="posting_number_once"),
        )
        indexes = (models.Index(fields=["creditor", "state"], name="posting_by_state"),)


class PostingProof(models.Model):
    """A file that proves something of a letter's way: deposit, receipt, content. Kept from the day it appears."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="posting_proofs")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PROOF_KINDS), name="proof_kind"),
            models.UniqueConstraint(fields=["posting", "sha256"], name="proof_once"),
        )
