"""Answers to payment reminders, written for this project, and what a careful person would note of each.

Six files: `fr`, `fr_more`, `en`, `en_more`, from which rules may be written (the two `more` were set aside once), and
`fr_set_aside`, `en_set_aside`, which whoever writes rules never opens and which only count. The conventions of the
notes: a weekday is the next one after the day of arrival (the last one before it when the payment lies behind), “fin de
mois” the last day of the month, “semaine prochaine” the Friday of next week, “sous huitaine” eight days on. Without a
day in the text no day is noted, without a sum no sum, without a number no invoice (all that was asked for). A payment
without any day to hold to is `nothing`; “when the credit note comes” is a dispute; a missing invoice is `copy_wanted`
when a copy is asked for, a dispute otherwise.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from relance.domain.dispute_words import DISPUTE_REASONS
from relance.domain.replies import MEANINGS, KnownAccount, KnownInvoice, ReplyMeaning

READ: Final = ("fr", "fr_more", "en", "en_more")
SET_ASIDE: Final = ("fr_set_aside", "en_set_aside")

_HERE: Final = Path(__file__).parent
_REPLY: Final = {"id", "text", "today", "invoices", "expect"}
_INVOICE: Final = {"number", "due_on", "amount_cents", "open_cents"}
_NOTE: Final = {"meaning", "invoices", "on", "cents", "reason"}


@dataclass(frozen=True, slots=True)
class Noted:
    """What a person wrote down: `invoices` empty means all of them, `on` and `cents` None that none was named."""

    meaning: ReplyMeaning
    invoices: tuple[str, ...] = ()
    on: date | None = None
    cents: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, the account it speaks of, and the notes made of it."""

    id: str
    text: str
    account: KnownAccount
    expect: tuple[Noted, ...]


def answers(name: str) -> tuple[Answer, ...]:
    """The answers of one file of this folder; `ValueError` names the entry that breaks the form."""
    entries = tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))["reply"]
    return tuple(_answer(entry) for entry in entries)


def _answer(entry: dict[str, Any]) -> Answer:
    where = str(entry.get("id", "an entry without id"))
    _need(set(entry) == _REPLY and bool(entry["text"].strip()) and bool(entry["expect"]), where, "keys")
    _need(all(set(each) == _INVOICE for each in entry["invoices"]), where, "keys of an invoice")
    invoices = tuple(KnownInvoice(**each) for each in entry["invoices"])
    account = KnownAccount(entry["today"], invoices, sum(each.open_cents for each in invoices))
    known = {each.number for each in invoices}
    return Answer(where, entry["text"], account, tuple(_noted(each, known, where) for each in entry["expect"]))


def _noted(note: dict[str, Any], known: set[str], where: str) -> Noted:
    _need(set(note) <= _NOTE, where, "keys of a note")
    _need(note["meaning"] in MEANINGS, where, "meaning")
    _need(set(note.get("invoices", ())) <= known, where, "invoice numbers")
    is_dispute = note["meaning"] == "dispute"
    _need(note["reason"] in DISPUTE_REASONS if is_dispute else "reason" not in note, where, "reason")
    return Noted(**{**note, "invoices": tuple(note.get("invoices", ()))})


def _need(is_so: bool, where: str, what: str) -> None:
    if not is_so:
        raise ValueError(f"{where}: {what} not as the form asks.")
