"""What Relance says: one wording per notice, the same for the mail, the letter and the call."""

from relance.domain.wording.checking import check_template, known_fields
from relance.domain.wording.compose import compose
from relance.domain.wording.model import CallScript, ClaimsBlock, Payment, Row, Table, Wording

__all__ = [
    "CallScript", "ClaimsBlock", "Payment", "Row", "Table", "Wording", "check_template", "compose", "known_fields",
]  # fmt: skip
