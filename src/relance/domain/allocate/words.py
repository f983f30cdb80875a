"""Why money was matched, or was not: a sentence per reason, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from relance.domain.allocate.model import Reason
from relance.domain.statements.return_words import MOVEMENTS

FOR: Final[Mapping[str, tuple[str, str]]] = {
    "number_in_text": ("le numéro {number} est dans le libellé", "the number {number} is in the bank’s text"),
    "credit_in_text": ("l’avoir {number} est dans le libellé", "the credit note {number} is in the bank’s text"),
    "number_nearly": (
        "le libellé porte {written}, à un chiffre près {number}",
        "the bank’s text has {written}, one slip away from {number}",
    ),
    "amount_exact": ("le montant est exactement ce qui est ouvert", "the amount is exactly what is open"),
    "sum_exact": ("ces factures font exactement le montant", "these invoices add up to the amount exactly"),
    "whole_statement": (
        "le montant est exactement tout ce que ce client doit",
        "the amount is exactly everything that this customer owes",
    ),
    "instalments_exact": (
        "le montant est exactement celui des premières échéances de la facture",
        "the amount is exactly that of instalments of the invoice",
    ),
    "credit_explains": (
        "le montant est ce qui est ouvert moins l’avoir {number}",
        "the amount is what is open less the credit {number}",
    ),
    "part_of_named": (
        "le montant est une partie de la facture nommée",
        "the amount is a part of the invoice that is named",
    ),
    "direct_debits_due": (
        "les prélèvements échus ces jours-là font exactement le montant",
        "the direct debits due about that day add up to the amount exactly",
    ),
    "typed_before": ("un paiement égal a été saisi le {on}", "an equal payment was typed for {on}"),
    "payer_iban": (
        "le compte du payeur est connu pour ce client",
        "the payer’s account is known to be this customer’s",
    ),
    "payer_shared_iban": (
        "le compte du payeur est connu pour ce client et pour d’autres",
        "the payer’s account is known to be this customer’s and others’",
    ),
    "payer_siren": ("le SIREN du client est dans le libellé", "the customer’s SIREN is in the bank’s text"),
    "payer_code": ("le code du client est dans le libellé", "the customer’s code is in the bank’s text"),
    "payer_learned_name": (
        "ce nom de payeur a déjà été reconnu pour ce client",
        "this payer’s name was recognised as this customer’s before",
    ),
    "payer_name": ("le nom du payeur est celui du client", "the payer’s name is the customer’s"),
    "payer_name_within": ("le nom du payeur contient celui du client", "the payer’s name holds the customer’s"),
    "payer_name_like": ("le nom du payeur ressemble à celui du client", "the payer’s name is like the customer’s"),
}

AGAINST: Final[Mapping[str, tuple[str, str]]] = {
    "several_readings": ("plusieurs lectures donnent ce montant", "several readings give this amount"),
    "maybe_again": (
        "ce peut être une facture déjà payée, payée une seconde fois",
        "it may be an invoice that is paid already, paid once more",
    ),
    "maybe_typed": (
        "ce peut être un paiement déjà saisi pour ce client",
        "it may be a payment already typed for this customer",
    ),
    "maybe_open": (
        "ce peut aussi être le paiement de la facture {number}, ouverte pour le même montant",
        "it may as well pay the invoice {number}, open for the same amount",
    ),
    "number_incomplete": (
        "le numéro n’est pas écrit en entier ({number}) et rien ne prouve qu’il n’en désigne pas un autre",
        "the number is not written in full ({number}), and nothing proves that it means no other",
    ),
    "names_other": (
        "le libellé porte aussi {number}, qui n’entre pas dans cette lecture",
        "the bank’s text also has {number}, which is no part of this reading",
    ),
    "unknown_number": (
        "le libellé porte {number}, que nous ne connaissons pas",
        "the bank’s text has {number}, which we do not know",
    ),
    "number_paid": ("la facture {number} est déjà payée", "the invoice {number} is paid already"),
    "paid_by_other_line": (
        "la facture {number} est déjà payée par un autre mouvement de la banque",
        "the invoice {number} is paid already by another movement of the bank",
    ),
    "nothing_open": ("rien n’est ouvert sous ce numéro", "nothing is open under this number"),
    "near_number": (
        "une autre facture ouverte pour le même montant a presque le même numéro",
        "another invoice open for the same amount has nearly the same number",
    ),
    "slip": (
        "une lettre du libellé est lue comme un chiffre (O pour 0, I pour 1)",
        "a letter of the bank’s text is read as a digit (O for 0, I for 1)",
    ),
    "payer_is_other": ("le payeur est un autre client", "the payer is another customer"),
    "several_payers": ("le nom ou le compte désigne plusieurs clients", "the name or account means several customers"),
    "name_only": (
        "seul le nom du payeur désigne ce client, aucune facture n’est nommée",
        "only the payer’s name means this customer, no invoice is named",
    ),
    "no_number": ("aucune facture n’est nommée", "no invoice is named"),
    "amount_only": (
        "seul le montant correspond, le payeur n’est pas reconnu comme ce client",
        "only the amount agrees, the payer is not recognised as this customer",
    ),
    "nobody_named": (
        "la banque ne dit pas de qui vient cet argent",
        "the bank does not say from whom this money comes",
    ),
    "equal_amounts": (
        "plusieurs factures de ce client sont ouvertes pour ce montant",
        "several invoices of this customer are open for this amount",
    ),
    "usual_amount": (
        "ce montant est rond ou habituel chez ce client : il ne désigne pas une facture",
        "this amount is round or usual for this customer: it does not tell which invoice",
    ),
    "equal_elsewhere": (
        "un autre client doit exactement le même montant",
        "another customer owes exactly the same amount",
    ),
    "other_amount": ("le montant est un autre que ce qui est ouvert", "the amount is another than what is open"),
    "more_than_named": (
        "le montant dépasse ce qui est ouvert sous les numéros lus",
        "the amount is more than what is open under the numbers read",
    ),
    "less_than_named": (
        "le montant est moindre que ce qui est ouvert sous les numéros lus",
        "the amount is less than what is open under the numbers read",
    ),
    "small_difference": ("il manque une petite différence", "a small difference is missing"),
    "discount": ("il manque ce que serait un escompte", "what a cash discount would be is missing"),
    "bank_fee": ("il manque ce que seraient des frais de banque", "what a bank’s fee would be is missing"),
    "maybe_difference": (
        "ce qui manque peut être une différence plutôt que l’avoir",
        "what is missing may be a difference rather than the credit",
    ),
    "several_credits": ("plusieurs avoirs expliquent la différence", "several credits explain the difference"),
    "credit_unnamed": (
        "l’avoir {number} n’est pas nommé et le montant peut s’expliquer autrement",
        "the credit {number} is not named, and the amount may have another reason",
    ),
    "list_lowered": (
        "une liste importée a baissé ce qui est ouvert sur {number} : cet argent en est peut-être la raison",
        "an imported list lowered what is open on {number}: this money may be why",
    ),
    "before_invoice": (
        "l’argent est arrivé avant la date de la facture {number}",
        "the money came before the date of the invoice {number}",
    ),
    "settled_before": (
        "une liste importée donnait {number} pour payée bien avant cet argent",
        "an imported list had {number} as paid long before this money",
    ),
}

NOTHING: Final[Mapping[str, tuple[str, str]]] = {
    "nothing_fits": (
        "rien de ce que doit ce client ne correspond au montant",
        "nothing that this customer owes fits the amount",
    ),
    "nobody_known": (
        "ni le payeur, ni un numéro, ni le montant ne sont reconnus",
        "neither the payer nor a number nor the amount is recognised",
    ),
    "own_transfer": ("virement entre vos propres comptes", "a transfer between your own accounts"),
    "card_takings": ("remise de cartes bancaires", "card takings"),
    "bank_interest": ("intérêts ou frais rendus par la banque", "interest, or fees given back, from the bank"),
    "loan": ("déblocage d’un prêt", "a loan paid out"),
    "tax_refund": ("remboursement du Trésor public", "a refund from the tax office"),
    "social_refund": ("versement d’un organisme social", "a payment from a social security body"),
    "money_back": (
        "argent qui nous revient : un paiement de notre part a été rejeté",
        "money that comes back: a payment of ours was rejected",
    ),
}

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {**FOR, **AGAINST, **NOTHING, **MOVEMENTS}


def reason_sentence(reason: Reason, language: str) -> str:
    """The sentence of a reason for a reader of that language; French unless it is English. KeyError for no reason."""
    french, english = SENTENCES[reason.key]
    values = dict(reason.values)
    if language == "en":
        return english.format(**values)
    if on := values.get("on"):
        values["on"] = f"{date.fromisoformat(on):%d/%m/%Y}"
    return french.format(**values)


def is_doubt(reason: Reason) -> bool:
    """Whether a reason says why a match is not sure, rather than why it is proposed."""
    return reason.key in AGAINST
