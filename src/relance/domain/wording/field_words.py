"""What each field of a template gives, in the reader's words, by group: for the list beside the editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from relance.domain.wording.checking import known_fields

GROUPS: Final[Mapping[str, tuple[str, str]]] = {
    "notice": ("La relance", "The reminder"),
    "invoice": ("La facture (de plusieurs, la plus ancienne)", "The invoice (of several, the oldest)"),
    "claims": ("Pénalités, intérêts, indemnité", "Interest and indemnity"),
    "law": ("Suites possibles pour ce client", "What may follow for this customer"),
    "contact": ("À qui répondre", "Whom to answer"),
    "customer": ("Le client", "The customer"),
    "creditor": ("Votre société", "Your company"),
    "answer": ("Réponses, litiges, promesses, échéanciers", "Answers, disputes, promises, payment plans"),
}
FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "notice.acted_total": ("somme demandée par cette relance", "the sum this reminder asks for"),
    "notice.total": ("tout ce qui est échu", "everything past due"),
    "notice.deadline": (
        "date limite accordée ; vide s’il n’y en a pas",
        "the deadline granted; empty where there is none",
    ),
    "notice.about": ("la facture, ou le nombre de factures", "the invoice, or how many"),
    "notice.about_the": ("la même chose avec son article", "the same with its article"),
    "notice.about_acted": ("la même chose pour les factures relancées", "the same for the invoices reminded of"),
    "notice.acted_phrase": ("« 3 factures »", "“3 invoices”"),
    "notice.listed_phrase": ("celles qui sont seulement rappelées", "those that are only listed"),
    "notice.listed_total": ("leur somme", "their sum"),
    "notice.also": (
        "phrase sur les autres sommes dues ; vide s’il n’y en a pas",
        "a sentence on other sums due; empty where there are none",
    ),
    "notice.late": ("le plus grand retard", "the longest delay"),
    "notice.ordinal": ("rang de la relance, en lettres", "which reminder it is, in words"),
    "notice.number": ("rang de la relance, en chiffres", "which reminder it is, a number"),
    "notice.count": ("nombre de factures relancées", "how many invoices are reminded of"),
    "notice.listed_count": ("nombre de factures seulement rappelées", "how many are only listed"),
    "notice.history_sentence": ("phrase sur les relances précédentes", "a sentence on the earlier reminders"),
    "notice.history": ("liste des relances précédentes", "the list of earlier reminders"),
    "notice.history[].on": ("de chacune, sa date", "of each, its date"),
    "notice.history[].channel": ("de chacune, son moyen", "of each, its channel"),
    "notice.history[].phrase": ("de chacune, « le 6 février par courriel »", "of each, “on 6 February by e-mail”"),
    "notice.document": ("« ce message » ou « cette lettre »", "“this message” or “this letter”"),
    "notice.on_paper": ("vrai pour une lettre", "true for a letter"),
    "notice.reference": ("référence de la relance", "the reminder’s reference"),
    "notice.today": ("date du jour", "today’s date"),
    "notice.late_rate": ("taux convenu ; vide pour celui de la loi", "the rate agreed; empty for that of the law"),
    "notice.kind": ("sorte d’étape", "the kind of step"),
    "notice.channel": ("moyen d’envoi", "the channel"),
    "notice.today_on": ("date du jour, pour un filtre", "today’s date, for a filter"),
    "notice.deadline_on": ("date limite, pour un filtre", "the deadline, for a filter"),
    "notice.total_cents": ("somme en centimes, pour le filtre money", "the sum in cents, for the filter money"),
    "notice.acted_cents": ("somme demandée en centimes", "the sum asked for in cents"),
    "notice.listed_cents": ("somme rappelée en centimes", "the sum listed in cents"),
    "invoice.number": ("numéro", "number"),
    "invoice.named": ("« facture FA-1 du 31 décembre 2025 »", "“invoice FA-1 of 31 December 2025”"),
    "invoice.named_first": ("la même chose en début de phrase", "the same at the beginning of a sentence"),
    "invoice.issued": ("date", "date"),
    "invoice.due": ("échéance", "due date"),
    "invoice.due_on": ("échéance, pour un filtre", "the due date, for a filter"),
    "invoice.late": ("retard", "how late"),
    "invoice.amount": ("montant", "amount"),
    "invoice.open": ("reste dû", "still due"),
    "claims.text": ("ce que ce client doit en plus, selon la loi", "what this customer owes besides, by law"),
    "claims.sum": ("somme de la mise en demeure, en toutes ses parts", "the sum of the formal notice, with its parts"),
    "claims.total": ("total avec pénalités si elles sont demandées", "the total, with interest where it is demanded"),
    "claims.interest": ("pénalités ou intérêts", "interest"),
    "claims.indemnity": ("indemnité forfaitaire", "the fixed indemnity"),
    "claims.per_day": ("ce qu’ajoute chaque jour", "what each day adds"),
    "claims.rates": ("taux appliqués, avec leurs dates", "the rates applied, with their dates"),
    "claims.next_rate": ("taux des jours à venir", "the rate of the coming days"),
    "claims.demanded": ("vrai si des montants sont demandés", "true where amounts are demanded"),
    "claims.no_interest": ("vrai si aucun intérêt ne court", "true where no interest runs"),
    "claims.no_indemnity": ("vrai si aucune indemnité n’est due", "true where no indemnity is due"),
    "law.measures": ("avocat, commissaire de justice, tribunal", "lawyer, enforcement officer, court"),
    "law.suspension": ("suspension des livraisons", "suspension of deliveries"),
    "contact.sentence": ("qui répond, et comment", "who answers, and how"),
    "contact.ask_for": ("pour un appel : qui demander", "for a call: whom to ask for"),
    "contact.caller": ("pour un appel : votre nom", "for a call: your name"),
    "customer.name": ("nom", "name"),
    "customer.contact_name": ("personne à qui l’on écrit", "the person written to"),
    "customer.code": ("code", "code"),
    "customer.kind": ("business, consumer, public ou other", "business, consumer, public or other"),
    "customer.segment": ("profil : new, good, slow, bad ou key", "profile: new, good, slow, bad or key"),
    "customer.city": ("ville", "town"),
    "creditor.name": ("nom", "name"),
    "creditor.signatory": ("qui signe", "who signs"),
    "creditor.signatory_role": ("sa fonction", "their role"),
    "creditor.email": ("adresse électronique", "e-mail address"),
    "creditor.phone": ("téléphone", "telephone"),
    "creditor.city": ("ville", "town"),
    "creditor.payment_methods": ("autres moyens de paiement", "other ways to pay"),
    "creditor.instalments_possible": (
        "vrai si un paiement en plusieurs fois est possible",
        "true where instalments are possible",
    ),
}


class FieldShown(NamedTuple):
    """A field with what it gives."""

    path: str
    words: str
    value: str


def fields_by_group(
    fields: Mapping[str, Any], reader: str, *, with_answers: bool
) -> list[tuple[str, list[FieldShown]]]:
    """Every field with its words and its value for one message; those of answers for an answer only."""
    place = 1 if reader == "en" else 0
    values = known_fields(fields)
    found = []
    for group, title in GROUPS.items():
        if group == "answer" and not with_answers:
            continue
        shown = [
            FieldShown(path, FIELDS.get(path, ("", ""))[place], _shown(value, reader))
            for path, value in values.items()
            if path.startswith(f"{group}.") and not isinstance(value, Mapping)
        ]
        found.append((title[place], sorted(shown, key=_order)))
    return found


def _order(field: FieldShown) -> int:
    """As in the table above: what is used most comes first."""
    known = list(FIELDS)
    return known.index(field.path) if field.path in known else len(known)


def _shown(value: Any, reader: str) -> str:
    if isinstance(value, bool):
        words = ("vrai", "faux") if reader == "fr" else ("true", "false")
        return words[0 if value else 1]
    if isinstance(value, list):
        return str(len(value))
    return str(value)
