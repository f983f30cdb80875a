"""The words of tie-out and cold start: key to (English, French)."""

from __future__ import annotations

from relance.domain.books.habits import EARLY, LATE
from relance.domain.books.start import Odd, StartProposal
from relance.domain.wording.formats import date_short, french_spaces

ITEMS: dict[str, tuple[str, str]] = {
    "payment_since": ("paid after the book’s last day", "réglé après le dernier jour du FEC"),
    "payment_not_in_book": ("payment recorded here, not in the book", "règlement enregistré ici, absent du FEC"),
    "credit_since": ("credit note after the book’s last day", "avoir postérieur au dernier jour du FEC"),
    "credit_not_in_book": ("credit note recorded here, not in the book", "avoir enregistré ici, absent du FEC"),
    "credit_used": ("credit of the book set against invoices here", "crédit du FEC imputé ici sur des factures"),
    "write_off": ("written off here", "abandonné ici"),
    "invoice_since": ("invoice dated after the book’s last day", "facture postérieure au dernier jour du FEC"),
    "invoice_not_in_book": (
        "invoice of another file, not open in the book",
        "facture d’un autre fichier, non ouverte dans le FEC",
    ),
    "money_since": ("money on account since the book’s last day", "acompte ou règlement à affecter, postérieur au FEC"),
    "money_not_in_book": ("money on account, not in the book", "règlement à affecter, absent du FEC"),
    "unexplained": ("not explained", "non expliqué"),
}
HELD: dict[str, tuple[str, str]] = {
    "collective": ("collective account (card, cash, counter)", "compte collectif (carte, espèces, comptoir)"),
    "factored": ("sold to a factor", "cédé à un affactureur"),
    "other_account": ("bill (413) or doubtful debt (416)", "effet (413) ou client douteux (416)"),
    "lettered_elsewhere": (
        "lettered on one side only: settled in another year, or an unbalanced group",
        "lettré d’un seul côté : soldé sur un autre exercice, ou groupe non équilibré",
    ),
    "undated": ("without a usable date", "sans date utilisable"),
    "retention": ("retention money (4117)", "retenue de garantie (4117)"),
    "draft": ("entry not validated", "écriture non validée"),
    "opening": ("opening entry without the detail of its invoices", "à-nouveau sans le détail de ses factures"),
    "bank_debit": (
        "debit of a bank journal (returned payment, refund)",
        "débit d’un journal de banque (impayé, remboursement)",
    ),
    "unnumbered": ("debit without any invoice number", "débit sans numéro de facture"),
}


def words(table: dict[str, tuple[str, str]], key: str, language: str) -> str:
    """What a key says in `en` or `fr`."""
    english, french = table[key]
    return french_spaces(french) if language == "fr" else english


ODD: dict[str, tuple[str, str]] = {
    "old_small": (
        "Old small amount, often a rounding or a bank fee",
        "Petit montant ancien, souvent un écart ou des frais bancaires",
    ),
    "credit_balance": ("The customer is in credit", "Le client est créditeur"),
    "collective": ("Collective account: nobody to remind", "Compte collectif : personne à relancer"),
    "held": ("Amount that no invoice explains", "Montant qu’aucune facture n’explique"),
    "opening_differs": ("Opens otherwise than last year closed", "À-nouveau différent de la clôture précédente"),
    "letters": ("Lettered group that does not balance", "Groupe lettré non équilibré"),
    "no_contact": ("No e-mail and no postal address", "Ni adresse électronique ni adresse postale"),
    "terms_too_long": ("Observed terms longer than the law allows", "Délai observé supérieur au maximum légal"),
}
CONFIDENCE: dict[str, tuple[str, str]] = {"sure": ("sure", "sûr"), "likely": ("likely", "probable")}


def evidence(proposal: StartProposal, language: str) -> str:
    """What proposed terms rest on, in one sentence; "" where none are proposed."""
    found, delay = proposal.terms, proposal.delay
    if found is None:
        return ""
    french = language == "fr"
    if found.source == "written":
        said = (
            "{fitting} échéances sur {count} écrites sur les factures"
            if french
            else "{fitting} of {count} due dates written on invoices"
        )
        return said.format(fitting=found.fitting, count=found.count)
    said = "{fitting} of {count} invoices paid from {early} days before to {late} days after that due date"
    if french:
        said = "{fitting} factures sur {count} payées de {early} jours avant à {late} jours après cette échéance"
    text = said.format(fitting=found.fitting, count=found.count, early=EARLY, late=LATE)
    if delay is None:
        return text
    between = " (factures du {first} au {last})" if french else " (invoices from {first} to {last})"
    return text + between.format(first=date_short(delay.first_on, language), last=date_short(delay.last_on, language))


TERMS: dict[str, tuple[str, str]] = {
    "on-receipt": ("on receipt", "à réception"),
    "15": ("15 days", "15 jours"),
    "30": ("30 days", "30 jours"),
    "45": ("45 days", "45 jours"),
    "60": ("60 days", "60 jours"),
    "75": ("75 days", "75 jours"),
    "90": ("90 days", "90 jours"),
    "30-end-of-month": ("30 days, then the end of the month", "30 jours fin de mois"),
    "45-end-of-month": ("45 days, then the end of the month", "45 jours fin de mois"),
    "60-end-of-month": ("60 days, then the end of the month", "60 jours fin de mois"),
    "90-end-of-month": ("90 days, then the end of the month", "90 jours fin de mois"),
    "end-of-month-30": ("end of the month, then 30 days", "fin de mois 30 jours"),
    "end-of-month-45": ("end of the month, then 45 days", "fin de mois 45 jours"),
}


def odd_text(odd: Odd, language: str) -> str:
    """What an oddity is about: the reasons of what is held in words, anything else as it is."""
    if odd.kind != "held":
        return odd.text
    return ", ".join(words(HELD, why, language) for why in odd.text.split(","))


def terms_words(terms: str, language: str) -> str:
    """Payment terms as people say them; those that are not usual as they are written."""
    return words(TERMS, terms, language) if terms in TERMS else terms
