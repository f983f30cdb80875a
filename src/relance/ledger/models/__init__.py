"""The tables, one file per subject."""

from relance.ledger.models.claim import Claim, ClaimWaiver, LegalFact
from relance.ledger.models.creditor import Creditor, Membership, PlanVersion, SignInLink
from relance.ledger.models.customer import Customer
from relance.ledger.models.invoice import CreditNote, Invoice, Receivable
from relance.ledger.models.notice import Dispatch, InvoiceFile, Notice, NoticeLine, StepDone
from relance.ledger.models.payment import Allocation, Payment
from relance.ledger.models.source import ImportFile, RememberedMapping
from relance.ledger.models.work import Event, Hold, Task

__all__ = [
    "Allocation", "Claim", "ClaimWaiver", "CreditNote", "Creditor", "Customer", "Dispatch", "Event", "Hold",
    "ImportFile", "Invoice", "InvoiceFile", "LegalFact", "Membership", "Notice", "NoticeLine", "Payment", "PlanVersion",
    "Receivable", "RememberedMapping", "SignInLink", "StepDone", "Task",
]  # fmt: skip
