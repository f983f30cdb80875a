"""The settings as forms: their fields by group, what was asked for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from relance.domain.plan import Plan
from relance.ledger.crew import members
from relance.operations.change_settings import (
    HOURS,
    SEGMENT_PLANS,
    SETTINGS,
    WHOLE,
    checked_setting,
    checked_settings,
    settings_of,
)
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.preview_change import DECIDING
from relance.operations.refused import Refused
from relance.operations.setup_creditor import LETTERS_NEED
from relance.web.door import Visit
from relance.web.forms import Field, problem_of, with_typed
from relance.web.pages.customer_acts import cents_of
from relance.web.sentences import said
from relance.web.setting_words import Group, choices_of, groups, setting_words
from relance.web.templatetags.relance import amount, money

# kept in cents, shown and typed in euros: the name on the form
EUROS = {
    "agreement_min_cents": "agreement_min", "postal_daily_cents": "postal_daily",
    "small_difference_cents": "small_difference",
}  # fmt: skip
TYPES = {
    "address": "long", "email": "email", "reply_address": "email", "journal_address": "email", "phone": "tel",
}  # fmt: skip
ATTRIBUTES = {
    "siren": (("inputmode", "numeric"), ("autocomplete", "off")),
    "email": (("autocomplete", "email"), ("maxlength", "254")),
    "phone": (("autocomplete", "tel"), ("maxlength", "40")),
    "address": (("autocomplete", "street-address"),),
    "city": (("autocomplete", "address-level2"), ("maxlength", "80")),
    "signatory": (("autocomplete", "name"), ("maxlength", "120")),
    "timezone": (("autocomplete", "off"), ("spellcheck", "false")),
    **dict.fromkeys(HOURS, (("placeholder", "08:00"), ("maxlength", "5"), ("autocomplete", "off"))),
    **dict.fromkeys(WHOLE, (("inputmode", "numeric"),)),
}  # fmt: skip


class Asked(NamedTuple):
    """The settings that differ from those in force, and what is wrong with them, by the name on the form."""

    changes: dict[str, str]
    problems: dict[str, str]


class Shown(NamedTuple):
    """A group with its fields; `decides`: what it would change is shown before it is saved."""

    group: Group
    fields: list[Field]
    decides: bool


def offered(visit: Visit, plans: Mapping[str, Plan]) -> dict[str, list[tuple[str, str]]]:
    """The answers of settings whose list depends on the creditor."""
    named = [(plan.key, _(plan.label) if plan.label else plan.key) for plan in plans.values()]
    of_segments = {name: [("", _("The usual one")), *named] for name in SEGMENT_PLANS}
    people = [
        ("", _("Whoever owns the company")),
        *((name, name) for name in (m.user.get_username() for m in members(visit.creditor))),
    ]
    words = dict(choices_of("calendar"))
    calendars = [(name, words.get(name, name)) for name in law_of(visit.creditor).calendars()]
    return {"calendar": calendars, "default_plan": named, "person_in_charge": people, **of_segments}


def _field(name: str, value: Any, choices: list[tuple[str, str]]) -> Field:
    label, help_text = setting_words(name)
    return Field(
        EUROS.get(name, name), label, amount(value) if name in EUROS else value, help_text,
        "choice" if choices else TYPES.get(name, "text"), choices,
        is_missing=name in LETTERS_NEED and not value, attributes=ATTRIBUTES.get(name, ()),
    )  # fmt: skip


def shown_groups(visit: Visit, page: str, problems: Mapping[str, str] | None = None) -> list[Shown]:
    """The groups of a page; where something was wrong, with what was typed."""
    values, typed = settings_of(visit.creditor), visit.data if problems else {}
    lists = offered(visit, plans_in_force(visit.creditor))
    shown = []
    for group in (one for one in groups() if one.page == page):
        fields = [_field(name, values[name], lists.get(name, []) or choices_of(name)) for name in group.names]
        shown.append(Shown(group, with_typed(fields, typed, problems or {}), decides(group.names)))
    return shown


def decides(names: Mapping[str, str] | tuple[str, ...]) -> bool:
    """Whether one of these settings changes what leaves."""
    return not set(names).isdisjoint(DECIDING)


def asked(visit: Visit, data: Mapping[str, str]) -> Asked:
    """What the form asks for, each value looked at by itself, then all together."""
    values = settings_of(visit.creditor)
    changes: dict[str, str] = {}
    problems: dict[str, str] = {}
    for name in (one for one in SETTINGS if one != "delivery"):  # it has a page that says first what it does
        typed = EUROS.get(name, name)
        if typed in data or name in data:
            try:
                text = str(cents_of(data[typed], "EUR")) if name in EUROS and typed in data else data[name]
            except Refused as refusal:
                problems[typed] = said(str(refusal))
                continue
            if text.strip().replace("\r\n", "\n") != str(values[name]):
                changes[name] = text.strip()
                problems[typed] = problem_of(partial(checked_setting, visit.creditor, name, text.strip()))
    problems = {name: words for name, words in problems.items() if words}
    if not problems and (words := problem_of(partial(checked_settings, visit.creditor, changes))):
        problems[next(name for name in (*reversed(HOURS), *changes) if name in changes)] = words
    return Asked(changes, problems)


def changed_words(visit: Visit, name: str, value: str) -> dict[str, str]:
    """A setting before and after, in words."""
    words = dict(offered(visit, plans_in_force(visit.creditor)).get(name) or choices_of(name))
    old = str(settings_of(visit.creditor)[name])
    if name in EUROS:
        words = {cents: money(int(cents)) for cents in (old, value) if cents.isdecimal()}
    return {
        "name": name,
        "label": setting_words(name)[0],
        "value": value,
        "old": words.get(old, old),
        "new": words.get(value, value),
    }
