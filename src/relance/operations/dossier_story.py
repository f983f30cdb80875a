"""The chronology of a dossier: everything that happened, each with what came of it and what was to follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from relance.domain.dossier import Entry
from relance.domain.dossier_words import PIECES, STORY, filled
from relance.domain.posting_words import posting_words
from relance.domain.reasons import (
    call_words,
    channel_words,
    dispute_reason_words,
    dispute_state_words,
    fact_words,
    promise_words,
    state_words,
)
from relance.domain.reply_words import decision_words, reading_words
from relance.domain.wording.formats import clean, date_long, date_short, join, money
from relance.ledger.dossier import DossierRows
from relance.ledger.models import IncomingMessage, Invoice, Meaning, Notice, Payment, Promise
from relance.operations.dossier_pieces import REPORTS, message_key, sender_words, step_words

NOT_MADE = ("cancelled", "to_confirm", "no_contact", "planned", "claimed", "frozen", "refused_for_now")


def chronology(rows: DossierRows, language: str, timezone: str) -> list[Entry]:
    """Everything that happened, in words, not yet in order."""
    story = _Story(rows, language, timezone)
    return [
        *story.invoices(), *story.notices(), *story.received(), *story.calls(), *story.disputes(), *story.promises(),
        *story.agreements(), *story.money(), *story.facts(),
    ]  # fmt: skip


class _Story:
    """The records of one dossier put into words."""

    def __init__(self, rows: DossierRows, language: str, timezone: str) -> None:
        self.rows, self.language, self.zone = rows, language, ZoneInfo(timezone)
        self.by_notice: dict[int, list[IncomingMessage]] = defaultdict(list)
        for message in rows.incoming:
            self.by_notice[message.notice_id or 0].append(message)

    def say(self, key: str, **values: Any) -> str:
        return filled(STORY, key, self.language, **values)

    def sum(self, cents: int, currency: str) -> str:
        return money(cents, currency, self.language)

    def day(self, on: date) -> str:
        return date_long(on, self.language)

    def invoices(self) -> Iterator[Entry]:
        files: dict[int, list[str]] = defaultdict(list)
        for file in self.rows.files:
            files[file.invoice_id].append(f"invoice:{file.pk:012d}")
        lines: dict[Invoice, list[Any]] = defaultdict(list)
        for receivable in self.rows.receivables:
            lines[receivable.invoice].append(receivable)
        for invoice, parts in lines.items():
            total = self.sum(sum(part.amount_cents for part in parts), invoice.currency)
            days = join([date_short(part.due_on, self.language) for part in parts], self.language)
            yield Entry(
                on=invoice.issued_on or parts[0].due_on,
                at=f"0{invoice.number}",
                what=self.say("issued", invoice=clean(invoice.number), total=total),
                next_action=self.say("due_on", on=days),
                pieces=tuple(files[invoice.pk]),
                key=f"invoice:{invoice.pk:012d}",
            )

    def notices(self) -> Iterator[Entry]:
        postings = {posting.dispatch_id: posting for posting in self.rows.postings}
        called = {call.notice_id for call in self.rows.calls}
        for notice in self.rows.notices:
            sent = [dispatch for dispatch in self.rows.dispatches if dispatch.notice_id == notice.pk]
            if not sent and (notice.state in NOT_MADE or notice.left_on is None or notice.pk in called):
                continue
            on = notice.left_on or (sent[0].started_at or sent[0].frozen_at).astimezone(self.zone).date()
            posted = [posting for dispatch in sent if (posting := postings.get(dispatch.pk))]
            yield Entry(
                on=on,
                at=_instant(sent[0].frozen_at) if sent else "",
                channel=join([channel_words(d.channel, self.language) for d in sent], self.language)
                or channel_words(notice.channel, self.language),
                what=self._what(notice, by_hand=not sent),
                answer=self._came_back(notice, posted),
                next_action=self.say("pay_by", on=self.day(notice.deadline_on)) if notice.deadline_on else "",
                pieces=tuple(message_key(dispatch) for dispatch in sent),
                key=f"notice:{notice.pk:012d}",
            )

    def _what(self, notice: Notice, *, by_hand: bool) -> str:
        numbers = dict.fromkeys(clean(line.receivable.invoice.number) for line in notice.lines.all())
        what = self.say(
            "notice", step=step_words(notice, self.language), notice=notice.reference,
            invoices=join(list(numbers), self.language), total=self.sum(notice.total_cents, notice.currency),
        )  # fmt: skip
        return f"{what} ({self.say('outside')})" if by_hand else what

    def _came_back(self, notice: Notice, postings: Iterable[Any]) -> str:
        """The state, what the post says, and what came back by mail."""
        parts = [state_words(notice.state, self.language)]
        for one in postings:
            number = self.say("registered", value=one.number) if one.number else ""
            day = one.ended_on or one.presented_on or one.posted_on
            words = posting_words(one.state, self.language) + number
            parts.append(self.say("posting", state=words, on=self.day(day)) if day else words)
        for message in self.by_notice[notice.pk]:
            if message.kind in REPORTS and message.kind != "own_copy":
                key = f"incoming:{message.pk:012d}"
                parts.append(f"{filled(PIECES, message.kind, self.language, notice=notice.reference)} {{{key}}}")
        return " ; ".join(parts) if self.language == "fr" else "; ".join(parts)

    def received(self) -> Iterator[Entry]:
        for message in self.rows.incoming:
            if message.kind in REPORTS:
                continue
            yield Entry(
                on=message.received_on,
                at=_instant(message.received_at),
                channel=channel_words("email", self.language),
                what=self.say("received", sender=sender_words(message), subject=clean(message.subject) or "–"),
                answer=" ; ".join(meaning_of(one, self.language) for one in _meanings(message)),
                next_action=clean(message.note),
                pieces=(f"incoming:{message.pk:012d}", *(("replies",) if message.kind == "reply" else ())),
                key=f"incoming:{message.pk:012d}",
            )

    def calls(self) -> Iterator[Entry]:
        for call in self.rows.calls:
            number = self.say("call_number", value=clean(call.number)) if call.number else ""
            to = self.say("call_to", value=clean(call.spoke_to)) if call.spoke_to else ""
            said = [call_words(call.result, self.language), clean(call.note)]
            yield Entry(
                on=call.on,
                at=_instant(call.at),
                channel=channel_words("phone", self.language),
                what=self.say("call", number=number, to=to),
                answer=self.mark().join(part for part in said if part),
                next_action=self.say("call_back", on=self.day(call.call_back_on)) if call.call_back_on else "",
                pieces=("calls",),
                key=f"call:{call.pk:012d}",
            )

    def mark(self) -> str:
        return "\u00a0: " if self.language == "fr" else ": "

    def disputes(self) -> Iterator[Entry]:
        for dispute in self.rows.disputes:
            number, key = clean(dispute.invoice.number), f"dispute:{dispute.pk:012d}"
            total = self.sum(dispute.cents, dispute.invoice.currency) if dispute.cents else self.say("whole")
            reason = dispute_reason_words(dispute.reason, self.language)
            yield Entry(
                dispute.opened_on, self.say("dispute", invoice=number, reason=reason, total=total),
                next_action=self.say("dispute_due", on=self.day(dispute.due_on)), pieces=("disputes",), key=key,
            )  # fmt: skip
            for note in sorted(dispute.notes.all(), key=lambda one: one.pk):
                yield Entry(
                    note.on, self.say("dispute_note", invoice=number), at=_instant(note.at),
                    answer=f"{note.by}{self.mark()}{clean(note.text)}", pieces=("disputes",),
                    key=f"{key}:{note.pk:012d}",
                )  # fmt: skip
            if dispute.closed_on:
                ended = [dispute_state_words(dispute.state, self.language), clean(dispute.outcome)]
                yield Entry(
                    dispute.closed_on, self.say("dispute_end", invoice=number), pieces=("disputes",),
                    answer=self.mark().join(part for part in ended if part), key=f"{key}:end",
                )  # fmt: skip

    def promises(self) -> Iterator[Entry]:
        for promise in self.rows.promises:
            number, key = clean(promise.invoice.number), f"promise:{promise.pk:012d}"
            by = self.say("promise_by", value=clean(promise.said_by)) if promise.said_by else ""
            total = self.sum(promise.cents, promise.invoice.currency)
            yield Entry(
                promise.made_on, self.say("promise", by=by, total=total, invoice=number),
                channel=channel_words(promise.channel, self.language) if promise.channel else "",
                answer=clean(promise.note), next_action=self.say("promised_on", on=self.day(promise.on)),
                pieces=("promises",), key=key,
            )  # fmt: skip
            if promise.ended_on:
                yield Entry(
                    promise.ended_on, self.say("promise_end", on=self.day(promise.on), invoice=number),
                    answer=promise_words(_kept(promise), self.language), pieces=("promises",), key=f"{key}:end",
                )  # fmt: skip

    def agreements(self) -> Iterator[Entry]:
        for one in self.rows.agreements:
            key, named = f"agreement:{one.pk:012d}", {"agreement": one.reference}
            pieces = (key,) if one.content else ()
            first = min((part.due_on for part in one.instalments.all()), default=None)
            yield Entry(
                one.agreed_on, self.say("agreement", total=self.sum(one.cents, one.currency), **named), pieces=pieces,
                answer=clean(one.agreed_with), key=key,
                next_action=self.say("first_on", on=self.day(first)) if first else "",
            )  # fmt: skip
            if one.signed_on:
                yield Entry(one.signed_on, self.say("agreement_signed", **named), pieces=pieces, key=f"{key}:signed")
            if one.ended_on and one.state != "in_force":
                told = self.say(f"agreement_{one.state}", **named)
                yield Entry(one.ended_on, told, answer=clean(one.note), pieces=pieces, key=f"{key}:end")

    def money(self) -> Iterator[Entry]:
        for one in self.rows.payments:
            total, key = self.sum(one.amount_cents, one.currency), f"payment:{one.pk:012d}"
            reference = f" ({clean(one.reference)})" if one.reference else ""
            told = self.say("payment", total=total, reference=reference)
            yield Entry(one.paid_on, told, answer=self._set_against(one), pieces=("payments",), key=key)
            if one.cancelled_on:
                undone = self.say("payment_undone", total=total)
                yield Entry(one.cancelled_on, undone, pieces=("payments",), key=f"{key}:undone")
        for note in self.rows.credit_notes:
            if note.issued_on:
                told = self.say(
                    "credit_note", number=clean(note.number), total=self.sum(note.amount_cents, note.currency)
                )
                yield Entry(note.issued_on, told, pieces=("payments",), key=f"credit:{note.pk:012d}")
        for gone in self.rows.write_offs:
            invoice = gone.receivable.invoice
            told = self.say(
                "write_off", invoice=clean(invoice.number), total=self.sum(gone.cents, invoice.currency)
            )  # fmt: skip
            yield Entry(gone.on, told, answer=clean(gone.reason), key=f"gone:{gone.pk:012d}")

    def _set_against(self, payment: Payment) -> str:
        mine = [one for one in self.rows.allocations if one.payment_id == payment.pk]
        return ", ".join(
            f"{clean(one.receivable.invoice.number)}{self.mark()}{self.sum(one.cents, payment.currency)}"
            for one in mine
        )

    def facts(self) -> Iterator[Entry]:
        for fact in self.rows.legal_facts:
            subject = f" ({clean(fact.invoice.number)})" if fact.invoice else ""
            told = self.say("fact", subject=subject, fact=fact_words(fact.kind, self.language))
            yield Entry(fact.on, told, answer=clean(fact.note), pieces=("facts",), key=f"fact:{fact.pk:012d}")
        seen = set()
        for claim in self.rows.claims:
            if claim.billed_on and claim.document and claim.document not in seen:
                seen.add(claim.document)
                total = sum(c.cents for c in self.rows.claims if c.document == claim.document)
                told = self.say(
                    "claim_note", note=claim.document, invoice=clean(claim.invoice.number),
                    total=self.sum(total, claim.currency),
                )  # fmt: skip
                pieces = (f"claim:{claim.document}",) if claim.content else ()
                yield Entry(claim.billed_on, told, pieces=pieces, key=f"claim:{claim.document}")


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _kept(promise: Promise) -> str:
    """`late` where a broken promise was paid after its day."""
    return "late" if promise.state == "broken" and promise.paid_on else promise.state


def _meanings(message: IncomingMessage) -> list[Meaning]:
    return sorted(message.meanings.all(), key=lambda one: one.pk)


def meaning_of(one: Meaning, language: str) -> str:
    """`paiement promis, 20 février 2026 (FA-1) – accepté, Claire`: what was read, and what a person made of it."""
    facts = {
        "meaning": one.meaning, "reason": one.reason, "cents": one.cents, "on": one.on.isoformat() if one.on else "",
        "invoice": clean(one.invoice.number) if one.invoice else "",
        "currency": one.invoice.currency if one.invoice else "",
    }  # fmt: skip
    by = f", {clean(one.decided_by)}" if one.decided_by else ""
    return f"{reading_words(facts, language)} – {decision_words(one.state, language)}{by}"
