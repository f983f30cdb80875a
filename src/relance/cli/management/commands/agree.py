"""`relance agree`: payment plans, made, listed, signed, cancelled, and their letter."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.agreement_document import agreement_document, agreement_text, agreements_table
from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import customer_of, invoice_of
from relance.cli.typed import cents_of, day, whole
from relance.domain.stops import Part
from relance.ledger.agreements import Agreement
from relance.operations.refused import Refused

MONTHS = {"month": 1, "months": 1, "two-months": 2, "quarter": 3}
REFERENCE = re.compile(r"E-\d+", re.IGNORECASE)


class Command(RelanceCommand):
    """Agree on instalments; look at a plan; record its signature; cancel it."""

    help = "payment plans: CUSTOMER --invoices I,J --instalments N --first DAY makes one; alone, lists them"

    def options(self, parser: CommandParser) -> None:
        """A new plan's terms, or what to do with one."""
        parser.add_argument("subject", nargs="?", default="", metavar="CUSTOMER|E-000001")
        parser.add_argument("--invoices", default="", metavar="I,J", help="the invoices that it covers")
        parser.add_argument("--instalments", type=whole, metavar="N", help="how many equal parts")
        parser.add_argument("--first", type=day, metavar="DAY", help="the first one's day")
        parser.add_argument("--every", default="month", metavar="month|quarter|DAYS", help="how far apart")
        parser.add_argument("--parts", default="", metavar="DAY=AMOUNT,…", help="typed parts instead of equal ones")
        parser.add_argument("--claims", choices=["running", "frozen", "waived"], default="running")
        parser.add_argument("--with", dest="agreed_with", default="", metavar="WHO")
        parser.add_argument("--note", default="")
        parser.add_argument("--not-told", action="store_true", help="the customer is not written to")
        parser.add_argument("--signed", type=day, metavar="DAY", help="the signed letter came back")
        parser.add_argument("--cancel", action="store_true", help="take the plan back, with --reason")
        parser.add_argument("--reason", default="")
        parser.add_argument("-o", "--pdf", metavar="FILE.pdf", type=Path, help="write its letter")

    def answer(self, ask: Ask) -> Answer:
        """List, make, or act on one."""
        if not ask["subject"]:
            return _listed(ask)
        if ask["pdf"]:
            _refuse_place(ask["pdf"])
        if REFERENCE.fullmatch(ask["subject"]):
            return _told(ask, _acted(ask, _agreement(ask)))
        return _told(ask, _made(ask))


def _listed(ask: Ask) -> Answer:
    from relance.ledger.agreements import agreements
    from relance.operations.agreement_states import progress_of

    found = [progress_of(ask.creditor, one, ask.act.today) for one in agreements(ask.creditor)]
    found.sort(key=lambda x: (x.agreement.state != "in_force", x.next.part.due_on if x.next else date.max))
    document = {"today": ask.act.today, "agreements": [agreement_document(one) for one in found]}
    nothing = ask.say("Aucun échéancier.", "There is no payment plan.")
    return Answer(document, [agreements_table(found, ask.language)] if found else [nothing])


def _agreement(ask: Ask) -> Agreement:
    from relance.ledger.agreements import find_agreement

    found = find_agreement(ask.creditor, ask["subject"])
    if found is None:
        raise Refused(f"there is no payment plan {ask['subject']}: `relance agree` lists them")
    return found


def _acted(ask: Ask, agreement: Agreement) -> Agreement:
    """Sign or cancel, where that was asked for."""
    from relance.operations.cancel_agreement import cancel_agreement
    from relance.operations.sign_agreement import sign_agreement

    if ask["invoices"] or ask["instalments"] or ask["parts"]:
        raise Refused(f"{agreement.reference} is made: cancel it and make another, naming the customer")
    if ask["signed"]:
        sign_agreement(creditor=ask.creditor, agreement=agreement, on=ask["signed"], act=ask.act)
    if ask["cancel"]:
        cancel_agreement(creditor=ask.creditor, agreement=agreement, reason=ask["reason"], act=ask.act)
    return agreement


def _made(ask: Ask) -> Agreement:
    from relance.operations.agree_instalments import agree_instalments

    customer = customer_of(ask.creditor, ask["subject"])
    numbers = [number.strip() for number in ask["invoices"].split(",") if number.strip()]
    if not numbers:
        raise Refused("name the invoices that the plan is for: --invoices FA-1,FA-2")
    terms: dict[str, Any] = {"parts": _typed(ask["parts"])} if ask["parts"] else _equal(ask)
    return agree_instalments(
        creditor=ask.creditor, customer=customer, act=ask.act, claims=ask["claims"], agreed_with=ask["agreed_with"],
        invoices=[invoice_of(ask.creditor, number, customer.code) for number in numbers], note=ask["note"],
        tell_customer=not ask["not_told"], **terms,
    )  # fmt: skip


def _typed(text: str) -> list[Part]:
    """`2026-03-31=500.00,2026-04-30=700` as instalments. Raises Refused."""
    parts = []
    for word in re.split(r"[,;]\s*(?=\d{4}-)", text):
        on, _, amount = word.partition("=")
        try:
            parts.append(Part(date.fromisoformat(on.strip()), cents_of(amount)))
        except ValueError:
            raise Refused(f"“{word}” is not DAY=AMOUNT: write it as 2026-03-31=500.00") from None
    return parts


def _equal(ask: Ask) -> dict[str, Any]:
    if not ask["instalments"] or not ask["first"]:
        raise Refused("give --instalments and --first, or each instalment: --parts 2026-03-31=500.00,2026-04-30=700.00")
    terms: dict[str, Any] = {"count": ask["instalments"], "first_on": ask["first"]}
    every = ask["every"]
    if every in MONTHS:
        return terms | {"every_months": MONTHS[every]}
    if not every.isdecimal() or not 0 < int(every) <= 366:
        raise Refused(f"“{every}” is not how far apart instalments are: month, two-months, quarter, or days such as 14")
    return terms | {"every_days": int(every)}


def _refuse_place(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Refused(f"nothing can be written into {folder}: choose another place with -o")


def _told(ask: Ask, agreement: Agreement) -> Answer:
    """How it stands, its letter written where that was asked for."""
    from relance.operations.agreement_papers import agreement_attachment
    from relance.operations.agreement_states import progress_of

    found = progress_of(ask.creditor, agreement, ask.act.today)
    document, text = agreement_document(found), list(agreement_text(found, ask.language))
    if ask["pdf"]:
        ask["pdf"].write_bytes(agreement_attachment(ask.creditor, agreement).content)
        document["file"] = str(ask["pdf"])
        text.append(ask.say(f"Lettre : {ask['pdf']}", f"Letter: {ask['pdf']}"))
    return Answer(document, text)
