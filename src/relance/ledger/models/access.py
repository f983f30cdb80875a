"""Who is invited, which files somebody from outside may see, and the views that people keep of lists."""

from django.conf import settings
from django.db import models

from relance.ledger.models.creditor import Creditor, Membership
from relance.ledger.models.customer import Customer


class Invitation(models.Model):
    """A link by which a person joins a creditor with a role, once; only its SHA-256 is kept."""

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="invitations")
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["creditor", "email"], name="invitation_by_email"),)


class FileOpened(models.Model):
    """A customer's file opened to a member from outside (a lawyer, an agency), who sees no other.

    Withdrawn, the row stays: who could see what, and when, is part of the trace.
    """

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="files_opened")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="files")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="opened_to")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "customer"], condition=models.Q(closed_at=None), name="file_opened_once"
            ),
        )


class SavedView(models.Model):
    """A list as a person likes to see it: the page's name and what its address asks for (`sort=…&state=…`)."""

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="saved_views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["creditor", "user", "page", "name"], name="view_once"),)
