"""E-mail: text and HTML saying the same, invoices attached, sent over SMTP or kept in the outbox; answers over IMAP."""

from relance.channels.email.channel import CHANNEL
from relance.channels.email.listen import LISTENER
from relance.channels.email.trial import TRIAL

__all__ = ["CHANNEL", "LISTENER", "TRIAL"]
