"""What makes a plan impossible, in the words and the language of the page; the step is always named."""

# ruff: noqa: E501  (one sentence, one line)

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from relance.domain.reasons import kind_words
from relance.web.door import page_language

_SAID = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the plan is not valid TOML: (?P<what>.*)", gettext_noop("The text cannot be read as TOML: %(what)s")),
        (r"the plan has no steps", gettext_noop("The plan has no step: give at least one [[steps]] table")),
        (r"the plan needs a key", gettext_noop("The plan needs a key")),
        (r"(?P<where>step .+) needs a key and a kind", gettext_noop("%(where)s needs a key and a kind")),
        (r"step (?P<n>\d+) is not a table", gettext_noop("Step %(n)s is not a table: write it as [[steps]]")),
        (
            r"the variants of (?P<step>.+) are not tables",
            gettext_noop("The variants of %(step)s are not tables: write each as [[steps.variants]]"),
        ),
        (
            r"step (?P<step>\S+): its key is used twice",
            gettext_noop("Step %(step)s: its key is used twice; give each step a key of its own"),
        ),
        (
            r"step (?P<step>\S+): a (?P<kind>\w+) cannot come after a (?P<before>\w+)",
            gettext_noop(
                "Step %(step)s: “%(kind)s” cannot come after “%(before)s”; severity never decreases along a plan"
            ),
        ),
        (
            r"step (?P<step>\S+): the first step after",
            gettext_noop(
                'Step %(step)s: the first step after the courtesies counts from the due date (anchor = "due")'
            ),
        ),
        (
            r"step (?P<step>\S+): a courtesy must have",
            gettext_noop('Step %(step)s: a courtesy counts from the due date (anchor = "due")'),
        ),
        (
            r"step (?P<step>\S+): it is anchored on a deadline",
            gettext_noop(
                "Step %(step)s: it counts from a deadline, but the step before it grants none (deadline_days)"
            ),
        ),
        (
            r"step (?P<step>\S+): only a courtesy may",
            gettext_noop("Step %(step)s: only a courtesy may come before the due date; make offset_days 0 or more"),
        ),
        (
            r"step (?P<step>\S+): a courtesy comes before",
            gettext_noop("Step %(step)s: a courtesy comes before the due date; make offset_days 0 or less"),
        ),
        (
            r"step (?P<step>\S+): a (?P<kind>\w+) grants no deadline",
            gettext_noop("Step %(step)s: “%(kind)s” grants no deadline; take deadline_days out"),
        ),
        (
            r"step (?P<step>\S+): its (?P<field>\w+) is negative",
            gettext_noop("Step %(step)s: %(field)s is negative; make it 0 or more"),
        ),
        (
            r"step (?P<step>\S+): its days are too many; (?P<most>\d+)",
            gettext_noop("Step %(step)s: its days are too many; %(most)s are the most"),
        ),
        (
            r"step (?P<step>\S+): it has no channels",
            gettext_noop("Step %(step)s: it has no channels; give at least one"),
        ),
        (
            r"step (?P<step>\S+): the (?P<what>channel|customer kind|segment) “(?P<word>.*)” is unknown; known are (?P<known>.*)",
            gettext_noop("Step %(step)s: “%(word)s” is unknown; known are %(known)s"),
        ),
        (
            r"step (?P<step>\S+): the template “(?P<word>.*)” does not exist",
            gettext_noop("Step %(step)s: the template “%(word)s” does not exist; see Settings, Templates"),
        ),
        (
            r"step (?P<step>\S+): the template “(?P<word>.*)” is for a (?P<kind>\w+), not for a (?P<before>\w+)",
            gettext_noop("Step %(step)s: the template “%(word)s” is for “%(kind)s”, not for “%(before)s”"),
        ),
        (
            r"step (?P<step>.*): its key must be letters",
            gettext_noop("Step %(step)s: its key must be letters, digits, “-” or “_”"),
        ),
        (
            r"“(?P<field>\w+)” of the plan is negative",
            gettext_noop("%(field)s of the plan is negative: make it 0 or more"),
        ),
        (
            r"“(?P<field>\w+)” of the plan is too long: it must be (?P<most>\d+)",
            gettext_noop("%(field)s of the plan is too long: %(most)s days are the most"),
        ),
        (
            r"(?P<where>.+) has an unknown field “(?P<field>.*)”: it knows (?P<known>.*)",
            gettext_noop("%(where)s: the field “%(field)s” is unknown; known are %(known)s"),
        ),
        (
            r"“(?P<field>\w+)” of (?P<where>.+) is “(?P<word>.*)”: it must be one of (?P<known>.*)",
            gettext_noop("%(where)s: %(field)s cannot be “%(word)s”; it is one of %(known)s"),
        ),
        (
            r"“(?P<field>\w+)” of (?P<where>.+) must be a whole number",
            gettext_noop("%(where)s: %(field)s is a whole number"),
        ),
        (
            r"“(?P<field>\w+)” of (?P<where>.+) must be a text",
            gettext_noop("%(where)s: %(field)s is a text, between quotation marks"),
        ),
        (
            r"“(?P<field>\w+)” of (?P<where>.+) must be true or false",
            gettext_noop("%(where)s: %(field)s is true or false"),
        ),
        (
            r"“(?P<field>\w+)” of (?P<where>.+) must be a list of words",
            gettext_noop("%(where)s: %(field)s is a list of words between brackets"),
        ),
        (
            r"(?P<n>\d+) reminders before the formal notice",
            gettext_noop("%(n)s reminders before the formal notice teach bad payers to wait; three are enough"),
        ),
        (
            r"the plan ends without a formal notice",
            gettext_noop("The plan ends without a formal notice: what is not paid then stays where it is"),
        ),
        (
            r"step (?P<step>\S+): a formal notice without a registered letter",
            gettext_noop("Step %(step)s: a formal notice without a registered letter is hard to prove"),
        ),
        (
            r"step (?P<step>\S+): usage grants 8 to 15 days",
            gettext_noop("Step %(step)s: usage grants 8 to 15 days after a formal notice"),
        ),
    )
)


def plan_said(text: str) -> str:
    """A refusal or an advice about a plan for the page; one without words of its own is given as it is."""
    for pattern, words in _SAID:
        found = pattern.match(text)
        if found:
            return _(words) % {name: _fact(name, value) for name, value in found.groupdict().items()}
    return text


def _fact(name: str, value: str) -> str:
    """A fact in the page's language: the kind of a step has its word, a step is named by its key."""
    if name in ("kind", "before"):
        return kind_words(value, page_language())
    if name == "where":
        named = value.removeprefix("a variant of ")
        return _("the plan") if named == "the plan" else _("step %(key)s") % {"key": named.removeprefix("step ")}
    return value
