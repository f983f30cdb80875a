"""Says every reason, state, task, channel, rule and event in words, for pages and commands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from relance.domain.answer_words import ANSWER_KIND, ANSWERS
from relance.domain.changed_words import changed_words
from relance.domain.dispute_words import DISPUTE_REASONS, DISPUTE_STATES, LATE_CAUSES
from relance.domain.event_words import CALLS, EVENTS, FACTS, PROMISES, WAIVED
from relance.domain.explaining import explain_acted, explain_next, explain_so_far, silence_of
from relance.domain.money_words import money_facts
from relance.domain.people_words import person_facts
from relance.domain.plan import Plan
from relance.domain.position import Receivable
from relance.domain.reason_words import (
    CANCELLED_BECAUSE,
    CHANNELS,
    CONFIRM_RULES,
    KINDS,
    REASONS,
    STATES,
    Words,
)
from relance.domain.reply_words import reply_facts
from relance.domain.segment_words import figures_words, segment_words
from relance.domain.spoken_facts import spoken_facts
from relance.domain.statements.return_words import return_facts
from relance.domain.task_words import TASK_HELP, TASKS
from relance.domain.verdict import Verdict
from relance.domain.wording.formats import date_long, french_spaces, money
from relance.domain.work_facts import work_facts

BY_HAND = "recorded by hand as "  # what record_step gives as the reason, before the reference of the record


def _word(words: Words, key: str, language: str) -> str:
    """The word for a key; one that nobody gave words to is shown as it is."""
    pair = words.get(key)
    if pair is None:
        return key.replace("_", " ")
    return french_spaces(pair[0]) if language == "fr" else pair[1]


def reason_words(reason: str, language: str, *, until: date | None = None) -> str:
    """Why somebody is left in peace, with the day on which to look again where it is known."""
    words = _word(REASONS, reason, language)
    if until is None:
        return words
    day = date_long(until, language)
    return f"{words}, à revoir le {day}" if language == "fr" else f"{words}, looked at again on {day}"


def state_words(state: str, language: str) -> str:
    """The state of a notice."""
    return _word(STATES, state, language)


def kind_words(kind: str, language: str) -> str:
    """The kind of a step or notice."""
    return _word(ANSWER_KIND if kind in ANSWER_KIND else KINDS, kind, language)


def answer_words(template: str, language: str) -> str:
    """What a message that reminds of nothing says."""
    return _word(ANSWERS, template, language)


def task_words(kind: str, language: str) -> str:
    """What a task asks for."""
    return _word(TASKS, kind, language)


def task_help(kind: str, language: str) -> str:
    """Why such a task is asked for; empty for a kind without words."""
    return _word(TASK_HELP, kind, language) if kind in TASK_HELP else ""


def channel_words(channel: str, language: str) -> str:
    """The way a notice goes."""
    return _word(CHANNELS, channel, language)


def confirm_words(rule: str, language: str) -> str:
    """The rule by which a person must confirm."""
    return _word(CONFIRM_RULES, rule, language)


def fact_words(kind: str, language: str) -> str:
    """What happened to a claim in law."""
    return _word(FACTS, kind, language)


def dispute_reason_words(reason: str, language: str) -> str:
    """What a customer contests."""
    return _word(DISPUTE_REASONS, reason, language)


def dispute_state_words(state: str, language: str) -> str:
    """How far a dispute has come."""
    return _word(DISPUTE_STATES, state, language)


def cause_words(cause: str, language: str) -> str:
    """Why a receivable is late; unknown where nobody said."""
    return _word(LATE_CAUSES, cause or "unknown", language)


def call_words(result: str, language: str) -> str:
    """What came of a call."""
    return _word(CALLS, result, language)


def promise_words(state: str, language: str) -> str:
    """What became of a promise; `late`: broken, and paid since."""
    return _word(PROMISES, state, language)


def cancelled_words(why: str, language: str) -> str:
    """Why a notice was cancelled; a person's own words are kept."""
    if why.startswith(BY_HAND) and language == "fr":
        return f"notée à la main : {why.removeprefix(BY_HAND)}"
    return _word(CANCELLED_BECAUSE, why, language) if why in CANCELLED_BECAUSE else why


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def event_words(verb: str, payload: Mapping[str, Any], language: str) -> str:
    """What happened, in one line; an event that nobody gave words to is shown by its name."""
    if verb not in EVENTS:
        return verb.replace("_", " ")
    text = EVENTS[verb][0 if language == "fr" else 1].format_map(_Facts(_facts(verb, payload, language)))
    return french_spaces(text) if language == "fr" else text


def _facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    facts = {key: _plain(value, language) for key, value in payload.items()}
    cents = payload.get("total_cents", payload.get("cents"))
    if isinstance(cents, int):
        facts["total"] = money(cents, str(payload.get("currency", "EUR")), language)
    named = (
        ("state", state_words),
        ("kind", kind_words),
        ("channel", channel_words),
        ("task", task_words),
        ("answer", answer_words),
    )
    for key, words in named:
        if key in payload:
            facts[key] = words(str(payload[key]), language)
    if "why" in payload:
        facts["why"] = cancelled_words(str(payload["why"]), language)
    if verb in ("settings_changed", "customer_changed"):
        facts["changes"] = changed_words(payload, _plain, language)
    if verb == "segment_changed":
        facts |= {name: segment_words(str(payload.get(name, "")), language) for name in ("old", "new")}
        facts["figures"] = figures_words(payload.get("figures", {}), language)
    if verb in ("hold_set", "hold_released"):
        facts |= _hold_facts(payload, language)
    facts |= {**_claim_facts(verb, payload, language), **work_facts(verb, payload, language)}
    facts |= person_facts(verb, payload, language)
    facts |= {**spoken_facts(verb, payload, language), **reply_facts(verb, payload, language)}
    facts |= {**money_facts(verb, payload, language), **return_facts(verb, payload, language)}
    if verb.startswith("dispute_") or verb == "cause_set":
        facts |= _dispute_facts(payload, language)
    if isinstance(payload.get("files"), list):
        facts["files"] = ", ".join(str(pair[0]) for pair in payload["files"])
    return facts


def _claim_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """Of a waiver, what was given up; of a fact of law, its name and the invoice it is about."""
    if verb == "claim_paid":
        return {"what": _word(WAIVED, str(payload.get("part", "")), language)}
    if verb == "claim_waived":
        what, cents = _word(WAIVED, str(payload.get("part", "")), language), payload.get("cents")
        if not isinstance(cents, int):
            return {"what": what}
        total = money(cents, str(payload.get("currency", "EUR")), language)
        return {"what": f"de {total} au titre {what}" if language == "fr" else f"{total} of {what}"}
    if verb == "legal_fact_recorded":
        return {**_hold_facts(payload, language), "fact": fact_words(str(payload.get("kind", "")), language)}
    return {}


def _dispute_facts(payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """Of a dispute: what is contested, who deals with it, how it ended; of a late invoice, why it is late."""
    french, owner, outcome = language == "fr", payload.get("owner"), str(payload.get("outcome", ""))
    ended = dispute_state_words(outcome, language)
    if outcome == "accepted" and isinstance(payload.get("cents"), int):
        total = money(int(payload["cents"]), str(payload.get("currency", "EUR")), language)
        ended = f"accepté, avoir attendu de {total}" if french else f"accepted, a credit note of {total} is expected"
    if payload.get("explanation"):
        ended += f" ({payload['explanation']})"
    return {
        "dispute_reason": dispute_reason_words(str(payload.get("reason", "")), language),
        "owned": (f", suivi par {owner}" if french else f", with {owner}") if owner else "",
        "cause": cause_words(str(payload.get("cause", "")), language),
        "ended": ended,
    }


def _hold_facts(payload: Mapping[str, Any], language: str) -> dict[str, str]:
    french = language == "fr"
    invoice, start, until = payload.get("invoice"), payload.get("from"), payload.get("until")
    day = _plain(until, language) if until else ""
    first = _plain(start, language) if start else ""
    return {
        "subject": (f" sur {invoice}" if french else f" on {invoice}") if invoice else "",
        "start": (f" à partir du {first}" if french else f" from {first}") if first else "",
        "until": (f" jusqu’au {day}" if french else f" until {day}") if day else "",
    }


def _plain(value: Any, language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(one, language) for one in value)
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date_long(date.fromisoformat(value), language)
        except ValueError:
            return value
    return "" if value is None else str(value)


def explain_text(
    receivable: Receivable,
    verdict: Verdict,
    plan: Plan,
    language: str,
    *,
    currency: str = "EUR",
    waiting: str = "",
) -> str:
    """Why this receivable is, or is not, reminded of today, and what comes next, in a few sentences.

    `plan` is the one that the receivable follows; `waiting` is the state of its notice that has not left.
    """
    told = [explain_so_far(receivable, plan, language, currency)]
    told.append(_today(receivable, verdict, plan, language))
    if waiting:
        words = state_words(waiting, language)
        told.append(f"La relance attend : {words}." if language == "fr" else f"The notice waits: {words}.")
    silence = silence_of(receivable, verdict)
    if silence and silence.next:
        told.append(explain_next(receivable, silence.next, plan, language))
    return french_spaces(" ".join(told)) if language == "fr" else " ".join(told)


def _today(receivable: Receivable, verdict: Verdict, plan: Plan, language: str) -> str:
    silence = silence_of(receivable, verdict)
    if silence:
        words = reason_words(silence.reason, language, until=silence.until)
        return f"Aujourd’hui, pas de relance : {words}." if language == "fr" else f"Not reminded today: {words}."
    return explain_acted(receivable, verdict, plan, language)
