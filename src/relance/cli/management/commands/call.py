"""`relance call`: a telephone call made, with what came of it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import subject_of
from relance.cli.typed import cents_of, day
from relance.domain.call_words import next_words
from relance.domain.event_words import CALLS
from relance.domain.reasons import call_words


class Command(RelanceCommand):
    """Log a call: the one that waits for this customer or invoice, or one that nobody asked for."""

    help = "logs a telephone call: CUSTOMER or INVOICE --result promise --on DAY"

    def options(self, parser: CommandParser) -> None:
        """Whom, what came of it, and the facts of that result."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("--result", required=True, metavar="RESULT", help=", ".join(CALLS))
        parser.add_argument("--with", dest="spoke_to", default="", metavar="WHO", help="who was spoken to")
        parser.add_argument("--minutes", type=int, metavar="N", help="how long it lasted")
        parser.add_argument("--number", default="", help="the number called, if not the customer's own")
        parser.add_argument("--note", default="", help="what was said")
        parser.add_argument("--on", type=day, metavar="DAY", help="promise: by which day")
        parser.add_argument("--amount", help="promise or dispute: how much; all of it without it")
        parser.add_argument("--reason", default="", help="dispute: delivery, quality, price…")
        parser.add_argument("--call-back", type=day, metavar="DAY", help="call_back: on which day")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """What was logged, and what comes next."""
        from relance.ledger.calls import waiting_call
        from relance.operations.log_call import DOES_THE_STEP, log_call

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        task = waiting_call(ask.creditor, subject.customer, subject.invoice)
        notice = task.notice if task else None
        cents = cents_of(ask["amount"]) if ask["amount"] else None
        call = log_call(
            creditor=ask.creditor, customer=subject.customer, result=ask["result"], act=ask.act, notice=notice,
            spoke_to=ask["spoke_to"], minutes=ask["minutes"], note=ask["note"], number=ask["number"],
            invoice=subject.invoice, promise_on=ask["on"], promise_cents=cents, dispute_reason=ask["reason"],
            dispute_cents=cents, call_back_on=ask["call_back"],
        )  # fmt: skip
        is_done = bool(notice) and call.result in DOES_THE_STEP
        document = {
            "call": call.pk, "customer": subject.customer.code, "result": call.result, "on": call.on,
            "notice": notice.reference if notice else None, "step_done": is_done, "spoken_to": call.spoke_to,
            "minutes": call.minutes, "call_back_on": call.call_back_on, **_after(ask, subject.customer),
        }  # fmt: skip
        return Answer(document, [_told(ask, call, is_done=is_done)])


def _after(ask: Ask, customer: Any) -> dict[str, Any]:
    """Whether the number was given up, and when the call comes back."""
    from relance.ledger.calls import waiting_call

    customer.refresh_from_db(fields=["phone_failed"])
    task = waiting_call(ask.creditor, customer)
    return {"number_given_up": customer.phone_failed, "again_on": task.due_on if task else None}


def _told(ask: Ask, call: Any, *, is_done: bool) -> str:
    from relance.operations.log_call import next_days

    words = call_words(call.result, ask.language)
    tomorrow, check = next_days(ask.creditor, ask.act)
    given_up = call.result in ("no_answer", "message_left") and call.customer.phone_failed
    what = "last_try" if given_up else call.result
    said = [next_words(what, ask.language, tomorrow=tomorrow, check=check)]
    if is_done:
        said.insert(0, next_words("step_done", ask.language, tomorrow=tomorrow, check=check))
    return ask.say(f"Appel à {call.customer.name} : {words}. ", f"Call to {call.customer.name}: {words}. ") + " ".join(
        said
    )
