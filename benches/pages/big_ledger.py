"""A large invented ledger: a year of invoices, reminders, payments and answers, made in a few minutes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

TODAY = date(2026, 2, 16)
NOW = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
CAUSES = ("price", "delivery", "quality")
PEOPLE = (("claire", "owner"), ("lea", "collector"), ("marc", "accountant"))
WORDS = (
    "Virement fait lundi.",
    "Nous paierons le 28 février.",
    "La livraison était incomplète.",
    "Merci de patienter.",
)


def make(customers: int, invoices_each: int, sent: int) -> str:
    """Make the ledger on the database of the environment; returns the creditor's key."""
    from benches.made_up import invoices_csv
    from relance.domain.act import Act
    from relance.domain.rows import ReadOptions
    from relance.operations.change_settings import change_settings
    from relance.operations.decide_due import decide_due
    from relance.operations.import_file import import_file
    from relance.operations.people import add_member
    from relance.operations.setup_creditor import setup_creditor

    act = Act(TODAY, NOW, "claire")
    made = setup_creditor(
        name="Atelier Banc SARL", act=act, siren="732829320", iban="FR1420041010050500013M02606",
        email="compta@atelier.example", phone="0123456789", address="1 rue du Banc\n75001 Paris", signatory="A. Martin",
    ).creditor  # fmt: skip
    for name, role in PEOPLE:
        add_member(creditor=made, name=name, role=role, act=act)
    change_settings(creditor=made, changes={"max_notices_per_day": "1000000"}, act=act)
    data = invoices_csv(customers, invoices_each, TODAY)
    import_file(creditor=made, name="invoices.csv", data=data, act=act, options=ReadOptions(today=TODAY), snapshot=True)
    chance = random.Random(7)
    _a_year_gone_by(made, chance)
    _answers_and_money(made, chance)
    creditor = type(made).objects.get(pk=made.pk)
    decide_due(creditor=creditor, act=act)
    _send_some(type(made).objects.get(pk=made.pk), act, sent)
    return str(made.key)


def _send_some(creditor: Any, act: Any, sent: int) -> None:
    from relance.ledger.models import Notice
    from relance.operations.confirm_notices import confirm_notices
    from relance.operations.send_due import send_due

    waiting = Notice.objects.filter(creditor=creditor, state="to_confirm", channel="email").order_by("pk")
    confirm_notices(creditor=creditor, references=list(waiting.values_list("reference", flat=True)[:sent]), act=act)
    send_due(creditor=creditor, act=act, any_hour=True)


def _in_slices(rows: Iterable[Any], size: int = 2_000) -> Iterator[list[Any]]:
    rows = iter(rows)
    while piece := list(islice(rows, size)):
        yield piece


def _insert(rows: Iterable[Any]) -> None:
    for piece in _in_slices(rows):
        type(piece[0]).objects.bulk_create(piece)


def _a_year_gone_by(creditor: Any, chance: random.Random) -> None:
    """Two invoices of five were paid over the last year, most after a reminder; each left its events."""
    from relance.domain.act import Act
    from relance.ledger.models import Allocation, Customer, Notice, NoticeLine, Payment, Receivable, StepDone
    from relance.ledger.writes import append_events

    Customer.objects.filter(creditor=creditor, pk__iregex="[3-5]$").update(owner="lea")
    settled = [r for n, r in enumerate(Receivable.objects.filter(creditor=creditor).order_by("pk")) if n % 5 < 2]
    payments, notices, changed = [], [], []
    for number, row in enumerate(settled):
        days_ago = chance.randint(1, 390)
        row.paid_on = TODAY - timedelta(days=days_ago)
        row.due_on = row.paid_on - timedelta(days=chance.randint(-5, 60))
        row.open_cents = 0
        changed.append(row)
        payments.append(
            Payment(
                creditor=creditor, customer_id=row.customer_id, paid_on=row.paid_on, amount_cents=row.amount_cents,
                open_cents=0, recorded_by="claire",
            )
        )  # fmt: skip
        left_on = min(row.paid_on, row.due_on + timedelta(days=8))
        notices.append(
            Notice(
                creditor=creditor, customer_id=row.customer_id, reference=f"OLD-{number}", state="sent",
                decided_on=left_on, left_on=left_on, sent_at=_morning(left_on),
                currency="EUR", plan="standard", step="reminder-1", kind="reminder", channel="email",
                total_cents=row.amount_cents, is_by_hand=True,
            )
        )  # fmt: skip
    for piece in _in_slices(changed):
        Receivable.objects.bulk_update(piece, ["paid_on", "due_on", "open_cents"])
    _insert(payments)
    _insert(notices)
    pairs = list(zip(settled, payments, notices, strict=True))
    _insert(
        Allocation(creditor=creditor, receivable=r, payment=p, cents=r.amount_cents, on=p.paid_on) for r, p, _ in pairs
    )
    _insert(
        NoticeLine(
            creditor=creditor, notice=n, receivable=r, is_acted=True, is_live=True, step="reminder-1",
            open_cents=r.amount_cents,
        )
        for r, _p, n in pairs
    )  # fmt: skip
    _insert(
        StepDone(
            creditor=creditor, receivable=r, notice=n, step="reminder-1", kind="reminder", on=n.left_on, channel="email"
        )
        for r, _p, n in pairs
    )  # fmt: skip
    codes = dict(Customer.objects.filter(creditor=creditor).values_list("pk", "code"))
    by_day: dict[date, list[Any]] = {}
    for notice in notices:
        by_day.setdefault(notice.left_on, []).append(_left(notice, codes[notice.customer_id]))
    for day, happenings in sorted(by_day.items()):
        append_events(creditor, happenings, Act(day, _morning(day), "claire"))


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def _left(notice: Any, code: str) -> Any:
    from relance.ledger.writes import Happening

    payload = {"notice": notice.reference, "channel": "email", "recipient": f"compta@{code.lower()}.example"}
    return Happening("message_sent", payload, notice.customer_id, code)


def _answers_and_money(creditor: Any, chance: random.Random) -> None:
    """Disputes, promises, holds, tasks, replies and bank lines, as a firm of that size would have them."""
    from relance.ledger.builders import make_bank_line, make_meaning, make_message
    from relance.ledger.models import BankLine, Dispute, Hold, Promise, Receivable, Task

    opened = list(
        Receivable.objects.filter(creditor=creditor, open_cents__gt=0).select_related("invoice", "customer")
        .order_by("pk")[: 40_000 : 7]
    )  # fmt: skip
    take = iter(opened)
    _insert(
        Dispute(
            creditor=creditor, customer=r.customer, invoice=r.invoice, reason=chance.choice(CAUSES),
            state="open", opened_on=TODAY - timedelta(days=chance.randint(1, 60)), opened_by="lea", owner="lea",
            due_on=TODAY + timedelta(days=chance.randint(-20, 20)),
        )
        for r in islice(take, 500)
    )  # fmt: skip
    _insert(
        Promise(
            creditor=creditor, customer=r.customer, invoice=r.invoice, on=TODAY + timedelta(days=chance.randint(0, 20)),
            cents=r.open_cents, open_after_cents=0, made_on=TODAY - timedelta(days=3), recorded_by="lea",
        )
        for r in islice(take, 1_000)
    )  # fmt: skip
    _insert(
        Hold(creditor=creditor, customer=r.customer, from_on=TODAY, reason="accord au téléphone", set_by="lea")
        for r in islice(take, 300)
    )
    _insert(
        Task(
            creditor=creditor, customer=r.customer, kind="call", subject=str(r.pk), why="relance par téléphone",
            due_on=TODAY - timedelta(days=chance.randint(0, 5)), opened_on=TODAY - timedelta(days=6),
            amount_cents=r.open_cents, owner=chance.choice(("lea", "claire")),
        )
        for r in islice(take, 1_500)
    )  # fmt: skip
    for r in islice(take, 300):
        message = make_message(creditor, TODAY, chance.choice(WORDS), r.customer)
        make_meaning(message, "promise", invoice=r.invoice, on=TODAY + timedelta(days=9))
    line = make_bank_line(creditor, 12_000, TODAY, "VIR SEPA CLIENT", state="unknown")
    _insert(
        BankLine(
            creditor=creditor, account=line.account, statement=line.statement, source=line.source, kind="transfer",
            currency="EUR", source_line=n + 2, key=f"bench-{n}", booked_on=TODAY - timedelta(days=n % 380),
            cents=chance.randint(1_000, 900_000), text=f"VIR SEPA CLIENT {n}", party=f"Client {n}",
            state="unknown" if n % 40 == 0 else "matched", rule="" if n % 40 == 0 else "sure",
        )
        for n in range(20_000)
    )  # fmt: skip
