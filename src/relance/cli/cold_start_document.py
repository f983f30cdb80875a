"""The proposals of a cold start, as a JSON document and as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from relance.cli.screen import Table, Text
from relance.domain.books.start import Odd, Overdue, StartProposal
from relance.domain.books.words import CONFIDENCE, ODD, evidence, odd_text, terms_words, words
from relance.domain.segment_words import segment_words
from relance.domain.wording.formats import date_short, money
from relance.operations.cold_start import Proposed

MOST_ROWS = 25


def cold_start_document(found: Proposed, language: str) -> dict[str, Any]:
    """Proposals with what they rest on, the first work list, and what looks wrong; cents, days in tenths."""
    return {
        "books": list(found.books),
        "from": found.first_on,
        "to": found.last_on,
        "proposals": [_proposal(one, language) for one in found.start.proposals],
        "work_list": [_overdue(one) for one in found.start.overdue],
        "odd": [
            {"kind": o.kind, "customer": o.code, "name": o.name, "text": o.text, "cents": o.cents, "on": o.on}
            for o in found.start.odd
        ],
    }


def _proposal(one: StartProposal, language: str) -> dict[str, Any]:
    delay = one.delay
    return {
        "customer": one.code,
        "name": one.name,
        "open_cents": one.open_cents,
        "known_terms": one.known_terms,
        "terms": one.terms.terms if one.terms else None,
        "confidence": one.confidence,
        "source": one.terms.source if one.terms else None,
        "fitting": one.terms.fitting if one.terms else 0,
        "of": one.terms.count if one.terms else 0,
        "evidence": evidence(one, language),
        "terms_warning": one.terms_note or None,
        "would_set": {"terms": one.new_terms or None, "kind": one.new_kind or None},
        "kind": one.kind,
        "segment": one.segment.key,
        "segment_because": list(one.segment.reasons),
        "late_tenths": one.late_tenths,
        "delay": {
            "invoices": delay.count, "mean_tenths": delay.mean_tenths, "middle": delay.middle, "low": delay.low,
            "high": delay.high, "from": delay.first_on, "to": delay.last_on, "debited": delay.debited,
            "is_debited": delay.is_debited,
        } if delay else None,
    }  # fmt: skip


def _overdue(one: Overdue) -> dict[str, Any]:
    return {
        "customer": one.code, "name": one.name, "invoice": one.number, "issued_on": one.issued_on,
        "due_on": one.due_on, "days_late": one.days_late, "open_cents": one.cents, "terms": one.terms or None,
    }  # fmt: skip


def cold_start_text(found: Proposed, language: str) -> Iterator[Text]:
    """The three parts, the weightiest rows of each."""
    french = language == "fr"
    start = found.start
    yield f"{', '.join(found.books)} ({found.first_on} → {found.last_on})"
    headers = ("Customer", "Open", "Paid after", "Terms", "How sure", "Rests on", "Segment")
    if french:
        headers = ("Client", "Ouvert", "Payé en", "Conditions", "Certitude", "D’après", "Segment")
    rows = [_row(one, language) for one in start.proposals[:MOST_ROWS]]
    yield Table(headers, rows, right=(1, 2))
    yield from _more(len(start.proposals), french)
    yield ""
    yield "Premières relances (montant × retard) :" if french else "First work list (amount × lateness):"
    french_list = ("Client", "Facture", "Échéance", "Retard", "Ouvert")
    english_list = ("Customer", "Invoice", "Due", "Days late", "Open")
    lines = [
        (f"{o.code} {o.name}"[:34], o.number, date_short(o.due_on, language), str(o.days_late),
         money(o.cents, "EUR", language))
        for o in start.overdue[:MOST_ROWS]
    ]  # fmt: skip
    yield Table(french_list if french else english_list, lines, right=(3, 4))
    yield from _more(len(start.overdue), french)
    yield ""
    yield "À vérifier :" if french else "To check:"
    yield from (_odd(one, language) for one in start.odd[:MOST_ROWS])
    yield from _more(len(start.odd), french)


def _row(one: StartProposal, language: str) -> tuple[str, ...]:
    days = f"{one.delay.mean_tenths / 10:.0f} ({one.delay.low}–{one.delay.high})" if one.delay else "–"
    terms = terms_words(one.terms.terms, language) if one.terms else "–"
    sure = words(CONFIDENCE, one.confidence, language) if one.confidence else "–"
    rests = f"{one.terms.fitting}/{one.terms.count}" if one.terms else "–"
    return (
        f"{one.code} {one.name}"[:34], money(one.open_cents, "EUR", language), days,
        terms + (" !" if one.terms_note else ""), sure, rests, segment_words(one.segment.key, language),
    )  # fmt: skip


def _odd(one: Odd, language: str) -> str:
    amount = f" {money(one.cents, 'EUR', language)}" if one.cents else ""
    text = f" – {odd_text(one, language)}" if one.text else ""
    return f"  {one.code} {one.name}: {words(ODD, one.kind, language)}{amount}{text}"


def _more(count: int, french: bool) -> Iterator[str]:
    if count > MOST_ROWS:
        more = count - MOST_ROWS
        yield f"… et {more} autres (--json)" if french else f"… and {more} more (--json)"
