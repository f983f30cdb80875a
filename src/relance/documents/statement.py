"""The statement of amounts owed (“décompte”) as PDF: every line of it can be added up by its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from relance.documents.statement_words import STATEMENT_WORDS, period
from relance.documents.typesetting import pdf
from relance.domain.claim_account import Imputed, Waived
from relance.domain.interest import Totals
from relance.domain.message import CreditorFacts, CustomerFacts
from relance.domain.owed import OwedFacts, OwedInvoice, OwedSum
from relance.domain.said import Note
from relance.domain.wording import formats
from relance.domain.wording.address import recipient_block
from relance.domain.wording.compose import legal_footer


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What a statement is made from.

    With `for_customer` it goes with a letter: the creditor's own notes stay at home, that is warnings, the
    reasons and authors of waivers, and the totals under the order of imputation that was not chosen.
    """

    creditor: CreditorFacts
    customer: CustomerFacts
    owed: OwedFacts
    reference: str = ""
    for_customer: bool = False


def statement_pdf(facts: StatementFacts) -> bytes:
    """The statement on A4 in the customer's language; the same facts give the same bytes."""
    return pdf("statement", _Said(facts).data(), facts.owed.as_of)


class _Said:
    """The facts of one statement put into words, cell by cell."""

    def __init__(self, facts: StatementFacts) -> None:
        self.facts = facts
        self.owed = facts.owed
        self.language = facts.customer.language
        self.words = STATEMENT_WORDS[self.language]

    def money(self, cents: int) -> str:
        return formats.money(cents, self.owed.currency, self.language)

    def less(self, cents: int) -> str:
        """An amount taken off, with a real minus sign."""
        return f"\u2212{self.money(cents)}" if cents else ""

    def filled(self, key: str, *values: str) -> str:
        text = self.words[key]
        for value in values:
            text = text.replace("{}", value, 1)
        return text

    def data(self) -> dict[str, Any]:
        facts, day = self.facts, self.owed.as_of
        as_of = formats.date_long(day, self.language)
        return {
            "language": self.language,
            "date": {"year": day.year, "month": day.month, "day": day.day},
            "words": self.words,
            "as_of": self.filled("as_of", as_of),
            "sender": [formats.clean(facts.creditor.name), *formats.clean_lines(facts.creditor.address)[:4]],
            "customer": list(recipient_block(facts.customer)) or [formats.clean(facts.customer.name)],
            "references": self._references(),
            "legal_footer": legal_footer(facts.creditor, self.language),
            "recap": self._recap(),
            "per_day": self.filled("per_day", self.money(self.owed.all.per_day_cents))
            if self.owed.all.per_day_cents
            else "",
            "on_account": self.filled("on_account", self.money(self.owed.on_account_cents))
            if self.owed.on_account_cents
            else "",
            "other": self._other(),
            "invoices": [self._invoice(line) for line in self.owed.lines],
            "warnings": [] if facts.for_customer else self._notes(lambda line: line.statement.warnings),
            "assumptions": self._notes(lambda line: (*line.notes, *line.statement.assumptions)),
        }

    def _references(self) -> list[list[str]]:
        code = formats.clean(self.facts.customer.code)
        pairs = [["reference", formats.clean(self.facts.reference)], ["account", code]]
        return [[self.words[key], value] for key, value in pairs if value]

    def _has_indemnity(self) -> bool:
        return any(line.statement.indemnity_charged_cents for line in self.owed.lines)

    def _recap(self) -> dict[str, Any]:
        columns = ["invoice", "due", "principal", "interest", "indemnity", "total"]
        if not self._has_indemnity():
            columns.remove("indemnity")
        return {
            "headings": [self.words[name] for name in columns],
            "rows": [
                [
                    formats.clean(one.invoice),
                    formats.date_short(one.due_on, self.language),
                    *self._sums(one.statement.totals),
                ]
                for one in self.owed.lines
            ],
            "total": [self.words["total"], *self._sums(self.owed.all)],
        }

    def _sums(self, totals: Totals | OwedSum) -> list[str]:
        cents = [totals.principal_cents, totals.interest_cents, totals.indemnity_cents, totals.total_cents]
        if not self._has_indemnity():
            del cents[2]
        return [self.money(one) for one in cents]

    def _other(self) -> dict[str, Any] | None:
        """The totals under both orders side by side, where they could differ."""
        paid = any(one.kind == "payment" for line in self.owed.lines for one in line.statement.imputed)
        if self.facts.for_customer or not paid:
            return None
        others = [line.statement.other for line in self.owed.lines]
        other = OwedSum(
            sum(o.principal_cents for o in others),
            sum(o.interest_cents for o in others),
            sum(o.indemnity_cents for o in others),
        )
        chosen = f"{self.words[self.owed.lines[0].statement.totals.imputation]} {self.words['chosen']}"
        kept = self._recap()["headings"][2:]
        rows = [list(row) for row in zip(kept, self._sums(self.owed.all), self._sums(other), strict=True)]
        return {
            "title": self.words["other"],
            "headings": ["", chosen, self.words[others[0].imputation]],
            "rows": rows,
        }

    def _notes(self, of: Callable[[OwedInvoice], Iterable[Note]]) -> list[str]:
        sentences = (note.said.text(self.language) for line in self.owed.lines for note in of(line))
        return list(dict.fromkeys(sentences))

    def _invoice(self, line: OwedInvoice) -> dict[str, Any]:
        number, is_late = formats.clean(line.invoice), line.due_on < self.owed.as_of
        due = self.filled("fell_due" if is_late else "falls_due", formats.date_long(line.due_on, self.language))
        issued = self.filled("issued", formats.date_long(line.issued_on, self.language)) if line.issued_on else ""
        return {
            "title": self.filled("invoice_title", number),
            "facts": ", ".join(part for part in (issued, due) if part),
            "principal": self._principal(line),
            "interest": self._interest(line),
            "indemnity": self._indemnity(line),
            "total": [self.filled("invoice_total", number), self.money(line.statement.total_cents)],
        }

    def _principal(self, line: OwedInvoice) -> dict[str, Any]:
        """What was billed, less what lowered it; the columns of other parts only where a payment went to them."""
        events = line.statement.imputed
        extra = [
            name
            for name, cents in (
                ("to_interest", sum(e.to_interest_cents for e in events)),
                ("to_indemnity", sum(e.to_indemnity_cents for e in events)),
            )
            if cents
        ]
        first = formats.date_short(line.issued_on, self.language) if line.issued_on else ""
        rows = [[first, self.words["billed"], *[""] * len(extra), self.money(line.billed_cents)]]
        if line.set_aside_cents:
            rows.append(["", self.words["set_aside"], *[""] * len(extra), self.less(line.set_aside_cents)])
        rows += [self._event(event, extra) for event in events]
        return {
            "headings": [self.words[name] for name in ("date", "operation", *extra, "to_principal")],
            "rows": rows,
            "sum": [self.words["principal_left"], self.money(line.statement.principal_cents)],
        }

    def _event(self, event: Imputed, extra: list[str]) -> list[str]:
        what = self.filled(event.kind, self.money(event.cents))
        unused = self.filled("unused", self.money(event.unused_cents)) if event.unused_cents else ""
        parts = {"to_interest": event.to_interest_cents, "to_indemnity": event.to_indemnity_cents}
        cells = [self.money(parts[name]) if parts[name] else "" for name in extra]
        return [
            formats.date_short(event.on, self.language),
            what + unused,
            *cells,
            self.less(event.to_principal_cents),
        ]

    def _interest(self, line: OwedInvoice) -> dict[str, Any]:
        found = line.statement
        rows = [
            [
                *period(s, self.language),
                str(s.days),
                self.money(s.base_cents),
                formats.percent(s.rate, self.language),
                s.source.text(self.language),
                self.money(s.interest_cents),
            ]
            for s in found.segments
        ]
        paid = sum(event.to_interest_cents for event in found.imputed)
        taken = [[self.words["interest_paid"], self.less(paid)]] if paid else []
        taken += self._waivers(found.waived, "interest")
        sums = [[self.words["accrued"], self.money(found.accrued_cents)], *taken]
        if taken:
            sums.append([self.words["interest_left"], self.money(found.interest_cents)])
        columns = ("from", "to", "days", "base", "rate", "source", "interest")
        return {
            "headings": [self.words[name] for name in columns],
            "rows": rows,
            "sums": sums if rows else [],
            "none": "" if rows else self.words["no_interest"],
        }

    def _indemnity(self, line: OwedInvoice) -> list[list[str]]:
        found = line.statement
        if not found.indemnity_charged_cents:
            return []
        source = found.indemnity_source.text(self.language) if found.indemnity_source else ""
        paid = sum(event.to_indemnity_cents for event in found.imputed)
        taken = [[self.words["indemnity_paid"], self.less(paid)]] if paid else []
        taken += self._waivers(found.waived, "indemnity")
        rows = [[self.filled("indemnity_charged", source), self.money(found.indemnity_charged_cents)], *taken]
        return [*rows, [self.words["indemnity_left"], self.money(found.indemnity_cents)]] if taken else rows

    def _waivers(self, waived: Iterable[Waived], part: str) -> Iterator[list[str]]:
        for one in waived:
            if one.waiver.part != part or not one.cents:
                continue
            label = self.filled("waived", formats.date_short(one.waiver.on, self.language))
            if not self.facts.for_customer:
                label += self.filled("waived_why", formats.clean(one.waiver.reason), formats.clean(one.waiver.author))
            yield [label, self.less(one.cents)]
