"""One incoming message with what is known of it, as its consequences see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from relance.domain.act import Act
from relance.domain.incoming import Incoming
from relance.ledger.incoming import Tie
from relance.ledger.models import Creditor, Dispatch, IncomingMessage, Notice

# what shows that a message in doubt has left
PROOFS: Final = {
    "reply": ("le client y a répondu", "the customer answered it"),
    "delay": ("un avis de remise retardée", "a report of a delay"),
    "delivered": ("un avis de remise", "a delivery notice"),
    "receipt": ("un accusé de lecture", "a read receipt"),
    "absence": ("une réponse automatique", "an automatic answer"),
    "complaint": ("un signalement comme indésirable", "a report as unwanted"),
    "own_copy": ("la copie reçue dans notre boîte", "the copy that came into our mailbox"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A message kept, tied as far as it could be."""

    creditor: Creditor
    incoming: Incoming
    message: IncomingMessage
    tie: Tie
    act: Act

    def in_words(self, french: str, english: str) -> str:
        """In the creditor's language."""
        return french if self.creditor.language == "fr" else english

    def proof(self, how: str) -> str:
        """What shows that our message left, in words."""
        return self.in_words(*PROOFS[how])


def said(case: Case, **more: Any) -> dict[str, Any]:
    """What an event keeps of a message: where it is, and its digest; never its words."""
    notice = case.tie.dispatch.notice.reference if case.tie.dispatch else ""
    return {
        "message": case.message.pk, "notice": notice, "subject": case.message.subject,
        "sender": case.message.sender or "?", "sha256": case.message.sha256, "tied_by": case.message.tied_by,
        "problems": list(case.incoming.problems), **more,
    }  # fmt: skip


def now_of(dispatch: Dispatch) -> tuple[Dispatch, Notice]:
    """The dispatch and its notice as they stand in this transaction."""
    row = Dispatch.objects.defer("content").select_related("notice__customer").get(pk=dispatch.pk)
    return row, row.notice
