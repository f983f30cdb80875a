"""The fixed words of statements and claim notes, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from relance.domain.interest import Segment
from relance.domain.wording.formats import date_short, days, money, percent

STATEMENT_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "title": "Décompte des sommes dues",
        "as_of": "Arrêté au {}, intérêts de ce jour compris",
        "creditor": "Créancier",
        "customer": "Débiteur",
        "account": "Compte client",
        "reference": "Notre référence",
        "recap": "Récapitulatif",
        "invoice": "Facture",
        "due": "Échéance",
        "principal": "Principal",
        "interest": "Intérêts",
        "indemnity": "Indemnité",
        "total": "Total",
        "per_day": "Chaque jour de plus sans paiement ajoute {}.",
        "on_account": "{} reçus ou crédités restent à affecter à une facture\u00a0: ils ne sont pas déduits ici.",
        "other": "Selon l’ordre d’imputation des paiements",
        "interest_first": "Sur les intérêts d’abord",
        "principal_first": "Sur le principal d’abord",
        "chosen": "(retenu)",
        "invoice_title": "Facture {}",
        "issued": "du {}",
        "fell_due": "échue le {}",
        "falls_due": "échéance le {}",
        "date": "Date",
        "operation": "Opération",
        "to_interest": "Imputé sur les intérêts",
        "to_indemnity": "Imputé sur l’indemnité",
        "to_principal": "Principal",
        "billed": "Montant facturé, TTC",
        "set_aside": "Part non réclamée pour l’instant",
        "payment": "Paiement de {}",
        "credit_note": "Avoir de {}",
        "write_off": "Somme de {} non réclamée",
        "unused": ", dont {} non imputés",
        "principal_left": "Principal restant dû",
        "from": "Du",
        "to": "Au",
        "days": "Jours",
        "base": "Base",
        "rate": "Taux annuel",
        "source": "Fondement",
        "accrued": "Intérêts courus",
        "interest_paid": "Réglés par les paiements",
        "interest_left": "Intérêts restant dus",
        "no_interest": "Aucun intérêt n’a couru.",
        "indemnity_charged": "Indemnité forfaitaire pour frais de recouvrement ({})",
        "indemnity_paid": "Réglée par les paiements",
        "indemnity_left": "Indemnité restant due",
        "waived": "Remise du {}",
        "waived_why": "\u00a0: {} ({})",
        "invoice_total": "Total dû pour la facture {}",
        "warnings": "À vérifier",
        "assumptions": "Conventions retenues",
        "note_title": "Note de débit n°\u00a0{}",
        "note_subject": "Intérêts de retard et frais de recouvrement, facture {}",
        "note_subject_interest": "Intérêts de retard, facture {}",
        "note_subject_indemnity": "Indemnité forfaitaire pour frais de recouvrement, facture {}",
        "note_reference": "Facture concernée",
        "note_due": "Échéance de la facture",
        "note_as_of": "Intérêts arrêtés au",
        "wording": "Libellé",
        "calculation": "Calcul",
        "amount": "Montant",
        "interest_line": "Intérêts de retard du {} au {}",
        "indemnity_line": "Indemnité forfaitaire pour frais de recouvrement",
        "once": "Une fois par facture payée en retard",
        "settled_line": "À déduire\u00a0: intérêts déjà réglés, remis ou facturés",
        "note_total": "Total à payer, hors champ de la TVA",
        "vat": (
            "Hors champ de la TVA (article 256 du Code général des impôts)\u00a0: ces sommes réparent un retard de "
            "paiement et ne rémunèrent aucune livraison ni prestation."
        ),
        "note_apart": (
            "Le principal de la facture n’est pas compris dans cette note. Les intérêts postérieurs au {} restent dus "
            "tant que le principal n’est pas payé."
        ),
        "note_payable": "Payable à réception.",
    },
    "en": {
        "title": "Statement of amounts owed",
        "as_of": "As at {}, interest of that day included",
        "creditor": "Creditor",
        "customer": "Debtor",
        "account": "Account",
        "reference": "Our reference",
        "recap": "Summary",
        "invoice": "Invoice",
        "due": "Due",
        "principal": "Principal",
        "interest": "Interest",
        "indemnity": "Recovery costs",
        "total": "Total",
        "per_day": "Each further day without payment adds {}.",
        "on_account": "{} received or credited is still to be set against an invoice: it is not deducted here.",
        "other": "By the order in which payments are set off",
        "interest_first": "Against interest first",
        "principal_first": "Against principal first",
        "chosen": "(used)",
        "invoice_title": "Invoice {}",
        "issued": "of {}",
        "fell_due": "due on {}",
        "falls_due": "due on {}",
        "date": "Date",
        "operation": "Entry",
        "to_interest": "Set against interest",
        "to_indemnity": "Set against costs",
        "to_principal": "Principal",
        "billed": "Amount billed, incl. VAT",
        "set_aside": "Part not claimed for now",
        "payment": "Payment of {}",
        "credit_note": "Credit note of {}",
        "write_off": "{} not claimed",
        "unused": ", of which {} not set off",
        "principal_left": "Principal outstanding",
        "from": "From",
        "to": "To",
        "days": "Days",
        "base": "Base",
        "rate": "Yearly rate",
        "source": "Basis",
        "accrued": "Interest accrued",
        "interest_paid": "Settled by payments",
        "interest_left": "Interest outstanding",
        "no_interest": "No interest has accrued.",
        "indemnity_charged": "Fixed recovery costs ({})",
        "indemnity_paid": "Settled by payments",
        "indemnity_left": "Recovery costs outstanding",
        "waived": "Waived on {}",
        "waived_why": ": {} ({})",
        "invoice_total": "Total owed on invoice {}",
        "warnings": "To be checked",
        "assumptions": "Conventions used",
        "note_title": "Debit note no. {}",
        "note_subject": "Late-payment interest and recovery costs, invoice {}",
        "note_subject_interest": "Late-payment interest, invoice {}",
        "note_subject_indemnity": "Fixed recovery costs, invoice {}",
        "note_reference": "Invoice concerned",
        "note_due": "Invoice due on",
        "note_as_of": "Interest up to",
        "wording": "Description",
        "calculation": "Calculation",
        "amount": "Amount",
        "interest_line": "Late-payment interest from {} to {}",
        "indemnity_line": "Fixed recovery costs",
        "once": "Once for each invoice paid late",
        "settled_line": "Less: interest already paid, waived or billed",
        "note_total": "Total to pay, outside the scope of VAT",
        "vat": (
            "Outside the scope of VAT (Article 256 of the French General Tax Code): these sums make good a late "
            "payment and are not the price of any supply."
        ),
        "note_apart": (
            "The principal of the invoice is not included in this note. Interest after {} remains due until the "
            "principal is paid."
        ),
        "note_payable": "Payable on receipt.",
    },
}


def rate_words(segment: Segment, currency: str, language: str) -> str:
    """“1 200,00 € × 12,15 % × 45 jours”, as a reader would type it."""
    parts = (
        money(segment.base_cents, currency, language),
        f"{rate(segment.rate, language)} {'par an' if language == 'fr' else 'a year'}",
        days(segment.days, language),
    )
    return "\u00a0× ".join(parts)


def rate(value: Decimal, language: str) -> str:
    """A yearly rate."""
    return percent(value, language)


def period(segment: Segment, language: str) -> tuple[str, str]:
    """First and last day, both included."""
    return date_short(segment.from_on, language), date_short(segment.to_on, language)
