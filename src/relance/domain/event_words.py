"""The words of the journal: what happened, and facts of law, in French and English."""

from __future__ import annotations

from typing import Final

from relance.domain.reason_words import Words

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
