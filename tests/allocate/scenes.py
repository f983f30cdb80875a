"""Transfers of customers with the truth of each. Truth comes from here, never from the matcher. Seeded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from relance.domain.allocate.model import Recorded
from tests.allocate.world import DAY, DAYS, START, Customer, Item, World, iban
from tests.allocate.writing import (
    Line,
    bank_name,
    one_number,
    other_name,
    plain,
    several_numbers,
    slip,
    transfer,
    typo,
    without_number,
)


@dataclass(slots=True)
class Truth:
    """What a line really is. `customers` are several for batches, none for money that is nobody's debt."""

    scene: str
    customers: frozenset[int] = frozenset()
    parts: dict[int, int] = field(default_factory=dict)
    credits: dict[int, int] = field(default_factory=dict)
    recorded: int | None = None
    way: str = ""
    twin: Truth | None = None  # the same paid twice: one of the two pays it, whichever


class Bench:
    """The lines on their way."""

    def __init__(self, world: World) -> None:
        self.world, self.chance = world, world.chance
        self.drafts: list[tuple[date, int, str, Line, Truth, int]] = []
        self.recorded: list[Recorded] = []
        self.by_customer: dict[int, list[Item]] = defaultdict(list)
        for item in world.items:
            self.by_customer[item.customer.key].append(item)

    def open_of(self, customer: Customer, on: date, sort: str = "open") -> list[Item]:
        """What that customer owes on that day, the oldest first."""
        mine = self.by_customer[customer.key]
        return [x for x in mine if x.sort == sort and x.left == x.amount and x.issued <= on]

    def debtor(self, on: date, least: int = 1, sort: str = "open") -> tuple[Customer, list[Item]] | None:
        """Some customer with at least so many such items."""
        for _ in range(60):
            item = self.chance.choice(self.world.items)
            found = self.open_of(item.customer, on, sort) if item.sort == sort else []
            if len(found) >= least:
                return item.customer, found
        return None

    def put(self, on: date, cents: int, line: Line, truth: Truth, kind: str = "transfer", count: int = 0) -> None:
        truth.way = line.way
        self.drafts.append((on, cents, kind, line, truth, count))

    def pays(
        self, on: date, customer: Customer, cents: int, said: str, truth: Truth, *, name: str = "", other: str = "",
        **more: str,
    ) -> None:  # fmt: skip
        """A transfer of a customer, or of another for it."""
        self.put(on, cents, transfer(self.chance, name or bank_name(self.chance, customer),
                                     other or self.chance.choice(customer.ibans), said, **more), truth)  # fmt: skip


def _one(bench: Bench, on: date, scene: str, said: Callable[[Item, Customer], str], **how: str) -> bool:
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = items[0] if bench.chance.random() < 0.5 else bench.chance.choice(items)
    item = next(x for x in items if x.number == item.number)
    item.left = 0
    bench.pays(
        on,
        customer,
        item.amount,
        said(item, customer),
        Truth(scene, frozenset({customer.key}), {item.key: item.amount}),
        **how,
    )
    return True


def number(bench: Bench, on: date) -> bool:
    return _one(bench, on, "one, number written", lambda item, _: one_number(bench.chance, item))


def slipped(bench: Bench, on: date) -> bool:
    return _one(bench, on, "one, O for 0", lambda item, _: slip(bench.chance, item.number))


def mistyped(bench: Bench, on: date) -> bool:
    """A digit wrong, lost or swapped.

    Where that names another invoice of the same customer and amount, it pays that: what a debtor names it pays
    (C. civ. 1342-10), and nobody can see that it meant another.
    """
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = bench.chance.choice(items)
    item = next(x for x in items if x.number == item.number)
    written = typo(bench.chance, item.number)
    mine = [x for x in bench.by_customer[customer.key] if x.sort == "open"]
    item = next((x for x in mine if x.number == written and x.amount == item.amount), item)
    item.left = 0
    truth = Truth("one, number mistyped", frozenset({customer.key}), {item.key: item.amount})
    bench.pays(on, customer, item.amount, f"FACT {written}", truth)
    return True


def silent(bench: Bench, on: date) -> bool:
    return _one(bench, on, "one, no number", lambda _, customer: without_number(bench.chance, customer))


def ordered(bench: Bench, on: date) -> bool:
    return _one(
        bench,
        on,
        "one, order number",
        lambda item, customer: f"CDE {item.order}" if item.order else f"CLT {customer.code}",
    )


def by_another(bench: Bench, on: date) -> bool:
    name = other_name(bench.chance)
    return _one(
        bench,
        on,
        "other payer, number",
        lambda item, _: one_number(bench.chance, item),
        name=name,
        other=iban(bench.chance),
    )


def by_another_silent(bench: Bench, on: date) -> bool:
    name = other_name(bench.chance)

    def said(_: Item, customer: Customer) -> str:
        return f"POUR {plain(customer.name)}" if bench.chance.random() < 0.6 else "REGLEMENT"

    return _one(bench, on, "other payer, no number", said, name=name, other=iban(bench.chance))


def by_sister(bench: Bench, on: date) -> bool:
    """A company of the group pays for its sister."""
    found = bench.debtor(on)
    if not found or not found[0].group:
        return False
    customer, items = found
    sisters = [x for x in bench.world.customers if x.group == customer.group and x is not customer]
    item = next(x for x in items if x.number == items[-1].number)
    item.left = 0
    said = one_number(bench.chance, item) if bench.chance.random() < 0.6 else "REGLEMENT GROUPE"
    truth = Truth("sister pays", frozenset({customer.key}), {item.key: item.amount})
    bench.pays(on, bench.chance.choice(sisters), item.amount, said, truth)
    return True


def referenced(bench: Bench, on: date) -> bool:
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = next((x for x in items if x.reference), None)
    if item:
        how = {"structured": item.reference}
    else:
        item = items[0]
        how = {"e2e": bench.chance.choice([item.number, f"PAY {item.number}"[:35]])}
    item.left = 0
    truth = Truth("reference", frozenset({customer.key}), {item.key: item.amount})
    bench.pays(on, customer, item.amount, bench.chance.choice(["", "REGLEMENT"]), truth, **how)
    return True


def _some(bench: Bench, on: date, least: int = 2) -> tuple[Customer, list[Item]] | None:
    found = bench.debtor(on, least)
    if not found:
        return None
    customer, items = found
    count = bench.chance.choice([2, 2, 2, 3, 3, 4, 5, 7])
    chosen = items[:count] if bench.chance.random() < 0.6 else bench.chance.sample(items, min(count, len(items)))
    numbers = {x.number for x in chosen}
    return customer, [x for x in items if x.number in numbers]


def _settle(items: Sequence[Item]) -> dict[int, int]:
    for item in items:
        item.left = 0
    return {x.key: x.amount for x in items}


def several(bench: Bench, on: date) -> bool:
    found = _some(bench, on)
    if not found:
        return False
    customer, items = found
    serials = list({x.number: x for x in items}.values())
    said = several_numbers(bench.chance, serials)
    total = sum(x.amount for x in items)
    bench.pays(on, customer, total, said, Truth("several, numbers", frozenset({customer.key}), _settle(items)))
    return True


def several_silent(bench: Bench, on: date) -> bool:
    found = _some(bench, on)
    if not found:
        return False
    customer, items = found
    said = bench.chance.choice(["RELEVE", "SOLDE COMPTE", "RELEVE MARS", "FACTURES", "REGLEMENT FACTURES", ""])
    truth = Truth("several, no numbers", frozenset({customer.key}), {})
    total = sum(x.amount for x in items)
    truth.parts = _settle(items)
    bench.pays(on, customer, total, said, truth)
    return True


def everything(bench: Bench, on: date) -> bool:
    found = bench.debtor(on, 2)
    if not found:
        return False
    customer, items = found
    said = bench.chance.choice([f"RELEVE {customer.code}", "SOLDE DE TOUT COMPTE", f"RELEVE AU {on:%d/%m/%y}"])
    total = sum(x.amount for x in items)
    bench.pays(on, customer, total, said, Truth("whole statement", frozenset({customer.key}), _settle(items)))
    return True


def deducted(bench: Bench, on: date) -> bool:
    """Invoices minus a credit note, named or not."""
    notes = [x for x in bench.world.notes if x.left and x.issued <= on]
    bench.chance.shuffle(notes)
    for note in notes[:30]:
        items = [x for x in bench.open_of(note.customer, on) if x.amount > note.amount]
        if not items:
            continue
        item = next(x for x in items if x.number == items[0].number)
        if item.amount <= note.amount:
            continue
        item.left, note.left = 0, 0
        said = one_number(bench.chance, item)
        if bench.chance.random() < 0.7:
            said += bench.chance.choice([" - AVOIR ", " AVOIR ", " MOINS AV ", " DED. "]) + note.number
        truth = Truth(
            "minus credit note", frozenset({note.customer.key}), {item.key: item.amount}, {note.key: note.amount}
        )
        bench.pays(on, note.customer, item.amount - note.amount, said, truth)
        return True
    return False


def _other_sum(bench: Bench, on: date, scene: str, sum_of: Callable[[int], int]) -> bool:
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = next(x for x in items if x.number == items[-1].number)
    cents = sum_of(item.amount)
    if cents <= 0 or any(x.number == item.number and x.amount == cents for x in bench.by_customer[customer.key]):
        return False  # exactly an instalment of it
    item.left = 0  # for the generator: nobody comes back to it
    truth = Truth(scene, frozenset({customer.key}), {item.key: min(cents, item.amount)})
    bench.pays(on, customer, cents, one_number(bench.chance, item), truth)
    return True


def partial(bench: Bench, on: date) -> bool:
    share = bench.chance.choice([0.3, 0.5, 0.25, 0.6])
    return _other_sum(bench, on, "partial", lambda cents: int(cents * share) // 1000 * 1000)


def too_much(bench: Bench, on: date) -> bool:
    more = bench.chance.choice([100, 1000, 5000, 12000])
    return _other_sum(bench, on, "too much", lambda cents: cents + more)


def discounted(bench: Bench, on: date) -> bool:
    rate = bench.chance.choice([0.01, 0.02, 0.03])
    return _other_sum(bench, on, "discount", lambda cents: round(cents * (1 - rate)))


def fee_taken(bench: Bench, on: date) -> bool:
    return _other_sum(bench, on, "fee taken", lambda cents: cents - bench.chance.choice([350, 500, 800, 1500, 2500]))


def cents_off(bench: Bench, on: date) -> bool:
    return _other_sum(bench, on, "some cents off", lambda cents: cents + bench.chance.choice([-1, 1, -2, -9, -90, 10]))


def twice(bench: Bench, on: date) -> bool:
    """The same invoice paid twice; one without instalments, since the same again would pay the next of them."""
    found = bench.debtor(on)
    if not found or on + 4 * DAY > START + DAYS * DAY:
        return False
    customer, items = found
    item = items[0]
    if len([x for x in bench.by_customer[customer.key] if x.number == item.number]) > 1:
        return False
    item.left = 0
    name = bank_name(bench.chance, customer)
    first = Truth("paid twice, first", frozenset({customer.key}), {item.key: item.amount})
    bench.pays(on, customer, item.amount, one_number(bench.chance, item), first, name=name)
    again = Truth("paid twice, second", frozenset({customer.key}), twin=first)
    later = on + bench.chance.randrange(1, 4) * DAY
    bench.pays(later, customer, item.amount, one_number(bench.chance, item), again, name=name)
    return True
