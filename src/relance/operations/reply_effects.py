"""What each meaning of a reply does once a person has said that it is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from relance.domain.act import Act
from relance.domain.law import add_working_days
from relance.domain.qualifying import Reading
from relance.domain.wording.formats import money
from relance.ledger.answers import receivables_about
from relance.ledger.models import Creditor, Customer, IncomingMessage, Invoice, InvoiceFile, Receivable, Task
from relance.ledger.writes import open_task
from relance.operations.answer import tell
from relance.operations.call_results import CHECK_AFTER, Talk, announce_dispute, announce_promise
from relance.operations.edit_customer import edit_customer
from relance.operations.plans_in_force import law_of
from relance.operations.refused import Refused
from relance.operations.rest import give_rest

WARNING = {
    "fr": (
        "Un message de {who} parle de nouvelles coordonnées bancaires. N’en tenez aucun compte et n’y répondez pas : "
        "appelez {customer} au numéro que vous connaissez déjà. Si quelqu’un se fait passer pour vous, prévenez vos "
        "clients et votre banque, et déposez plainte."
    ),
    "en": (
        "A message from {who} speaks of new bank details. Do nothing of what it says and do not answer it: call "
        "{customer} on the number you already know. If somebody poses as you, warn your customers and your bank, and "
        "report it to the police."
    ),
}
MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person wants it done: told to the customer, with words of its own; nobody reminded before `until`.

    `email` is the address to write to from now on, where the contact was wrong. `even_unauthenticated`: the person
    knows that the message may come from somebody else, and takes it as true all the same.
    """

    answer: bool = False
    words: str = ""
    until: date | None = None
    email: str = ""
    even_unauthenticated: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One meaning about to take effect: whose, about which invoices (earliest due first), how it is read."""

    creditor: Creditor
    customer: Customer
    message: IncomingMessage
    invoices: list[Invoice]
    reading: Reading
    quote: str
    manner: Manner
    act: Act

    @property
    def until(self) -> date:
        """The day until which reminders wait: the one chosen, else some working days."""
        return self.manner.until or add_working_days(law_of(self.creditor), self.act.today, CHECK_AFTER)

    @property
    def numbers(self) -> str:
        """The invoices by number."""
        return ", ".join(one.number for one in self.invoices)

    @property
    def who(self) -> str:
        """Who wrote."""
        return (self.message.sender_name or self.message.sender or self.customer.name)[:120]


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of it: `made` names it (`promise:12`); `until` and `address` are kept for the answer."""

    made: str = ""
    until: date | None = None
    address: str = ""


def take_effect(case: Case) -> Effect:
    """Do what the reading means. Raises Refused where the ledger does not allow it."""
    return EFFECTS[case.reading.meaning](case)


def answer_of(meaning: str) -> str:
    """What the message that answers a meaning is about; empty where none exists, or where the thing made has its own.

    A promise and a dispute are told of by the operation that records them.
    """
    return _ANSWERS.get(meaning, "")


def send_answer(case: Case, meaning_id: int) -> str:
    """Write the answer down; returns its reference, or nothing where there was nothing, or no way, to tell."""
    what = answer_of(case.reading.meaning)
    if not case.manner.answer or not what:
        return ""
    about = f"reply:{meaning_id}:{what}"
    lines = receivables_about(case.creditor, about)
    if not lines:
        return ""
    notice = tell(creditor=case.creditor, customer=case.customer, about=about, receivables=lines, act=case.act)
    return notice.reference if notice else ""


def _promise(case: Case) -> Effect:
    assert case.reading.on is not None
    made = announce_promise(_talk(case), case.reading.on, case.reading.cents)
    if case.manner.answer and len(made) == 1:  # one message, not one an invoice
        promise = made[0]
        tell(
            creditor=case.creditor, customer=case.customer, about=f"promise:{promise.pk}:noted", act=case.act,
            receivables=list(promise.invoice.receivables.filter(open_cents__gt=0).order_by("due_on")),
        )  # fmt: skip
    return Effect(" ".join(f"promise:{one.pk}" for one in made)[:60])


def _dispute(case: Case) -> Effect:
    made = announce_dispute(_talk(case), case.reading.reason, case.reading.cents, tell_customer=case.manner.answer)
    return Effect(f"dispute:{made.pk}")


def _talk(case: Case) -> Talk:
    return Talk(
        case.creditor, case.customer, case.act, None, case.invoices[0] if case.reading.invoice else None, case.who,
        case.quote, channel="email", about=tuple(case.invoices),
    )  # fmt: skip


def _more_time(case: Case) -> Effect:
    if not _rest(case, "time_asked"):
        return Effect()
    day = f" until {case.reading.on}" if case.reading.on else ""
    made = _ask(case, "time_asked", case.until, f"{case.who} asks for time{day} to pay {case.numbers}")
    return Effect(made, case.until)


def _already_paid(case: Case) -> Effect:
    if not _rest(case, "check_payment"):
        return Effect()
    cents = money(case.reading.cents, case.invoices[0].currency, "en") if case.reading.cents else ""
    said = " ".join(part for part in (cents, f"on {case.reading.on}" if case.reading.on else "") if part)
    why = f"{case.who} says that {case.numbers} is paid{f' ({said})' if said else ''}: look at the bank"
    return Effect(_ask(case, "check_payment", case.until, why), case.until)


def _rest(case: Case, kind: str) -> bool:
    """No reminder of these invoices for a time; whether anything is open on them."""
    waiting = [one for one in case.invoices if one.receivables.filter(open_cents__gt=0).exists()]
    for invoice in waiting:
        give_rest(case.creditor, case.customer, invoice, kind, case.until, case.act)
    return bool(waiting)


def _wrong_contact(case: Case) -> Effect:
    """The address that was reached is used no more; a person finds another, unless it is given at once."""
    customer, act = case.customer, case.act
    if case.manner.email:
        edit_customer(creditor=case.creditor, customer=customer, changes={"email": case.manner.email}, act=act)
        return Effect()
    notice = case.message.notice
    reached = {case.message.sender.casefold(), notice.recipient.casefold() if notice else ""}
    is_known = bool(customer.email) and customer.email.casefold() in reached
    if is_known:
        Customer.objects.filter(creditor=case.creditor, pk=customer.pk).update(email_bounced=True)
        customer.email_bounced = True
    why = f"{case.who} is not the person to write to: find out who is"
    made = _ask(case, "wrong_contact", act.today, why, subject=customer.email or case.message.sender)
    return Effect(made, address=customer.email if is_known else "")


def _copy_wanted(case: Case) -> Effect:
    """The PDF goes with the answer where it is known; else a person sends it."""
    files = InvoiceFile.objects.filter(creditor=case.creditor, invoice__in=case.invoices)
    known = set(files.values_list("invoice", flat=True))
    missing = [one.number for one in case.invoices if one.pk not in known]
    if not missing and case.invoices:
        return Effect()
    named = ", ".join(missing) or "something that is not said"
    return Effect(_ask(case, "send_copy", case.act.today, f"{case.who} asks for a copy: {named}"))


def _new_bank_details(case: Case) -> Effect:
    """A warning, and nothing else: nothing of what the message says is kept as a fact."""
    words = WARNING[case.creditor.language if case.creditor.language in WARNING else "en"]
    why = words.format(who=case.who, customer=case.customer.name)
    return Effect(_ask(case, "fraud_suspected", case.act.today, why, subject=f"message:{case.message.pk}"))


def _ask(case: Case, kind: str, due_on: date, why: str, subject: str = "") -> str:
    """Put a task on the work list; returns its name."""
    lines = Receivable.objects.filter(creditor=case.creditor, invoice__in=case.invoices, open_cents__gt=0)
    currency = case.invoices[0].currency if case.invoices else "EUR"
    cents = sum(line.open_cents for line in lines if line.currency == currency)
    subject = (subject or case.numbers or currency)[:200]
    open_task(
        case.creditor, case.act, kind=kind, due_on=due_on, subject=subject, customer_id=case.customer.pk, why=why,
        amount_cents=cents, currency=currency,
    )  # fmt: skip
    rows = Task.objects.filter(creditor=case.creditor, customer=case.customer, kind=kind, subject=subject)
    return f"task:{rows.filter(closed_on=None).values_list('pk', flat=True).get()}"


def _nothing(_case: Case) -> Effect:
    return Effect()


EFFECTS: Mapping[str, Callable[[Case], Effect]] = {
    "promise": _promise,
    "more_time": _more_time,
    "already_paid": _already_paid,
    "dispute": _dispute,
    "wrong_contact": _wrong_contact,
    "copy_wanted": _copy_wanted,
    "new_bank_details": _new_bank_details,
    "nothing": _nothing,
}
_ANSWERS: Mapping[str, str] = {
    "more_time": "more_time",
    "already_paid": "already_paid",
    "wrong_contact": "wrong_contact",
    "copy_wanted": "copy",
}


def checked(manner: Manner, act: Act) -> Manner:
    """The same manner. Raises Refused for words that are too long and for a day that is past."""
    if len(manner.words) > MOST_WORDS:
        raise Refused(f"the words added to the answer have {len(manner.words)} characters: {MOST_WORDS} at most")
    if manner.until and manner.until < act.today:
        raise Refused(f"{manner.until} is past: give a day from {act.today} on, or none")
    return manner
