"""What follows from a bounce, a delay, a receipt, an absence, a complaint, or a copy of our own.

A report that does not name one of our own messages is information only: anybody can write one.
"""

from __future__ import annotations

from relance.domain.incoming import Reported
from relance.ledger.models import Customer, Dispatch, Notice, StepDone
from relance.ledger.models.notice import ANSWER, ARROWS
from relance.ledger.writes import append_events, open_task, wake
from relance.operations.answer import tell_otherwise
from relance.operations.mail_case import Case, now_of, said
from relance.operations.notices import happening, move
from relance.operations.resolve_unknown import prove_sent


def returned(case: Case) -> None:
    """It did not arrive: the notice counts as not delivered, its step is to be done again on the next channel."""
    failed = [one for one in case.incoming.reported if one.action == "failed"]
    detail = _detail(failed)
    if case.tie.dispatch is None:
        _ask_about_a_report(case, failed, detail)
        return
    dispatch, notice = now_of(case.tie.dispatch)
    ours = _of_ours(notice, dispatch, failed)
    if not ours or "bounced" not in ARROWS[dispatch.state]:
        _tell(case, "report_received", detail=detail)
        if ours is False:  # an address we never wrote to: the customer's own forwarding
            _ask_to_check(case, notice, failed, detail)
        return
    Dispatch.objects.filter(pk=dispatch.pk, state=dispatch.state).update(state="bounced", detail=detail[:2000])
    _doubt_address(case, notice.customer, failed, dispatch)
    _tell(case, "message_bounced", detail=detail, **_first(failed))
    if not dispatch.is_copy:
        _undo(case, notice)
    _ask_to_check(case, notice, failed, detail)
    wake(case.creditor, [notice.customer_id], case.act.today)


def _undo(case: Case, notice: Notice) -> None:
    """As if it had been refused: its steps are not done, and an answer is told another way."""
    if "bounced" not in ARROWS[notice.state] or not move(notice, "bounced"):
        return
    StepDone.objects.filter(creditor=case.creditor, notice=notice, is_waived=False).delete()
    if notice.kind == ANSWER:
        tell_otherwise(case.creditor, notice, case.act)


def _of_ours(notice: Notice, dispatch: Dispatch, failed: list[Reported]) -> bool:
    """Whether the report speaks of the address we wrote to; one that names none speaks of the whole message."""
    named = {one.recipient.lower() for one in failed if one.recipient}
    return not named or bool(named & {dispatch.recipient.lower(), notice.customer.email.lower()})


def _doubt_address(case: Case, customer: Customer, failed: list[Reported], dispatch: Dispatch) -> None:
    """The customer's address is not used again; one that was corrected meanwhile is."""
    named = {one.recipient.lower() for one in failed if one.recipient} or {dispatch.recipient.lower()}
    if customer.email.lower() in named:
        Customer.objects.filter(creditor=case.creditor, pk=customer.pk).update(email_bounced=True)


def _ask_to_check(case: Case, notice: Notice, failed: list[Reported], detail: str) -> None:
    address = next((one.recipient for one in failed if one.recipient), case.message.sender)
    open_task(
        case.creditor, case.act, kind="mail_bounced", due_on=case.act.today, subject=address[:200],
        customer_id=notice.customer_id, amount_cents=notice.total_cents, currency=notice.currency,
        why=case.in_words(
            f"{notice.reference} n’est pas arrivée à {address} : {detail}",
            f"{notice.reference} did not reach {address}: {detail}",
        ),
    )  # fmt: skip


def _ask_about_a_report(case: Case, failed: list[Reported], detail: str) -> None:
    """Not tied to one of our messages: it may be forged, so nothing follows by itself."""
    address = next((one.recipient for one in failed if one.recipient), case.message.sender)
    customer = Customer.objects.filter(creditor=case.creditor, email__iexact=address).first() if address else None
    _tell(case, "report_received", detail=detail)
    open_task(
        case.creditor, case.act, kind="check_report", due_on=case.act.today, subject=(address or "?")[:200],
        customer_id=customer.pk if customer else None,
        why=case.in_words(
            f"un avis de non-remise au sujet de {address or '?'} ne nomme aucun de nos messages : {detail}",
            f"a bounce speaks of {address or 'nobody'} and names none of our messages: {detail}",
        ),
    )  # fmt: skip


def delayed(case: Case) -> None:
    """It is still on its way: nothing follows."""
    _prove(case, "delay")
    _tell_of_ours(case, "message_delayed")


def delivered(case: Case) -> None:
    """The other server has it."""
    detail = _detail(case.incoming.reported)
    if case.tie.dispatch is None:
        _tell_of_ours(case, "message_delivered")
        return
    _prove(case, "delivered")
    dispatch, notice = now_of(case.tie.dispatch)
    if "delivered" in ARROWS[dispatch.state]:
        Dispatch.objects.filter(pk=dispatch.pk, state=dispatch.state).update(state="delivered")
    if not dispatch.is_copy and "delivered" in ARROWS[notice.state]:
        move(notice, "delivered")
    _tell(case, "message_delivered", detail=detail)


def receipt(case: Case) -> None:
    """A read receipt: kept as a proof, and never an answer."""
    _prove(case, "receipt")
    _tell_of_ours(case, "receipt_received")


def absence(case: Case) -> None:
    """An automatic answer: nobody has read anything yet."""
    _prove(case, "absence")
    _tell(case, "absence_received")


def complaint(case: Case) -> None:
    """The reader calls it spam: no more mail to that address, and a person looks."""
    dispatch = case.tie.dispatch
    if dispatch is None:
        _ask_about_a_report(case, list(case.incoming.reported), "complaint")
        return
    _tell_of_ours(case, "complaint_received")
    _prove(case, "complaint")
    customer = dispatch.notice.customer
    rows = Customer.objects.filter(creditor=case.creditor, pk=customer.pk, email__iexact=dispatch.recipient)
    rows.update(email_bounced=True)
    open_task(
        case.creditor, case.act, kind="mail_complaint", due_on=case.act.today, subject=dispatch.recipient[:200],
        customer_id=customer.pk,
        why=case.in_words(
            f"{dispatch.recipient} a signalé {dispatch.notice.reference} comme indésirable : on n’y écrit plus",
            f"{dispatch.recipient} reported {dispatch.notice.reference} as unwanted: no more e-mail goes there",
        ),
    )  # fmt: skip
    wake(case.creditor, [customer.pk], case.act.today)


def own_copy(case: Case) -> None:
    """Our own message came back to us: it left."""
    _prove(case, "own_copy")
    _tell(case, "own_copy_received")


def filed(case: Case) -> None:
    """Kept, and nothing follows."""
    _tell(case, "mail_filed", kind=case.incoming.kind)


def _prove(case: Case, how: str) -> None:
    """Whatever answers our message shows that it left."""
    if case.tie.dispatch is None:
        return
    dispatch, _ = now_of(case.tie.dispatch)
    if dispatch.state == "unknown":
        prove_sent(creditor=case.creditor, dispatch=dispatch, how=case.proof(how), act=case.act)


def _tell_of_ours(case: Case, verb: str) -> None:
    """Of a report about one of our messages; about none that we know, only that it came."""
    _tell(case, verb if case.tie.is_sure else "report_received", detail=_detail(case.incoming.reported))


def _tell(case: Case, verb: str, **more: str) -> None:
    append_events(case.creditor, [happening(verb, case.tie.customer, said(case, **more))], case.act)


def _detail(rows: tuple[Reported, ...] | list[Reported]) -> str:
    told = [" ".join(filter(None, (one.status, one.diagnostic))) for one in rows[:3]]
    return "; ".join(filter(None, told))[:400] or (rows[0].action if rows else "")


def _first(rows: list[Reported]) -> dict[str, str]:
    return {"recipient": rows[0].recipient, "status": rows[0].status} if rows else {}
