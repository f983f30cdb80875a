"""The Django app that owns every table."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Creditors, customers, invoices, payments, notices, tasks, events."""

    name = "relance.ledger"
    label = "ledger"
