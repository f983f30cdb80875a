"""Relance: follow up unpaid invoices without spoiling customer relations."""

__version__ = "0.1.0"
