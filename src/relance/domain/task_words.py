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
    "old_hold": ("Revoir une suspension", "Look at a hold again"),
    "statement_gap": ("Importer le relevé qui manque", "Import the missing statement"),
    "payment_returned": ("Réagir à un paiement revenu impayé", "Act on a payment that came back"),
    "return_unclear": ("Dire quel paiement est revenu impayé", "Say which payment came back"),
    "import_payments": ("Importer le relevé de banque", "Import the bank statement"),
    "match_money": ("Affecter les encaissements", "Match the money received"),
    "call": ("Appeler le client", "Call the customer"),
    "customer_kind": ("Préciser le type de client", "Say what kind of customer it is"),
    "explain_balance": ("Expliquer le solde du compte", "Explain the account’s balance"),
    "import_problems": ("Reprendre les lignes refusées", "Look at the refused lines"),
    "open_amount_differs": ("Vérifier le reste dû", "Check the open amount"),
    "unknown_delivery": ("Vérifier si le message est parti", "Find out whether the message left"),
    "sending_stopped": ("Rétablir l’envoi des messages", "Mend the sending of messages"),
    "address_refused": ("Trouver une adresse qui fonctionne", "Find an address that works"),
    "mail_bounced": ("Vérifier l’adresse électronique", "Check the e-mail address"),
    "mail_complaint": ("Voir pourquoi un courriel est indésirable", "See why an e-mail is unwanted"),
    "check_report": ("Lire un avis de non-remise", "Read a bounce"),
    "address_doubted": ("Trouver la bonne adresse postale", "Find the right postal address"),
    "letter_returned": ("Décider de la suite d’un courrier revenu", "Decide what follows a returned letter"),
    "postal_refused": ("Rétablir le compte chez le prestataire postal", "Mend the account with the postal provider"),
    "tell_customer": ("Prévenir le client", "Tell the customer"),
    "message_failed": ("Corriger une pièce du message", "Mend a part of the message"),
    "promise_broken": ("Reparler de la promesse non tenue", "Speak about the broken promise"),
    "check_payment": ("Vérifier le paiement annoncé", "Check the payment announced"),
    "make_agreement": ("Convenir d’un échéancier", "Agree on a payment plan"),
    "time_asked": ("Répondre à la demande de délai", "Answer the request for time"),
    "wrong_contact": ("Trouver le bon interlocuteur", "Find whom to write to"),
    "send_copy": ("Envoyer la copie demandée", "Send the copy asked for"),
    "fraud_suspected": ("Soupçon de fraude : vérifier sans attendre", "Fraud suspected: check at once"),
    "dispute_overdue": ("Régler le litige", "Settle the dispute"),
    "follow_up": ("Donner suite", "Follow up"),
    "confirm_waiting": ("Confirmer les relances qui attendent", "Confirm the notices that wait"),
    "plan_ended": ("Décider de la suite", "Decide what comes next"),
    "handed_over_news": ("Prendre des nouvelles du dossier transmis", "Ask after the file handed over"),
    "formal_notice_again": ("Envoyer une nouvelle mise en demeure", "Send another formal notice"),
    "suspend_service": ("Suspendre livraisons ou prestations", "Suspend deliveries or services"),
    "check_solvency": ("Examiner la solvabilité du client", "Look at the customer’s solvency"),
    "legal_clock": ("Délai légal à surveiller", "Legal clock running out"),
    "notices_waiting": ("Relances à confirmer", "Notices to confirm"),
    "sign_agreement": ("Obtenir l’échéancier signé", "Get the payment plan signed"),
    "agreement_broken": ("Réagir à l’échéancier rompu", "Act on the broken payment plan"),
    "bank_change": ("Vérifier de nouvelles coordonnées bancaires", "Check new bank details"),
    "bank_differs": ("Deux comptes imprimés le même jour", "Two accounts printed on one day"),
    "agreement_reopened": ("Revoir deux échéanciers", "Look at two payment plans"),
    "iban_differs": ("Vérifier le compte qu’une facture demande", "Check the account an invoice asks for"),
    "invoice_sold": ("Facture cédée à un tiers", "Invoice sold to somebody else"),
    "invoice_corrected": ("Annuler la facture rectifiée", "Cancel the corrected invoice"),
    "credit_unknown": ("Rattacher un avoir", "Tie a credit note to its invoice"),
    "einvoice_status": ("Donner suite au statut d’une facture", "Act on the status of an invoice"),
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
    "mail_bounced": (
        "le message est revenu : demandez la bonne adresse ; d’ici là, l’étape prend le canal suivant",
        "the message came back: ask for the right address; meanwhile the step takes its next channel",
    ),
    "mail_complaint": (
        "le destinataire a signalé le message : plus aucun courriel n’y part ; appelez le client",
        "the reader reported the message: no more e-mail goes there; call the customer",
    ),
    "check_report": (
        "un avis de non-remise ne nomme aucun de nos messages : il peut être faux, rien n’a été changé",
        "a bounce names none of our messages: it may be forged, nothing was changed",
    ),
    "old_hold": (
        "les relances sont suspendues depuis plus de soixante jours, sans date de fin",
        "reminders have been on hold for more than sixty days, with no end set",
    ),
    "missing_contact": (
        "une relance est prête, mais aucune coordonnée ne permet de l’envoyer",
        "a reminder is ready, but no contact lets it leave",
    ),
    "statement_gap": (
        "des mouvements manquent entre deux relevés : d’ici là, les paiements ne comptent pas comme connus",
        "movements are missing between two statements: until they come, payments do not count as known",
    ),
    "payment_returned": (
        "la banque a repris l’argent : la facture est de nouveau ouverte, à l’étape où elle en était",
        "the bank took the money back: the invoice is open again, at the step it had",
    ),
    "return_unclear": (
        "la banque a repris de l’argent et rien ne dit quel paiement : rien n’a été deviné",
        "the bank took money back and nothing tells which payment: nothing was guessed",
    ),
    "import_payments": (
        "les paiements connus sont trop anciens pour relancer sans risque",
        "known payments are too old to remind safely",
    ),
    "match_money": (
        "des encaissements attendent : dites ce qu’ils paient, pour que personne ne soit relancé à tort",
        "money received waits: say what it pays, so that nobody is reminded wrongly",
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
    "address_doubted": (
        "un courrier est revenu : adresse inexacte ; corrigez-la sur la fiche du client, puis renvoyez le courrier",
        "a letter came back: wrong address; correct it on the customer’s page, then send the letter again",
    ),
    "letter_returned": (
        "refusé ou non réclamé, il compte comme reçu à sa première présentation : gardez l’enveloppe fermée, "
        "joignez le client autrement ou passez à l’étape suivante",
        "refused or unclaimed, it counts as received when first presented: keep the envelope closed, "
        "reach the customer otherwise, or go on to the next step",
    ),
    "postal_refused": (
        "le prestataire refuse le compte : vérifiez l’identifiant, le secret et le solde",
        "the provider refuses the account: check its identifier, secret and balance",
    ),
    "unknown_delivery": (
        "le message a pu partir ou non : il compte comme envoyé et ne sera pas renvoyé",
        "the message may or may not have left: it counts as sent and is not sent again",
    ),
    "sending_stopped": (
        "le serveur de messagerie refuse nos envois : plus rien ne part ; corrigez les réglages, puis reprenez",
        "the mail server refuses what we send: nothing leaves any more; mend the settings, then resume",
    ),
    "address_refused": (
        "le serveur refuse cette adresse : elle n’est plus utilisée, l’étape passe au canal suivant",
        "the server refuses this address: it is not used any more, the step takes its next channel",
    ),
    "tell_customer": (
        "une réponse est prête, mais ni courriel ni adresse postale ne permet de l’envoyer",
        "an answer is ready, but neither an e-mail nor a postal address lets it leave",
    ),
    "message_failed": (
        "le message n’a pas pu être préparé, souvent à cause d’un PDF joint illisible : la relance attend",
        "the message could not be made, often for an attached PDF that cannot be read: the reminder waits",
    ),
    "promise_broken": (
        "le jour promis est passé et l’argent n’est pas là : appelez, ou notez une nouvelle promesse",
        "the day promised has passed and the money is not there: call, or record a new promise",
    ),
    "check_payment": (
        "le client dit avoir payé : regardez le compte en banque avant que les relances ne reprennent",
        "the customer says it is paid: look at the bank before reminders go on",
    ),
    "make_agreement": (
        "le client a demandé plusieurs échéances : proposez-lui un échéancier",
        "the customer asked for instalments: offer a payment plan",
    ),
    "time_asked": (
        "le client demande un délai : convenez d’un échéancier, notez la date promise, ou refusez ; les relances "
        "attendent jusque-là",
        "the customer asks for time: agree on a payment plan, note the day promised, or decline; reminders wait",
    ),
    "wrong_contact": (
        "le message n’est pas arrivé à la bonne personne : demandez qui s’en occupe, et corrigez l’adresse du client",
        "the message did not reach the right person: ask who deals with it, and correct the customer’s address",
    ),
    "send_copy": (
        "le PDF de la facture manque dans Relance : joignez-le à l’import et la réponse part avec lui, ou envoyez-le",
        "the invoice’s PDF is not in Relance: attach it under imports and the answer leaves with it, or send it",
    ),
    "fraud_suspected": (
        "n’utilisez ni ne notez aucune coordonnée venue d’un message : appelez au numéro que vous connaissez déjà",
        "use and note nothing that came in a message: call on the number you already know",
    ),
    "dispute_overdue": (
        "un litige a dépassé son échéance, ou l’avoir convenu n’est pas arrivé : la somme reste hors relance",
        "a dispute is past its deadline, or the agreed credit note has not come: nobody is reminded of that sum",
    ),
    "follow_up": ("suite prévue lors d’une tâche précédente", "planned when an earlier task was done"),
    "confirm_waiting": (
        "des relances attendent un accord depuis trop longtemps : tant qu’il manque, rien ne part",
        "notices have waited too long for a person’s word: until then nothing leaves",
    ),
    "plan_ended": (
        "le scénario est terminé et la facture reste impayée : mise en demeure, transmission, perte ou attente ?",
        "the plan has ended and the invoice is unpaid: formal notice, hand-over, write-off or wait?",
    ),
    "handed_over_news": (
        "le dossier est chez un avocat, une agence ou un commissaire de justice : où en est-il ?",
        "the file is with a lawyer, an agency or a commissaire de justice: where does it stand?",
    ),
    "formal_notice_again": (
        "en recommandé avec avis de réception ; la noter ensuite sur la fiche du client",
        "registered, with acknowledgement of receipt; record it on the customer’s page afterwards",
    ),
    "suspend_service": (
        "après vérification du contrat et du préavis qu’il demande",
        "once the contract and the notice that it asks for were looked at",
    ),
    "check_solvency": (
        "procédure collective, comptes déposés, incidents de paiement : vaut-il la peine d’aller plus loin ?",
        "insolvency notices, filed accounts, payment incidents: is it worth going further?",
    ),
    "legal_clock": (
        "passé ce jour, un droit est perdu : l’article et le calcul sont sur la page des délais",
        "after that day a right is lost: article and arithmetic are on the page of clocks",
    ),
    "notices_waiting": ("des relances prêtes attendent un accord", "notices that are ready wait for a person’s word"),
    "sign_agreement": (
        "la lettre signée vaut reconnaissance de dette : notez le jour où elle revient",
        "the signed letter acknowledges the debt: record the day it comes back",
    ),
    "agreement_broken": (
        "une échéance est restée impayée : les relances reprennent ; le reste ne devient exigible qu’après une mise en "
        "demeure sans effet",
        "an instalment stayed unpaid: reminders go on; the rest falls due only after a formal notice without effect",
    ),
    "bank_change": (
        "quelqu’un change le compte que portent nos messages : est-ce bien voulu ?",
        "somebody is changing the account that our messages carry: is it meant?",
    ),
    "bank_differs": (
        "des messages partis le même jour ne portent pas le même compte : vérifiez-les, et prévenez les clients",
        "messages of one day do not carry the same account: check them, and tell the customers",
    ),
    "agreement_reopened": (
        "un paiement qui avait soldé un échéancier a été annulé, et un autre couvre les mêmes factures",
        "a payment that had settled a plan was undone, and another plan covers the same invoices",
    ),
    "iban_differs": (
        "la facture demande le paiement sur un autre compte que le vôtre : d’où vient ce fichier ?",
        "the invoice asks to be paid on another account than yours: where does this file come from?",
    ),
    "invoice_sold": (
        "la facture est à payer à un affactureur : elle n’est pas relancée avec vos coordonnées bancaires",
        "the invoice is to be paid to a factor: nobody is reminded with your bank details",
    ),
    "invoice_corrected": (
        "une facture rectificative la remplace : réclamer les deux serait réclamer deux fois",
        "a corrective invoice replaces it: to claim both would be to claim twice",
    ),
    "credit_unknown": (
        "l’avoir porte sur une facture qui n’est pas connue : il reste sur le compte du client",
        "the credit note is about an invoice that is not known: it stays on account",
    ),
    "einvoice_status": (
        "la plateforme dit que la facture est refusée, contestée ou réglée",
        "the platform says that the invoice was refused, disputed or paid",
    ),
}

# what a person may choose where a plan ends, in the order of the page
HANDOVER_CHOICES: Final[Words] = {
    "formal_notice": ("nouvelle mise en demeure en recommandé", "another formal notice, registered"),
    "commissaire": ("transmission à un commissaire de justice", "hand-over to a commissaire de justice"),
    "lawyer": ("transmission à un avocat", "hand-over to a lawyer"),
    "agency": ("transmission à une agence de recouvrement", "hand-over to a collection agency"),
    "suspend": ("suspension des livraisons ou des prestations", "suspension of deliveries or services"),
    "solvency": ("examen de la solvabilité", "a look at solvency"),
    "wait": ("attente", "waiting"),
    "write_off": ("passage en perte", "write-off"),
}
