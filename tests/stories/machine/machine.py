"""The machine: every operation as a rule, in any order; the model is told of each, and both compared after it."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from relance.ledger.builders import make_creditor, make_customer
from relance.operations.edit_plan import save_plan
from tests.stories.machine import facts
from tests.stories.machine.days import DayRules
from tests.stories.machine.facts import Plan
from tests.stories.machine.money import MoneyRules
from tests.stories.machine.shop import CODES, PLANS, UNITS, WHICH, toml_of
from tests.stories.machine.stops import StopRules
from tests.stories.machine.world import World


class AnyOrder(MoneyRules, StopRules, DayRules):
    """A firm with three customers; whatever can be done is done, in any order."""

    @initialize(
        bills=st.lists(st.tuples(WHICH, UNITS, st.integers(-20, 40)), min_size=2, max_size=6),
        sending=st.sampled_from(["as_planned", "confirm_all"]),
        plans=st.lists(st.sampled_from(sorted(PLANS)), min_size=3, max_size=3),
    )
    def open_shop(self, bills: list[tuple[int, int, int]], sending: str, plans: list[str]) -> None:
        creditor = make_creditor(sending=sending)
        self.world = World(creditor)
        for key, steps in PLANS.items():
            self.world.plans[key] = Plan(key, steps)
            save_plan(creditor=creditor, text=toml_of(self.world.plans[key]), act=self.world.act)
        for code, key in zip(CODES, plans, strict=True):
            made = make_customer(creditor, code, plan=key)
            self.world.customers[code] = facts.Customer(code, self.world.plans[key], made.email)
        for which, size, ago in bills:
            self.bill(which, [size], ago, part=False)

    @invariant()
    def money_is_conserved(self) -> None:
        if hasattr(self, "world"):
            self.world.check_money()
