"""Notices with their lines and exact bytes, and the steps done on each receivable."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.bank import BankAccount
from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import Invoice, Receivable

# the one list of states, and the arrows between them
ARROWS: dict[str, tuple[str, ...]] = {
    "to_confirm": ("planned", "cancelled"),
    "no_contact": ("to_confirm", "planned", "cancelled"),
    "planned": ("claimed", "to_confirm", "cancelled"),
    "claimed": ("frozen", "planned", "to_confirm", "cancelled"),
    "frozen": ("data_started",),
    "data_started": ("sent", "refused_for_now", "refused", "unknown"),
    "refused_for_now": ("claimed", "data_started", "cancelled", "refused"),
    "sent": ("delivered", "bounced", "replied"),
    "unknown": ("sent", "delivered", "bounced", "refused", "replied"),
    "delivered": ("replied", "bounced"),
    "refused": (),
    "bounced": (),
    "replied": (),
    "cancelled": (),
}
STATES = tuple(ARROWS)
WAITING = ("to_confirm", "no_contact", "planned")
ON_THE_WAY = ("claimed", "frozen", "data_started", "refused_for_now")
LIVE = tuple(s for s in STATES if s not in ("cancelled", "refused", "bounced", "no_contact"))
DONE = ("sent", "unknown", "delivered", "replied")


ANSWER = "answer"


class Notice(models.Model):
    """One message to one customer in one currency. `group` is the invoice where notices are per invoice.

    `attempts` counts the tries since `first_attempt_at`; refused for now, it is tried again from `retry_at` on.

    `added_line` is what a person wrote by hand for this message alone, before confirming it.

    A notice of kind `answer` reminds of nothing: it tells the customer about the thing named in `about`
    (`dispute:12:received`), once; it does no step and is not spaced.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="notices")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="notices")
    reference = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    decided_on = models.DateField()
    currency = models.CharField(max_length=3)
    group = models.CharField(max_length=80, blank=True)
    plan = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    step_label = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20)
    template = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=60, blank=True)
    added_line = models.CharField(max_length=600, blank=True)
    claims = models.CharField(max_length=10, default="none")
    channel = models.CharField(max_length=30, blank=True)
    copies = models.JSONField(default=list)
    recipient = models.CharField(max_length=300, blank=True)
    total_cents = models.BigIntegerField()
    deadline_on = models.DateField(null=True)
    confirm_because = models.JSONField(default=list)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    is_by_hand = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    left_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    first_attempt_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "reference"], name="notice_reference_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="notice_state"),
            models.UniqueConstraint(
                fields=["customer", "currency", "group", "left_on"],
                condition=Q(left_on__isnull=False, is_by_hand=False)
                & ~Q(state__in=["cancelled", "bounced", "refused"])
                & ~Q(kind=ANSWER),
                name="notice_one_a_day",
            ),
            models.UniqueConstraint(
                fields=["creditor", "about"],
                condition=~Q(about="") & Q(state__in=LIVE),
                name="told_once",
            ),
        )
        indexes = (
            models.Index(fields=["creditor", "state"], name="notice_by_state"),
            models.Index(fields=["customer", "left_on"], name="notice_by_customer"),
            models.Index(fields=["creditor", "left_on"], name="notice_by_day"),
        )

    def __str__(self) -> str:
        return self.reference


class NoticeLine(models.Model):
    """A receivable on a notice. `is_live` follows the notice's state, for the rule that nothing is sent twice."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="notice_lines")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="lines")
    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="notice_lines")
    is_acted = models.BooleanField()
    is_live = models.BooleanField()
    step = models.CharField(max_length=60, blank=True)
    cycle = models.PositiveIntegerField(default=1)
    open_cents = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["notice", "receivable"], name="notice_line_once"),
            models.UniqueConstraint(
                fields=["receivable", "step", "cycle"],
                condition=Q(is_acted=True, is_live=True),
                name="never_the_same_reminder_twice",
            ),
        )


class Dispatch(models.Model):
    """The exact bytes of a notice on one channel, frozen and hashed before they go, and what became of them.

    `token` is what an answer or a bounce brings back; `bank_account` the one whose details the bytes print.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="dispatches")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="dispatches")
    channel = models.CharField(max_length=30)
    is_copy = models.BooleanField(default=False)
    to_outbox = models.BooleanField(default=True)
    state = models.CharField(max_length=20, default="frozen")
    recipient = models.CharField(max_length=300)
    subject = models.CharField(max_length=300, blank=True)
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    message_id = models.CharField(max_length=200, blank=True)
    token = models.CharField(max_length=24, blank=True)
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, null=True, related_name="dispatches")
    frozen_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    detail = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["notice", "channel"], name="dispatch_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="dispatch_state"),
        )
        indexes = (
            models.Index(fields=["creditor", "state"], name="dispatch_by_state"),
            models.Index(fields=["token"], condition=~Q(token=""), name="dispatch_by_token"),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="dispatch_by_message"),
            models.Index(fields=["creditor", "started_at"], name="dispatch_by_start"),
        )


class StepDone(models.Model):
    """A step done or waived on a receivable, by a notice, by hand, or before Relance was used."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="steps_done")
    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="steps_done")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="steps_done")
    step = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    cycle = models.PositiveIntegerField(default=1)
    on = models.DateField()
    deadline_on = models.DateField(null=True)
    channel = models.CharField(max_length=30, blank=True)
    is_waived = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["receivable", "step", "cycle"], name="step_done_once"),)
        indexes = (models.Index(fields=["creditor", "on"], name="step_done_by_day"),)


class InvoiceFile(models.Model):
    """The PDF of an invoice, to go with its reminders."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="invoice_files")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["invoice", "sha256"], name="invoice_file_once"),)
