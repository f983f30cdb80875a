"""E-mail: text and HTML saying the same, invoices attached, sent over SMTP or kept in the outbox."""

from relance.channels.email.channel import CHANNEL

__all__ = ["CHANNEL"]
