"""Words for everything a decision can say, in both languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from relance.discovery import country
from relance.domain import event_words, reason_words, reasons, task_words
from relance.domain.decide import decide
from relance.domain.plan import KINDS
from relance.domain.plans import load_preset
from relance.domain.position import DoneStep, Hold, Position, Receivable
from relance.domain.verdict import Reason, TaskKind

PACKAGE = Path(reasons.__file__).parent.parent
PLAN = load_preset("two-then-notice")
TABLES = [
    vars(module)[name]
    for module in (reason_words, event_words, task_words)
    for name in sorted(vars(module))
    if name.isupper()
]


def text_on(day: date, *done: DoneStep, language: str = "en", **changes: object) -> str:
    """What is said of FA-1, due 30 January 2026, 1,200.00 open."""
    receivable = Receivable("1", "FA-1", date(2026, 1, 30), 120000, done)
    position = Position("DUPONT", channels=frozenset({"email"}), receivables=(receivable,), **changes)  # type: ignore[arg-type]
    return reasons.explain_text(receivable, decide(position, PLAN, country("FR"), day), PLAN, language)


def test_every_reason_has_words() -> None:
    assert set(reason_words.REASONS) == set(get_args(Reason))


def test_every_kind_of_step_has_words() -> None:
    assert set(reason_words.KINDS) == set(KINDS)


def test_every_task_a_decision_asks_for_has_words_and_help() -> None:
    assert set(get_args(TaskKind)) <= set(task_words.TASKS)
    assert set(task_words.TASKS) == set(task_words.TASK_HELP)


def test_every_state_of_a_notice_has_words() -> None:
    from relance.ledger.models.notice import STATES

    assert set(reason_words.STATES) == set(STATES)


def test_every_task_and_event_that_an_operation_writes_has_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "operations").rglob("*.py"))
    verbs = set(re.findall(r'happening\(\s*"([a-z_]+)"', source))
    kinds = set(re.findall(r'open_task\([^)]*?kind="([a-z_]+)"', source))
    assert verbs and verbs <= set(event_words.EVENTS)
    assert kinds and kinds <= set(task_words.TASKS)


def test_every_rule_that_asks_for_a_person_has_words() -> None:
    source = (PACKAGE / "domain" / "decide.py").read_text(encoding="utf-8")
    rules = set(re.findall(r'^        "([a-z_]+)": ', source, re.MULTILINE))
    assert rules and rules <= set(reason_words.CONFIRM_RULES)


@pytest.mark.parametrize("table", TABLES)
def test_french_has_its_apostrophes_and_spaces(table: dict[str, tuple[str, str]]) -> None:
    for key, (french, english) in table.items():
        assert french and english, key
        assert "'" not in french + english, key
        assert not re.search(r"[^ \u00a0][:;!?](?= |$)", french), key


def test_marks_are_bound_by_a_no_break_space_in_french_alone() -> None:
    assert "ici\u00a0là" not in reasons.task_help("customer_kind", "fr")
    assert "public\u00a0?" in reasons.task_help("customer_kind", "fr")
    assert "public body?" in reasons.task_help("customer_kind", "en")


def test_a_word_that_nobody_wrote_is_shown_as_it_is() -> None:
    assert reasons.reason_words("full_moon", "fr") == "full moon"


def test_a_reason_says_when_it_is_looked_at_again() -> None:
    assert reasons.reason_words("on_hold", "fr", until=date(2026, 3, 1)).endswith("à revoir le 1er mars 2026")
    assert reasons.reason_words("on_hold", "en", until=date(2026, 3, 1)).endswith("looked at again on 1 March 2026")


def test_the_next_step_says_why_that_day() -> None:
    first = DoneStep("r1", "reminder", date(2026, 2, 6))
    text = text_on(date(2026, 2, 9), first)
    assert "Deuxième relance on 16 February 2026, because it comes 10\u00a0days after “Première relance”" in text


def test_a_deadline_granted_is_the_reason_of_the_step_after_it() -> None:
    formal = DoneStep("notice", "formal_notice", date(2026, 2, 26), date(2026, 3, 6))
    text = text_on(date(2026, 3, 2), formal, language="fr")
    assert "parce que «\u00a0Mise en demeure\u00a0», envoyée le 26 février 2026, laissait jusqu’au 6 mars 2026" in text


def test_the_step_of_the_day_is_told_with_its_reason() -> None:
    assert "Première relance today, because it comes 7\u00a0days after the due date, 30 January 2026." in text_on(
        date(2026, 2, 6)
    )


def test_a_stop_on_the_customer_is_told_for_each_invoice() -> None:
    text = text_on(date(2026, 2, 6), holds=(Hold(date(2026, 2, 1), date(2026, 2, 20)),))
    assert "Not reminded today: reminders are on hold, looked at again on 21 February 2026." in text


def test_a_reminder_from_before_is_named_so() -> None:
    assert "relance faite avant Relance le 3 février 2026" in text_on(
        date(2026, 2, 4), DoneStep("", "reminder", date(2026, 2, 3)), language="fr"
    )


@pytest.mark.parametrize(
    ("verb", "payload", "words"),
    [
        ("payment_recorded", {"cents": 120000, "currency": "EUR", "on": "2026-02-06", "invoice": "FA-1"},
         "Payment of €1,200.00 received on 6 February 2026 for FA-1"),
        ("hold_set", {"invoice": "FA-1", "until": "2026-02-20", "reason": "they called"},
         "On hold on FA-1 until 20 February 2026: they called"),
        ("hold_set", {"invoice": None, "until": None, "reason": "they called"}, "On hold: they called"),
        ("notice_cancelled", {"notice": "R-000001", "why": "paid"}, "R-000001 cancelled: everything is paid"),
        ("message_sent", {"notice": "R-000001", "channel": "email", "recipient": "a@b.example"},
         "R-000001 sent by e-mail to a@b.example"),
        ("customer_changed", {"email": "a@b.example"}, "Customer changed: email = a@b.example"),
        ("new_verb", {}, "new verb"),
    ],
)  # fmt: skip
def test_an_event_is_one_line(verb: str, payload: dict[str, object], words: str) -> None:
    assert reasons.event_words(verb, payload, "en") == words


def test_an_event_without_its_facts_still_has_a_line() -> None:
    assert reasons.event_words("message_sent", {}, "fr") == "… envoyée par … à …"
