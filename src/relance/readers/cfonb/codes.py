"""What the codes of French banks mean: interbank operation codes, and reasons of rejection.

Sources: the interbank lists “Codes opérations interbancaires” and “Codes motifs de rejet/retour” of the CFONB, as
banks and public readers restate them. The words are ours. A code that is not here is kept and means “other”.
"""

from __future__ import annotations

from relance.domain.rows import MovementKind

_KINDS: dict[MovementKind, str] = {
    "cheque": "01 02 15",
    "cash": "04 29",
    "transfer": "05 06 13 14 18 21 39 41 44 45 90 C1 C2",
    "bill": "07 31 32 35 37",
    "direct_debit": "08 09 22 24 96 97 A1 A2 B1 B2",
    "card": "11 28 30 36",
    "fee": "61 62 64 65 66 67 70 88",
    "returned": "03 10 12 26 27 33 34 38 98 A3 A4 A5 A6 B3 B4 B5 B6 C3 C4 C5",
    "own": "92 93 94 95",
}
_KIND_OF: dict[str, MovementKind] = {code: kind for kind, codes in _KINDS.items() for code in codes.split()}

_WHAT_RETURNED = {
    "03": "chèque impayé",
    "10": "prélèvement rejeté ou impayé",
    "12": "virement rejeté ou retourné",
    "26": "TIP rejeté ou impayé",
    "27": "prélèvement rejeté ou impayé",
    "33": "effet impayé",
    "34": "incident sur effet",
    "38": "paiement par carte impayé ou rejeté",
    "98": "télérèglement rejeté ou impayé",
    "A3": "prélèvement SEPA rejeté ou impayé",
    "A4": "prélèvement SEPA interentreprises rejeté ou impayé",
    "A5": "prélèvement SEPA reversé",
    "A6": "prélèvement SEPA interentreprises reversé",
    "B3": "prélèvement SEPA rejeté ou impayé",
    "B4": "prélèvement SEPA interentreprises rejeté ou impayé",
    "B5": "prélèvement SEPA reversé",
    "B6": "prélèvement SEPA interentreprises reversé",
    "C3": "virement instantané rendu sur demande",
    "C4": "virement instantané rendu sur demande",
    "C5": "virement instantané recrédité",
}

_REASONS = {
    "01": "endos erroné",
    "02": "échéance hors limite",
    "03": "date incohérente",
    "04": "réclamation partielle",
    "05": "réclamation totale",
    "06": "acceptation non retournée",
    "11": "annulation par la banque",
    "12": "coordonnées bancaires inexploitables",
    "13": "créance non identifiable",
    "14": "compte soldé ou clôturé",
    "16": "destinataire non reconnu",
    "18": "émetteur non reconnu",
    "19": "créance cédée à une autre banque",
    "20": "provision insuffisante",
    "31": "pas d’autorisation",
    "32": "décision judiciaire (procédure collective)",
    "34": "opposition sur compte",
    "35": "titulaire décédé",
    "39": "ne paie que les effets acceptés ou les billets à ordre",
    "52": "code opération incorrect",
    "54": "adresse invalide",
    "57": "format invalide",
    "58": "sur ordre du client",
    "59": "raison non communiquée",
    "60": "code banque incorrect",
    "61": "heure limite dépassée",
    "62": "motif réglementaire",
    "63": "service spécifique",
    "64": "opération en double",
    "65": "retour à la demande du donneur d’ordre",
    "66": "donnée de mandat incorrecte",
    "70": "tirage contesté",
    "71": "reçu à tort ou déjà réglé",
    "72": "code d’acceptation erroné",
    "73": "montant contesté",
    "74": "date d’échéance contestée",
    "75": "demande de prorogation",
    "76": "réclamation tardive",
    "80": "contestation du débiteur",
    "88": "banque hors échanges",
    "90": "paiement partiel du tiré",
    "99": "opération non admise",
}


def kind_of(operation: str) -> MovementKind:
    """The sort of a movement by its interbank operation code; `returned` for what comes back."""
    return _KIND_OF.get(operation, "other")


def reason_of(operation: str, reason: str) -> str:
    """Why something came back, in French: `20 provision insuffisante`, the bare code where it is not known.

    Without a reason: what came back, by the operation code. Empty for a movement that is no return.
    """
    if operation in _WHAT_RETURNED and not reason.strip("0"):
        return _WHAT_RETURNED[operation]
    return motive(reason)


def motive(reason: str) -> str:
    """A reason of rejection in French words after its code; the bare code where it is not known."""
    return f"{reason} {_REASONS[reason]}" if reason in _REASONS else reason
