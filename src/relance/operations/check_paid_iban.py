"""Money said to be paid that does not come: was it paid to our account at all?"""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.domain.qualifying import matches
from relance.ledger.models import Creditor, Customer, Meaning, Receivable
from relance.ledger.replies import invoices_meant, our_ibans
from relance.ledger.writes import append_events, lock_creditor, open_task, wake
from relance.operations.notices import happening
from relance.operations.refused import Refused


def check_paid_iban(*, creditor: Creditor, meaning: Meaning, tail: str, act: Act) -> bool:
    """Compare the last four characters that the customer gives with our accounts; whether one of them ends so.

    If none does, somebody may have given the customer other bank details: an urgent task says what to do. Nothing but
    the four characters is kept. Raises Refused for anything else than four letters or digits, and where the payment
    announced was not accepted as such.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        rows = Meaning.objects.filter(creditor=creditor, pk=meaning.pk, meaning="already_paid")
        found = rows.filter(state__in=("accepted", "corrected")).select_related("message__customer", "invoice").first()
        customer = found.message.customer if found else None
        if found is None or customer is None:
            raise Refused("accept first that the customer says it is paid; then compare the account")
        ibans = our_ibans(creditor, act.now)
        if not ibans:
            raise Refused("no bank account of yours is in force: there is nothing to compare with")
        try:
            is_ours = matches(tail, ibans)
        except ValueError:
            raise Refused("give the last four characters of the IBAN, letters or digits, and nothing more") from None
        plain = "".join(tail.split()).upper()
        payload = {"message": found.message_id, "tail": plain, "found": "ours" if is_ours else "not_ours"}
        append_events(creditor, [happening("paid_iban_checked", customer, payload)], act)
        if not is_ours:
            _warn(creditor, found, customer, plain, act)
        wake(creditor, [customer.pk], act.today)
    return is_ours


def _warn(creditor: Creditor, meaning: Meaning, customer: Customer, tail: str, act: Act) -> None:
    invoices = invoices_meant(creditor, meaning.message, meaning.invoice)
    numbers, currency = ", ".join(one.number for one in invoices), invoices[0].currency if invoices else "EUR"
    lines = Receivable.objects.filter(creditor=creditor, invoice__in=invoices, currency=currency, open_cents__gt=0)
    why = (
        f"{customer.name} dit avoir payé {numbers} sur un compte finissant par {tail}, qui n’est pas le vôtre. Appelez "
        "au numéro que vous connaissez : le client demande sans délai à sa banque le rappel du virement (recall), "
        "conserve le message reçu et dépose plainte ; prévenez votre banque et vos autres clients."
    )
    if creditor.language != "fr":
        why = (
            f"{customer.name} says it paid {numbers} to an account ending {tail}, which is not yours. Call on the "
            "number you know: the customer asks its bank at once to recall the transfer, keeps the message it received "
            "and reports it to the police; warn your bank and your other customers."
        )
    open_task(
        creditor, act, kind="fraud_suspected", due_on=act.today, subject=f"iban:{meaning.pk}", customer_id=customer.pk,
        why=why, amount_cents=sum(line.open_cents for line in lines), currency=currency,
    )  # fmt: skip
