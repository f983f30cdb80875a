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
    "view_saved": ("Vue enregistrée : « {name} » ({page})", "View saved: “{name}” ({page})"),
    "view_dropped": ("Vue supprimée : « {name} » ({page})", "View deleted: “{name}” ({page})"),
    "settings_changed": ("Réglages modifiés : {changes}", "Settings changed: {changes}"),
    "channel_tried": ("Essai de {channel} : {outcome}", "Trial of {channel}: {outcome}"),
    "template_saved": ("Modèle enregistré : {template}", "Template saved: {template}"),
    "template_reset": ("Retour au modèle fourni : {template}", "Back to the shipped template: {template}"),
    "own_template_used": (
        "{notice} écrite d’après votre modèle {template}",
        "{notice} written from your template {template}",
    ),
    "plan_saved": ("Scénario {plan} enregistré, version {version}", "Plan {plan} saved, version {version}"),
    "file_imported": (
        "Fichier {file} importé : {created} nouvelles lignes, {changed} modifiées, {settled} soldées",
        "File {file} imported: {created} new lines, {changed} changed, {settled} settled",
    ),
    "mapping_remembered": (
        "Colonnes du fichier {file} retenues ({columns})",
        "Columns of the file {file} remembered ({columns})",
    ),
    "mapping_forgotten": ("Colonnes du fichier {file} oubliées", "Columns of the file {file} forgotten"),
    "customer_changed": ("Fiche client modifiée : {changes}", "Customer changed: {changes}"),
    "cold_start_applied": (
        "Démarrage appliqué : conditions de paiement de {terms} clients, {due_dates} échéances estimées de nouveau",
        "Cold start applied: payment terms of {terms} customers, {due_dates} due dates estimated again",
    ),
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
    "line_added": ("{notice} : phrase ajoutée, « {line} »", "{notice}: a sentence was added, “{line}”"),
    "line_taken_out": ("{notice} : phrase ajoutée retirée", "{notice}: the added sentence was taken out"),
    "confirmation_taken_back": (
        "{notice} : confirmation annulée, de nouveau à confirmer",
        "{notice}: the confirmation was taken back, it waits again",
    ),
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
    "payment_returned": (
        "Paiement de {total} repris par la banque{of} : {reason}",
        "Payment of {total} taken back by the bank{of}: {reason}",
    ),
    "forecast_kept": (
        "Prévision d’encaissements conservée : {total} sur {weeks} semaines",
        "Forecast of receipts kept: {total} over {weeks} weeks",
    ),
    "step_recorded": (
        "Relance notée à la main le {on} : {invoices} ({channel})",
        "Reminder recorded by hand on {on}: {invoices} ({channel})",
    ),
    "task_reopened": ("Tâche rouverte : {task}", "Task opened again: {task}"),
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
    "sending_stopped": ("Envois arrêtés : {why}", "Sending stopped: {why}"),
    "sending_resumed": ("Envois repris (ils étaient arrêtés : {why})", "Sending resumed (it was stopped: {why})"),
    "copy_dropped": (
        "{notice} : copie par {channel} abandonnée, la situation a changé",
        "{notice}: copy by {channel} dropped, the position changed",
    ),
    "counted_as_sent": (
        "{notice} : envoi incertain, compté comme parti : {why}",
        "{notice}: may or may not have left, counted as sent: {why}",
    ),
    "counted_as_not_sent": (
        "{notice} : n’est pas partie, l’étape sera décidée de nouveau : {why}",
        "{notice}: did not leave, its step is decided again: {why}",
    ),
    "unknown_proved": ("{notice} est bien partie : {how}", "{notice} has left: {how}"),
    "message_delivered": ("{notice} distribuée", "{notice} delivered"),
    "message_bounced": ("{notice} revenue ({detail})", "{notice} bounced ({detail})"),
    "letters_batched": ("Lot {batch} de courriers à poster : {letters}", "Batch {batch} of letters to post: {letters}"),
    "letter_posted": ("{notice} postée le {on}", "{notice} posted on {on}"),
    "letter_presented": ("{notice} présentée le {on}", "{notice} presented on {on}"),
    "letter_delivered": ("{notice} distribuée le {on}", "{notice} delivered on {on}"),
    "letter_refused": ("{notice} refusée par le destinataire le {on}", "{notice} refused by the addressee on {on}"),
    "letter_unclaimed": ("{notice} non réclamée, revenue le {on}", "{notice} unclaimed, returned on {on}"),
    "letter_wrong_address": (
        "{notice} revenue le {on} : adresse inexacte",
        "{notice} came back on {on}: wrong address",
    ),
    "letter_noted": ("{notice} : suivi complété {number}", "{notice}: more is known of the letter {number}"),
    "letter_cancelled": ("{notice} n’est pas postée : {why}", "{notice} is not posted: {why}"),
    "letter_proof_kept": (
        "{notice} : preuve archivée, {name} (SHA-256 {sha256})",
        "{notice}: proof archived, {name} (SHA-256 {sha256})",
    ),
    "deadline_moved": (
        "{notice} présentée le {presented} : le délai accordé passe du {from} au {to}",
        "{notice} presented on {presented}: the deadline granted moves from {from} to {to}",
    ),
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
    "reply_received": ("Message reçu de {sender} : « {subject} »", "Message from {sender}: “{subject}”"),
    "absence_received": (
        "Réponse automatique de {sender} : « {subject} »",
        "Automatic answer from {sender}: “{subject}”",
    ),
    "receipt_received": (
        "{notice} : accusé de lecture de {sender}, gardé comme preuve",
        "{notice}: read receipt from {sender}, kept as proof",
    ),
    "complaint_received": ("{notice} signalée comme indésirable", "{notice} was reported as unwanted"),
    "own_copy_received": ("{notice} : copie retrouvée dans notre boîte", "{notice}: a copy came into our own mailbox"),
    "report_received": (
        "Avis reçu au sujet d’un message, sans suite automatique : {detail}",
        "Report about a message, nothing follows by itself: {detail}",
    ),
    "message_delayed": ("{notice} : remise retardée ({detail})", "{notice}: delivery is delayed ({detail})"),
    "mail_filed": ("Courriel classé : « {subject} »", "E-mail filed: “{subject}”"),
    "mail_refused": (
        "Courriel refusé : il répond à un message d’une autre société",
        "E-mail refused: it answers another company’s message",
    ),
    "reply_qualified": ("Réponse du client : {said} – {decision}", "The customer’s reply: {said} – {decision}"),
    "reply_reopened": ("Réponse du client de nouveau à traiter", "The customer’s reply waits again"),
    "reply_handled": ("Réponse du client traitée{noted}", "The customer’s reply was dealt with{noted}"),
    "reply_assigned": ("Message de {sender} rattaché à ce client", "Message from {sender} tied to this customer"),
    "paid_iban_checked": (
        "IBAN du paiement annoncé, fin {tail} : {found}",
        "IBAN of the payment announced, ending {tail}: {found}",
    ),
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
    "money_matched": (
        "Encaissement de {total} du {on}{to} ({matched_by})",
        "Receipt of {total} of {on}{to} ({matched_by})",
    ),
    "match_undone": (
        "Affectation de l’encaissement de {total} du {on} annulée",
        "Matching of the receipt of {total} of {on} undone",
    ),
    "match_declined": (
        "Encaissement de {total} du {on} : les propositions ne convenaient pas",
        "Receipt of {total} of {on}: none of the proposals fitted",
    ),
    "money_set_aside": (
        "Encaissement de {total} du {on} mis de côté : {note}",
        "Receipt of {total} of {on} set aside: {note}",
    ),
    "money_taken_back": (
        "Encaissement de {total} du {on} de nouveau à affecter",
        "Receipt of {total} of {on} waits for its match again",
    ),
    "write_off_declined": ("Petit reste gardé ouvert : {reason}", "Small rest kept open: {reason}"),
    "credit_allocated": ("{total} de {credit} affectés à {invoice}", "{total} of {credit} set against {invoice}"),
    "member_set": ("{person} : {role}", "{person}: {role}"),
    "absence_set": ("Absence de {person}{since}{until}{cover}", "{person} is away{since}{until}{cover}"),
    "bank_account_proposed": (
        "Nouvelles coordonnées bancaires proposées par {person} : {iban}",
        "New bank details proposed by {person}: {iban}",
    ),
    "bank_account_approved": (
        "Nouvelles coordonnées bancaires approuvées par {person} : {iban}",
        "New bank details approved by {person}: {iban}",
    ),
    "bank_account_withdrawn": (
        "Changement de coordonnées bancaires annulé par {person} : {iban} ({reason})",
        "Change of bank details withdrawn by {person}: {iban} ({reason})",
    ),
    "bank_account_in_force": ("Coordonnées bancaires en vigueur : {iban}", "Bank details in force: {iban}"),
    "absence_ended": ("{person} est de retour", "{person} is back"),
    "signed_in": ("Connexion de {person} ({how})", "{person} signed in ({how})"),
    "signed_out": ("Déconnexion de {person}", "{person} signed out"),
    "sign_in_failed": ("Essai de connexion refusé au nom de {person}", "Attempt to sign in as {person} refused"),
    "sign_in_locked": (
        "Trop d’essais au nom de {person} : compte fermé pour un quart d’heure à cette adresse",
        "Too many attempts as {person}: closed to that address for a quarter of an hour",
    ),
    "password_changed": ("Mot de passe de {person} {password}", "Password of {person} {password}"),
    "person_email_changed": ("Adresse électronique de {person} changée", "E-mail address of {person} changed"),
    "second_factor_added": ("{person} : double authentification activée", "{person}: second factor set up"),
    "second_factor_removed": ("{person} : double authentification retirée", "{person}: second factor removed"),
    "recovery_codes_made": ("{person} : nouveaux codes de secours", "{person}: new recovery codes"),
    "passkey_added": ("{person} : clé d’accès ajoutée", "{person}: passkey added"),
    "passkey_removed": ("{person} : clé d’accès retirée", "{person}: passkey removed"),
    "sessions_ended": ("{person} : sessions terminées", "{person}: sessions ended"),
    "second_factor_required": ("Double authentification {second_factor}", "Second factor {second_factor}"),
    "person_invited": ("{person} invité par courriel ({email}) : {role}", "{person} invited by mail ({email}): {role}"),
    "invitation_sent_again": (
        "Invitation de {person} renvoyée à {email}",
        "Invitation of {person} sent again to {email}",
    ),
    "invitation_withdrawn": ("Invitation de {person} retirée ({email})", "Invitation of {person} withdrawn ({email})"),
    "member_joined": ("{person} a accepté l’invitation : {role}", "{person} accepted the invitation: {role}"),
    "member_removed": ("{person} ne travaille plus ici : {reason}", "{person} works here no longer: {reason}"),
    "file_opened": ("Dossier ouvert à {person}", "File opened to {person}"),
    "file_closed": ("Dossier fermé à {person}", "File closed to {person}"),
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
