"""What was foreseen to come in, week by week, kept so that its error can be told afterwards."""

from django.db import models

from relance.ledger.models.creditor import Creditor


class ForecastWeek(models.Model):
    """On `made_on`, so much was expected in the week that begins on `week` (a Monday), with its band; cents."""

    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="forecast_weeks")
    made_on = models.DateField()
    week = models.DateField()
    currency = models.CharField(max_length=3, default="EUR")
    expected_cents = models.BigIntegerField()
    low_cents = models.BigIntegerField()
    high_cents = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["creditor", "made_on", "week", "currency"], name="forecast_week_once"),
        )
