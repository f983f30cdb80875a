"""A plan in words: every step and every rule a sentence, and what differs between two versions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from relance.domain.plan import Plan, Step, Variant
from relance.domain.plan_changes import PlanChange
from relance.domain.reasons import channel_words, kind_words
from relance.domain.segment_words import segment_words
from relance.domain.wording.stages import TEMPLATE_WORDS
from relance.web.door import page_language
from relance.web.plan_fields import field_words
from relance.web.templatetags.relance import capital, label, money


def when(step: Step) -> str:
    """When a step comes, in words."""
    after = {
        "due": (_("the day after the due date"), _("%(n)d days after the due date")),
        "previous": (_("the day after the step before"), _("%(n)d days after the step before")),
        "deadline": (_("the day after the deadline has passed"), _("%(n)d days after the deadline")),
    }
    before = (_("the day before the due date"), _("%(n)d days before the due date"))
    if step.anchor == "due" and step.offset_days == 0:
        return _("on the due date")
    one, many = before if step.offset_days < 0 else after[step.anchor]
    return one if abs(step.offset_days) == 1 else many % {"n": abs(step.offset_days)}


def name_of(step: Step) -> str:
    """What a step is called."""
    return label(step.label) or capital(kind_words(step.kind, page_language()))


def day_words(day: int) -> str:
    """`J−5`, `J`, `J+8`: a day counted from the due date."""
    letter = pgettext("day of the due date", "D")
    return letter if day == 0 else f"{letter}{'+' if day > 0 else '−'}{abs(day)}"


def channels_said(channels: tuple[str, ...]) -> str:
    """`courriel, à défaut téléphone`."""
    return _(", else ").join(channel_words(one, page_language()) for one in channels)


def step_said(step: Step) -> str:
    """One step in a sentence or two."""
    facts = {"when": capital(when(step)), "name": name_of(step), "channels": channels_said(step.channels)}
    if step.kind == "handover":
        return _("%(when)s: “%(name)s”, a task for a person; no message leaves.") % facts
    if len(step.channels) == 1:
        said = _("%(when)s: “%(name)s” by %(channels)s") % facts
    else:
        said = _("%(when)s: “%(name)s” by %(channels)s, whichever reaches the customer first") % facts
    if step.copies:
        said += _(", with a copy by %(channels)s") % {"channels": _together(step.copies)}
    return f"{said}. {' '.join(_besides(step))}"


def _besides(step: Step) -> list[str]:
    said = []
    if step.deadline_days:
        days = step.deadline_days
        said.append(ngettext("Leaves %(n)d day to pay.", "Leaves %(n)d days to pay.", days) % {"n": days})
    if step.claims != "none":
        said.append({
            "mention": _("Mentions late interest and the indemnity."),
            "demand": _("Asks for late interest and the indemnity."),
        }[step.claims])  # fmt: skip
    said.append(_("A person confirms.") if step.mode == "confirm" else _("May leave without confirmation."))
    return said


def limits_said(step: Step) -> list[str]:
    """For whom a step is not, or is otherwise."""
    said = []
    if step.min_total_cents:
        said.append(_("Passed over below %(sum)s overdue.") % {"sum": money(step.min_total_cents)})
    if step.customer_kinds:
        said.append(_("Only for: %(kinds)s.") % {"kinds": ", ".join(map(customer_kind_words, step.customer_kinds))})
    return [*said, *(variant_said(one) for one in step.variants)]


def variant_said(variant: Variant) -> str:
    """One case of a step in a sentence."""
    whom = [segment_words(one, page_language()) for one in variant.segments]
    if variant.min_total_cents is not None:
        whom.append(_("from %(sum)s on") % {"sum": money(variant.min_total_cents)})
    how = [channels_said(variant.channels)] if variant.channels else []
    how += [_("template %(name)s") % {"name": template_words(variant.template)}] if variant.template else []
    facts = {"whom": ", ".join(whom) or _("everybody"), "how": ", ".join(how) or _("as usual")}
    return _("For %(whom)s: %(how)s.") % facts


def customer_kind_words(kind: str) -> str:
    """The sort of a customer."""
    return {"business": _("business"), "consumer": _("consumer"), "public": _("public body"), "other": _("other")}.get(
        kind, kind
    )


def template_words(name: str) -> str:
    """A template by its name for people; an own one by its key."""
    words = TEMPLATE_WORDS.get(name)
    return words[0 if page_language() == "fr" else 1] if words else name


def rules_said(plan: Plan) -> list[str]:
    """The settings of a plan, each a sentence."""
    said = [
        _("%(n)s days at least between two reminders to one customer") % {"n": max(plan.min_gap_days, 1)},
        _("%(n)s days between two final reminders, and between two formal notices") % {"n": plan.formal_gap_days},
        _("nothing is sent below %(sum)s overdue") % {"sum": money(plan.floor_cents)},
        _("one reminder only below %(sum)s") % {"sum": money(plan.small_total_cents)},
    ]
    if plan.confirm_above_cents is not None:
        said.append(_("a person confirms from %(sum)s on") % {"sum": money(plan.confirm_above_cents)})
    if plan.group_by == "invoice":
        said.append(_("one message per invoice"))
    stale = _("severe steps wait if payments are known only up to more than %(n)s days ago")
    said.append(stale % {"n": plan.fresh_bank_days})
    return [capital(one) for one in said]


def change_said(change: PlanChange) -> tuple[str, str, str, str]:
    """What changed: where, which field, before, after."""
    where = name_of(change.step) if change.step else _("Settings of the plan")
    if change.what == "added":
        return where, _("step added"), "", step_said(change.step) if change.step else ""
    if change.what == "removed":
        return where, _("step taken out"), step_said(change.step) if change.step else "", ""
    if change.what == "moved":
        return where, _("place"), str(change.old), str(change.new)
    return where, field_words(change.field)[0], _value(change.field, change.old), _value(change.field, change.new)


def _value(name: str, value: Any) -> str:
    if value in (None, "", ()):
        return _("none") if name != "template" else _("the usual one")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_cents"):
        return money(value)
    if name in ("channels", "copies"):
        return channels_said(value) if name == "channels" else _together(value)
    if name == "customer_kinds":
        return ", ".join(map(customer_kind_words, value))
    if name == "variants":
        return " ".join(map(variant_said, value))
    return choice_words(name, str(value))


def choice_words(name: str, value: str) -> str:
    """One of the answers of a field."""
    known = {
        "kind": lambda: capital(kind_words(value, page_language())),
        "template": lambda: template_words(value),
        "mode": lambda: {
            "auto": _("may leave without confirmation"), "confirm": _("a person confirms"),
        }.get(value, value),
        "claims": lambda: {
            "none": _("not mentioned"), "mention": _("mentioned"), "demand": _("asked for, with the statement"),
        }.get(value, value),
        "anchor": lambda: {
            "due": _("after the due date"), "previous": _("after the step before"), "deadline": _("after the deadline"),
        }.get(value, value),
        "when": lambda: {
            "before_due": _("before the due date"), "after_due": _("after the due date"),
            "after_previous": _("after the step before"), "after_deadline": _("after the deadline"),
        }.get(value, value),
        "group_by": lambda: {
            "customer": _("one message per customer"), "invoice": _("one message per invoice"),
        }.get(value, value),
        "on_broken_promise": lambda: {
            "resume": _("the plan resumes where it was"), "escalate": _("the next step comes at once"),
        }.get(value, value),
        "label": lambda: label(value),
    }  # fmt: skip
    return known[name]() if name in known else value


def _together(channels: tuple[str, ...]) -> str:
    return ", ".join(channel_words(one, page_language()) for one in channels)
