"""What each field of a plan is called and what it does; and what is wrong with one, for people."""

# ruff: noqa: E501  (one field, one line)

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from relance.web.plan_sentences import plan_said

_MOST = "3650"


def field_words(name: str) -> tuple[str, str]:
    """The label and the explanation of a field."""
    found = _settings().get(name) or _steps().get(name)
    return found or (name, "")


def _settings() -> dict[str, tuple[str, str]]:
    return {
        "label": (_("Name"), ""),
        "key": (_("Key"), _("Letters, digits, “-” and “_”. Another key makes another plan.")),
        "min_gap_days": (_("Days between two reminders"), _("At least, to one customer.")),
        "formal_gap_days": (
            _("Days between two formal steps"),
            _("Between two final reminders, and between two formal notices."),
        ),
        "floor_cents": (_("Nothing below (€)"), _("Where less than this is overdue in all, nothing is sent.")),
        "small_total_cents": (_("One reminder only below (€)"), _("Small sums get one reminder, and nothing severer.")),
        "confirm_above_cents": (_("A person confirms from (€)"), _("Empty: no sum asks for a person by itself.")),
        "group_by": (_("Messages"), ""),
        "promise_grace_days": (
            _("Grace after a promise (days)"),
            _("After this many days a promise counts as broken."),
        ),
        "instalment_grace_days": (
            _("Grace after an instalment (days)"),
            _("The same for an instalment of a payment plan."),
        ),
        "debit_grace_days": (
            _("Grace after a direct debit (days)"),
            _("Until then a debited invoice is left in peace."),
        ),
        "fresh_bank_days": (
            _("Severe steps: age of the bank data (days)"),
            _("Final reminders, formal notices and hand-overs wait for payments newer than this."),
        ),
        "any_bank_days": (
            _("Every step: age of the bank data (days)"),
            _("Every reminder after the due date waits for payments newer than this."),
        ),
        "roll_due_dates": (_("A due date on a day off counts as the next working day"), ""),
        "on_broken_promise": (_("After a broken promise"), ""),
    }


def _steps() -> dict[str, tuple[str, str]]:
    return {
        "kind": (_("Kind"), _("Never milder than the step before.")),
        "when": (_("Counted"), ""),
        "anchor": (_("Counted"), ""),
        "days": (_("Days"), ""),
        "offset_days": (_("Days"), ""),
        "channels": (_("Channel"), _("The first by which the customer can be reached is taken.")),
        "copies": (_("Copy by"), _("Sent as well, where it can be.")),
        "deadline_days": (_("Deadline given (days)"), _("Printed as a date; the next step waits for it. 0: none.")),
        "mode": (_("Confirmation"), ""),
        "template": (_("Text and tone"), _("Empty: the usual text of the step.")),
        "claims": (_("Interest and indemnity"), _("Never to a consumer.")),
        "min_total_cents": (
            _("Only from (€)"),
            _("Below, the step is passed over. Not for courtesies, formal notices and hand-overs."),
        ),
        "customer_kinds": (_("Only for"), _("None ticked: for all.")),
        "variants": (_("Otherwise for some"), _("The first case that fits the customer replaces channel and text.")),
        "segments": (_("Profiles"), _("None ticked: all.")),
    }


# what a rule of plans refuses, said to somebody who looks at a form and not at a text
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"number$", gettext_noop("Write a whole number, such as 8.")),
        (r"amount$", gettext_noop("Write an amount, such as 1234,56.")),
        (r"step \S*: its key is used twice", gettext_noop("Another step has this key: give each its own.")),
        (r"step \S*: a \w+ cannot come after", gettext_noop("It is milder than the step before: choose a severer kind, or move it up.")),
        (r"step \S*: the first step after", gettext_noop("The first step after the due date counts from the due date: choose “after the due date”.")),
        (r"step \S*: a courtesy must have", gettext_noop("A courtesy counts from the due date: choose “before the due date”.")),
        (r"step \S*: it is anchored on a deadline", gettext_noop("The step before gives no deadline: give it one, or choose “after the step before”.")),
        (r"step \S*: only a courtesy may come before", gettext_noop("Only a courtesy comes before the due date: choose another day, or the kind “courtesy”.")),
        (r"step \S*: a courtesy comes before", gettext_noop("A courtesy comes before the due date, or on it: choose “before the due date”.")),
        (r"step \S*: a \w+ grants no deadline", gettext_noop("This kind of step gives no deadline: write 0.")),
        (r".* is negative", gettext_noop("Write 0 or more.")),
        (r".* (are too many|is too long)", gettext_noop("At most %(most)s days.")),
        (r"step \S*: it has no channels", gettext_noop("Choose at least one channel.")),
        (r"step .*: its key must be letters", gettext_noop("Write letters, digits, “-” or “_”.")),
        (r"the plan has no steps", gettext_noop("The plan has no step: add at least one.")),
        (r"step \S+: the template “.*” is for a", gettext_noop("This text is for another kind of step: choose one of its kind.")),
        (r"step \S+: the template “.*” does not exist", gettext_noop("This text does not exist any more: choose another.")),
    )
)  # fmt: skip


def problem_said(words: str, other: Callable[[str], str] = plan_said) -> str:
    """What is wrong with a field of the form."""
    for pattern, said in _SAID:
        if pattern.match(words):
            return _(said) % {"most": _MOST} if "%(" in said else _(said)
    return other(words)
