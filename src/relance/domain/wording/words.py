"""The fixed words of mails and letters, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_FR: Final[Mapping[str, str]] = {
    "invoice": "facture",
    "invoices": "factures",
    "instalments": "échéances",
    "yours_one": "la",
    "yours_many": "vos",
    "col_invoice": "Facture",
    "col_issued": "Date",
    "col_due": "Échéance",
    "col_amount": "Montant TTC",
    "col_settled": "Réglé ou déduit",
    "col_open": "Reste dû",
    "col_late": "Retard",
    "col_reminders": "Relances reçues",
    "issued": "du {}",
    "due_past": "échue le {}",
    "due_coming": "échéance le {}",
    "late": "{} de retard",
    "part_paid": "montant {}, réglé ou déduit {}",
    "reminders": "relances reçues : {}",
    "order": "Votre commande {}",
    "granted": "Délai accordé jusqu’au {}",
    "estimated": "* Échéance calculée d’après nos conditions de règlement.",
    "col_balance": "Solde",
    "total": "Total dû à ce jour",
    "total_balance": "Solde à ce jour",
    "total_courtesy": "Total à régler",
    "subtotal": "Objet de cette relance",
    "subtotal_formal": "Somme objet de la mise en demeure",
    "listed": "Également dû à ce jour",
    "total_principal": "Total en principal",
    "subtotal_principal": "Sous-total en principal",
    "claims_title": "Sommes demandées, arrêtées au {}",
    "claims_for": "",
    "claims_acted": "Total à payer",
    "claims_acted_formal": "Somme objet de la mise en demeure",
    "claims_listed": "Également dû à ce jour",
    "claims_all": "Total à payer",
    "claims_principal": "principal",
    "interest_business": "pénalités de retard",
    "interest_public": "intérêts moratoires",
    "interest_consumer": "intérêts au taux légal",
    "claims_indemnity": "indemnité forfaitaire",
    "claims_total": "total",
    "claims_per_day": "Chaque jour de retard supplémentaire ajoute {}, jusqu’au paiement.",
    "claims_imputed": (
        "Des paiements partiels ont été imputés d’abord sur les pénalités (article 1343-1 du Code civil) : "
        "voir le décompte joint."
    ),
    "claims_imputed_public": (
        "Des paiements partiels ont été imputés d’abord sur les intérêts (article 1343-1 du Code civil) : "
        "voir le décompte joint."
    ),
    "claims_imputed_consumer": (
        "Des paiements partiels ont été imputés d’abord sur les intérêts (article 1343-1 du Code civil) : "
        "voir le décompte joint."
    ),
    "sum": "{}, soit {}",
    "sum_principal": "{} en principal",
    "sum_interest_business": "{} de pénalités de retard",
    "sum_interest_public": "{} d’intérêts moratoires",
    "sum_interest_consumer": "{} d’intérêts au taux légal",
    "sum_indemnity": "{} d’indemnité forfaitaire pour frais de recouvrement",
    "rate_period": "{} du {} au {}",
    "rates_many": "de {} à {} selon les semestres, du {} au {}",
    "enclosed_statement": "décompte des sommes dues au {}",
    "enclosed_agreement": "échéancier {}",
    "enclosed_agreement_twice": "échéancier {}, en deux exemplaires",
    "first_instalment": "premier",
    "instalment_item": "{} le {}",
    "payment": "Pour régler",
    "pay_amount": "Montant",
    "pay_amount_on": "Montant au {}",
    "pay_total": "Total dû à ce jour",
    "pay_total_on": "Total dû au {}",
    "pay_of_which": "dont objet de cette relance",
    "pay_of_which_formal": "dont mise en demeure",
    "pay_first": "Premier versement",
    "pay_name": "Bénéficiaire",
    "pay_reference": "Référence à rappeler",
    "pay_other": "Autres moyens de paiement : {}",
    "pay_none": "Le règlement est à adresser à {}, en rappelant la référence.",
    "bank_steady": (
        "Nos coordonnées bancaires n’ont pas changé. Nous n’annonçons jamais de changement par courriel\u00a0; en cas "
        "de doute, appelez-nous au numéro que vous connaissez déjà."
    ),
    "bank_steady_since": (
        "Nos coordonnées bancaires n’ont pas changé depuis le {}. Nous n’annonçons jamais de changement par "
        "courriel\u00a0; en cas de doute, appelez-nous au numéro que vous connaissez déjà."
    ),
    "bank_changed": (
        "Nos coordonnées bancaires ont changé le {}. Avant de payer, vérifiez-les en nous appelant au numéro que vous "
        "connaissez déjà, jamais à celui d’un courriel."
    ),
    "bank_holder": "Titulaire que votre banque doit afficher : {}.",
    "qr": "À scanner avec l’application de votre banque",
    "qr_total": "À scanner avec l’application de votre banque, pour le total",
    "our_reference": "Notre référence",
    "your_reference": "Votre référence",
    "your_account": "Votre compte client",
    "attention": "À l’attention de {}",
    "place_date": "{}, le {}",
    "date": "Le {}",
    "capital": "{} au capital de {}",
    "vat": "TVA {}",
    "caller": "[votre nom]",
    "ask_named": "Demander {}{}.",
    "ask_business": "Demander la personne qui paie les factures chez {}{}.",
    "ask_consumer": "Demander {}{}.",
    "at_phone": ", au {}",
    "reply_bank_same": (
        "Nos coordonnées bancaires n’ont pas changé : si vous avez reçu un message qui en indique d’autres, ne payez "
        "rien et appelez-nous au numéro que vous connaissez déjà."
    ),
    "reply_bank_changed": (
        "Nos coordonnées bancaires ont changé le {}. Si vous avez un doute sur celles que vous avez utilisées, "
        "appelez-nous au numéro que vous connaissez déjà."
    ),
    "reach_named": "{} vous répond {}.",
    "reach": "Nous vous répondons {}.",
    "by_phone": "au {}",
    "by_email": "à l’adresse {}",
    "or": " ou ",
    "reach_reply": "Vous pouvez répondre à ce message.",
    "reach_write": "Vous pouvez nous écrire à l’adresse qui figure en tête de cette lettre.",
    "also_owed": "D’autres sommes échues figurent ci-dessous : le total dû à ce jour est de {}.",
    "history_one": "Nous vous avons adressé une relance le {}.",
    "history_many": "Nous vous avons adressé des relances {}.",
    "history_item": "le {}",
    "history_none": "Vous avez déjà reçu une relance de notre part.",
    "ask": "Qui demander",
    "say": "Que dire",
    "obtain": "Qu’obtenir",
    "note": "Que noter",
    "appeal": "Madame, Monsieur",
    "appeal_mr": "Monsieur",
    "appeal_mrs": "Madame",
    "hello": "Bonjour",
    "regards": "Bien cordialement,",
    "closing_plain": "Nous vous prions d’agréer, {}, nos salutations distinguées.",
    "closing_formal": "Nous vous prions d’agréer, {}, l’expression de nos salutations distinguées.",
    "this_letter": "cette lettre",
    "this_message": "ce message",
    "with_email": " par courriel",
    "with_letter": " par lettre",
    "with_registered_letter": " par lettre recommandée",
    "with_phone": " par téléphone",
    "with_sms": " par SMS",
}

_EN: Final[Mapping[str, str]] = {
    "invoice": "invoice",
    "invoices": "invoices",
    "instalments": "instalments",
    "yours_one": "",
    "yours_many": "your",
    "col_invoice": "Invoice",
    "col_issued": "Date",
    "col_due": "Due",
    "col_amount": "Amount incl. VAT",
    "col_settled": "Paid or deducted",
    "col_open": "Still due",
    "col_late": "Late",
    "col_reminders": "Reminders sent",
    "issued": "of {}",
    "due_past": "due on {}",
    "due_coming": "due on {}",
    "late": "{} late",
    "part_paid": "amount {}, paid or deducted {}",
    "reminders": "reminders sent: {}",
    "order": "Your order {}",
    "granted": "Time granted until {}",
    "estimated": "* Due date worked out from our payment terms.",
    "col_balance": "Balance",
    "total": "Total due today",
    "total_balance": "Balance today",
    "total_courtesy": "Total to pay",
    "subtotal": "Asked for in this reminder",
    "subtotal_formal": "Sum under formal notice",
    "listed": "Also due today",
    "total_principal": "Total principal",
    "subtotal_principal": "Subtotal, principal",
    "claims_title": "Sums demanded, as at {}",
    "claims_for": "",
    "claims_acted": "Total to pay",
    "claims_acted_formal": "Sum under formal notice",
    "claims_listed": "Also due today",
    "claims_all": "Total to pay",
    "claims_principal": "principal",
    "interest_business": "late-payment interest",
    "interest_public": "late-payment interest",
    "interest_consumer": "statutory interest",
    "claims_indemnity": "fixed recovery costs",
    "claims_total": "total",
    "claims_per_day": "Each further day of delay adds {}, until payment.",
    "claims_imputed": (
        "Part payments were set against interest first (Article 1343-1 of the French Civil Code): "
        "see the enclosed statement."
    ),
    "sum": "{}, made up of {}",
    "sum_principal": "{} of principal",
    "sum_interest_business": "{} of late-payment interest",
    "sum_interest_public": "{} of late-payment interest",
    "sum_interest_consumer": "{} of interest at the statutory rate",
    "sum_indemnity": "{} of fixed recovery costs",
    "rate_period": "{} from {} to {}",
    "rates_many": "from {} to {} depending on the half-year, from {} to {}",
    "enclosed_statement": "statement of amounts owed as at {}",
    "enclosed_agreement": "payment plan {}",
    "enclosed_agreement_twice": "payment plan {}, in two copies",
    "first_instalment": "first",
    "instalment_item": "{} on {}",
    "payment": "How to pay",
    "pay_amount": "Amount",
    "pay_amount_on": "Amount as at {}",
    "pay_total": "Total due today",
    "pay_total_on": "Total due as at {}",
    "pay_of_which": "of which in this reminder",
    "pay_of_which_formal": "of which formal notice",
    "pay_first": "First instalment",
    "pay_name": "Payee",
    "pay_reference": "Reference to quote",
    "pay_other": "Other ways to pay: {}",
    "pay_none": "Please send your payment to {}, quoting the reference.",
    "bank_steady": (
        "Our bank details have not changed. We never announce a change by e-mail; if in doubt, call the number you "
        "already know."
    ),
    "bank_steady_since": (
        "Our bank details have not changed since {}. We never announce a change by e-mail; if in doubt, call the "
        "number you already know."
    ),
    "bank_changed": (
        "Our bank details changed on {}. Before you pay, check them by calling the number you already know, never one "
        "given in an e-mail."
    ),
    "bank_holder": "Account holder your bank should show: {}.",
    "qr": "Scan with your banking app",
    "qr_total": "Scan with your banking app, for the total",
    "our_reference": "Our reference",
    "your_reference": "Your reference",
    "your_account": "Your account",
    "attention": "Attn. {}",
    "place_date": "{}, {}",
    "date": "{}",
    "capital": "{} with a capital of {}",
    "vat": "VAT {}",
    "caller": "[your name]",
    "ask_named": "Ask for {}{}.",
    "ask_business": "Ask for the person who pays the invoices at {}{}.",
    "ask_consumer": "Ask for {}{}.",
    "at_phone": ", on {}",
    "reply_bank_same": (
        "Our bank details have not changed: if you have received a message that gives others, do not pay and call us "
        "on the number you already have."
    ),
    "reply_bank_changed": (
        "Our bank details changed on {}. If you are in doubt about those that you used, call us on the number you "
        "already have."
    ),
    "reach_named": "You can reach {} {}.",
    "reach": "You can reach us {}.",
    "by_phone": "on {}",
    "by_email": "at {}",
    "or": " or ",
    "reach_reply": "You can reply to this message.",
    "reach_write": "You can write to us at the address at the head of this letter.",
    "also_owed": "Other sums past due are listed below: the total due today is {}.",
    "history_one": "We sent you a reminder {}.",
    "history_many": "We sent you reminders {}.",
    "history_item": "on {}",
    "history_none": "You have already received a reminder from us.",
    "ask": "Whom to ask for",
    "say": "What to say",
    "obtain": "What to obtain",
    "note": "What to note",
    "appeal": "Dear Sir or Madam",
    "appeal_named": "Dear {}",
    "hello": "Hello",
    "regards": "Kind regards,",
    "closing_named": "Yours sincerely,",
    "closing_unnamed": "Yours faithfully,",
    "this_letter": "this letter",
    "this_message": "this message",
    "with_email": " by e-mail",
    "with_letter": " by letter",
    "with_registered_letter": " by registered letter",
    "with_phone": " by telephone",
    "with_sms": " by text message",
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"fr": _FR, "en": _EN}


def word(language: str, key: str, *values: str) -> str:
    """A fixed phrase; each `{}` takes the next value as plain text."""
    parts = WORDS[language][key].split("{}")
    filled = "".join(part + value for part, value in zip(parts, (*values, *[""] * len(parts)), strict=False))
    return filled.replace(" :", "\u00a0:") if language == "fr" else filled


def channel_phrase(language: str, channel: str) -> str:
    """“ par courriel”, or nothing for a channel without words here."""
    return WORDS[language].get(f"with_{channel}", "")
