"""Messages that remind of nothing: the customer is told something, once, with the care of a reminder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.answer_words import ANSWERS
from relance.domain.answers import Answer, DisputeAnswer, asked_cents, is_timely, own_cents, template_of
from relance.domain.law import next_working_day
from relance.domain.reason_words import CANCELLED_BECAUSE
from relance.ledger.answers import answer_facts, receivables_about
from relance.ledger.models import Creditor, Customer, Notice, NoticeLine, Receivable, Task
from relance.ledger.models.notice import ANSWER, LIVE, WAITING
from relance.ledger.positions import customer_facts
from relance.ledger.writes import append_events, close_tasks, lock_creditor, open_task
from relance.operations.hold import hold
from relance.operations.notices import cancel_notices, happening, move, next_reference_number
from relance.operations.plans_in_force import law_of

WAYS = ("email", "letter")
DAYS_TO_PAY = 8  # after a dispute that was not upheld


class Way(NamedTuple):
    """The channel that reaches a customer, and its address as text; both empty where none does."""

    channel: str = ""
    recipient: str = ""


def tell(
    *, creditor: Creditor, customer: Customer, about: str, receivables: Sequence[Receivable], act: Act,
    confirmed: bool = False,
) -> Notice | None:  # fmt: skip
    """Write down the message about `dispute:12:received` and its like; the live one where there is one already.

    `confirmed`: a person has just asked for it, so it waits for no other word. None where there is nothing to tell,
    where a person took it back, or where no channel reaches the customer (a task says so).
    """
    with transaction.atomic():
        lock_creditor(creditor)
        told = Notice.objects.filter(creditor=creditor, about=about, state__in=LIVE).select_related("customer").first()
        if told:
            return _said_now(told, act) if confirmed else told
        answer = _to_tell(creditor, about, act)
        if answer is None or (not confirmed and _was_taken_back(creditor, about)):
            return None
        whom = Customer.objects.get(creditor=creditor, pk=customer.pk)
        way = _way(whom)
        if not way.channel:
            _ask_a_person(creditor, whom, about, answer, receivables, act)
            return None
        notice = _create(creditor, whom, about, answer, receivables, way, act, confirmed=confirmed)
        close_tasks(creditor, act, result=f"told in {notice.reference}", kind="tell_customer", subject=about)
    return notice


def _to_tell(creditor: Creditor, about: str, act: Act) -> Answer | None:
    answer = answer_facts(creditor, about)
    return answer if answer and is_timely(answer, act.today) else None


def _was_taken_back(creditor: Creditor, about: str) -> bool:
    """Whether a person cancelled it with a reason of its own: then no daily check brings it back."""
    cancelled = Notice.objects.filter(creditor=creditor, about=about, state="cancelled")
    return cancelled.exclude(why__in=list(CANCELLED_BECAUSE)).exists()


def _said_now(notice: Notice, act: Act) -> Notice:
    if notice.state == "to_confirm":
        move(notice, "planned", confirmed_by=act.by[:120], confirmed_at=act.now)
    return notice


def _way(customer: Customer) -> Way:
    facts = customer_facts(customer)
    for key in WAYS:
        address = channels()[key].reachable(facts)
        if address:
            return Way(key, " / ".join(address.split("\n"))[:300])
    return Way()


def _total_cents(answer: Answer, receivables: Iterable[Receivable]) -> int:
    own = own_cents(answer)
    return sum(r.open_cents for r in receivables) if own is None else own


def _ask_a_person(
    creditor: Creditor, customer: Customer, about: str, answer: Answer, receivables: Sequence[Receivable], act: Act
) -> None:
    what = ANSWERS[template_of(answer)][0 if creditor.language == "fr" else 1]
    why = f"{what} : aucune coordonnée ne permet de l’écrire à {customer.name}"
    if creditor.language != "fr":
        why = f"{what}: no contact lets it be written to {customer.name}"
    open_task(
        creditor, act, kind="tell_customer", due_on=act.today, subject=about, customer_id=customer.pk, why=why,
        amount_cents=_total_cents(answer, receivables), currency=_currency(receivables),
    )  # fmt: skip


def _currency(receivables: Sequence[Receivable]) -> str:
    return receivables[0].currency if receivables else "EUR"


def _create(
    creditor: Creditor, customer: Customer, about: str, answer: Answer, receivables: Sequence[Receivable], way: Way,
    act: Act, *, confirmed: bool,
) -> Notice:  # fmt: skip
    waits = creditor.sending == "confirm_all" and not confirmed
    template = template_of(answer)
    notice = Notice.objects.create(
        creditor=creditor,
        customer=customer,
        reference=f"R-{next_reference_number(creditor):06d}",
        state="to_confirm" if waits else "planned",
        decided_on=act.today,
        currency=_currency(receivables),
        step_label=ANSWERS[template][0 if creditor.language == "fr" else 1],
        kind=ANSWER,
        template=template,
        about=about,
        channel=way.channel,
        recipient=way.recipient,
        total_cents=_total_cents(answer, receivables),
        deadline_on=_deadline(creditor, answer, receivables, act),
        confirm_because=["confirm_all"] if waits else [],
        confirmed_by=act.by[:120] if confirmed else "",
        confirmed_at=act.now if confirmed else None,
    )
    NoticeLine.objects.bulk_create(
        NoticeLine(
            creditor=creditor, notice=notice, receivable=r, is_acted=False, is_live=True, cycle=r.cycle,
            open_cents=r.open_cents,
        )
        for r in receivables
    )  # fmt: skip
    payload = {
        "notice": notice.reference, "answer": template, "about": about, "state": notice.state, "channel": way.channel,
        "currency": notice.currency, "total_cents": notice.total_cents,
    }  # fmt: skip
    append_events(creditor, [happening("answer_prepared", customer, payload)], act)
    _leave_in_peace(creditor, notice, receivables, act)
    return notice


def _leave_in_peace(creditor: Creditor, notice: Notice, receivables: Iterable[Receivable], act: Act) -> None:
    """No reminder before the day until which the answer gives time: the plan resumes after it."""
    if notice.deadline_on is None:
        return
    words = "délai donné dans la réponse" if creditor.language == "fr" else "time given in the answer"
    for invoice in {r.invoice for r in receivables if r.open_cents > 0}:
        hold(
            creditor=creditor, customer=notice.customer, invoice=invoice, until=notice.deadline_on, act=act,
            reason=f"{notice.reference} : {words}" if creditor.language == "fr" else f"{notice.reference}: {words}",
        )  # fmt: skip


def _deadline(creditor: Creditor, answer: Answer, receivables: Iterable[Receivable], act: Act) -> date | None:
    """By when payment is expected after a dispute that was not upheld: never before the printed due date."""
    if not isinstance(answer, DisputeAnswer) or answer.outcome != "rejected" or not asked_cents(answer):
        return None
    due = [r.due_on for r in receivables if r.open_cents > 0]
    return max([next_working_day(law_of(creditor), act.today + timedelta(days=DAYS_TO_PAY)), *due])


def stands(creditor: Creditor, notice: Notice, act: Act) -> bool:
    """The last look at an answer, in the sender's transaction: whether it may leave now, with today's amounts.

    Cancelled where there is nothing to tell any more; written anew where it would go elsewhere; given back to a
    person where one has still to say so.
    """
    answer = _still_true(creditor, notice, act)
    if answer is None:
        return False
    if creditor.sending == "confirm_all" and not notice.confirmed_by:
        move(notice, "to_confirm", confirm_because=["confirm_all"])
        return False
    lines = list(notice.lines.select_related("receivable"))
    for line in lines:
        line.open_cents = line.receivable.open_cents
    NoticeLine.objects.bulk_update(lines, ["open_cents"])
    receivables = [line.receivable for line in lines]
    given = notice.deadline_on
    notice.total_cents, notice.decided_on = _total_cents(answer, receivables), act.today
    notice.deadline_on = _deadline(creditor, answer, receivables, act)
    notice.save(update_fields=["total_cents", "decided_on", "deadline_on"])
    if notice.deadline_on != given:
        _leave_in_peace(creditor, notice, receivables, act)
    return True


def _still_true(creditor: Creditor, notice: Notice, act: Act) -> Answer | None:
    """What the notice tells, if it is so today and goes the same way; else it is cancelled, or written anew."""
    answer = _to_tell(creditor, notice.about, act)
    customer = Customer.objects.get(creditor=creditor, pk=notice.customer_id)
    if answer and template_of(answer) == notice.template and _way(customer) == (notice.channel, notice.recipient):
        return answer
    cancel_notices(creditor, [notice], act, "changed")
    if answer:
        tell(creditor=creditor, customer=customer, about=notice.about, receivables=_named(notice), act=act)
    return None


def _named(notice: Notice) -> list[Receivable]:
    return [x.receivable for x in notice.lines.select_related("receivable").order_by("receivable__due_on", "pk")]


def tell_otherwise(creditor: Creditor, notice: Notice, act: Act) -> None:
    """The address refused an answer: write it anew for the next channel, or ask a person."""
    tell(creditor=creditor, customer=notice.customer, about=notice.about, receivables=_named(notice), act=act)


def tend_answers(creditor: Creditor, act: Act) -> None:
    """Keep what waits true: answers no longer right go, those that found no channel are tried again."""
    with transaction.atomic():
        waiting = Notice.objects.filter(creditor=creditor, kind=ANSWER, state__in=WAITING)
        for notice in waiting.select_related("customer"):
            _still_true(creditor, notice, act)
        for task in Task.objects.filter(creditor=creditor, kind="tell_customer", closed_on=None):
            _try_again(creditor, task, act)


def _try_again(creditor: Creditor, task: Task, act: Act) -> None:
    if task.customer is None or _to_tell(creditor, task.subject, act) is None:
        close_tasks(creditor, act, result="no longer needed", pk=task.pk)
    elif _way(task.customer).channel:
        named = receivables_about(creditor, task.subject)
        tell(creditor=creditor, customer=task.customer, about=task.subject, receivables=named, act=act)
