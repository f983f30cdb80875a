"""The fields of messages that remind of nothing, under `answer`: finished text, empty where it does not apply."""

from __future__ import annotations

import re
from typing import Any, Final

from relance.domain.answers import (
    AgreementAnswer,
    DisputeAnswer,
    InstalmentAnswer,
    PromiseAnswer,
    ReplyAnswer,
    asked_cents,
)
from relance.domain.dispute_words import DISPUTE_REASONS
from relance.domain.message import NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.words import word

_MOST_NAMED = 4  # more instalments are in the enclosed plan only
_EMPTY: Final[dict[str, Any]] = {
    "reason": "", "whole": False, "disputed": "", "opened": "", "due": "", "credit": "", "explanation": "",
    "rest": "", "nothing_more": False, "overdue": False, "promised": "", "day": "", "beyond": "", "begun": False,
    "reference": "", "agreed": "", "total": "", "count": 0, "first_on": "", "first_amount": "", "schedule": "",
    "instalments": [], "ordinal": "", "amount": "", "after": "", "asked": "", "received": "", "address": "",
    "enclosed": "", "to_follow": False, "words": "", "bank": "",
}  # fmt: skip


def answer_fields(facts: NoticeFacts) -> dict[str, Any]:
    """What the template of an answer may say; every field is there, whatever the message is about."""
    match facts.answer:
        case None:
            return dict(_EMPTY)
        case DisputeAnswer() as answer:
            found = _dispute(facts, answer)
        case PromiseAnswer() as answer:
            found = _promise(facts, answer)
        case AgreementAnswer() as answer:
            found = _agreement(facts, answer)
        case InstalmentAnswer() as answer:
            found = _instalment(facts, answer)
        case ReplyAnswer() as answer:
            found = _reply(facts, answer)
    return {**_EMPTY, "asked": _money(facts, asked_cents(answer)), **found}


def _money(facts: NoticeFacts, cents: int | None) -> str:
    return formats.money(cents, facts.currency, facts.customer.language) if cents else ""


def _dispute(facts: NoticeFacts, answer: DisputeAnswer) -> dict[str, Any]:
    language = facts.customer.language
    words = DISPUTE_REASONS.get(answer.reason) if answer.reason != "other" else None
    return {
        "reason": words[0 if language == "fr" else 1] if words else "",
        "whole": answer.cents is None,
        "disputed": _money(facts, answer.cents),
        "opened": formats.date_long(answer.opened_on, language),
        "due": formats.date_long(answer.due_on, language) if answer.due_on >= facts.today else "",
        "credit": _money(facts, answer.credit_cents),
        "explanation": formats.clean(answer.explanation),
        "rest": _money(facts, asked_cents(answer)),
        "nothing_more": not answer.rest_cents,
        "overdue": all(line.due_on < facts.today for line in facts.lines),
    }


def _promise(facts: NoticeFacts, answer: PromiseAnswer) -> dict[str, Any]:
    open_cents = sum(line.open_cents for line in facts.lines)
    return {
        "promised": _money(facts, answer.cents),
        "day": formats.date_long(answer.on, facts.customer.language),
        "rest": _money(facts, answer.rest_cents),
        "begun": answer.rest_cents < answer.cents,
        "beyond": _money(facts, max(open_cents - answer.rest_cents, 0)),
    }


def _agreement(facts: NoticeFacts, answer: AgreementAnswer) -> dict[str, Any]:
    language, parts = facts.customer.language, sorted(answer.parts)
    days = [(formats.date_long(part.due_on, language), _money(facts, part.cents)) for part in parts]
    named = [word(language, "instalment_item", amount, day) for day, amount in days]
    return {
        "reference": formats.clean(answer.reference),
        "agreed": formats.date_long(answer.agreed_on, language),
        "total": _money(facts, answer.cents),
        "count": len(parts),
        "first_on": days[0][0] if days else "",
        "first_amount": days[0][1] if days else "",
        "schedule": formats.join(named, language) if 1 < len(named) <= _MOST_NAMED else "",
        "instalments": [{"rank": rank, "on": day, "amount": amount} for rank, (day, amount) in enumerate(days, 1)],
    }


def _instalment(facts: NoticeFacts, answer: InstalmentAnswer) -> dict[str, Any]:
    language = facts.customer.language
    first = answer.rank == 1
    return {
        "reference": formats.clean(answer.reference),
        "ordinal": word(language, "first_instalment") if first else formats.ordinal(answer.rank, language),
        "count": answer.count,
        "due": formats.date_long(answer.due_on, language),
        "amount": _money(facts, answer.cents),
        "after": _money(facts, answer.after_cents),
    }


def _reply(facts: NoticeFacts, answer: ReplyAnswer) -> dict[str, Any]:
    language = facts.customer.language
    blocks = re.split(r"\n[ \t]*\n", answer.words.replace("\r\n", "\n"))
    return {
        "received": formats.date_long(answer.received_on, language),
        "due": formats.date_long(answer.until, language) if answer.until else "",
        "day": formats.date_long(answer.on, language) if answer.on else "",
        "amount": _money(facts, answer.cents),
        "address": formats.clean(answer.address),
        "enclosed": formats.join([formats.clean(number) for number in answer.enclosed], language),
        "count": len(answer.enclosed),
        "to_follow": answer.to_follow,
        "words": "\n\n".join(" ".join(formats.clean_lines(block)) for block in blocks).strip(),
        "bank": _bank(facts),
    }


def _bank(facts: NoticeFacts) -> str:
    """What may truly be said of our bank details; they are not printed in such an answer."""
    language, changed = facts.customer.language, facts.creditor.iban_changed_on
    if not facts.creditor.iban:
        return ""
    if changed:
        return word(language, "reply_bank_changed", formats.date_long(changed, language))
    return word(language, "reply_bank_same")
