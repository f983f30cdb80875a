"""At which stage of a plan a template speaks: what it must say, and which threats would come too early."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from relance.domain.message import MessageKind
from relance.domain.wording.store import names

LONGEST_NAME = 60
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Stage(NamedTuple):
    """The shipped template that a name is, or comes from; the kind of step; and the number of the reminder."""

    base: str
    kind: MessageKind
    number: int = 1


_STEPS: Final[Mapping[str, tuple[MessageKind, int]]] = {
    "courtesy": ("courtesy", 1),
    "reminder-0": ("reminder", 1),
    "reminder-1": ("reminder", 1),
    "phone-1": ("reminder", 1),
    "reminder-2": ("reminder", 2),
    "reminder-3": ("reminder", 3),
    "final": ("final", 3),
    "formal-notice": ("formal_notice", 4),
}
TEMPLATE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "courtesy": ("Avant l’échéance", "Before the due date"),
    "reminder-0": ("Petit rappel", "A quick reminder"),
    "reminder-1": ("Première relance", "First reminder"),
    "phone-1": ("Premier appel", "First call"),
    "reminder-2": ("Deuxième relance", "Second reminder"),
    "reminder-3": ("Troisième relance", "Third reminder"),
    "final": ("Dernier rappel", "Last reminder"),
    "formal-notice": ("Mise en demeure", "Formal notice"),
}


def stage_of(name: str) -> Stage | None:
    """The stage of a shipped template, or of an own one named after it: `final-key-accounts` is a `final`."""
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    bases = [base for base in names() if name == base or name.startswith(f"{base}-")]
    if not bases:
        return None
    base = max(bases, key=len)
    kind, number = _STEPS.get(base, ("answer", 1))
    return Stage(base, kind, number)
