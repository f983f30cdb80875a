"""One message that came in, as its page shows it: text, warnings, and what can be done about each meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relance.domain.dispute_words import DISPUTE_REASONS
from relance.domain.law import add_working_days
from relance.domain.qualifying import ANSWERED, NEEDS_A_KNOWN_SENDER, is_clear, lacking
from relance.domain.reply_words import MEANINGS
from relance.ledger import replies
from relance.ledger.incoming import as_read, contents_of
from relance.operations.call_results import CHECK_AFTER
from relance.operations.plans_in_force import law_of
from relance.operations.qualify_reply import all_clear
from relance.operations.reply_effects import answer_of
from relance.web.door import Record, Visit

SHORT = 480
OF_NOBODY = ("new_bank_details", "wrong_contact", "nothing")  # they speak of no invoice
RESTED = ("more_time", "already_paid")
# what a person usually answers; the tick can be taken away
USUAL = ("more_time", "already_paid", "copy_wanted", "dispute")


@dataclass(frozen=True, slots=True)
class MeaningRow:
    """One meaning: its record, what lacks before it can be accepted, and what its form offers."""

    record: Record
    lack: str
    is_clear: bool
    is_open: bool
    is_doubtful: bool
    can_answer: bool
    takes_words: bool
    usually_answered: bool
    rests: bool
    is_about_invoices: bool
    currency: str


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One message: short in the list, whole on its own page. `is_waiting`: a person can still decide.

    `is_all_clear`: several things are proposed, and one click can accept them.
    """

    message: Record
    text: str
    is_cut: bool
    meanings: Sequence[MeaningRow]
    is_waiting: bool
    is_all_clear: bool
    is_fraud: bool
    files: Sequence[Record]
    has_risky_files: bool
    numbers: Sequence[str]
    kinds: Sequence[str]
    reasons: Sequence[str]
    rest_until: date


def reply_rows(visit: Visit, messages: Sequence[Record]) -> list[ReplyRow]:
    """Several messages in short."""
    meant = replies.invoices_meant_by(visit.creditor, messages)
    contents = contents_of(visit.creditor, messages)
    return [
        reply_row(visit, one, is_whole=False, meant=meant.get(one.pk, []), content=contents.get(one.pk))
        for one in messages
    ]


def reply_row(
    visit: Visit, message: Record, *, is_whole: bool, meant: Sequence[Record] | None = None,
    content: bytes | None = None,
) -> ReplyRow:  # fmt: skip
    """The message with what is known of it now; the invoices meant and the bytes where they are known already."""
    creditor, today = visit.creditor, visit.act.today
    meant = replies.invoices_meant(creditor, message) if meant is None else meant
    numbers = [one.number for one in meant]
    waiting = message.state == replies.WAITING
    records = list(message.meanings.all())
    currency = meant[0].currency if meant else "EUR"
    files = as_read(creditor, message, content).files
    text = message.text.strip()
    proposed = [one for one in records if one.state == "proposed"]
    return ReplyRow(
        message=message,
        text=text if is_whole else _short(text),
        is_cut=not is_whole and _short(text).endswith(" …"),
        meanings=[_meaning(one, message, numbers, currency, today, waiting=waiting) for one in records],
        is_waiting=waiting,
        is_all_clear=waiting and len(proposed) > 1 and all_clear(creditor, message, proposed, visit.act, numbers),
        is_fraud=any(one.meaning == "new_bank_details" and one.state != "rejected" for one in records),
        files=files,
        has_risky_files=any(one.is_risky for one in files),
        numbers=replies.open_numbers(creditor, message) if is_whole else (),
        kinds=tuple(MEANINGS),
        reasons=tuple(DISPUTE_REASONS),
        rest_until=add_working_days(law_of(creditor), today, CHECK_AFTER),
    )


def _meaning(
    one: Record, message: Record, numbers: Sequence[str], currency: str, today: date, *, waiting: bool
) -> MeaningRow:
    reading = replies.reading_of(one)
    return MeaningRow(
        record=one,
        lack=lacking(reading, today, numbers),
        is_clear=is_clear(reading, today, numbers, message.is_authenticated),
        is_open=waiting and one.state == "proposed" and message.customer_id is not None,
        is_doubtful=message.is_authenticated is False and one.meaning in NEEDS_A_KNOWN_SENDER,
        can_answer=one.meaning in ANSWERED,
        takes_words=bool(answer_of(one.meaning)),
        usually_answered=one.meaning in USUAL,
        rests=one.meaning in RESTED,
        is_about_invoices=one.meaning not in OF_NOBODY,
        currency=one.invoice.currency if one.invoice else currency,
    )


def _short(text: str) -> str:
    """The beginning without empty lines, cut between two words."""
    close = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return close if len(close) <= SHORT else close[:SHORT].rsplit(None, 1)[0] + " …"
