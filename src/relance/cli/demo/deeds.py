"""What people did in the story beside confirming reminders: disputes, promises, payment plans, pauses, choices.

deeds.txt has one a line: the day (counted from today, done on the first working day from then on), the customer, the
deed, and what it needs as `key=value`: `due` names the invoice by its due date, other days are counted from today too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from relance.cli.clock import act_on
from relance.cli.demo import cast
from relance.cli.demo.story import Line
from relance.domain.act import Act

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor, Customer, Invoice


class Deed(NamedTuple):
    """One line of deeds.txt."""

    day: int
    code: str
    what: str
    said: dict[str, str]


DEEDS = tuple(
    Deed(int(day), code, what, cast.named(more)) for day, code, what, *more in cast.rows("deeds.txt")
)  # fmt: skip


@dataclass(slots=True)
class Deeds:
    """The deeds still to be done, in the order of their days."""

    today: date
    lines: Sequence[Line]
    done: int = 0

    def perform(self, creditor: Creditor, act: Act) -> None:
        """Do what is to be done up to that day."""
        order = sorted(DEEDS, key=lambda deed: deed.day)
        while self.done < len(order) and self.today + timedelta(days=order[self.done].day) <= act.today:
            deed = order[self.done]
            by = act_on(act.today, by=deed.said.get("by", cast.COLLECTOR))
            WHAT[deed.what](Scene(creditor, by, self.today, self.lines, deed))
            self.done += 1


@dataclass(frozen=True, slots=True)
class Scene:
    """One deed on its day."""

    creditor: Creditor
    act: Act
    today: date
    lines: Sequence[Line]
    deed: Deed

    def text(self, name: str) -> str:
        """What is said of it under that name; empty where nothing is."""
        return self.deed.said.get(name, "")

    def day(self, name: str) -> date | None:
        """A day, counted from today."""
        return self.today + timedelta(days=int(self.text(name))) if self.text(name) else None

    def cents(self, name: str) -> int | None:
        """An amount."""
        return cast.cents_of(self.text(name)) if self.text(name) else None

    @property
    def customer(self) -> Customer:
        """The customer that it is about."""
        from relance.cli.subjects import customer_of

        return customer_of(self.creditor, self.deed.code)

    @property
    def invoices(self) -> list[Invoice]:
        """The invoices that it is about, named by their due dates."""
        from relance.cli.subjects import invoice_of

        days = [self.today + timedelta(days=int(day)) for day in self.text("due").split()]
        numbers = [x.number for day in days for x in self.lines if x.player.code == self.deed.code and x.due_on == day]
        return [invoice_of(self.creditor, number, self.deed.code) for number in numbers]

    @property
    def invoice(self) -> Invoice:
        """The invoice that it is about."""
        return self.invoices[0]

    @property
    def dispute(self) -> Any:
        """The customer’s dispute."""
        from relance.ledger.disputes import disputes

        return disputes(self.creditor).filter(customer=self.customer).latest("pk")


def _contest(scene: Scene) -> None:
    from relance.operations.open_dispute import open_dispute

    open_dispute(
        creditor=scene.creditor, invoice=scene.invoice, reason=scene.text("reason"), cents=scene.cents("amount"),
        owner=scene.text("owner"), due_on=scene.day("until"), note=scene.text("note"), act=scene.act,
    )  # fmt: skip


def _note(scene: Scene) -> None:
    from relance.operations.note_dispute import note_dispute

    note_dispute(creditor=scene.creditor, dispute=scene.dispute, note=scene.text("note"), act=scene.act)


def _settle(scene: Scene) -> None:
    from relance.operations.settle_dispute import settle_dispute

    settle_dispute(
        creditor=scene.creditor, dispute=scene.dispute, outcome=scene.text("outcome"),
        explanation=scene.text("explanation"), credit_cents=scene.cents("credit"), act=scene.act,
    )  # fmt: skip


def _explain(scene: Scene) -> None:
    from relance.operations.set_cause import set_cause

    set_cause(creditor=scene.creditor, invoice=scene.invoice, cause=scene.text("cause"), act=scene.act)


def _promise(scene: Scene) -> None:
    from relance.operations.make_promise import make_promise

    on = scene.day("on")
    assert on
    make_promise(
        creditor=scene.creditor, invoice=scene.invoice, on=on, cents=scene.cents("amount"), channel="phone",
        said_by=scene.customer.contact_name, note=scene.text("note"), act=scene.act,
    )  # fmt: skip


def _agree(scene: Scene) -> None:
    from relance.operations.agree_instalments import agree_instalments

    agree_instalments(
        creditor=scene.creditor, customer=scene.customer, invoices=scene.invoices, count=int(scene.text("count")),
        first_on=scene.day("first"), every_days=int(scene.text("every")), agreed_with=scene.customer.contact_name,
        note=scene.text("note"), act=scene.act,
    )  # fmt: skip


def _sign(scene: Scene) -> None:
    from relance.ledger.agreements import agreements
    from relance.operations.sign_agreement import sign_agreement

    agreement = agreements(scene.creditor, "in_force").get(customer=scene.customer)
    sign_agreement(creditor=scene.creditor, agreement=agreement, on=scene.act.today, act=scene.act)


def _plan(scene: Scene) -> None:
    """The standard plan, with its courtesy reminders or without."""
    from relance.domain.plans import load_preset, to_toml
    from relance.operations.edit_plan import save_plan

    plan = load_preset("standard")
    kept = tuple(step for step in plan.steps if step.kind != "courtesy" or scene.text("courtesy") == "yes")
    save_plan(creditor=scene.creditor, text=to_toml(replace(plan, steps=kept)), act=scene.act)


def _hold(scene: Scene) -> None:
    from relance.operations.hold import hold

    hold(
        creditor=scene.creditor, customer=scene.customer, start=scene.day("from"), until=scene.day("until"),
        invoice=scene.invoice if scene.text("due") else None, reason=scene.text("reason"), act=scene.act,
    )  # fmt: skip


def _edit(scene: Scene) -> None:
    from relance.operations.edit_customer import edit_customer

    changes = {name: value for name, value in scene.deed.said.items() if name not in ("why", "by", "insolvent")}
    if opened_on := scene.day("insolvent"):
        changes["insolvency_on"] = opened_on.isoformat()
    edit_customer(
        creditor=scene.creditor, customer=scene.customer, changes=changes, why=scene.text("why"), act=scene.act
    )


def _close(scene: Scene) -> None:
    from relance.ledger import reads
    from relance.operations.close_task import close_task

    for task in reads.open_tasks(scene.creditor).filter(kind=scene.text("kind"), customer=scene.customer):
        close_task(
            creditor=scene.creditor, task_id=task.pk, result=scene.text("result"), next_step=scene.text("next"),
            next_on=scene.day("on"), act=scene.act,
        )  # fmt: skip


def _hand_over(scene: Scene) -> None:
    from relance.operations.choose_handover import choose_handover

    choose_handover(
        creditor=scene.creditor, customer=scene.customer, choice=scene.text("to"), partner=scene.text("partner"),
        act=scene.act,
    )  # fmt: skip


def _write_off(scene: Scene) -> None:
    from relance.operations.write_off import write_off

    write_off(creditor=scene.creditor, invoice=scene.invoice, reason=scene.text("reason"), act=scene.act)


def _attach(scene: Scene) -> None:
    """The PDFs of invoices, as the accounting program printed them."""
    from relance.cli.demo.papers import invoice
    from relance.operations.attach_files import attach_files

    numbers = [one.number for one in scene.invoices]
    printed = {n: [line for line in scene.lines if line.number == n] for n in numbers}
    files = [(f"Facture {number}.pdf", invoice(lines)) for number, lines in printed.items()]
    attach_files(creditor=scene.creditor, files=files, act=scene.act)


def _word(scene: Scene) -> None:
    """One sentence of a template in the company's own words."""
    from relance.operations.edit_template import known_scope, save_template, template_text

    scope = known_scope(scene.creditor, scene.text("template"), "fr")
    assert scope
    text = template_text(scene.creditor, scope)
    changed = text.replace(scene.text("old"), scene.text("new"))
    save_template(creditor=scene.creditor, scope=scope, text=changed, act=scene.act)


def _propose_account(scene: Scene) -> None:
    from relance.operations.change_bank import propose_account

    propose_account(creditor=scene.creditor, iban=scene.text("iban"), act=scene.act)


def _withdraw_account(scene: Scene) -> None:
    from relance.operations.change_bank import withdraw_account

    withdraw_account(creditor=scene.creditor, why=scene.text("why"), act=scene.act)


WHAT: dict[str, Callable[[Scene], None]] = {
    "contest": _contest, "note": _note, "settle": _settle, "cause": _explain, "promise": _promise, "agree": _agree,
    "sign": _sign, "hold": _hold, "edit": _edit, "close": _close, "hand_over": _hand_over, "write_off": _write_off,
    "plan": _plan, "attach": _attach, "word": _word, "propose_account": _propose_account,
    "withdraw_account": _withdraw_account,
}  # fmt: skip
