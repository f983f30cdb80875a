"""The fields a template may use, as plain dictionaries of finished text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from relance.domain.message import CreditorFacts, CustomerFacts, LineFacts, NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.answers import answer_fields
from relance.domain.wording.claims import claim_fields
from relance.domain.wording.legal import law_fields
from relance.domain.wording.words import channel_phrase, word

_CREDITOR = ("name", "email", "phone", "city", "signatory", "signatory_role", "payment_methods")
_CUSTOMER = ("code", "name", "contact_name", "kind", "segment", "city")
PAPER = ("letter", "registered_letter")


def on_paper(facts: NoticeFacts) -> bool:
    """Whether the customer reads paper, so that the text says “this letter”."""
    return facts.channel in PAPER


def days_late(line: LineFacts, today: date) -> int:
    """Days since the due date, as given; counted from the written date where they are not given."""
    return line.days_late or max((today - line.due_on).days, 0)


def fields_of(facts: NoticeFacts) -> dict[str, Any]:
    """Everything a template may say about one notice, in the customer's language."""
    creditor, customer = facts.creditor, facts.customer
    fields: dict[str, Any] = {
        "currency": facts.currency,
        "creditor": _chosen(creditor, _CREDITOR) | {"instalments_possible": creditor.instalments_possible},
        "customer": _chosen(customer, _CUSTOMER),
        "contact": _contact(facts),
        "notice": _notice(facts),
        "invoice": _invoice(facts),
        "claims": claim_fields(facts),
        "answer": answer_fields(facts),
    }
    return fields | law_fields(facts, fields)


def _chosen(source: CreditorFacts | CustomerFacts, names: Sequence[str]) -> dict[str, Any]:
    values = asdict(source)
    return {name: formats.clean(values[name]) for name in names}


def _notice(facts: NoticeFacts) -> dict[str, Any]:
    language = facts.customer.language
    acted = [line for line in facts.lines if line.acted]
    listed = [line for line in facts.lines if not line.acted]
    sums = {
        "total": facts.total_cents,
        "acted": sum(line.open_cents for line in acted),
        "listed": sum(line.open_cents for line in listed),
    }
    deadline = facts.deadline_on
    return {
        "reference": formats.clean(facts.reference),
        "kind": facts.kind,
        "channel": facts.channel,
        "on_paper": on_paper(facts),
        "document": word(language, "this_letter" if on_paper(facts) else "this_message"),
        "number": facts.reminder_number,
        "ordinal": formats.ordinal(facts.reminder_number, language),
        "today": formats.date_long(facts.today, language),
        "today_on": facts.today.isoformat(),
        "deadline": formats.date_long(deadline, language) if deadline else "",
        "deadline_on": deadline.isoformat() if deadline else "",
        "total": formats.money(sums["total"], facts.currency, language),
        "total_cents": sums["total"],
        "acted_total": formats.money(sums["acted"], facts.currency, language),
        "acted_cents": sums["acted"],
        "listed_total": formats.money(sums["listed"], facts.currency, language),
        "listed_cents": sums["listed"],
        "count": len(acted),
        "listed_count": len(listed),
        "acted_phrase": _counted(acted, language),
        "listed_phrase": _counted(listed, language),
        "about": _about(facts.lines, language),
        "about_acted": _about(acted or facts.lines, language),
        "about_the": _about_the(facts.lines, language),
        "also": word(language, "also_owed", formats.money(sums["total"], facts.currency, language)) if listed else "",
        "late": formats.days(max((days_late(line, facts.today) for line in acted), default=0), language),
        "late_rate": formats.clean(facts.late_rate_text).rstrip("."),
        "history_sentence": _history(facts),
        "history": _history_items(facts),
    }


def _invoice(facts: NoticeFacts) -> dict[str, Any]:
    """The acted invoice; of several, the one due first."""
    language = facts.customer.language
    acted = [line for line in facts.lines if line.acted] or list(facts.lines)
    line = min(acted, key=lambda one: (one.due_on, one.invoice))
    issued = formats.date_long(line.issued_on, language) if line.issued_on else ""
    number = formats.clean(line.invoice)
    named = " ".join(
        part for part in (word(language, "invoice"), number, word(language, "issued", issued) if issued else "") if part
    )
    return {
        "number": number,
        "named": named,
        "named_first": named[:1].upper() + named[1:],
        "issued": issued,
        "due": formats.date_long(line.due_on, language),
        "due_on": line.due_on.isoformat(),
        "late": formats.days(days_late(line, facts.today), language),
        "amount": formats.money(line.amount_cents, facts.currency, language),
        "open": formats.money(line.open_cents, facts.currency, language),
    }


def _noun(lines: Sequence[LineFacts], language: str) -> str:
    """“instalments” where one invoice has several due dates, so that nobody counts invoices twice."""
    if len(lines) == 1:
        return word(language, "invoice")
    distinct = len({line.invoice for line in lines})
    return word(language, "invoices" if distinct == len(lines) else "instalments")


def _counted(lines: Sequence[LineFacts], language: str) -> str:
    return f"{len(lines)} {_noun(lines, language)}"


def _about(lines: Sequence[LineFacts], language: str) -> str:
    if len({line.invoice for line in lines}) == 1:
        return f"{word(language, 'invoice')} {formats.clean(lines[0].invoice)}"
    return _counted(lines, language)


def _about_the(lines: Sequence[LineFacts], language: str) -> str:
    single = len({line.invoice for line in lines}) == 1
    article = word(language, "yours_one" if single else "yours_many")
    return f"{article} {_about(lines, language)}".strip()


def _history_items(facts: NoticeFacts) -> list[dict[str, str]]:
    language = facts.customer.language
    past = sorted({(one.on, one.channel) for one in facts.history if one.kind != "courtesy"})
    return [
        {
            "on": formats.date_long(on, language),
            "channel": channel_phrase(language, channel).strip(),
            "phrase": word(language, "history_item", formats.date_long(on, language))
            + channel_phrase(language, channel),
        }
        for on, channel in past
    ]


def _history(facts: NoticeFacts) -> str:
    language = facts.customer.language
    items = [item["phrase"] for item in _history_items(facts)]
    if not items:
        return word(language, "history_none") if facts.reminder_number > 1 else ""
    if len(items) == 1:
        return word(language, "history_one", items[0].removeprefix("le "))
    return word(language, "history_many", formats.join(items, language))


def _contact(facts: NoticeFacts) -> dict[str, str]:
    return {
        "sentence": _reach(facts),
        "ask_for": _ask_for(facts.customer),
        "caller": word(facts.customer.language, "caller"),
    }


def _reach(facts: NoticeFacts) -> str:
    language, creditor = facts.customer.language, facts.creditor
    phone, email = formats.clean(creditor.phone), formats.clean(creditor.email)
    ways = [word(language, "by_phone", phone.replace(" ", "\u00a0"))] if phone else []
    ways += [word(language, "by_email", email)] if email else []
    if not ways:
        return word(language, "reach_write" if on_paper(facts) else "reach_reply")
    where = word(language, "or").join(ways)
    person = formats.clean(creditor.signatory)
    return word(language, "reach_named", person, where) if person else word(language, "reach", where)


def _ask_for(customer: CustomerFacts) -> str:
    language = customer.language
    phone = formats.clean(customer.phone)
    at_phone = word(language, "at_phone", phone) if phone else ""
    person = formats.clean(customer.contact_name)
    if person:
        return word(language, "ask_named", person, at_phone)
    key = "ask_consumer" if customer.kind == "consumer" else "ask_business"
    return word(language, key, formats.clean(customer.name), at_phone)
