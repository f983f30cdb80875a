"""What banks say: accounts, statements and their movements, and whose money is whose. Amounts are integer cents."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.customer import Customer
from relance.ledger.models.source import ImportFile

UNDECIDED = ("new", "proposed", "unknown")
LINE_STATES = (*UNDECIDED, "matched", "aside", "returned")


class StatementAccount(models.Model):
    """An account of the creditor whose statements are read; it says nothing of what letters print.

    `number` is the IBAN, or bank, branch and account as the file writes them; empty for the one account whose files
    do not name it. `known_to` is the last day whose movements are all there, `closing_cents` the balance then.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="statement_accounts")
    number = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    label = models.CharField(max_length=120, blank=True)
    known_to = models.DateField(null=True)
    closing_cents = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "number", "currency"], name="statement_account_once"),
        )

    def __str__(self) -> str:
        return self.label or self.number


class BankStatement(models.Model):
    """One statement as a file gave it; balances are empty where the file gives none."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="statements")
    account = models.ForeignKey(StatementAccount, models.PROTECT, related_name="statements")
    source = models.ForeignKey(ImportFile, models.PROTECT, related_name="statements")
    format = models.CharField(max_length=20)
    reference = models.CharField(max_length=80, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    opening_cents = models.BigIntegerField(null=True)
    closing_cents = models.BigIntegerField(null=True)
    entries = models.PositiveIntegerField(default=0)
    sum_cents = models.BigIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["account", "last_on"], name="statement_by_day"),)


class BankLine(models.Model):
    """One movement; `cents` above 0 came in. The same movement in two files is one line.

    `key` is a hash of what identifies it, `occurrence` tells equal movements apart. State `new` was not looked at,
    `proposed` waits for one click, `unknown` for a person's word; `matched` became payments, `aside` is nobody's
    debt (fees, own transfers, a person's word), `returned` was undone by `returned_by`. `proposals` holds what may
    be its match, the likeliest first, `why` the reasons of what was decided (words: `domain/allocate`).
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="bank_lines")
    account = models.ForeignKey(StatementAccount, models.PROTECT, related_name="lines")
    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="lines")
    source = models.ForeignKey(ImportFile, models.PROTECT, related_name="bank_lines")
    source_line = models.PositiveIntegerField()
    entry = models.PositiveIntegerField(default=0)
    entry_cents = models.BigIntegerField(default=0)
    batch_count = models.PositiveIntegerField(default=0)
    booked_on = models.DateField()
    value_on = models.DateField(null=True)
    cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, default="other")
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    party = models.CharField(max_length=200, blank=True)
    party_iban = models.CharField(max_length=34, blank=True)
    end_to_end = models.CharField(max_length=80, blank=True)
    structured = models.CharField(max_length=80, blank=True)
    bank_reference = models.CharField(max_length=80, blank=True)
    is_return = models.BooleanField(default=False)
    return_reason = models.CharField(max_length=120, blank=True)
    returned_reference = models.CharField(max_length=80, blank=True)
    returned_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="returns")
    key = models.CharField(max_length=64)
    occurrence = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, default="new")
    rule = models.CharField(max_length=12, blank=True)
    proposals = models.JSONField(default=list)
    why = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "key", "occurrence"], name="bank_line_once"),
            models.CheckConstraint(condition=Q(state__in=LINE_STATES), name="bank_line_state"),
            models.CheckConstraint(condition=Q(rule__in=["", "sure", "accepted", "by_hand"]), name="bank_line_rule"),
        )
        indexes = (
            models.Index(
                fields=["creditor", "booked_on"], condition=Q(state__in=["new", "proposed", "unknown"]),
                name="bank_line_waiting",
            ),
            models.Index(fields=["account", "booked_on", "cents"], name="bank_line_by_day"),
            models.Index(fields=["creditor", "state", "booked_on"], name="bank_line_by_state"),
        )  # fmt: skip


class KnownPayer(models.Model):
    """A name or IBAN from which a customer's money came, learned from a match that a person accepted."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="known_payers")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="known_payers")
    sort = models.CharField(max_length=4)
    value = models.CharField(max_length=200)
    line = models.ForeignKey(BankLine, models.PROTECT, null=True, related_name="taught")
    learned_at = models.DateTimeField()
    learned_by = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "customer", "sort", "value"], name="known_payer_once"),
            models.CheckConstraint(condition=Q(sort__in=["name", "iban"]), name="known_payer_sort"),
        )
        indexes = (models.Index(fields=["creditor", "sort", "value"], name="known_payer_value"),)
