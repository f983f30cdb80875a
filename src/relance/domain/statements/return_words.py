"""Why a bank took money back, in French and English: the reason codes of SEPA (ISO 20022 external return reasons)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from relance.domain.reason_words import Words
from relance.domain.wording.formats import date_long, french_spaces, money

RETURN_REASONS: Final[Words] = {
    "AC01": ("numéro de compte inexact", "account number incorrect"),
    "AC04": ("compte clôturé", "account closed"),
    "AC06": ("compte bloqué", "account blocked"),
    "AC13": ("compte d’un particulier", "consumer’s account"),
    "AG01": ("opération interdite sur ce compte", "operation forbidden on this account"),
    "AG02": ("code d’opération inexact", "operation code incorrect"),
    "AM04": ("provision insuffisante", "insufficient funds"),
    "AM05": ("opération en double", "duplicate"),
    "BE05": ("créancier non reconnu", "creditor not recognised"),
    "CUST": ("à la demande du client", "asked for by the customer"),
    "DUPL": ("opération en double", "duplicate"),
    "FOCR": ("à la suite d’un rappel de virement", "following a recall"),
    "FRAD": ("fraude", "fraud"),
    "MD01": ("pas de mandat de prélèvement", "no mandate"),
    "MD02": ("données du mandat inexactes", "mandate data incorrect"),
    "MD06": ("remboursement demandé par le débiteur", "refund asked for by the debtor"),
    "MD07": ("débiteur décédé", "debtor deceased"),
    "MS02": ("refus du débiteur, sans motif", "refused by the debtor, no reason given"),
    "MS03": ("motif non précisé", "reason not specified"),
    "RC01": ("BIC inexact", "BIC incorrect"),
    "RR04": ("raison réglementaire", "regulatory reason"),
    "SL01": ("service particulier du débiteur", "special service of the debtor"),
    "TECH": ("incident technique", "technical problem"),
}
# why a movement is nobody's payment, or what a return undoes, as `BankLine.why` keeps it
MOVEMENTS: Final[Words] = {
    "money_out": ("argent sorti du compte", "money that went out"),
    "given_back": (
        "la banque a repris cet argent avant qu’il soit affecté",
        "the bank took this money back before anybody matched it",
    ),
    "return_seen": ("ce retour figurait déjà dans un autre fichier", "another file had told of this return"),
    "nothing_returned": ("ce retour n’annule aucun paiement de client", "this return undoes no customer’s payment"),
    "return_reference": ("la référence du paiement revenu est la même", "the reference of what came back is the same"),
    "return_bank_reference": ("la référence de la banque est la même", "the bank’s own reference is the same"),
    "return_amount_and_name": (
        "un seul paiement de ce montant et de ce payeur en soixante jours",
        "one payment alone of that amount and payer in sixty days",
    ),
    "named": ("quelqu’un a dit quel paiement est revenu", "a person said which payment came back"),
}
_CODE = re.compile(r"\b([A-Z]{2}\d{2}|CUST|DUPL|FOCR|FRAD|TECH)\b")


def return_reason_words(reason: str, language: str) -> str:
    """The reason that a file gives, in words where it is a known code."""
    found = _CODE.search(reason)
    words = RETURN_REASONS.get(found[1]) if found else None
    if words and found:
        return f"{words[0 if language == 'fr' else 1]} ({found[1]})"
    return " ".join(reason.split()) or ("motif non précisé" if language == "fr" else "no reason given")


def returned_task(kind: str, cents: int, currency: str, reason: str, language: str) -> str:
    """What a person is told where a payment came back; `cents` are what was taken back (positive)."""
    total, why = money(cents, currency, language), return_reason_words(reason, language)
    if language != "fr":
        what = {"direct_debit": "the direct debit", "cheque": "the cheque", "bill": "the bill"}.get(kind, "the payment")
        return f"{what} of {total} came back unpaid: {why}. The invoices are open again."
    what = {
        "direct_debit": "le prélèvement", "cheque": "le chèque", "bill": "l’effet"
    }.get(kind, "le paiement")  # fmt: skip
    return french_spaces(f"{what} de {total} est revenu impayé : motif {why}. Les factures sont de nouveau ouvertes.")


def unclear_task(line: Mapping[str, Any], candidates: list[str], language: str) -> str:
    """What a person is asked where nothing tells which payment the bank took back."""
    total = money(abs(int(line["cents"])), str(line["currency"]), language)
    day, why = date_long(line["on"], language), return_reason_words(str(line["reason"]), language)
    if language != "fr":
        which = f"It may be: {'; '.join(candidates)}." if candidates else "No payment of that amount is known."
        return f"{total} was taken back on {day} ({why}). {which} Say which: relance returned {line['pk']}"
    which = f"Ce peut être : {' ; '.join(candidates)}." if candidates else "Aucun paiement de ce montant n’est connu."
    return french_spaces(
        f"{total} repris par la banque le {day} ({why}). {which} Dites lequel : relance returned {line['pk']}"
    )


def return_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The words of the event about a payment that came back; nothing for other events."""
    if verb != "payment_returned":
        return {}
    invoices = ", ".join(str(one) for one in payload.get("invoices") or ())
    return {
        "reason": return_reason_words(str(payload.get("reason", "")), language),
        "of": f" ({invoices})" if invoices else "",
    }
