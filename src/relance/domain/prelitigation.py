"""Files between the formal notice and whoever takes them over: where each stands, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from relance.domain.reason_words import Words

FileState = Literal["waiting", "running", "due", "chosen", "handed_over"]
STATES: Final[tuple[FileState, ...]] = ("waiting", "running", "due", "chosen", "handed_over")
STATE_WORDS: Final[Words] = {
    "waiting": ("mise en demeure à envoyer", "formal notice to send"),
    "running": ("délai en cours", "deadline running"),
    "due": ("à décider", "to decide"),
    "chosen": ("suite choisie", "next move chosen"),
    "handed_over": ("dossier transmis", "handed over"),
}
MISSING_WORDS: Final[Words] = {
    "notice": ("mise en demeure", "formal notice"),
    "came_back": ("lettre revenue sans être remise", "letter that came back undelivered"),
    "registered": ("envoi en recommandé", "registered posting"),
    "deposit": ("preuve de dépôt", "proof of deposit"),
    "receipt": ("avis de réception", "acknowledgement of receipt"),
    "invoices": ("PDF de facture", "invoice PDF"),
    "reply": ("réponse du client à traiter", "customer’s reply to deal with"),
    "dispute": ("litige en cours", "dispute in force"),
}
NEVER_DELIVERED: Final = frozenset({"wrong_address", "cancelled"})
# what the post returns of these: the letter itself, with the reason on it, and no signed receipt
RETURNED: Final = frozenset({"refused", "unclaimed"})


@dataclass(frozen=True, slots=True)
class FileDays:
    """The days of one file; what is None has not happened.

    `asked_on`: the day for which a person is asked what comes next, while that question is open. `chosen_on`: the day
    of the last answer.
    """

    is_waiting: bool = False
    left_on: date | None = None
    deadline_on: date | None = None
    asked_on: date | None = None
    chosen_on: date | None = None
    handed_over_on: date | None = None


@dataclass(frozen=True, slots=True)
class FilePapers:
    """What is there of one file. `posting`: where the letter is, empty where there is none; `proofs`: their kinds."""

    has_notice: bool = True
    is_registered: bool = True
    posting: str = ""
    proofs: frozenset[str] = frozenset()
    invoices_without_pdf: int = 0
    has_reply: bool = False
    has_dispute: bool = False


def file_state(days: FileDays, today: date) -> FileState:
    """Where a file stands: what was done last counts, and a question that is open again is to be decided again."""
    if days.handed_over_on and days.handed_over_on <= today:
        return "handed_over"
    if days.is_waiting:
        return "waiting"
    if days.deadline_on and days.deadline_on >= today and not _is_chosen(days):
        return "running"
    if days.asked_on and days.asked_on <= today:
        return "due"
    return "chosen" if days.handed_over_on or _is_chosen(days) else "due"


def _is_chosen(days: FileDays) -> bool:
    """Whether a choice was made, and made after the day the last notice left."""
    return days.chosen_on is not None and (days.left_on is None or days.chosen_on > days.left_on)


def missing(papers: FilePapers) -> tuple[str, ...]:
    """What a lawyer would ask for and is not there, by its key; empty where the file is ready."""
    checks = {
        "notice": not papers.has_notice,
        "came_back": papers.has_notice and papers.posting in NEVER_DELIVERED,
        "registered": papers.has_notice and not papers.is_registered,
        "deposit": papers.has_notice and papers.is_registered and "deposit" not in papers.proofs,
        "receipt": _lacks_receipt(papers),
        "invoices": papers.invoices_without_pdf > 0,
        "reply": papers.has_reply,
        "dispute": papers.has_dispute,
    }
    return tuple(key for key, is_missing in checks.items() if is_missing)


def _lacks_receipt(papers: FilePapers) -> bool:
    expected = papers.has_notice and papers.is_registered and papers.posting not in NEVER_DELIVERED | RETURNED
    return expected and "receipt" not in papers.proofs


def file_state_words(state: str, language: str) -> str:
    """Where a file stands, in words."""
    return STATE_WORDS[state][0 if language == "fr" else 1]


def missing_words(key: str, language: str) -> str:
    """What a file lacks, in words."""
    return MISSING_WORDS[key][0 if language == "fr" else 1]
