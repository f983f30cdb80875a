"""The claim note (“note de débit”): late interest and indemnity of one invoice billed apart, outside VAT.

    claim_note_pdf(note: ClaimNote) -> bytes

Late-payment interest and the fixed indemnity make good a delay and pay for no supply: outside the scope of VAT
(CGI art. 256). The principal is never on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from relance.documents.qr import qr_svg
from relance.documents.statement_words import STATEMENT_WORDS, period, rate_words
from relance.documents.typesetting import pdf
from relance.domain.interest import Segment
from relance.domain.message import CreditorFacts, CustomerFacts
from relance.domain.said import Said
from relance.domain.wording import formats
from relance.domain.wording.address import recipient_block
from relance.domain.wording.compose import legal_footer, signature
from relance.domain.wording.payment import payment_of
from relance.domain.wording.words import word


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """What a claim note says; money in cents.

    `number` is the note's own, quoted by the payer. `interest_cents` is what is billed of the interest of
    `segments` (their sum less `settled_cents`, what was paid, waived or billed before); `indemnity_cents`
    likewise, zero when not billed here. `as_of` is the last day of interest.
    """

    number: str
    issued_on: date
    creditor: CreditorFacts
    customer: CustomerFacts
    invoice: str
    due_on: date
    as_of: date
    invoice_issued_on: date | None = None
    segments: tuple[Segment, ...] = ()
    settled_cents: int = 0
    indemnity_cents: int = 0
    indemnity_source: Said | None = None
    currency: str = "EUR"

    @property
    def interest_cents(self) -> int:
        """The interest billed by this note."""
        return sum(one.interest_cents for one in self.segments) - self.settled_cents

    @property
    def total_cents(self) -> int:
        """All that the note asks for."""
        return self.interest_cents + self.indemnity_cents


class NothingToBill(ValueError):
    """A note that would ask for nothing, or for what this customer does not owe."""


def claim_note_pdf(note: ClaimNote) -> bytes:
    """The note as PDF; the same facts give the same bytes. Raises NothingToBill with one sentence."""
    if note.customer.kind not in ("business", "public") and note.indemnity_cents:
        raise NothingToBill(f"{note.customer.name} owes no fixed indemnity: only businesses and public buyers do")
    if note.total_cents <= 0 or note.interest_cents < 0:
        raise NothingToBill(f"there is nothing to bill on invoice {note.invoice}: nothing is left of its claims")
    return pdf("claim_invoice", _data(note), note.issued_on)


def _data(note: ClaimNote) -> dict[str, Any]:
    language = note.customer.language
    words, day = STATEMENT_WORDS[language], note.issued_on
    payment = payment_of(note.creditor, language, note.currency, note.total_cents, note.number)
    city, on = formats.clean(note.creditor.city), formats.date_long(day, language)
    return {
        "language": language,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "words": words,
        "title": words["note_title"].replace("{}", formats.clean(note.number)),
        "subject": _subject(note).replace("{}", formats.clean(note.invoice)),
        "sender": [formats.clean(note.creditor.name), *formats.clean_lines(note.creditor.address)[:4]],
        "sender_contact": [part for part in map(formats.clean, (note.creditor.phone, note.creditor.email)) if part],
        "recipient": list(recipient_block(note.customer)),
        "place_and_date": word(language, "place_date", city, on) if city else word(language, "date", on),
        "references": list(_references(note)),
        "rows": list(_rows(note)),
        "total": formats.money(note.total_cents, note.currency, language),
        "apart": words["note_apart"].replace("{}", formats.date_long(note.as_of, language)) if note.segments else "",
        "payment": asdict(payment),
        "qr": qr_svg(payment),
        "signature": list(signature(note.creditor)),
        "legal_footer": legal_footer(note.creditor, language),
    }


def _subject(note: ClaimNote) -> str:
    words = STATEMENT_WORDS[note.customer.language]
    if not note.indemnity_cents:
        return words["note_subject_interest"]
    return words["note_subject" if note.interest_cents else "note_subject_indemnity"]


def _references(note: ClaimNote) -> Iterator[list[str]]:
    language = note.customer.language
    words, number = STATEMENT_WORDS[language], formats.clean(note.invoice)
    issued = (
        f" {words['issued'].replace('{}', formats.date_short(note.invoice_issued_on, language))}"
        if (note.invoice_issued_on)
        else ""
    )
    yield [words["note_reference"], number + issued]
    yield [words["note_due"], formats.date_short(note.due_on, language)]
    if note.segments:
        yield [words["note_as_of"], formats.date_short(note.as_of, language)]
    code = formats.clean(note.customer.code)
    if code:
        yield [word(language, "your_account"), code]


def _rows(note: ClaimNote) -> Iterator[list[str]]:
    """Label, calculation, source, amount."""
    language = note.customer.language
    words = STATEMENT_WORDS[language]

    def money(cents: int) -> str:
        return formats.money(cents, note.currency, language)

    for one in note.segments:
        label = words["interest_line"]
        for part in period(one, language):
            label = label.replace("{}", part, 1)
        yield [label, rate_words(one, note.currency, language), one.source.text(language), money(one.interest_cents)]
    if note.settled_cents:
        yield [words["settled_line"], "", "", f"\u2212{money(note.settled_cents)}"]
    if note.indemnity_cents:
        source = note.indemnity_source.text(language) if note.indemnity_source else ""
        yield [words["indemnity_line"], words["once"], source, money(note.indemnity_cents)]
