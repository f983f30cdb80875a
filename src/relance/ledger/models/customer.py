"""A customer account: who it is, how it is reached, and when it must be looked at again."""

from django.db import models

from relance.ledger.models.creditor import Creditor


class Customer(models.Model):
    """One account of a creditor. `wake_on` is the day on which it must be decided again.

    `claims_as` is a person's choice for kind `other`; `capitalise_from` the day from which a contract or a judgment
    lets whole years of interest bear interest (C. civ. 1343-2). `segment` is computed from its history unless
    `segment_by_hand`; `segment_figures` are what it was computed from, on `segmented_on`. `owner` is the person in
    charge, by user name. `phone_failed`: the number is wrong, or nobody ever answers.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="customers")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default="business")
    contact_name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_bounced = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    phone_failed = models.BooleanField(default=False)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, default="FR")
    siren = models.CharField(max_length=14, blank=True)
    language = models.CharField(max_length=2, default="fr")
    terms = models.CharField(max_length=20, blank=True)
    plan = models.CharField(max_length=60, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    segment = models.CharField(max_length=10, default="new")
    segment_by_hand = models.BooleanField(default=False)
    segment_figures = models.JSONField(default=dict)
    segmented_on = models.DateField(null=True)
    late_rate = models.CharField(max_length=20, blank=True)
    claims_as = models.CharField(max_length=10, blank=True)
    trade = models.CharField(max_length=12, blank=True)
    capitalise_from = models.DateField(null=True)
    no_dunning = models.BooleanField(default=False)
    insolvency_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    reply_waiting_since = models.DateField(null=True)
    unchanged_since = models.DateField(null=True)
    wake_on = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "code"], name="customer_code_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["business", "consumer", "public", "other"]), name="customer_kind"
            ),
            models.CheckConstraint(condition=~models.Q(code=""), name="customer_has_code"),
        )
        indexes = (
            models.Index(fields=["creditor", "wake_on"], name="customer_wake"),
            models.Index(fields=["creditor", "name"], name="customer_name"),
        )

    @property
    def regime(self) -> str:
        """The kind whose rules of claims apply: its own, or for `other` the one a person chose."""
        return self.claims_as if self.kind == "other" and self.claims_as else self.kind

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
