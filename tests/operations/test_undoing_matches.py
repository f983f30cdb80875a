"""Match and undo: the ledger is as it was, whatever the scene."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relance.domain.allocate.model import Match, Part, Reason
from relance.ledger.builders import (
    make_bank_line,
    make_credit_note,
    make_creditor,
    make_customer,
    make_invoice,
    make_payment,
)
from relance.ledger.health import wrong_amounts
from relance.ledger.models import Creditor, Receivable
from relance.ledger.money import as_json
from relance.operations.accept_match import accept_match
from relance.operations.refused import Refused
from relance.operations.undo_match import undo_match
from tests.operations.matching_scene import Rules, again, ledger, matched, rules
from tests.operations.scene import an_act

__all__ = ["rules"]
DUE = date(2026, 1, 30)
cents = st.integers(1, 400)
scenes = st.fixed_dictionaries(
    {
        "items": st.lists(st.tuples(cents, st.sampled_from(["open", "settled", "partly"])), min_size=1, max_size=3),
        "other": st.booleans(),
        "credit": st.integers(0, 150),
        "before": st.integers(0, 150),
        "paid": st.integers(1, 100),
        "rest": st.integers(0, 120),
        "difference": st.sampled_from(["", "bank_fee"]),
    }
)


def a_scene(scene: dict[str, Any]) -> tuple[Creditor, Match]:
    """Invoices open, settled by a list or partly paid, with credits; and a reading of one movement."""
    creditor = make_creditor(small_difference_cents=200)
    dupont, martin = make_customer(creditor), make_customer(creditor, "MARTIN")
    parts = []
    for number, (amount, how) in enumerate(scene["items"]):
        whose = martin if scene["other"] and number == 1 else dupont
        left = {"open": amount, "settled": 0, "partly": (amount + 1) // 2}[how]
        gone = {"absent_since": DUE, "paid_on": DUE} if how == "settled" else {}
        row = make_invoice(whose, f"FA-{number}", amount, DUE, open_cents=left, **gone)
        parts.append(Part(row.pk, max((left or amount) * scene["paid"] // 100, 1)))
    credits, first = [], parts[0].cents // 3
    if scene["credit"] and first:
        credits.append(Part(make_credit_note(dupont, "AV", scene["credit"]).pk, min(scene["credit"], first)))
    if scene["before"] and first:
        credits.append(Part(-make_payment(dupont, scene["before"], DUE).pk, min(scene["before"], first)))
    return creditor, Match("likely", dupont.pk, tuple(parts), tuple(credits), on_account_cents=scene["rest"])


@pytest.mark.sqlite_only
@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene=scenes)
def test_undone_everything_is_as_before(scene: dict[str, Any]) -> None:
    with transaction.atomic():
        match_and_undo(*a_scene(scene), scene["difference"])
        transaction.set_rollback(True)


def match_and_undo(creditor: Creditor, match: Match, difference: str) -> None:
    paid = sum(part.cents for part in match.parts) + match.on_account_cents - sum(x.cents for x in match.credits)
    line = make_bank_line(creditor, max(paid, 1), DUE, state="proposed", proposals=[as_json(match)], party="DUPONT")
    before, how = ledger(creditor), {"creditor": creditor, "line": line, "act": an_act("2026-02-06")}
    try:
        accept_match(**how, difference=difference)  # type: ignore[arg-type]
    except Refused:
        assert ledger(creditor) == before  # refused whole
        return
    assert wrong_amounts(creditor) == [] and sum(p.amount_cents for p in line.payments.all()) == line.cents
    undo_match(**how)  # type: ignore[arg-type]
    changed = {key for key, value in ledger(creditor).items() if value != before[key]}
    assert changed <= {"held"} and Receivable.objects.filter(creditor=creditor, open_cents__lt=0).count() == 0
    assert (again(line).state, again(line).proposals) == ("proposed", [as_json(match)])


def test_many_proposals_are_kept_at_once_on_every_database(creditor: Creditor, rules: Rules) -> None:
    row = make_invoice(make_customer(creditor), "FA-1", 10_000, DUE)
    lines = [make_bank_line(creditor, 10_000, DUE, f"VIR « {n} »") for n in range(3)]
    for line in lines:
        rules.likely(line, Match("likely", row.customer_id, (Part(row.pk, 10_000),), reasons=(Reason("amount_exact"),)))
    assert matched(creditor).proposed == 3
    assert {again(line).proposals[0]["parts"][0][0] for line in lines} == {row.pk}
