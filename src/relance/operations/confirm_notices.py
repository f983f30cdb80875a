"""A person's word on notices that wait for it: confirm, or cancel with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Notice
from relance.ledger.models.notice import ANSWER, WAITING
from relance.ledger.writes import append_events, close_tasks, wake
from relance.operations.escalate import close_if_none_waits
from relance.operations.hold import hold
from relance.operations.notices import cancel_notices, happening, move
from relance.operations.refused import Refused


class Confirmed(NamedTuple):
    """References confirmed now, and those that no longer waited."""

    confirmed: tuple[str, ...]
    untouched: tuple[str, ...]


def confirm_notices(*, creditor: Creditor, references: Iterable[str] | None, act: Act) -> Confirmed:
    """Confirm these notices (None: all that wait). Raises Refused for a reference that does not exist."""
    with transaction.atomic():
        notices = _find(creditor, references, states=("to_confirm",))
        confirmed, untouched, happenings = [], [], []
        for notice in notices:
            if notice.state == "to_confirm" and move(
                notice, "planned", confirmed_by=act.by[:120], confirmed_at=act.now
            ):
                confirmed.append(notice.reference)
                payload = {"notice": notice.reference, "total_cents": notice.total_cents}
                happenings.append(happening("notice_confirmed", notice.customer, payload))
            else:
                untouched.append(notice.reference)
        append_events(creditor, happenings, act)
        close_if_none_waits(creditor, act)
    return Confirmed(tuple(confirmed), tuple(untouched))


def cancel_notice(*, creditor: Creditor, reference: str, why: str, act: Act) -> Notice:
    """Cancel one notice that has not left; the customer rests until the next working day's decision.

    Raises Refused where it has left, or without a reason.
    """
    if not why.strip():
        raise Refused("say why the notice is cancelled: --why “…”")
    with transaction.atomic():
        notice = _find(creditor, [reference], states=())[0]
        if notice.state not in WAITING:
            raise Refused(f"{reference} is {notice.state}: only a notice that has not left can be cancelled")
        cancel_notices(creditor, [notice], act, why.strip())
        close_tasks(creditor, act, result="notice cancelled", notice=notice)
        if notice.kind == ANSWER:
            return notice  # it is not decided afresh: taken back, it stays so
        invoices = {line.receivable.invoice for line in notice.lines.select_related("receivable__invoice")}
        for invoice in invoices:  # said no today: not asked again before tomorrow
            hold(
                creditor=creditor, customer=notice.customer, invoice=invoice, act=act, until=act.today,
                reason=f"{reference} cancelled: {why.strip()}",
            )  # fmt: skip
        wake(creditor, [notice.customer_id], act.today)
    return notice


def _find(creditor: Creditor, references: Iterable[str] | None, states: tuple[str, ...]) -> list[Notice]:
    rows = Notice.objects.filter(creditor=creditor).select_related("customer").order_by("pk")
    if references is None:
        return list(rows.filter(state__in=states))
    wanted = list(dict.fromkeys(references))
    found = {n.reference: n for n in rows.filter(reference__in=wanted)}
    missing = [reference for reference in wanted if reference not in found]
    if missing:
        raise Refused(f"there is no notice {', '.join(missing)}: see `relance todo` for those that wait")
    return [found[reference] for reference in wanted]
