"""Work that takes longer than a page may: what was asked, how far it is, and what came of it."""

from django.db import models
from django.db.models import Q

from relance.ledger.models.creditor import Creditor
from relance.ledger.models.source import ImportFile

JOB_STATES = ("waiting", "running", "done", "failed")


class Job(models.Model):
    """One long act that a person asked for; it goes on when they leave the page.

    `done` of `total` (0: not known) units; `phase` is a word for what is being done now. A running job whose
    `claimed_until` has passed was left by a process that died: another one takes it up.
    """

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=30)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    arguments = models.JSONField(default=dict)
    file = models.ForeignKey(ImportFile, models.PROTECT, null=True, related_name="jobs")
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, default="waiting")
    phase = models.CharField(max_length=30, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(state__in=JOB_STATES), name="job_state"),)
        indexes = (
            models.Index(fields=["creditor", "state"], name="job_by_state"),
            models.Index(fields=["state", "claimed_until"], name="job_to_claim"),
        )


class KeptAnswer(models.Model):
    """Figures that take long to work out, as they were worked out once: a copy, never a source.

    `key` says what was asked (a period), `sequence` is the last event of the chain they know of, `milliseconds`
    the time they took. `content` is plain data; the reader knows its shape.
    """

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="kept_answers")
    name = models.CharField(max_length=30)
    key = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    sequence = models.BigIntegerField()
    made_at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "name", "key"], name="answer_kept_once"),)
