"""Save a new version of a plan, and choose the plan that a creditor or a customer follows."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from relance.domain.act import Act
from relance.domain.plan import Plan
from relance.domain.plans import PlanRefused, advice, parse_plan
from relance.domain.wording import store
from relance.domain.wording.stages import stage_of
from relance.ledger.models import Creditor, Customer, PlanVersion
from relance.ledger.templates import own_names
from relance.ledger.writes import append_events
from relance.operations.change_settings import change_settings
from relance.operations.edit_customer import edit_customer
from relance.operations.notices import happening
from relance.operations.refused import Refused

TEMPLATES_ARE = "`relance template list` has those that do"


class CheckedPlan(NamedTuple):
    """A valid plan with what a good colleague would say of it."""

    plan: Plan
    advice: tuple[str, ...]


def check_plan(text: str, creditor: Creditor | None = None) -> CheckedPlan:
    """Read and check a plan, for a creditor with its own templates too. Raises Refused naming the step."""
    try:
        plan = parse_plan(text)
    except PlanRefused as refusal:
        raise Refused(str(refusal)) from None
    if creditor:
        _check_templates(creditor, plan)
    return CheckedPlan(plan, advice(plan))


def _check_templates(creditor: Creditor, plan: Plan) -> None:
    """Every template that a step names is there, and speaks at that step's stage."""
    known = {*store.names(), *own_names(creditor)}
    for step in plan.steps:
        for name in filter(None, (step.template, *(variant.template for variant in step.variants))):
            stage = stage_of(name)
            if name not in known or stage is None:
                raise Refused(f"step {step.key}: the template “{name}” does not exist; {TEMPLATES_ARE}")
            if stage.kind != step.kind:
                raise Refused(f"step {step.key}: the template “{name}” is for a {stage.kind}, not for a {step.kind}")


def save_plan(*, creditor: Creditor, text: str, act: Act) -> tuple[CheckedPlan, int]:
    """Save a new version; it holds from the next decision on. Returns the plan and its version number."""
    checked = check_plan(text, creditor)
    key = checked.plan.key
    with transaction.atomic():
        rows = PlanVersion.objects.filter(creditor=creditor, key=key)
        version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
        PlanVersion.objects.create(
            creditor=creditor, key=key, version=version, text=text, saved_at=act.now, saved_by=act.by[:120]
        )
        append_events(creditor, [happening("plan_saved", None, {"plan": key, "version": version, "text": text})], act)
        Customer.objects.filter(creditor=creditor, receivables__open_cents__gt=0).update(wake_on=act.today)
    return checked, version


def use_plan(*, creditor: Creditor, key: str, act: Act, customer: Customer | None = None) -> None:
    """Follow a plan: for one customer, or as the creditor's default. Raises Refused for an unknown one."""
    if customer:
        edit_customer(creditor=creditor, customer=customer, changes={"plan": key}, act=act)
    else:
        change_settings(creditor=creditor, changes={"default_plan": key}, act=act)
