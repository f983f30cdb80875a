"""The tables, one file per subject."""

from relance.ledger.models.access import FileOpened, Invitation, SavedView
from relance.ledger.models.agreement import Agreement, AgreementLine, Instalment
from relance.ledger.models.bank import BankAccount
from relance.ledger.models.call import Call
from relance.ledger.models.claim import Claim, ClaimWaiver, LegalFact
from relance.ledger.models.creditor import Creditor, Membership, PlanVersion, SignInLink
from relance.ledger.models.customer import Customer
from relance.ledger.models.dispute import Dispute, DisputeNote
from relance.ledger.models.forecast import ForecastWeek
from relance.ledger.models.invoice import CreditNote, Invoice, Receivable
from relance.ledger.models.job import Job, KeptAnswer
from relance.ledger.models.letter import LetterBatch, Posting, PostingProof
from relance.ledger.models.mail import IncomingMessage, Mailbox, Meaning
from relance.ledger.models.money import BankLine, BankStatement, KnownPayer, StatementAccount
from relance.ledger.models.notice import Dispatch, InvoiceFile, Notice, NoticeLine, StepDone
from relance.ledger.models.payment import Allocation, Payment, WriteOff
from relance.ledger.models.promise import Promise
from relance.ledger.models.source import ImportFile, RememberedMapping
from relance.ledger.models.template import TemplateVersion
from relance.ledger.models.work import Event, Hold, Task

__all__ = [
    "Agreement", "AgreementLine", "Allocation", "BankAccount", "BankLine", "BankStatement", "Call", "Claim",
    "ClaimWaiver", "CreditNote", "Creditor", "Customer", "Dispatch", "Dispute", "DisputeNote", "Event",
    "FileOpened", "ForecastWeek", "Hold", "ImportFile", "IncomingMessage", "Instalment", "Invitation", "Invoice",
    "InvoiceFile", "Job", "KeptAnswer", "KnownPayer", "LegalFact", "LetterBatch", "Mailbox", "Meaning",
    "Membership", "Notice", "NoticeLine", "Payment", "PlanVersion", "Posting", "PostingProof", "Promise",
    "Receivable", "RememberedMapping", "SavedView", "SignInLink", "StatementAccount", "StepDone", "Task",
    "TemplateVersion", "WriteOff",
]  # fmt: skip
