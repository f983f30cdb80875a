"""The creditor's own templates, every version kept."""

from django.db import models

from relance.ledger.models.creditor import Creditor


class TemplateVersion(models.Model):
    """One version of a template for a language, and where wished for one segment or channel (empty: all).

    Never edited in place: the highest version is the one in force, unless it is retired (the shipped one then is).
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="templates")
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    segment = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["creditor", "name", "language", "segment", "channel", "version"], name="template_version_once"
            ),
        )
