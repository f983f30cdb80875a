"""The words themselves: French and English for every reason, state, task, channel, rule and event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, tuple[str, str]]  # key → French, English

REASONS: Final[Words] = {
    "insolvency": (
        "procédure collective ouverte : aucune relance, la créance est à déclarer",
        "collective proceedings are open: no reminder, the claim must be declared",
    ),
    "handed_over": (
        "dossier confié à un avocat, une agence ou un commissaire de justice",
        "the file is with a lawyer, an agency or a commissaire de justice",
    ),
    "no_dunning": ("client exclu des relances", "the customer is excluded from reminders"),
    "on_hold": ("relances suspendues", "reminders are on hold"),
    "reply_waiting": (
        "un message du client attend une réponse",
        "a message from the customer waits for an answer",
    ),
    "settled": ("réglé", "settled"),
    "disputed": ("en litige pour tout le reste dû", "disputed for the whole open amount"),
    "agreement": ("échéancier de paiement respecté", "a payment plan is being kept"),
    "promised": ("promesse de paiement en cours", "payment is promised"),
    "direct_debit": ("prélèvement en cours", "collected by direct debit"),
    "covered_by_credit": (
        "couvert par un avoir ou un acompte à affecter",
        "covered by a credit note or a payment on account",
    ),
    "not_due": ("pas encore en retard", "not overdue yet"),
    "waiting_step": ("la prochaine étape n’est pas encore arrivée", "the next step is not due yet"),
    "plan_complete": (
        "toutes les étapes du scénario sont faites",
        "every step of the plan is done",
    ),
    "below_floor": (
        "total en retard trop faible pour une relance",
        "the overdue total is too small for a reminder",
    ),
    "small_amount": (
        "petit montant : une seule relance, déjà faite",
        "small amount: one reminder only, and it is done",
    ),
    "no_contact": (
        "aucune coordonnée pour joindre ce client : la relance est prête",
        "no contact reaches this customer: the text is ready",
    ),
    "spacing": (
        "une relance est partie il y a trop peu de jours",
        "a reminder left too few days ago",
    ),
    "listed": (
        "rappelée dans la relance d’une autre facture",
        "listed in the reminder about another invoice",
    ),
    "courtesy_dropped": (
        "rappel avant échéance omis : une relance part aujourd’hui",
        "courtesy left out: a reminder leaves today",
    ),
    "non_working_day": ("jour non ouvré", "not a working day"),
    "payments_stale": (
        "paiements trop anciens : importez le relevé de banque",
        "payment data is too old: import the bank statement",
    ),
    "daily_limit": ("limite de relances du jour atteinte", "the day’s limit of reminders is reached"),
    "error": (
        "la décision a échoué : elle sera reprise demain",
        "the decision failed: it is tried again tomorrow",
    ),
}

STATES: Final[Words] = {
    "to_confirm": ("à confirmer", "to confirm"),
    "no_contact": ("coordonnée manquante", "no contact"),
    "planned": ("prête à partir", "ready to leave"),
    "claimed": ("dernière vérification", "last look"),
    "frozen": ("figée, sur le départ", "frozen, about to leave"),
    "data_started": ("envoi en cours", "being sent"),
    "sent": ("envoyée", "sent"),
    "refused_for_now": ("refusée pour l’instant, nouvel essai prévu", "refused for now, to be tried again"),
    "refused": ("refusée", "refused"),
    "unknown": ("envoi incertain", "may or may not have left"),
    "delivered": ("distribuée", "delivered"),
    "bounced": ("revenue", "bounced"),
    "replied": ("répondue", "answered"),
    "cancelled": ("annulée", "cancelled"),
}

KINDS: Final[Words] = {
    "courtesy": ("rappel avant échéance", "courtesy reminder"),
    "reminder": ("relance", "reminder"),
    "final": ("dernière relance", "final reminder"),
    "formal_notice": ("mise en demeure", "formal notice"),
    "handover": ("transmission du dossier", "hand-over"),
}

CHANNELS: Final[Words] = {
    "email": ("courriel", "e-mail"),
    "letter": ("lettre", "letter"),
    "registered_letter": ("lettre recommandée", "registered letter"),
    "phone": ("téléphone", "phone"),
    "sms": ("SMS", "text message"),
    "by_hand": ("hors Relance", "outside Relance"),
    "": ("aucun canal", "no channel"),
}

CONFIRM_RULES: Final[Words] = {
    "confirm_all": ("rien ne part sans votre accord", "nothing leaves without a person"),
    "step_mode": ("cette étape demande un accord", "this step asks for a person"),
    "key_customer": ("client à ménager", "key customer"),
    "amount": ("montant important", "large amount"),
    "credit_to_allocate": ("un avoir ou un acompte reste à affecter", "a credit is still to be allocated"),
    "payments_never_imported": (
        "aucun relevé ni liste complète n’a été importé",
        "no statement and no full list was ever imported",
    ),
    "no_reminder_before": ("aucune relance avant la mise en demeure", "no reminder before the formal notice"),
    "no_formal_notice_before": (
        "aucune mise en demeure avant la transmission",
        "no formal notice before the hand-over",
    ),
}

CANCELLED_BECAUSE: Final[Words] = {
    "changed": ("la situation du client a changé", "the customer’s position changed"),
    "paid": ("tout est payé", "everything is paid"),
    "nobody answers": ("personne ne répond au téléphone", "nobody answers the telephone"),
    "wrong number": ("le numéro de téléphone est mauvais", "the telephone number is wrong"),
    "replaced": ("remplacée par une nouvelle promesse", "replaced by a new promise"),
    "written_off": ("la créance est passée en perte", "the debt was written off"),
}
