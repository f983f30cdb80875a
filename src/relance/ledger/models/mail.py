"""What came in: every message once, its bytes as received, what it means and what a person made of it."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Invoice
from relance.ledger.models.notice import Dispatch, Notice

KINDS = (
    "reply", "bounce", "delay", "delivered", "absence", "receipt", "complaint", "own_copy", "other", "unreadable",
)  # fmt: skip
WAITING, HANDLED, FILED = "waiting", "handled", "filed"
MESSAGE_STATES = (WAITING, HANDLED, FILED)
TIES = ("token", "message_id", "address", "hand", "")
MEANING_STATES = ("proposed", "accepted", "corrected", "rejected")


class Mailbox(models.Model):
    """How far a folder of a mailbox has been read (RFC 3501: UIDs count within one UIDVALIDITY)."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="mailboxes")
    name = models.CharField(max_length=200)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "name"], name="mailbox_once"),)


class IncomingMessage(models.Model):
    """One message received. `fingerprint` tells it from every other, in whichever mailbox it lies.

    `state`: `waiting` for a person, `handled` by one, or `filed` because nothing is to be done about it. `tied_by` says
    how it was tied to its customer or notice. `report` is what a bounce or a receipt says, address by address.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="incoming")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="incoming")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="incoming")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="incoming")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default=FILED)
    tied_by = models.CharField(max_length=12, blank=True)
    fingerprint = models.CharField(max_length=64)
    message_id = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    report = models.JSONField(default=list)
    is_authenticated = models.BooleanField(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    owner = models.CharField(max_length=120, blank=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "fingerprint"], name="message_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="message_kind"),
            models.CheckConstraint(condition=Q(state__in=MESSAGE_STATES), name="message_state"),
        )
        indexes = (
            models.Index(fields=["creditor", "state", "received_on"], name="message_waiting"),
            models.Index(fields=["customer", "received_on"], name="message_by_customer"),
        )


class Meaning(models.Model):
    """What a reply seems to say about one invoice (or the whole account), with the sentence that says so.

    `meaning` is a key of `relance.domain.replies`; `on` and `cents` are the day and sum it names, `reason` the cause of
    a dispute. A person accepts, corrects or rejects it; `made` names what came of it (`promise:12`).
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="meanings")
    message = models.ForeignKey(IncomingMessage, models.PROTECT, related_name="meanings")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="meanings")
    meaning = models.CharField(max_length=20)
    quote = models.CharField(max_length=500, blank=True)
    on = models.DateField(null=True)
    cents = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=10, default="proposed")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    made = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(state__in=MEANING_STATES), name="meaning_state"),)
