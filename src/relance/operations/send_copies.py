"""A copy that a customer asked for goes once its PDF is known."""

from __future__ import annotations

from relance.domain.act import Act
from relance.ledger.models import Creditor, Meaning, Task
from relance.ledger.reply_answers import copies_known, receivables_of_reply
from relance.ledger.writes import close_tasks
from relance.operations.answer import tell


def send_copies(creditor: Creditor, act: Act) -> int:
    """Answer what waits for files that are there now; returns how many. Inside the caller’s transaction.

    Where a part of them went already, a person sends the rest.
    """
    tasks = Task.objects.filter(creditor=creditor, kind="send_copy", closed_on=None, customer__isnull=False)
    sent = 0
    for task in tasks.select_related("customer"):
        rows = Meaning.objects.filter(creditor=creditor, made=f"task:{task.pk}", meaning="copy_wanted")
        meaning = rows.select_related("message__customer", "message__notice", "invoice").last()
        if meaning is None or task.customer is None:
            continue
        known, is_partial = copies_known(creditor, meaning)
        about = f"reply:{meaning.pk}:copy"
        if not known or is_partial or creditor.notices.filter(about=about).exclude(state="cancelled").exists():
            continue
        lines = receivables_of_reply(creditor, meaning.pk, "copy")
        notice = tell(creditor=creditor, customer=task.customer, about=about, receivables=lines, act=act)
        if notice:
            sent += close_tasks(creditor, act, result=f"told in {notice.reference}", pk=task.pk)
    return sent
