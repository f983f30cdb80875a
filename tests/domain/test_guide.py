"""The guide to the first reminder: its steps follow from facts."""

from __future__ import annotations

from relance.domain.guide import StartFacts, steps_of


def states(**facts: object) -> list[str]:
    return [step.state for step in steps_of(StartFacts(**facts))]  # type: ignore[arg-type]


def test_an_empty_company_begins_with_itself() -> None:
    assert states(missing=("siren",)) == ["next", "later", "later", "later", "later", "later"]


def test_what_was_done_out_of_order_counts() -> None:
    assert states(missing=("siren",), has_invoices=True) == ["next", "later", "done", "later", "later", "later"]
    assert states(has_account=True, plan_is_chosen=True) == ["done", "done", "next", "done", "later", "later"]


def test_the_first_departure_ends_the_guide_whatever_is_missing() -> None:
    prepared = {"has_account": True, "has_invoices": True, "plan_is_chosen": True, "is_prepared": True}
    assert states(**prepared) == ["done"] * 5 + ["next"]
    assert states(missing=("siren",), has_left=True) == ["done"] * 6
