"""Send a template to oneself: the finished message, to the address of somebody who works here, never to a customer."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.mail_address import one_address
from relance.domain.message import Message, NoticeFacts
from relance.domain.wording.checking import check_text
from relance.ledger.crew import members
from relance.ledger.models import Creditor, Customer
from relance.ledger.templates import Scope
from relance.operations.edit_template import TemplateRefused
from relance.operations.mail_settings import settings_for
from relance.operations.outbox import outbox_folder
from relance.operations.preview_template import preview_facts
from relance.operations.refused import Refused

MARKS = {"fr": "[Essai]", "en": "[Test]"}
SUBJECT = "=== subject\n"
FOLDER = "tests"


class OwnMessage(NamedTuple):
    """Where it went: an address, or a file of the local outbox."""

    recipient: str
    path: Path | None = None


def own_address(creditor: Creditor, person: str) -> str:
    """The address of a person who works for the creditor; the company's own where none is known. Raises Refused."""
    for member in members(creditor):
        if person and person in (member.user.get_username(), member.user.email):
            found = one_address(member.user.email) or one_address(member.user.get_username())
            if found:
                return found
    if one_address(creditor.email):
        return creditor.email.strip()
    raise Refused("nobody’s own address is known: enter the company’s e-mail address in the settings first")


def send_test(
    *, creditor: Creditor, scope: Scope, text: str, customer: Customer | None, act: Act, person: str = "",
    by_server: bool | None = None,
) -> OwnMessage:  # fmt: skip
    """The message as that customer would read it, sent to the person who asks, or put into the outbox.

    No notice is written and no step is done. `by_server` asks the mail server although customers' mails still go into
    the outbox, or the other way round. Raises Refused (TemplateRefused) for a text that could not be saved.
    """
    problems = check_text(text, *scope, scope.language).problems
    if problems:
        raise TemplateRefused(problems)
    address = own_address(creditor, person or act.by)
    facts = preview_facts(creditor=creditor, scope=scope, text=text, customer=customer, act=act)
    message = _message(creditor, facts, address, act)
    if not (creditor.delivery == "smtp" if by_server is None else by_server):
        return OwnMessage(address, _into_outbox(creditor, message, act))
    receipt = channels()["email"].deliver(message, settings_for(creditor.key))
    if receipt.outcome != "sent":
        raise Refused(f"the test message did not leave ({receipt.detail}): check the mail settings")
    return OwnMessage(address)


def _message(creditor: Creditor, facts: NoticeFacts, address: str, act: Act) -> Message:
    mark = MARKS[facts.customer.language]
    marked = facts.template_text.replace(SUBJECT, f"{SUBJECT}{mark} ", 1)
    mine = replace(facts, customer=replace(facts.customer, email=address), channel="email", template_text=marked)
    seed = hashlib.sha256(f"{act.now.isoformat()}{marked}".encode()).hexdigest()[:24]
    domain = creditor.email.rpartition("@")[2] or "relance.invalid"
    return channels()["email"].render(mine, (), f"<test.{seed}@{domain}>")


def _into_outbox(creditor: Creditor, message: Message, act: Act) -> Path:
    draft = channels()["email"].for_outbox(message)
    path = outbox_folder(creditor) / FOLDER / f"{act.now:%Y-%m-%dT%H%M%S}-{message.message_id[6:14]}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draft.content)
    return path
