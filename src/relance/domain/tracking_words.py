"""The words of the tracking table: its columns, its actions and its answers, French and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from relance.domain.reason_words import Words
from relance.domain.reasons import (
    cause_words,
    channel_words,
    dispute_reason_words,
    kind_words,
    reason_words,
    task_words,
)
from relance.domain.tracking import Answer, Done, Tracked
from relance.domain.wording.formats import date_long, french_spaces, money

Kind = Literal["text", "day", "cents", "count"]
Cell = str | int | date | None


class Column(NamedTuple):
    """One column: its key in documents, what its cells hold, its heads. Cells of kind `cents` are minor units."""

    key: str
    kind: Kind
    french: str
    english: str
    width: int = 14

    def head(self, language: str) -> str:
        """The head in that language."""
        return self.french if language == "fr" else self.english


COLUMNS: Final = (
    Column("customer", "text", "Code client", "Customer code"),
    Column("name", "text", "Client", "Customer", 28),
    Column("invoice", "text", "Facture", "Invoice", 18),
    Column("issued_on", "day", "Émise le", "Issued on", 12),
    Column("due_on", "day", "Échéance", "Due on", 12),
    Column("days_late", "count", "Jours de retard", "Days late", 9),
    Column("amount", "cents", "Montant", "Amount"),
    Column("open", "cents", "Reste dû", "Open"),
    Column("currency", "text", "Devise", "Currency", 8),
    Column("reminders_count", "count", "Nombre de relances", "Reminders made", 9),
    Column("reminders", "text", "Relances (date, canal)", "Reminders (day, channel)", 48),
    Column("last_reminder_on", "day", "Dernière relance", "Last reminder", 12),
    Column("answer", "text", "Réponse du client", "Customer’s answer", 32),
    Column("step_reached", "text", "Étape atteinte", "Step reached", 22),
    Column("reason", "text", "Situation", "Situation", 30),
    Column("next_action", "text", "Prochaine action", "Next action", 30),
    Column("next_on", "day", "Prochaine action le", "Next action on", 12),
    Column("next_owner", "text", "Responsable", "Owner", 18),
    Column("interest", "cents", "Pénalités de retard", "Late interest"),
    Column("indemnity", "cents", "Indemnité forfaitaire", "Indemnity"),
    Column("cause", "text", "Cause du retard", "Cause of lateness", 20),
    Column("dispute", "text", "Litige", "Dispute", 32),
    Column("promise", "text", "Promesse", "Promise", 26),
    Column("agreement", "text", "Échéancier accordé", "Payment plan agreed", 26),
    Column("hold", "text", "Suspension", "Hold", 26),
    Column("segment", "text", "Profil", "Segment", 14),
    Column("plan", "text", "Scénario", "Plan", 18),
    Column("in_charge", "text", "Chargé du client", "In charge", 18),
    Column("paid_on", "day", "Réglée le", "Paid on", 12),
)

ACTIONS: Final[Words] = {
    "confirm": ("Confirmer la relance", "Confirm the reminder"),
    "leaves": ("La relance part", "The reminder leaves"),
    "step": ("Prochaine étape", "Next step"),
    "decide": ("Décision du jour", "Decision of the day"),
    "settle_dispute": ("Régler le litige", "Settle the dispute"),
    "payment_promised": ("Paiement promis", "Payment promised"),
    "instalment": ("Paiement d’une mensualité", "Payment of an instalment"),
    "hold_ends": ("Fin de la suspension", "The hold ends"),
    "review_hold": ("Revoir la suspension", "Review the hold"),
    "review_exclusion": ("Revoir l’exclusion du client", "Review the customer’s exclusion"),
    "follow_proceedings": ("Suivre la procédure collective", "Follow the proceedings"),
    "ask_for_news": ("Demander où en est le dossier", "Ask how the file goes"),
    "choose_next": ("Choisir la suite", "Choose what comes next"),
    "check_debit": ("Vérifier le prélèvement", "Check the direct debit"),
}
ANSWERS: Final[Words] = {
    "dispute": ("contestation", "dispute"),
    "promise": ("promesse de paiement", "promise to pay"),
    "agreement": ("échéancier convenu", "payment plan agreed"),
    "call": ("joint au téléphone", "reached by phone"),
    "reply": ("réponse reçue", "reply received"),
    "payment": ("paiement", "payment"),
}
SEGMENTS: Final[Words] = {
    "new": ("nouveau", "new"),
    "good": ("bon payeur", "good"),
    "slow": ("payeur lent", "slow"),
    "bad": ("mauvais payeur", "bad"),
    "key": ("grand compte", "key"),
}


def action_words(action: str, label: str, language: str) -> str:
    """The next action; a step of a plan by its own label."""
    if action == "step" and label:
        return label
    words = _word(ACTIONS, action, language) if action in ACTIONS else task_words(action, language)
    if label and action in ("confirm", "leaves"):
        return f"{words}{chr(0xA0) if language == 'fr' else ''}: {label}"
    return words


def answer_words(row: Tracked, language: str) -> str:
    """The customer's answer with its day, or since when there is none; empty where nothing was asked."""
    if row.answer:
        return _told(row.answer, row.currency, language)
    if row.silent_since:
        day = date_long(row.silent_since, language)
        return f"sans réponse depuis le {day}" if language == "fr" else f"no answer since {day}"
    return ""


def _told(answer: Answer, currency: str, language: str) -> str:
    words = _word(ANSWERS, answer.kind, language)
    if answer.kind == "dispute":
        words += f" ({dispute_reason_words(answer.detail, language)})"
    if answer.kind == "payment":
        words += f" {money(int(answer.detail), currency, language)}"
    return f"{words}{_on(answer.on, language)}"


def _on(day: date | None, language: str) -> str:
    if day is None:
        return ""
    return f" le {date_long(day, language)}" if language == "fr" else f" on {date_long(day, language)}"


def reminder_words(done: Done, language: str) -> str:
    """One reminder: what, when, by which channel, under which reference."""
    label = done.label or kind_words(done.kind, language)
    way = channel_words(done.channel, language) if done.channel else ""
    if way and done.channel != "by_hand":
        way = f"par {way}" if language == "fr" else f"by {way}"
    reference = f"({done.notice})" if done.notice else ""
    return " ".join(part for part in (label, done.on.isoformat(), way, reference) if part)


def cells(row: Tracked, language: str) -> tuple[Cell, ...]:
    """The row as its columns show it: text in that language, days, counts and cents as they are."""
    last = row.reached
    values: Mapping[str, Cell] = {
        **{key: getattr(row, key) for key in _AS_THEY_ARE},
        "amount": row.amount_cents,
        "open": row.open_cents,
        "reminders_count": len(row.reminders),
        "reminders": " ; ".join(reminder_words(done, language) for done in row.reminders),
        "last_reminder_on": last.on if last else None,
        "answer": answer_words(row, language),
        "step_reached": (last.label or kind_words(last.kind, language)) if last else "",
        "reason": reason_words(row.reason, language) if row.reason else "",
        "next_action": action_words(row.next.action, row.next_label, language) if row.next else "",
        "next_on": row.next.on if row.next else None,
        "next_owner": row.next.owner if row.next else "",
        "interest": row.interest_cents,
        "indemnity": row.indemnity_cents,
        "cause": cause_words(row.cause, language) if row.cause else "",
        "dispute": dispute_words(row, language),
        "promise": promise_words(row, language),
        "agreement": agreement_words(row, language),
        "hold": hold_words(row, language),
        "segment": _word(SEGMENTS, row.segment, language),
    }
    return tuple(values[column.key] for column in COLUMNS)


_AS_THEY_ARE = (
    "customer", "name", "invoice", "issued_on", "due_on", "days_late", "currency", "plan", "in_charge", "paid_on",
)  # fmt: skip


def dispute_words(row: Tracked, language: str) -> str:
    """The dispute in force: its reason, its part, and the day by which it is to be settled."""
    if not row.dispute:
        return ""
    one = row.dispute
    part = money(one.cents, row.currency, language) if one.cents else ("total" if language == "fr" else "all of it")
    if one.state == "accepted":
        end = "avoir attendu" if language == "fr" else "credit note expected"
    else:
        day = date_long(one.due_on, language)
        end = f"à régler avant le {day}" if language == "fr" else f"to be settled by {day}"
    return f"{dispute_reason_words(one.reason, language)}, {part}, {end}"


def promise_words(row: Tracked, language: str) -> str:
    """What was promised, by when, and whether that was broken."""
    if not row.promise:
        return ""
    told = f"{money(row.promise.cents, row.currency, language)}{_on(row.promise.on, language)}"
    if row.promise.state == "broken":
        return f"{told}, non tenue" if language == "fr" else f"{told}, broken"
    return told


def agreement_words(row: Tracked, language: str) -> str:
    """The payment plan in force with its next instalment."""
    if not row.agreement:
        return ""
    one = row.agreement
    if one.due_on is None:
        return one.reference
    return f"{one.reference}, {money(one.cents, row.currency, language)}{_on(one.due_on, language)}"


def hold_words(row: Tracked, language: str) -> str:
    """The stop set by a person: until when and why."""
    if not row.hold:
        return ""
    if row.hold.until_on is None:
        return row.hold.reason
    day = date_long(row.hold.until_on, language)
    return f"{row.hold.reason} (jusqu’au {day})" if language == "fr" else f"{row.hold.reason} (until {day})"


def _word(words: Words, key: str, language: str) -> str:
    pair = words.get(key)
    if pair is None:
        return key.replace("_", " ")
    return french_spaces(pair[0]) if language == "fr" else pair[1]
