"""E-mail: text and HTML saying the same, invoices attached, sent over SMTP or kept in the outbox."""

from relance.channels.email.channel import CHANNEL, mark_unsent

__all__ = ["CHANNEL", "mark_unsent"]
