"""Money, days and short tables as people read them in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from relance.cli.screen import Table, Text
from relance.domain.reasons import (
    answer_words,
    channel_words,
    confirm_words,
    kind_words,
    reason_words,
    state_words,
    task_help,
    task_words,
)
from relance.domain.wording.formats import money

MOST_ROWS = 40
Documents = Sequence[dict[str, Any]]


def iso(day: date | None) -> str:
    """A day in a table."""
    return day.isoformat() if day else ""


def notices_table(notices: Documents, language: str, *, most: int = MOST_ROWS) -> list[Text]:
    """Notices, the first `most`; how many more there are is said."""
    french = language == "fr"
    headers = (
        ("Relance", "Client", "Étape", "Par", "Total", "État")
        if french
        else ("Notice", "Customer", "Step", "By", "Total", "State")
    )
    rows = [
        (
            n["notice"] or "–",
            f"{n['customer']} {n['name']}"[:34],
            answer_words(n["template"], language) if n.get("about") else kind_words(n["kind"], language),
            channel_words(n["channel"] or "", language),
            money(n["total_cents"], n["currency"], language),
            state_words(n["state"], language),
        )
        for n in notices[:most]
    ]
    return [Table(headers, rows, right=(4,)), *_more(len(notices) - most, language)] if rows else []


def tasks_table(tasks: Documents, language: str, *, most: int = MOST_ROWS) -> list[Text]:
    """The work list, what is due first."""
    headers = ("N°", "Avant le", "Tâche", "Client", "Pourquoi")
    if language != "fr":
        headers = ("No.", "By", "Task", "Customer", "Why")
    rows = [
        (
            str(t.get("id", "–")),
            iso(t["due_on"]),
            task_words(t["task"], language),
            t["customer"] or t.get("subject", ""),
            (task_help(t["task"], "fr") if language == "fr" else "") or t["why"][:90],
        )
        for t in tasks[:most]
    ]
    return [Table(headers, rows, right=(0,)), *_more(len(tasks) - most, language)] if rows else []


def _more(count: int, language: str) -> list[Text]:
    if count <= 0:
        return []
    return [
        f"… et {count} de plus (--json les donne tous)"
        if language == "fr"
        else f"… and {count} more (--json has them all)"
    ]


def reasons_lines(silent: Documents, language: str) -> list[Text]:
    """How many receivables are left in peace, by reason."""
    counts = Counter(r["reason"] for s in silent for r in s["reasons"])
    return [f"  {count:>6}  {reason_words(reason, language)}" for reason, count in counts.most_common()]


def because(rules: Iterable[str], language: str) -> str:
    """Why a person must confirm."""
    return ", ".join(confirm_words(rule, language) for rule in rules)
