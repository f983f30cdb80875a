"""Whole benchmark: books and bank lines from one seed, with the truth of each line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from relance.domain.allocate.model import Book, Closed, Money, OpenCredit, OpenItem, Payer
from tests.allocate import scenes, strangers
from tests.allocate.scenes import Bench, Truth
from tests.allocate.world import DAY, DAYS, START, Item, World, iban, make_world

Scene = Callable[[Bench, date], bool]
SCENES: tuple[tuple[Scene, float], ...] = (
    (scenes.number, 37), (scenes.silent, 8), (scenes.several, 10), (scenes.several_silent, 2.5),
    (scenes.everything, 1.5), (scenes.deducted, 2.5), (scenes.partial, 3), (scenes.too_much, 1),
    (scenes.discounted, 1.5), (scenes.fee_taken, 1.5), (scenes.cents_off, 1), (scenes.twice, 1),
    (scenes.by_another, 3), (scenes.by_another_silent, 1), (scenes.by_sister, 1), (scenes.referenced, 5),
    (scenes.slipped, 1), (scenes.mistyped, 2), (scenes.ordered, 3), (strangers.unknown_number, 2),
    (strangers.unknown_silent, 0.7), (strangers.paid_already, 0.8), (strangers.on_account, 1.2),
    (strangers.typed, 3), (strangers.listed, 2), (strangers.part_of_list, 0.4), (strangers.cheque, 1.5),
    (strangers.cheques, 1), (strangers.debits, 0.5), (strangers.stranger, 9), (strangers.named_like, 0.6),
)  # fmt: skip
FIRST = 20  # days of the period before the first line


@dataclass(slots=True)
class Made:
    """Books, lines, truths by line."""

    book: Book
    money: list[Money]
    truths: dict[int, Truth]


def make(lines: int, seed: int) -> Made:
    """So many lines over about as many open invoices, and their truths."""
    chance = Random(seed)
    world = make_world(chance, max(lines // 4, 30), lines * 5 // 2)
    bench = Bench(world)
    days = sorted(START + chance.randrange(FIRST, DAYS) * DAY for _ in range(lines))
    kinds, weights = [x for x, _ in SCENES], [w for _, w in SCENES]
    for on in days:
        for _ in range(20):
            if chance.choices(kinds, weights)[0](bench, on):
                break
    drafts = sorted(bench.drafts, key=lambda x: x[0])
    money, truths = [], {}
    for key, (on, cents, kind, line, truth, count) in enumerate(drafts, 1):
        money.append(
            Money(key, on, cents, "EUR", kind, line.text, line.party, line.iban, line.e2e, line.structured, count)
        )
        truths[key] = truth
    return Made(_book(world, bench), money, truths)


def _book(world: World, bench: Bench) -> Book:
    customers = [
        Payer(x.key, x.code, x.name, x.siren if x.key % 3 else "", tuple(x.learned_names), tuple(x.learned_ibans))
        for x in world.customers
    ]  # fmt: skip
    items = [_item(x, bench) for x in world.items if x.sort in ("open", "listed", "halved")]
    opened = {x.number for x in world.items if x.sort in ("open", "listed", "halved")}
    closed = {(x.customer.key, x.number): x.amount for x in world.items if x.sort in ("closed", "typed")}
    return Book(
        items=tuple(items),
        credits=tuple(OpenCredit(x.key, x.customer.key, x.number, x.amount, "EUR", x.issued) for x in world.notes),
        recorded=tuple(bench.recorded),
        payers=tuple(customers),
        own_names=(strangers.OWN,),
        own_ibans=(iban(world.chance),),
        closed=tuple(Closed(*key, cents) for key, cents in sorted(closed.items()) if key[1] not in opened),
    )


def _item(item: Item, bench: Bench) -> OpenItem:
    halved = item.amount // 2 if item.sort == "halved" else 0
    settled_on = START + DAYS * DAY if item.sort == "listed" else None
    return OpenItem(
        item.key, item.customer.key, item.number, item.amount - halved, "EUR", item.due, item.issued, item.amount,
        item.order, item.reference, item.sort == "listed", settled_on, halved, item.customer.direct_debit,
    )  # fmt: skip
