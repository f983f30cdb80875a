"""Money in that no customer owes, and money that is not from one payer: other scenes of the benchmark. Seeded."""

from __future__ import annotations

from datetime import date

from relance.domain.allocate.model import Recorded
from tests.allocate.scenes import Bench, Truth
from tests.allocate.world import DAY, SURNAMES, iban
from tests.allocate.writing import Line, bank_name, one_number, other_name, plain, transfer, without_number

OWN = "ATELIERS DU RHONE SAS"


def unknown_number(bench: Bench, on: date) -> bool:
    """An invoice that was never imported."""
    found = bench.debtor(on, sort="missing")
    if not found:
        return False
    customer, items = found
    item = items[0]
    item.left = 0
    bench.pays(
        on, customer, item.amount, one_number(bench.chance, item), Truth("not imported", frozenset({customer.key}))
    )
    return True


def unknown_silent(bench: Bench, on: date) -> bool:
    """An invoice that was never imported, and no number; where the price is each month's, another is open."""
    found = bench.debtor(on, sort="missing")
    if not found:
        return False
    customer, items = found
    item = items[0]
    item.left = 0
    said = without_number(bench.chance, customer)
    bench.pays(on, customer, item.amount, said, Truth("not imported, no number", frozenset({customer.key})))
    return True


def paid_already(bench: Bench, on: date) -> bool:
    found = bench.debtor(on, sort="closed")
    if not found:
        return False
    customer, items = found
    item = bench.chance.choice(items)
    truth = Truth("paid already", frozenset({customer.key}))
    bench.pays(on, customer, item.amount, one_number(bench.chance, item), truth)
    return True


def on_account(bench: Bench, on: date) -> bool:
    customer = bench.chance.choice(bench.world.customers)
    said = f"ACOMPTE DEVIS {bench.chance.randrange(100, 9000)}"
    cents = bench.chance.choice([50000, 100000, 30000, bench.chance.randrange(10000, 500000)])
    bench.pays(on, customer, cents, said, Truth("down payment", frozenset({customer.key})))
    return True


def typed(bench: Bench, on: date) -> bool:
    """A payment that was typed before the bank spoke."""
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = next(x for x in items if x.number == items[0].number)
    if any(x is not item and x.number == item.number for x in items):
        return False
    item.left, item.sort = 0, "typed"
    key = 1000 + len(bench.recorded)
    paid_on = on + bench.chance.randrange(-6, 3) * DAY
    bench.recorded.append(Recorded(key, customer.key, paid_on, item.amount, "EUR", item.number, ""))
    said = one_number(bench.chance, item) if bench.chance.random() < 0.7 else without_number(bench.chance, customer)
    bench.pays(on, customer, item.amount, said, Truth("typed before", frozenset({customer.key}), recorded=key))
    return True


def listed(bench: Bench, on: date) -> bool:
    """A list had settled it before this file came."""
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = next(x for x in items if x.number == items[0].number)
    item.left, item.sort = 0, "listed"
    truth = Truth("settled by list", frozenset({customer.key}), {item.key: item.amount})
    bench.pays(on, customer, item.amount, one_number(bench.chance, item), truth)
    return True


def part_of_list(bench: Bench, on: date) -> bool:
    """The half that a list knew of: what is open is the other half."""
    found = bench.debtor(on)
    if not found or found[1][0].amount % 2:
        return False
    customer, items = found
    item = items[0]
    item.left, item.sort = item.amount // 2, "halved"
    truth = Truth("half known by list", frozenset({customer.key}))
    bench.pays(on, customer, item.amount // 2, one_number(bench.chance, item), truth)
    return True


def cheque(bench: Bench, on: date) -> bool:
    found = bench.debtor(on)
    if not found:
        return False
    customer, items = found
    item = next(x for x in items if x.number == items[0].number)
    item.left = 0
    text = f"REMISE CHEQUE {bench.chance.randrange(10**6, 10**7)}"
    truth = Truth("one cheque", frozenset({customer.key}), {item.key: item.amount})
    bench.put(on, item.amount, Line("cheque", text), truth, "cheque")
    return True


def cheques(bench: Bench, on: date) -> bool:
    """Several customers' cheques paid in together."""
    chosen = {}
    for _ in range(bench.chance.choice([2, 2, 3, 4])):
        found = bench.debtor(on)
        if found:
            item = next(x for x in found[1] if x.number == found[1][0].number)
            item.left = 0
            chosen[item.key] = item
    if len(chosen) < 2:
        return False
    text = f"REMISE DE {len(chosen)} CHEQUES N {bench.chance.randrange(10**6, 10**7)}"
    parts = {key: item.amount for key, item in chosen.items()}
    truth = Truth("cheques together", frozenset(x.customer.key for x in chosen.values()), parts)
    bench.put(on, sum(parts.values()), Line("cheque", text), truth, "cheque", len(chosen))
    return True


def debits(bench: Bench, on: date) -> bool:
    """A collection: what is due about that day of those who pay by direct debit."""
    due = [
        x for c in bench.world.customers if c.direct_debit for x in bench.open_of(c, on) if abs((x.due - on).days) <= 4
    ]  # fmt: skip
    if len(due) < 2:
        return False
    for item in due:
        item.left = 0
    parts = {x.key: x.amount for x in due}
    text = f"REMISE PRLV SEPA {len(due)} OPERATIONS REF {bench.chance.randrange(10**5, 10**6)}"
    truth = Truth("direct debits", frozenset(x.customer.key for x in due), parts)
    bench.put(on, sum(parts.values()), Line("prlv", text), truth, "direct_debit", len(due))
    return True


def stranger(bench: Bench, on: date) -> bool:
    """Money that no customer owes."""
    chance = bench.chance
    cents = chance.choice([chance.randrange(100, 900000), chance.choice([12000, 24000, 50000, 100000])])
    draw = chance.random()
    if draw < 0.2:
        text = f"VIR INTERNE {OWN} {chance.choice(['TRESORERIE', 'COMPTE EPARGNE', 'CPTE 00012'])}"
        line, kind = (
            Line("own", text, OWN if chance.random() < 0.5 else ""),
            "own" if chance.random() < 0.6 else "transfer",
        )
    elif draw < 0.4:
        line, kind = Line("cards", f"REMISE CB {on:%d%m%y} CONTRAT {chance.randrange(10**6, 10**7)}"), "card"
    elif draw < 0.5:
        line, kind = transfer(chance, "DGFIP SIE LYON", iban(chance), "REMBT CREDIT TVA 3519 02 2026"), "transfer"
    elif draw < 0.6:
        line, kind = (
            transfer(chance, "CPAM DU RHONE", iban(chance), f"IJ DU 0{chance.randrange(1, 9)}/02/26"),
            "transfer",
        )
    elif draw < 0.75:
        who = f"{chance.choice(SURNAMES)} FOURNITURES".upper()
        said = f"{chance.choice(['AVOIR', 'REMBOURSEMENT', 'TROP PERCU'])} {chance.randrange(100, 99999)}"
        line, kind = transfer(chance, who, iban(chance), said), "transfer"
    elif draw < 0.85:
        line, kind = (
            transfer(chance, other_name(chance), iban(chance), f"DOSSIER {chance.randrange(100, 99999)}"),
            "transfer",
        )
    else:
        label = chance.choice(
            ["EXTOURNE FRAIS", "REMB COMMISSION", "INTERETS CREDITEURS", "VRST ESPECES", "DEBLOCAGE PRET 0045"]
        )
        line, kind = Line("bank", label), chance.choice(["fee", "other", "cash"])
    bench.put(on, cents, line, Truth("stranger"), kind)
    return True


def named_like(bench: Bench, on: date) -> bool:
    """A stranger whose name is much like a customer's, paying a sum that is open."""
    item = bench.chance.choice([x for x in bench.world.items if x.sort == "open"])
    name = plain(bench_name_of(bench, item.customer.key))
    truth = Truth("stranger, like a customer")
    bench.put(on, item.amount, transfer(bench.chance, f"{name.split()[-1]} {bench.chance.choice(SURNAMES)}".upper(),
                                        iban(bench.chance), "REMBOURSEMENT"), truth)  # fmt: skip
    return True


def bench_name_of(bench: Bench, key: int) -> str:
    """The payer's name of a customer."""
    return bank_name(bench.chance, next(x for x in bench.world.customers if x.key == key))
