"""The table of a notice: what it asks for, what is also owed, and the total."""

from __future__ import annotations

from relance.domain.message import LineFacts, NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.claims import is_demanded
from relance.domain.wording.fields import days_late
from relance.domain.wording.model import Row, Table
from relance.domain.wording.words import word

_COLUMNS = ("invoice", "issued", "due", "amount", "settled", "open", "late", "reminders")
_NOTHING = "–"


def statement(facts: NoticeFacts) -> Table:
    """Acted lines first, each group by due date. A message that does not remind says nothing of lateness."""
    language = facts.customer.language
    lines = sorted(facts.lines, key=lambda line: (not line.acted, line.due_on, line.invoice))
    listed = [line for line in lines if not line.acted]
    acted_cents = sum(line.open_cents for line in lines if line.acted)
    listed_cents = sum(line.open_cents for line in listed)
    subtotal, total = _labels(facts)

    def money(cents: int) -> str:
        return formats.money(cents, facts.currency, language)

    return Table(
        headings=tuple(word(language, f"col_{name}") for name in _columns(facts)),
        rows=tuple(_row(line, facts) for line in lines),
        total_label=word(language, total),
        total=money(acted_cents + listed_cents if facts.kind == "answer" else facts.total_cents),
        acted_label=word(language, subtotal) if listed else "",
        acted_total=money(acted_cents) if listed else "",
        listed_label=word(language, "listed") if listed else "",
        listed_total=money(listed_cents) if listed else "",
        notes=(word(language, "estimated"),) if any(line.due_estimated for line in lines) else (),
    )


def _columns(facts: NoticeFacts) -> tuple[str, ...]:
    """An answer has the invoice's balance, which it does not ask for."""
    if facts.kind == "answer":
        return (*_COLUMNS[:5], "balance")
    return _COLUMNS[:6] if facts.kind == "courtesy" else _COLUMNS


def _labels(facts: NoticeFacts) -> tuple[str, str]:
    """The words of subtotal and total: where claims are demanded too, these are the principal only."""
    if facts.kind == "answer":
        return "subtotal", "total_balance"
    if is_demanded(facts):
        return "subtotal_principal", "total_principal"
    formal = "subtotal_formal" if facts.kind == "formal_notice" else "subtotal"
    return formal, "total_courtesy" if facts.kind == "courtesy" else "total"


def _row(line: LineFacts, facts: NoticeFacts) -> Row:
    language, reminds = facts.customer.language, facts.kind not in ("courtesy", "answer")
    settled = line.amount_cents - line.open_cents

    def money(cents: int) -> str:
        return formats.money(cents, facts.currency, language)

    late = days_late(line, facts.today)
    cells = (
        formats.clean(line.invoice),
        formats.date_short(line.issued_on, language) if line.issued_on else _NOTHING,
        formats.date_short(line.due_on, language) + ("*" if line.due_estimated else ""),
        money(line.amount_cents),
        money(settled) if settled > 0 else _NOTHING,
        money(line.open_cents),
        formats.days(late, language) if late else _NOTHING,
        str(line.reminders_sent),
    )
    return Row(
        cells if reminds else cells[:6],
        _details(line, facts, cells, late),
        _note(line, language),
        line.acted,
    )


def _details(line: LineFacts, facts: NoticeFacts, cells: tuple[str, ...], late: int) -> tuple[str, ...]:
    language = facts.customer.language
    past, reminds = line.due_on < facts.today, facts.kind != "answer"
    phrases = [
        word(language, "issued", cells[1]) if line.issued_on else "",
        word(language, "due_past" if past else "due_coming", cells[2]),
        word(language, "late", cells[6]) if late and reminds else "",
        word(language, "part_paid", cells[3], cells[4]) if cells[4] != _NOTHING else "",
        word(language, "reminders", cells[7]) if line.reminders_sent and reminds else "",
    ]
    return tuple(phrase for phrase in phrases if phrase)


def _note(line: LineFacts, language: str) -> str:
    order = formats.clean(line.order_reference)
    granted = line.deadline_on if not line.acted else None
    parts = [
        word(language, "order", order) if order else "",
        word(language, "granted", formats.date_long(granted, language)) if granted else "",
    ]
    return " · ".join(part for part in parts if part)
