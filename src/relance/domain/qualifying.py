"""What a person makes of one sentence of a reply: what is lacking before it can take effect. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from relance.domain.replies import MEANINGS

# a forged sender would gain by these: they stop reminders on the word of whoever wrote
NEEDS_A_KNOWN_SENDER: Final = frozenset({"promise"})
# never without a look: somebody may be trying to have money sent elsewhere
NEVER_AT_ONCE: Final = frozenset({"new_bank_details"})
# told to the customer if a person wants so; never anything about bank details
ANSWERED: Final = frozenset({"promise", "dispute", "more_time", "already_paid", "wrong_contact", "copy_wanted"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How one sentence is read: `invoice` is a number (empty: all that was asked for), `cents` of its currency.

    `on` is the day promised or asked for, or the day on which it is said to be paid; `reason` that of a dispute.
    """

    meaning: str
    invoice: str = ""
    on: date | None = None
    cents: int | None = None
    reason: str = ""


def lacking(reading: Reading, today: date, numbers: Sequence[str]) -> str:
    """What must be said before it can take effect: `meaning`, `day`, `past`, `reason`, `invoice`; empty: nothing.

    `numbers` are the invoices that it is about where it names none.
    """
    if reading.meaning not in MEANINGS:
        return "meaning"
    if reading.meaning == "promise":
        if reading.on is None:
            return "day"
        return "past" if reading.on < today else ""
    if reading.meaning == "dispute":
        if not reading.reason:
            return "reason"
        return "" if reading.invoice or len(numbers) == 1 else "invoice"
    return ""


def is_clear(reading: Reading, today: date, numbers: Sequence[str], is_authenticated: bool | None) -> bool:
    """Whether it can be accepted with one click: nothing lacks, nothing smells of fraud, the sender is not doubtful."""
    if reading.meaning in NEVER_AT_ONCE or (is_authenticated is False and reading.meaning in NEEDS_A_KNOWN_SENDER):
        return False
    return not lacking(reading, today, numbers)


def matches(tail: str, ibans: Sequence[str]) -> bool:
    """Whether one of these accounts ends as the customer says; spaces and case do not count.

    Raises ValueError unless four letters or digits are given.
    """
    plain = "".join(tail.split()).upper()
    if len(plain) != 4 or not plain.isascii() or not plain.isalnum():
        raise ValueError(f"“{tail}” is not the end of an IBAN")
    return any(iban.upper().endswith(plain) for iban in ibans)
