"""Which legal sentences a notice may carry: never a claim that this debtor does not owe.

Professionals: C. com. L441-10 and D441-5. Public buyers: CCP L2192-13, R2192-31, D2192-35. Consumers: the
legal rate, from the formal notice only (C. civ. 1231-6, 1344-1). Others: a person's choice, so unmentioned.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relance.domain.message import NoticeFacts
from relance.domain.wording.claims import PROFESSIONAL, is_demanded
from relance.domain.wording.store import law


def claims_section(facts: NoticeFacts) -> str:
    """The section of the law text that speaks of interest and costs; empty when none may be mentioned.

    A demand whose amounts are not known is worded as a mention; claims that were wholly given up are not
    mentioned.
    """
    kind = facts.customer.kind
    if facts.claims == "none" or facts.kind == "courtesy":
        return ""
    if kind in PROFESSIONAL:
        if facts.owed and not facts.owed.all.claims_cents and not facts.owed.all.per_day_cents:
            return ""
        return f"{'demand' if is_demanded(facts) else 'mention'}-{kind}"
    if kind == "consumer" and facts.kind == "final":
        return "final-consumer"
    if kind == "consumer" and facts.kind == "formal_notice":
        return "demand-consumer" if is_demanded(facts) else "formal-consumer"
    return ""


def law_fields(facts: NoticeFacts, fields: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """`claims.text`, `law.suspension` and `law.measures`, each a paragraph or empty."""
    kind = facts.customer.kind
    text = law(facts.customer.language)

    def section(name: str) -> str:
        return text.line(name, fields)

    return {
        "claims": {**fields["claims"], "text": section(claims_section(facts))},
        "law": {"suspension": section(f"suspension-{kind}"), "measures": section(f"measures-{kind}")},
    }
