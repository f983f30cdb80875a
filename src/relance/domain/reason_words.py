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

CANCELLED_BECAUSE: Final[Words] = {
    "changed": ("la situation du client a changé", "the customer’s position changed"),
    "paid": ("tout est payé", "everything is paid"),
}

EVENTS: Final[Words] = {
    "backup_restored": (
        "Sauvegarde restaurée : {notices} relances à confirmer de nouveau",
        "Backup restored: {notices} notices to confirm again",
    ),
    "creditor_set_up": ("Société créée : {name}", "Creditor set up: {name}"),
    "settings_changed": ("Réglages modifiés : {changes}", "Settings changed: {changes}"),
    "plan_saved": ("Scénario {plan} enregistré, version {version}", "Plan {plan} saved, version {version}"),
    "file_imported": (
        "Fichier {file} importé : {created} nouvelles lignes, {changed} modifiées, {settled} soldées",
        "File {file} imported: {created} new lines, {changed} changed, {settled} settled",
    ),
    "customer_changed": ("Fiche client modifiée : {changes}", "Customer changed: {changes}"),
    "decision_failed": ("La décision a échoué : {error}", "The decision failed: {error}"),
    "notice_decided": (
        "{notice} préparée : {kind}, {total} ({state})",
        "{notice} prepared: {kind}, {total} ({state})",
    ),
    "notice_confirmed": ("{notice} confirmée", "{notice} confirmed"),
    "notice_cancelled": ("{notice} annulée : {why}", "{notice} cancelled: {why}"),
    "call_asked": ("{notice} : appel à passer", "{notice}: a call is to be made"),
    "claim_given_back": (
        "{notice} : envoi interrompu, remise en attente",
        "{notice}: sending was interrupted, it waits again",
    ),
    "handed_over": (
        "Dossier à transmettre : {invoices}, {total}",
        "File to be handed over: {invoices}, {total}",
    ),
    "hold_set": ("Relances suspendues{subject}{until} : {reason}", "On hold{subject}{until}: {reason}"),
    "hold_released": ("Relances reprises{subject}", "Hold released{subject}"),
    "invoices_attached": ("Factures PDF jointes : {files}", "Invoice PDFs attached: {files}"),
    "payment_recorded": (
        "Paiement de {total} reçu le {on} pour {invoice}",
        "Payment of {total} received on {on} for {invoice}",
    ),
    "payment_undone": ("Paiement de {total} annulé", "Payment of {total} undone"),
    "step_recorded": (
        "Relance notée à la main le {on} : {invoices} ({channel})",
        "Reminder recorded by hand on {on}: {invoices} ({channel})",
    ),
    "task_closed": ("Tâche faite : {task} : {result}", "Task done: {task}: {result}"),
    "message_sent": (
        "{notice} envoyée par {channel} à {recipient}",
        "{notice} sent by {channel} to {recipient}",
    ),
    "message_refused_for_now": (
        "{notice} : refusée pour l’instant ({detail})",
        "{notice}: refused for now ({detail})",
    ),
    "message_refused": ("{notice} : refusée ({detail})", "{notice}: refused ({detail})"),
    "message_unknown": (
        "{notice} : on ignore si elle est partie ({detail})",
        "{notice}: it may or may not have left ({detail})",
    ),
    "message_delivered": ("{notice} distribuée", "{notice} delivered"),
    "message_bounced": ("{notice} revenue ({detail})", "{notice} bounced ({detail})"),
    "message_replied": ("{notice} : le client a répondu", "{notice}: the customer answered"),
    "indemnities_opened": ("Indemnités forfaitaires dues : {count} de plus", "Fixed indemnities owed: {count} more"),
    "claim_paid": ("Reçu {total} au titre {what} de {invoice}", "Received {total} for {what} of {invoice}"),
    "claim_dropped": ("Indemnité de {invoice} abandonnée : avoir", "Indemnity of {invoice} dropped: credit note"),
    "claims_billed": ("Note de débit {note} pour {invoice}", "Claim note {note} for {invoice}"),
    "claims_without_amounts": (
        "{notice} part sans montant de pénalités : {missing}",
        "{notice} leaves without amounts of late interest: {missing}",
    ),
    "claim_waived": ("Abandon {what} de {invoice} : {reason}", "Waived: {what} of {invoice}: {reason}"),
    "legal_fact_recorded": ("Fait noté{subject} : {fact}, le {on}", "Fact recorded{subject}: {fact}, on {on}"),
}
FACTS: Final[Words] = {
    "performed": ("livraison ou fin des travaux", "delivery or end of the work"),
    "insolvency_published": (
        "publication de l’ouverture d’une procédure collective",
        "publication of insolvency proceedings",
    ),
    "claim_declared": ("créance déclarée au mandataire", "claim declared to the administrator"),
    "order_rendered": ("ordonnance d’injonction de payer rendue", "order to pay rendered"),
    "title": ("titre exécutoire obtenu", "enforceable title obtained"),
    "acknowledgement": ("reconnaissance de dette", "acknowledgement of the debt"),
    "request_for_time": ("demande de délai par le client", "request for time by the customer"),
    "court_claim": ("demande en justice", "court claim"),
    "order_served": ("injonction de payer signifiée", "order to pay served"),
    "protective_measure": ("mesure conservatoire", "protective measure"),
    "enforcement": ("acte d’exécution forcée", "enforcement act"),
}
WAIVED: Final[Words] = {
    "interest": ("des intérêts", "the interest"),
    "indemnity": ("de l’indemnité", "the indemnity"),
}
