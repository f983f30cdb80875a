"""The company that is owed, its settings, its plans, and who may work for it."""

from django.conf import settings
from django.db import models

SENDING = [("confirm_all", "confirm_all"), ("as_planned", "as_planned")]
DELIVERY = [("outbox", "outbox"), ("smtp", "smtp")]
SECOND_FACTOR = [(word, word) for word in ("offered", "by_role", "everyone")]


class Creditor(models.Model):
    """One company; every other row belongs to one. Settings are columns; secrets never are.

    `agreement_…` are the limits of payment plans (calendar days, per cent of the total, cents an instalment).
    `dispute_days` are the calendar days in which a dispute is to be settled; `escalate_after_days` the working days
    after which what waits for a person goes to the next one; `call_attempts` the calls before a number is given up.
    `reply_address` is where answers go, with a token of the notice before the @ where `reply_tokens`; a copy of every
    mail goes to `journal_address`. `mails_per_hour` and `mails_per_domain_hour` are limits, 0 for none. From
    `sending_stopped_at` on nothing leaves until a person resumes. `postal_provider` prints and posts letters (empty: a
    person does), for at most `postal_daily_cents` a day.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2, default="FR")
    siren = models.CharField(max_length=9, blank=True)
    legal_form = models.CharField(max_length=60, blank=True)
    capital = models.CharField(max_length=60, blank=True)
    rcs = models.CharField(max_length=80, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    address = models.TextField(blank=True)
    city = models.CharField(max_length=80, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    signatory = models.CharField(max_length=120, blank=True)
    signatory_role = models.CharField(max_length=120, blank=True)
    payment_methods = models.CharField(max_length=200, blank=True)
    instalments_possible = models.BooleanField(default=True)
    timezone = models.CharField(max_length=60, default="Europe/Paris")
    calendar = models.CharField(max_length=40, default="FR")
    sending = models.CharField(max_length=20, choices=SENDING, default="confirm_all")
    delivery = models.CharField(max_length=20, choices=DELIVERY, default="outbox")
    sending_from = models.TimeField(default="08:00")
    sending_until = models.TimeField(default="19:00")
    max_notices_per_day = models.PositiveIntegerField(default=200)
    default_terms = models.CharField(max_length=20, default="30")
    default_plan = models.CharField(max_length=60, default="standard")
    imputation = models.CharField(max_length=20, default="interest_first")
    below_floor = models.CharField(max_length=20, default="floor")
    day_count = models.CharField(max_length=10, default="ACT/365")
    plan_for_new = models.CharField(max_length=60, blank=True)
    plan_for_good = models.CharField(max_length=60, blank=True)
    plan_for_slow = models.CharField(max_length=60, blank=True)
    plan_for_bad = models.CharField(max_length=60, blank=True)
    plan_for_key = models.CharField(max_length=60, blank=True)
    agreement_max_instalments = models.PositiveIntegerField(default=12)
    agreement_max_days = models.PositiveIntegerField(default=365)
    agreement_first_percent = models.PositiveIntegerField(default=0)
    agreement_min_cents = models.BigIntegerField(default=5000)
    instalment_reminder_days = models.PositiveIntegerField(default=3)
    dispute_days = models.PositiveIntegerField(default=15)
    call_attempts = models.PositiveIntegerField(default=3)
    escalate_after_days = models.PositiveIntegerField(default=3)
    person_in_charge = models.CharField(max_length=120, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    reply_address = models.CharField(max_length=254, blank=True)
    reply_tokens = models.BooleanField(default=True)
    journal_address = models.CharField(max_length=254, blank=True)
    read_receipts = models.BooleanField(default=False)
    mails_per_hour = models.PositiveIntegerField(default=0)
    mails_per_domain_hour = models.PositiveIntegerField(default=0)
    sending_stopped_at = models.DateTimeField(null=True)
    sending_stopped_why = models.CharField(max_length=300, blank=True)
    postal_provider = models.CharField(max_length=30, blank=True)
    postal_daily_cents = models.PositiveIntegerField(default=20000)
    language = models.CharField(max_length=2, default="fr")
    second_factor = models.CharField(max_length=20, default="by_role", choices=SECOND_FACTOR)
    small_difference_cents = models.PositiveIntegerField(default=500)
    money_known_to = models.DateField(null=True)
    last_run_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sending__in=["confirm_all", "as_planned"]), name="creditor_sending"
            ),
            models.CheckConstraint(condition=models.Q(delivery__in=["outbox", "smtp"]), name="creditor_delivery"),
            models.CheckConstraint(
                condition=models.Q(second_factor__in=["offered", "by_role", "everyone"]), name="creditor_second_factor"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlanVersion(models.Model):
    """One version of a plan as TOML; never edited in place, the highest version is the one in force."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="plans")
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    text = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "key", "version"], name="plan_version_once"),)


class Membership(models.Model):
    """A person who may work for a creditor; an accounting practice has several.

    From `absent_from` to `absent_until` included, `cover` (a user name) does this person's work.
    """

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, default="owner")
    absent_from = models.DateField(null=True)
    absent_until = models.DateField(null=True)
    cover = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "user"], name="member_once"),)


class SignInLink(models.Model):
    """A link that signs a person in once; only its SHA-256 is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
