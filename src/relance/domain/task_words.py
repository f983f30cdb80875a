"""The words of the work list: what each task asks, and why, in French and English."""

from __future__ import annotations

from typing import Final

from relance.domain.reason_words import Words

TASKS: Final[Words] = {
    "declare_claim": ("Déclarer la créance", "Declare the claim"),
    "reply_waiting": ("Répondre au client", "Answer the customer"),
    "allocate_credit": ("Affecter l’avoir ou l’acompte", "Allocate the credit"),
    "write_off_or_keep": ("Passer en perte ou garder", "Write off or keep"),
    "hand_over": ("Transmettre le dossier", "Hand the file over"),
    "missing_contact": ("Trouver une coordonnée", "Find a contact"),
    "import_payments": ("Importer le relevé de banque", "Import the bank statement"),
    "call": ("Appeler le client", "Call the customer"),
    "customer_kind": ("Préciser le type de client", "Say what kind of customer it is"),
    "explain_balance": ("Expliquer le solde du compte", "Explain the account’s balance"),
    "import_problems": ("Reprendre les lignes refusées", "Look at the refused lines"),
    "open_amount_differs": ("Vérifier le reste dû", "Check the open amount"),
    "unknown_delivery": ("Vérifier si le message est parti", "Find out whether the message left"),
    "message_failed": ("Corriger une pièce du message", "Mend a part of the message"),
}

TASK_HELP: Final[Words] = {
    "declare_claim": (
        "une procédure collective est ouverte : la créance se déclare au mandataire avant l’échéance",
        "collective proceedings were opened: declare the claim before the deadline",
    ),
    "reply_waiting": (
        "un message attend depuis cinq jours ouvrés",
        "a message has waited five working days",
    ),
    "allocate_credit": (
        "un avoir ou un paiement non affecté couvre une partie de ce qui est dû",
        "a credit on account covers part of what is open",
    ),
    "write_off_or_keep": (
        "ce petit reste n’a pas bougé depuis soixante jours",
        "this small rest has not moved for sixty days",
    ),
    "hand_over": (
        "le scénario arrive à la transmission à un avocat, une agence ou un commissaire de justice",
        "the plan comes to its hand-over",
    ),
    "missing_contact": (
        "une relance est prête, mais aucune coordonnée ne permet de l’envoyer",
        "a reminder is ready, but no contact lets it leave",
    ),
    "import_payments": (
        "les paiements connus sont trop anciens pour relancer sans risque",
        "known payments are too old to remind safely",
    ),
    "call": ("une relance par téléphone est à faire, puis à noter", "a call is to be made, then recorded"),
    "customer_kind": (
        "entreprise, particulier ou organisme public ? D’ici là, aucune pénalité n’est mentionnée",
        "business, consumer or public body? Until then no claim is mentioned",
    ),
    "explain_balance": (
        "une partie du solde ne correspond à aucune facture : elle n’est pas relancée",
        "part of the balance matches no invoice: it is not chased",
    ),
    "import_problems": ("des lignes d’un fichier ont été refusées", "lines of a file were refused"),
    "open_amount_differs": (
        "le fichier annonce plus que ce que les paiements ont laissé",
        "the file says more than the payments left",
    ),
    "unknown_delivery": (
        "le message a pu partir ou non : il compte comme envoyé et ne sera pas renvoyé",
        "the message may or may not have left: it counts as sent and is not sent again",
    ),
    "message_failed": (
        "le message n’a pas pu être préparé, souvent à cause d’un PDF joint illisible : la relance attend",
        "the message could not be made, often for an attached PDF that cannot be read: the reminder waits",
    ),
}
