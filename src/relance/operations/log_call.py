"""A telephone call made: what was said takes effect at once, and what comes next is settled before it is closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.domain.law import add_working_days
from relance.ledger.calls import UNANSWERED, tries
from relance.ledger.models import Call, Creditor, Customer, Invoice, Notice
from relance.ledger.models.call import CALL_RESULTS
from relance.ledger.writes import append_events, lock_creditor, wake
from relance.operations.call_results import (
    CHECK_AFTER,
    Talk,
    announce_agreement,
    announce_dispute,
    announce_payment,
    announce_promise,
    call_again,
    give_number_up,
    settle_calls,
    try_again,
)
from relance.operations.notices import happening
from relance.operations.plans_in_force import law_of
from relance.operations.record_step import record_step
from relance.operations.refused import Refused

# The person who decides was spoken to: the step is done. Whoever asks to be called back has said nothing yet,
# be it a secretary or the debtor: `call_back` reaches someone and still leaves the step to be done.
DOES_THE_STEP = ("promise", "dispute", "agreement", "already_paid", "spoken")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of the call, beside its result: about which invoice, how much, by when, why."""

    invoice: Invoice | None = None
    promise_on: date | None = None
    promise_cents: int | None = None
    dispute_reason: str = ""
    dispute_cents: int | None = None
    call_back_on: date | None = None


def log_call(
    *, creditor: Creditor, customer: Customer, result: str, act: Act, notice: Notice | None = None,
    spoke_to: str = "", minutes: int | None = None, note: str = "", number: str = "", invoice: Invoice | None = None,
    promise_on: date | None = None, promise_cents: int | None = None, dispute_reason: str = "",
    dispute_cents: int | None = None, call_back_on: date | None = None,
) -> Call:  # fmt: skip
    """Keep the call with all that was said, and have it take effect.

    1. Write the call down, on its notice where it is one's step.  2. Where someone was spoken to, that step is done.
    3. Record the promise, the dispute, the stop or the task that follows; try again, or give the number up.
    Without `invoice` it is about those of the notice; without a notice, about all that is overdue. Cents.
    Raises Refused for a result that lacks its facts (a promise its day, a dispute its reason and invoice).
    """
    heard = Heard(invoice, promise_on, promise_cents, dispute_reason, dispute_cents, call_back_on)
    _refuse_unclear(customer, result, minutes, heard, act)
    with transaction.atomic():
        lock_creditor(creditor)
        waiting = _still_waits(creditor, notice)
        talk = Talk(creditor, customer, act, waiting, invoice, spoke_to.strip()[:120], note.strip())
        invoices = [one.number for one in talk.invoices]  # read before anything is settled
        call = Call.objects.create(
            creditor=creditor, customer=customer, notice=notice, on=act.today, at=act.now, by=act.by[:120],
            number=(number.strip() or customer.phone)[:40], spoke_to=talk.spoke_to, minutes=minutes, result=result,
            note=talk.note, call_back_on=call_back_on if result == "call_back" else None,
        )  # fmt: skip
        append_events(creditor, [happening("call_logged", customer, _facts(call, heard, invoices))], act)
        if waiting and result in DOES_THE_STEP:
            record_step(
                creditor=creditor, invoice=_first_acted(waiting), step=waiting.step, on=act.today, act=act,
                channel=waiting.channel, note=" – ".join(filter(None, (talk.spoke_to, talk.note))) or result,
            )  # fmt: skip
        _follow(talk, call, heard)
        wake(creditor, [customer.pk], act.today)
    return call


def next_days(creditor: Creditor, act: Act) -> tuple[date, date]:
    """The next working day, on which calls come back, and the one on which announced money is looked for."""
    law = law_of(creditor)
    return add_working_days(law, act.today, 1), add_working_days(law, act.today, CHECK_AFTER)


def _refuse_unclear(customer: Customer, result: str, minutes: int | None, heard: Heard, act: Act) -> None:
    if result not in CALL_RESULTS:
        raise Refused(f"a call’s result is one of {', '.join(CALL_RESULTS)}, not “{result}”")
    if minutes is not None and not 0 <= minutes <= 600:
        raise Refused(f"a call of {minutes} minutes: give its length in minutes, from 0 to 600")
    if result == "promise" and heard.promise_on is None:
        raise Refused("say by which day payment is promised")
    if result == "call_back":
        if heard.call_back_on is None:
            raise Refused("say on which day to call back")
        if heard.call_back_on < act.today:
            raise Refused(f"{heard.call_back_on} is past: give a day from {act.today} on")
    if heard.invoice is not None and heard.invoice.customer_id != customer.pk:
        raise Refused(f"{heard.invoice.number} is not an invoice of {customer.name}")


def _still_waits(creditor: Creditor, notice: Notice | None) -> Notice | None:
    """The notice if its call is still to be made; a payment may have taken it back meanwhile."""
    if notice is None:
        return None
    rows = Notice.objects.filter(creditor=creditor, pk=notice.pk, state="planned")
    return rows.filter(tasks__kind="call", tasks__closed_on=None).first()


def _first_acted(notice: Notice) -> Invoice:
    lines = notice.lines.filter(is_acted=True).select_related("receivable__invoice__customer")
    return lines.order_by("-receivable__open_cents", "pk")[0].receivable.invoice


def _facts(call: Call, heard: Heard, invoices: list[str]) -> dict[str, object]:
    facts: dict[str, object] = {
        "call": call.pk, "result": call.result, "spoke_to": call.spoke_to, "minutes": call.minutes,
        "number": call.number, "note": call.note, "invoices": invoices,
        "call_back_on": call.call_back_on and call.call_back_on.isoformat(),
    }  # fmt: skip
    if call.notice:
        facts["notice"] = call.notice.reference
    if call.result == "promise" and heard.promise_on:
        facts |= {"promise_on": heard.promise_on.isoformat(), "promise_cents": heard.promise_cents}
    if call.result == "dispute":
        facts |= {"dispute_reason": heard.dispute_reason, "dispute_cents": heard.dispute_cents}
    return facts


def _follow(talk: Talk, call: Call, heard: Heard) -> None:
    """What the result does, then the call's tasks: settled, or moved to another day."""
    result = call.result
    effects: dict[str, Callable[[], object]] = {
        "promise": lambda: announce_promise(talk, heard.promise_on or talk.act.today, heard.promise_cents),
        "dispute": lambda: announce_dispute(talk, heard.dispute_reason, heard.dispute_cents),
        "agreement": lambda: announce_agreement(talk),
        "already_paid": lambda: announce_payment(talk),
        "call_back": lambda: call_again(talk, heard.call_back_on or talk.act.today),
    }
    if result in effects:
        effects[result]()
    if result == "wrong_number":
        give_number_up(talk, "wrong number", own=_is_own(talk.customer, call.number))
    elif result in UNANSWERED:
        _retry(talk, call)
    elif result in DOES_THE_STEP:
        settle_calls(talk, result)
        if _is_own(talk.customer, call.number) and talk.customer.phone_failed:
            Customer.objects.filter(creditor=talk.creditor, pk=talk.customer.pk).update(phone_failed=False)


def _retry(talk: Talk, call: Call) -> None:
    """Tomorrow again, until the creditor's number of attempts at this step is reached."""
    waiting = talk.notice
    if waiting and tries(talk.creditor, waiting) >= talk.creditor.call_attempts and _is_own(talk.customer, call.number):
        give_number_up(talk, "nobody answers", own=True)
    else:
        try_again(talk)


def _is_own(customer: Customer, number: str) -> bool:
    """Whether that is the number which Relance knows."""
    return re.sub(r"\D", "", number) == re.sub(r"\D", "", customer.phone)
