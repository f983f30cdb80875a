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
    "answer_prepared": (
        "{notice} préparée : réponse « {answer} », {total} ({state})",
        "{notice} prepared: answer “{answer}”, {total} ({state})",
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
    "hold_set": ("Relances suspendues{subject}{start}{until} : {reason}", "On hold{subject}{start}{until}: {reason}"),
    "segment_changed": ("Profil : {old} → {new} ({figures})", "Profile: {old} → {new} ({figures})"),
    "hold_released": ("Relances reprises{subject}", "Hold released{subject}"),
    "invoices_attached": ("Factures PDF jointes : {files}", "Invoice PDFs attached: {files}"),
    "payment_recorded": (
        "Paiement de {total} reçu le {on} pour {invoice}",
        "Payment of {total} received on {on} for {invoice}",
    ),
    "payment_undone": ("Paiement de {total} annulé", "Payment of {total} undone"),
    "forecast_kept": (
        "Prévision d’encaissements conservée : {total} sur {weeks} semaines",
        "Forecast of receipts kept: {total} over {weeks} weeks",
    ),
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
    "dispute_opened": (
        "Litige ouvert sur {invoice} : {dispute_reason}, {total}{owned}",
        "Dispute opened on {invoice}: {dispute_reason}, {total}{owned}",
    ),
    "dispute_noted": ("Litige sur {invoice} : {note}", "Dispute on {invoice}: {note}"),
    "dispute_changed": (
        "Litige sur {invoice} : à régler avant le {due_on}{owned}",
        "Dispute on {invoice}: to be settled by {due_on}{owned}",
    ),
    "dispute_ended": ("Litige sur {invoice} : {ended}", "Dispute on {invoice}: {ended}"),
    "cause_set": ("Cause du retard de {invoice} : {cause}", "Why {invoice} is late: {cause}"),
    "promise_made": (
        "Promesse{who} : {total} sur {invoice} au plus tard le {on}",
        "Promise{who}: {total} of {invoice} by {on}",
    ),
    "promise_withdrawn": (
        "Promesse du {on} sur {invoice} retirée{because}",
        "Promise for {on} on {invoice} withdrawn{because}",
    ),
    "promise_kept": (
        "Promesse tenue : {total} sur {invoice}, attendus le {on}, reçus le {paid_on}",
        "Promise kept: {total} of {invoice}, due on {on}, received on {paid_on}",
    ),
    "promise_paid_late": (
        "Promesse tenue en retard : {total} sur {invoice}, attendus le {on}, reçus le {paid_on}",
        "Promise kept late: {total} of {invoice}, due on {on}, received on {paid_on}",
    ),
    "promise_broken": (
        "Promesse non tenue{who} : {total} sur {invoice}, attendus le {on}",
        "Promise broken{who}: {total} of {invoice}, due on {on}",
    ),
    "promise_reopened": (
        "Paiement annulé : la promesse de {total} sur {invoice} pour le {on} n’est plus tenue",
        "Payment undone: the promise of {total} of {invoice} by {on} is no longer kept",
    ),
    "call_logged": ("Appel{with} : {result}{more}", "Call{with}: {result}{more}"),
    "number_given_up": (
        "Numéro {number} abandonné : {why}",
        "Number {number} given up: {why}",
    ),
    "agreement_made": (
        "Échéancier {agreement} convenu : {total} en {count} échéances, du {first_on} au {last_on} ({invoices})",
        "Payment plan {agreement} agreed: {total} in {count} instalments, {first_on} to {last_on} ({invoices})",
    ),
    "agreement_signed": ("Échéancier {agreement} signé le {on}", "Payment plan {agreement} signed on {on}"),
    "agreement_kept": (
        "Échéancier {agreement} respecté : {total} payés",
        "Payment plan {agreement} kept: {total} paid",
    ),
    "agreement_broken": (
        "Échéancier {agreement} rompu : échéance {rank} du {on} impayée",
        "Payment plan {agreement} broken: instalment {rank} of {on} not paid",
    ),
    "agreement_restored": (
        "Échéancier {agreement} de nouveau en vigueur : l’argent était arrivé à temps",
        "Payment plan {agreement} in force again: the money had come in time",
    ),
    "agreement_reopened": (
        "Paiement annulé : échéancier {agreement} de nouveau en cours",
        "Payment undone: payment plan {agreement} is in force again",
    ),
    "agreement_cancelled": ("Échéancier {agreement} annulé : {reason}", "Payment plan {agreement} cancelled: {reason}"),
    "claim_waiver_undone": (
        "Pénalités de {invoice} de nouveau dues : un paiement de l’échéancier {agreement} a été annulé",
        "Claims on {invoice} owed again: a payment of plan {agreement} was undone",
    ),
    "legal_fact_recorded": ("Fait noté{subject} : {fact}, le {on}", "Fact recorded{subject}: {fact}, on {on}"),
    "task_assigned": ("Tâche confiée à {owner}{by} : {task}", "Task given to {owner}{by}: {task}"),
    "task_escalated": ("Tâche remontée à {to} : {task}", "Task passed on to {to}: {task}"),
    "handover_chosen": (
        "Suite choisie : {choice}{partner}{until}",
        "What comes next was chosen: {choice}{partner}{until}",
    ),
    "written_off": ("{total} de {invoice} passés en perte : {reason}", "{total} of {invoice} written off: {reason}"),
    "write_off_undone": (
        "Passage en perte de {total} sur {invoice} annulé",
        "Write-off of {total} on {invoice} undone",
    ),
    "write_off_declined": ("Petit reste gardé ouvert : {reason}", "Small rest kept open: {reason}"),
    "credit_allocated": ("{total} de {credit} affectés à {invoice}", "{total} of {credit} set against {invoice}"),
    "member_set": ("{person} : {role}", "{person}: {role}"),
    "absence_set": ("Absence de {person}{since}{until}{cover}", "{person} is away{since}{until}{cover}"),
    "absence_ended": ("{person} est de retour", "{person} is back"),
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
CALLS: Final[Words] = {
    "promise": ("paiement promis", "payment promised"),
    "dispute": ("litige", "dispute"),
    "agreement": ("échéancier demandé", "instalments asked for"),
    "already_paid": ("dit avoir payé", "says it is paid"),
    "spoken": ("échange sans engagement", "spoken to, nothing promised"),
    "call_back": ("à rappeler", "to be called back"),
    "no_answer": ("pas de réponse", "no answer"),
    "message_left": ("message laissé", "message left"),
    "wrong_number": ("mauvais numéro", "wrong number"),
}
PROMISES: Final[Words] = {
    "live": ("en cours", "running"),
    "kept": ("tenue", "kept"),
    "late": ("tenue en retard", "kept late"),
    "broken": ("non tenue", "broken"),
    "withdrawn": ("retirée", "withdrawn"),
}
