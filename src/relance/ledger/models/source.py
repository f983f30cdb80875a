"""Where data came from: the original bytes of every file, and lines a person still has to look at."""

from django.db import models

from relance.ledger.models.creditor import Creditor


class ImportFile(models.Model):
    """A file as it was given, with its hash and what became of its lines (sums in cents)."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="imports")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    format = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    is_snapshot = models.BooleanField(default=False)
    imported_at = models.DateTimeField()
    imported_on = models.DateField()
    imported_by = models.CharField(max_length=120)
    complete_to = models.DateField(null=True)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)
    sum_cents = models.BigIntegerField(default=0)
    report = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["creditor", "sha256"], name="import_sha"),)


class RememberedMapping(models.Model):
    """Which column is what, for files with the same headers as one already mapped.

    `mapping` holds the answers as the fields of `ReadOptions` (`columns`, `kind`, `date_order`, `decimal`, `sheet`…)
    and `account` for bank statements that do not name theirs. `name` is that of the file it was made from.
    """

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="mappings")
    header_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    name = models.CharField(max_length=255, blank=True)
    set_by = models.CharField(max_length=120, blank=True)
    set_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "header_hash"], name="mapping_once"),)
