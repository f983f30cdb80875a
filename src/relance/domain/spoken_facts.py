"""The optional words of events about promises and calls: who said it, for how long, what was noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from relance.domain.event_words import CALLS
from relance.domain.reason_words import CANCELLED_BECAUSE
from relance.domain.result_words import result_words
from relance.domain.wording.formats import date_long


def spoken_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The facts that such an event may lack, each with the mark that binds it; nothing for other events."""
    french = language == "fr"
    if verb.startswith("promise_"):
        who, why = str(payload.get("said_by") or ""), str(payload.get("why") or "")
        why = CANCELLED_BECAUSE[why][0 if french else 1] if why in CANCELLED_BECAUSE else why
        mark = " : " if french else ": "
        return {"who": f" ({who})" if who else "", "because": f"{mark}{why}" if why else ""}
    if verb == "task_closed":
        return {"result": result_words(str(payload.get("result", "")), language)}
    if verb == "call_logged":
        return _call_facts(payload, language)
    return {}


def _call_facts(payload: Mapping[str, Any], language: str) -> dict[str, str]:
    french = language == "fr"
    result, spoke_to = str(payload.get("result", "")), str(payload.get("spoke_to") or "")
    words = CALLS.get(result, (result, result))[0 if french else 1]
    more = f" ({payload['minutes']} min)" if payload.get("minutes") else ""
    if payload.get("call_back_on"):
        day = date_long(date.fromisoformat(str(payload["call_back_on"])), language)
        more += f", le {day}" if french else f", on {day}"
    if payload.get("note"):
        more += f" – {payload['note']}"
    whom = (f" avec {spoke_to}" if french else f" with {spoke_to}") if spoke_to else ""
    return {"with": whom, "result": words, "more": more}
