"""What a customer's answer means, proposed by rules and decided by a person."""

from relance.domain.replies.model import MEANINGS, KnownAccount, KnownInvoice, Proposed, ReplyMeaning
from relance.domain.replies.reading import propose

__all__ = ["MEANINGS", "KnownAccount", "KnownInvoice", "Proposed", "ReplyMeaning", "propose"]
