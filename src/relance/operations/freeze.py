"""From a decided notice to the exact bytes of its messages, frozen and hashed before anything leaves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePath

from django.utils.text import slugify

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.late_rate import late_rate_text
from relance.domain.message import Attachment, Message, NoticeFacts
from relance.ledger.facts import invoice_files, notice_facts
from relance.ledger.models import Agreement, Creditor, Dispatch, Notice
from relance.ledger.models.notice import ANSWER
from relance.ledger.templates import worded
from relance.ledger.writes import append_events
from relance.operations.agreement_papers import agreement_attachment
from relance.operations.mail_settings import reply_address_of, token_of
from relance.operations.notices import happening
from relance.operations.owed_papers import notice_owed, notice_statement
from relance.operations.postal_settings import goes_by_provider
from relance.operations.printed_account import printed_account
from relance.operations.refused import Refused

NO_DOMAIN = "relance.invalid"  # RFC 2606: a name that can never be anyone's


def facts_of(creditor: Creditor, notice: Notice, act: Act) -> NoticeFacts:
    """What the text of this notice may speak of, were it to leave today."""
    customer = notice.customer
    rate = late_rate_text(customer.late_rate, customer.kind, customer.language)
    facts = notice_facts(creditor, notice, act, rate)
    if notice.kind == ANSWER and facts.answer is None:
        raise ValueError(f"{notice.reference} has nothing to tell any more")
    owed = notice_owed(creditor, notice, facts)
    reply_to = reply_address_of(creditor, notice.reference)
    receipt_to = (reply_to or creditor.email) if _asks_for_receipt(creditor, facts) else ""
    facts = replace(facts, owed=owed.facts, owed_gap=owed.gap, reply_to=reply_to, receipt_to=receipt_to)
    return worded(creditor, facts)


def _asks_for_receipt(creditor: Creditor, facts: NoticeFacts) -> bool:
    """From the second reminder on, where the creditor wants it; an answer or a courtesy asks for none."""
    return creditor.read_receipts and facts.reminder_number > 1 and facts.kind not in (ANSWER, "courtesy")


def message_id_of(creditor: Creditor, notice: Notice) -> str:
    """The Message-ID of a notice: the same whenever it is tried again, so that stores can tell."""
    domain = creditor.email.rpartition("@")[2] or NO_DOMAIN
    return f"<{notice.reference.lower()}.{token_of(creditor, notice.reference)}@{domain}>"


def render_notice(creditor: Creditor, notice: Notice, act: Act, channel: str = "") -> Message:
    """The finished message on one channel (the notice's own by default). Nothing is stored."""
    facts, enclosed = _with_enclosures(creditor, notice, facts_of(creditor, notice, act))
    return _render(creditor, notice, facts, enclosed, channel)


def _render(
    creditor: Creditor, notice: Notice, facts: NoticeFacts, enclosed: tuple[Attachment, ...], channel: str
) -> Message:
    key = channel or notice.channel or "letter"
    facts = facts if key == facts.channel else worded(creditor, facts, key)
    return channels()[key].render(facts, enclosed, message_id_of(creditor, notice))


def _with_enclosures(
    creditor: Creditor, notice: Notice, facts: NoticeFacts
) -> tuple[NoticeFacts, tuple[Attachment, ...]]:
    """What goes with the notice: the statement where it demands claims, then the invoices, which its text names.

    Of a payment plan, the plan itself.
    """
    statement = notice_statement(facts)
    if notice.template == "agreement-letter":
        copies = 2 if notice.channel == "letter" else 1  # one to sign and return, one to keep (C. civ. 1375)
        return facts, (_agreement(creditor, notice),) * copies
    files = tuple(Attachment(f.name, bytes(f.content)) for f in invoice_files(creditor, notice))
    facts = replace(facts, attachments=tuple(one.filename for one in files))
    return facts, (statement, *files) if statement else files


def _agreement(creditor: Creditor, notice: Notice) -> Attachment:
    """The plan as it was frozen. Raises ValueError where it has no letter, or not the one that was agreed."""
    key = notice.about.split(":")[1]
    try:
        return agreement_attachment(creditor, Agreement.objects.get(creditor=creditor, pk=int(key)))
    except Refused as refusal:
        raise ValueError(str(refusal)) from None


def freeze(creditor: Creditor, notice: Notice, act: Act) -> list[Dispatch]:
    """Store the bytes of the notice and of its copies; call inside the transaction that looked last."""
    frozen = []
    facts = facts_of(creditor, notice, act)
    account = printed_account(creditor, notice, facts, act)
    facts, enclosed = _with_enclosures(creditor, notice, facts)
    if facts.owed_gap:
        lost = {"notice": notice.reference, "missing": facts.owed_gap}
        append_events(creditor, [happening("claims_without_amounts", notice.customer, lost)], act)
    if facts.template_version:
        own = {"notice": notice.reference, "template": facts.template_version}
        append_events(creditor, [happening("own_template_used", notice.customer, own)], act)
    for channel in (notice.channel, *notice.copies):
        message = _render(creditor, notice, facts, enclosed, channel)
        is_mailed = creditor.delivery != "outbox" and channels()[channel].goes_online
        to_outbox = not is_mailed and not goes_by_provider(creditor, channel)
        if to_outbox:
            message = channels()[channel].for_outbox(message)
        frozen.append(
            Dispatch(
                creditor=creditor, notice=notice, channel=channel, is_copy=channel != notice.channel,
                to_outbox=to_outbox,
                recipient=message.recipient[:300], subject=message.subject[:300],
                filename=_filename(notice, channel, message), content_type=message.content_type,
                content=message.content, sha256=hashlib.sha256(message.content).hexdigest(),
                message_id=message.message_id, token=token_of(creditor, notice.reference) if message.message_id else "",
                frozen_at=act.now, attempts=notice.attempts, bank_account=account,
            )
        )  # fmt: skip
    return Dispatch.objects.bulk_create(frozen)


def _filename(notice: Notice, channel: str, message: Message) -> str:
    """A name that no other message has, whatever the customer's code contains."""
    code = slugify(notice.customer.code)[:40] or "customer"
    return f"{notice.reference}-{code}-{channel.replace('_', '-')}{PurePath(message.filename).suffix}"
