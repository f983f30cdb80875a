"""What came of a task that closed by itself, as people read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import relance.operations
from relance.domain.event_words import CALLS
from relance.domain.reasons import event_words
from relance.domain.result_words import KINDS, RESULTS, has_result_words, result_words
from relance.domain.task_words import HANDOVER_CHOICES
from relance.ledger.models.dispute import DISPUTE_STATES

NAMED = {
    "on": "2026-10-21", "due_on": "2026-10-21", "result": "promise", "to": "kept", "customer.kind": "business",
    "way.state": "unclaimed",
}  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("call: promise", "paiement promis"), ("signed on 2026-10-21", "signé le 21 octobre 2026"),
        ("is business", "c’est un professionnel"), ("EC-2026-1: broken", "l’échéancier n’est pas tenu"),
        ("paid", "tout est payé"), ("wait", "attente"), ("told in 2026-00012", "répondu par 2026-00012"),
    ],
)  # fmt: skip
def test_a_stored_result_is_said_in_french(stored: str, said: str) -> None:
    assert result_words(stored, "fr") == said


@pytest.mark.parametrize("own", ["vu avec Mme Petit", "call: nobody there", "until 2026-13-45", "is on holiday"])
def test_what_a_person_wrote_stays_as_it_is(own: str) -> None:
    assert result_words(own, "fr") == own


def test_the_history_says_a_result_in_words() -> None:
    payload = {"task": "call", "result": "call: no_answer"}
    assert event_words("task_closed", payload, "fr").endswith("\u00a0: pas de réponse")


def test_every_result_that_an_operation_writes_has_words() -> None:
    found = {text for path in sorted(Path(relance.operations.__path__[0]).rglob("*.py")) for text in written(path)}
    assert "nothing waits any more" in found and "call: promise" in found
    assert [text for text in sorted(found) if not has_result_words(text)] == []


def test_every_choice_state_kind_and_call_has_words() -> None:
    stored = [*HANDOVER_CHOICES, *DISPUTE_STATES, *(f"is {x}" for x in KINDS), *(f"call: {x}" for x in CALLS)]
    assert [text for text in [*stored, *RESULTS] if not has_result_words(text)] == []


def written(path: Path) -> Iterator[str]:
    """The literal results of a module, what they name filled in: `result=` of a call that closes tasks."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _closes(node):
            for keyword in node.keywords:
                if keyword.arg == "result" and isinstance(keyword.value, ast.Constant | ast.JoinedStr):
                    yield _text(keyword.value)


def _closes(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in ("close_tasks", "update")


def _text(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    assert isinstance(value, ast.JoinedStr)
    parts = (v.value if isinstance(v, ast.FormattedValue) else v for v in value.values)
    return "".join(str(p.value) if isinstance(p, ast.Constant) else NAMED.get(ast.unparse(p), "REF-1") for p in parts)
