"""What is owed, as a JSON document and as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from relance.cli.screen import Table, Text
from relance.domain.interest import Segment
from relance.domain.said import Note
from relance.domain.wording.formats import date_short, money
from relance.operations.state_owed import Owed, OwedLine, warnings_of

ON_ACCOUNT = {
    "fr": "À déduire une fois affectés, avoirs et acomptes du client\u00a0:",
    "en": "To be deducted once allocated, the customer’s credits and payments on account:",
}


def owed_document(owed: Owed, language: str) -> dict[str, Any]:
    """Totals in cents, segments in order, warnings by their codes and in words."""
    warnings = warnings_of(owed.lines)
    return {
        "today": owed.as_of,
        "currency": owed.currency,
        "principal_cents": owed.principal_cents,
        "interest_cents": owed.interest_cents,
        "indemnity_cents": owed.indemnity_cents,
        "total_cents": owed.total_cents,
        "per_day_cents": owed.per_day_cents,
        "on_account_cents": owed.on_account_cents,
        "segments": [_segment(s, line, language) for line in owed.lines for s in line.statement.segments],
        "payments": [p for line in owed.lines for p in _payments(line)],
        "waived": [w for line in owed.lines for w in _waived(line)],
        "warnings": list(dict.fromkeys(note.code for note in warnings)),
        "warnings_in_words": [note.said.text(language) for note in warnings],
        "assumptions": _sentences((n for line in owed.lines for n in line.notes), language),
        "other_imputation": _other(owed),
        "invoices": [_line(line) for line in owed.lines],
    }


def _segment(segment: Segment, line: OwedLine, language: str) -> dict[str, Any]:
    return {
        "invoice": line.claim.receivable.invoice.number,
        "from": segment.from_on,
        "to": segment.to_on,
        "days": segment.days,
        "base_cents": segment.base_cents,
        "rate": str(segment.rate),
        "interest_cents": segment.interest_cents,
        "source": segment.source.text(language),
    }


def _payments(line: OwedLine) -> Iterator[dict[str, Any]]:
    for paid in line.statement.imputed:
        yield {
            "invoice": line.claim.receivable.invoice.number,
            "on": paid.on,
            "kind": paid.kind,
            "cents": paid.cents,
            "to_interest_cents": paid.to_interest_cents,
            "to_principal_cents": paid.to_principal_cents,
            "to_indemnity_cents": paid.to_indemnity_cents,
        }


def _waived(line: OwedLine) -> Iterator[dict[str, Any]]:
    for given_up in line.statement.waived:
        waiver = given_up.waiver
        yield {
            "invoice": line.claim.receivable.invoice.number, "on": waiver.on, "part": waiver.part,
            "cents": given_up.cents, "reason": waiver.reason, "author": waiver.author,
        }  # fmt: skip


def _line(line: OwedLine) -> dict[str, Any]:
    statement = line.statement
    return {
        "invoice": line.claim.receivable.invoice.number,
        "due_on": line.claim.receivable.due_on,
        "principal_cents": statement.principal_cents,
        "interest_cents": statement.interest_cents,
        "indemnity_cents": statement.indemnity_cents,
        "total_cents": statement.total_cents,
        "per_day_cents": statement.per_day_cents,
    }


def _other(owed: Owed) -> dict[str, Any]:
    """The same claims with payments imputed the other way round."""
    others = [line.statement.other for line in owed.lines]
    return {
        "imputation": others[0].imputation if others else None,
        "principal_cents": sum(o.principal_cents for o in others),
        "interest_cents": sum(o.interest_cents for o in others),
        "indemnity_cents": sum(o.indemnity_cents for o in others),
        "total_cents": sum(o.total_cents for o in others),
    }


def _sentences(notes: Iterable[Note], language: str) -> list[str]:
    return list(dict.fromkeys(note.said.text(language) for note in notes))


def _standing_still(owed: Owed, language: str) -> Iterator[str]:
    """Why some days bear no interest, each invoice and reason once."""
    mark = "\u00a0:" if language == "fr" else ":"
    told = (
        f"{line.claim.receivable.invoice.number}{mark} {one.source.text(language)}"
        for line in owed.lines
        for one in line.statement.segments
        if not one.rate
    )
    yield from dict.fromkeys(told)


def _rate(segment: Segment, language: str) -> str:
    return f"{segment.rate} %".replace(".", ",").replace(" ", "\u00a0") if language == "fr" else f"{segment.rate}%"


def owed_text(owed: Owed, language: str, words: dict[str, str]) -> Iterator[Text]:
    """The statement for a person: segments, totals, what a day adds, warnings and assumptions."""

    def amount(cents: int) -> str:
        return money(cents, owed.currency, language)

    rows = [
        (
            line.claim.receivable.invoice.number, date_short(s.from_on, language), date_short(s.to_on, language),
            str(s.days), amount(s.base_cents), _rate(s, language), amount(s.interest_cents),
        )
        for line in owed.lines
        for s in line.statement.segments
    ]  # fmt: skip
    if rows:
        headers = tuple(words[k] for k in ("invoice", "from", "to", "days", "base", "rate", "interest"))
        yield Table(headers, rows, right=(3, 4, 5, 6))
        yield from _standing_still(owed, language)
    for key in ("principal", "interest", "indemnity", "total", "per_day"):
        yield f"{words[key]}: {amount(getattr(owed, key + '_cents'))}"
    document = owed_document(owed, language)
    yield from (f"! {sentence}" for sentence in document["warnings_in_words"])
    yield from (f"- {sentence}" for sentence in document["assumptions"])
    if owed.on_account_cents:
        yield f"! {ON_ACCOUNT[language]} {amount(owed.on_account_cents)}"
