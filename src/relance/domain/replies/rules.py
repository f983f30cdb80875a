"""What a rule is: words that say a meaning, unless other words of the same clause take it back. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from relance.domain.replies.model import ReplyMeaning

Words = re.Pattern[str]


def words(*alternatives: str) -> Words:
    """Any of these, beginning at the start of a word. Gaps are bounded, so that reading stays linear."""
    joined = "|".join(alternatives)
    start = r"(?:(?<!\w)|(?=n't))" if "n't" in joined else r"(?<!\w)"
    return re.compile(f"{start}(?:{joined})")


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `says` in one clause, and none of `unless`, mean `meaning`.

    `is_weak`: only where the message says nothing surer.
    """

    meaning: ReplyMeaning
    says: tuple[Words, ...]
    unless: Words | None = None
    reason: str = ""
    is_weak: bool = False

    def holds(self, clause: str) -> bool:
        """Whether the plain clause says it."""
        if self.unless is not None and self.unless.search(clause):
            return False
        return all(pattern.search(clause) for pattern in self.says)


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language; `code` is fr or en. `payment` and `ahead` make a promise of a day that lies ahead;
    `behind` tells that a payment is done; `condition` takes a promise back beside a dispute; `not_a_payment_day` stands
    before days of something else (of an invoice, of a letter)."""

    code: str
    rules: tuple[Rule, ...]
    small_words: Words
    payment: Words
    ahead: Words
    no_promise: Words
    elsewhere: Words
    surely_ahead: Words
    not_done: Words
    condition: Words
    not_a_payment_day: Words
    other_invoice: Words
    the_rest: Words
    same_invoice: Words
    unsubscribes: Words
