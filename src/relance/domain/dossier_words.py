"""The words of a dossier, in French and English: titles of pieces, lines of the chronology, how to verify."""

from __future__ import annotations

from typing import Any, Final

from relance.domain.reason_words import Words
from relance.domain.wording.formats import french_spaces

# titles of pieces
PIECES: Final[Words] = {
    "invoice": ("Facture {invoice}", "Invoice {invoice}"),
    "message": ("{step}, {notice}, par {channel}", "{step}, {notice}, by {channel}"),
    "message_copy": ("{step}, {notice}, copie par {channel}", "{step}, {notice}, copy by {channel}"),
    "sending": ("Ce qui a été constaté de l’envoi de {notice}", "What was recorded of the sending of {notice}"),
    "posting": ("{proof} de {notice}{number}", "{proof} of {notice}{number}"),
    "bounce": ("Avis de non-distribution de {notice}", "Failure report on {notice}"),
    "delay": ("Avis de retard de {notice}", "Delay report on {notice}"),
    "delivered": ("Avis de distribution de {notice}", "Delivery report on {notice}"),
    "receipt": ("Accusé de lecture de {notice}", "Read receipt of {notice}"),
    "own_copy": ("Copie d’archive de {notice}", "Archive copy of {notice}"),
    "reply": ("Réponse de {sender}", "Reply from {sender}"),
    "absence": ("Message d’absence de {sender}", "Absence message from {sender}"),
    "complaint": ("Signalement de {sender}", "Complaint from {sender}"),
    "other": ("Message reçu de {sender}", "Message received from {sender}"),
    "unreadable": ("Message illisible reçu de {sender}", "Unreadable message from {sender}"),
    "agreement": ("Échéancier {agreement}", "Payment plan {agreement}"),
    "claim_note": ("Note de débit {note} pour {invoice}", "Claim note {note} for {invoice}"),
    "replies": ("Relevé des réponses et de ce qui en a été fait", "Record of replies and what was made of them"),
    "calls": ("Relevé des appels", "Record of calls"),
    "disputes": ("Relevé des litiges", "Record of disputes"),
    "promises": ("Relevé des promesses de paiement", "Record of promises to pay"),
    "payments": ("Relevé des paiements et avoirs", "Record of payments and credit notes"),
    "facts": ("Relevé des faits de droit", "Record of facts of law"),
    "statement": ("Décompte des sommes dues", "Statement of what is owed"),
    "statement_data": ("Décompte des sommes dues, données", "Statement of what is owed, data"),
    "events": ("Journal des événements et empreintes", "Record of events and hashes"),
}
STEMS: Final[Words] = {
    "invoice": ("facture-{}", "invoice-{}"),
    "message": ("message-{}", "message-{}"),
    "sending": ("preuve-envoi-{}", "proof-of-sending-{}"),
    "posting": ("preuve-postale-{}", "postal-proof-{}"),
    "report": ("avis-{}", "report-{}"),
    "reply": ("reponse-{}", "reply-{}"),
    "incoming": ("message-recu-{}", "message-received-{}"),
    "agreement": ("echeancier-{}", "payment-plan-{}"),
    "claim_note": ("note-de-debit-{}", "claim-note-{}"),
    "replies": ("reponses", "replies"),
    "calls": ("appels", "calls"),
    "disputes": ("litiges", "disputes"),
    "promises": ("promesses", "promises"),
    "payments": ("paiements", "payments"),
    "facts": ("faits-de-droit", "facts-of-law"),
    "statement": ("decompte", "statement"),
    "events": ("events", "events"),
}
# what a chronology says
STORY: Final[Words] = {
    "issued": ("Facture {invoice} émise : {total}", "Invoice {invoice} issued: {total}"),
    "due_on": ("échéance le {on}", "due on {on}"),
    "notice": ("{step} {notice} : {invoices}, {total}", "{step} {notice}: {invoices}, {total}"),
    "pay_by": ("paiement demandé avant le {on}", "payment asked by {on}"),
    "call": ("Appel{number}{to}", "Call{number}{to}"),
    "call_number": (" au {value}", " to {value}"),
    "call_to": (", interlocuteur : {value}", ", spoke to {value}"),
    "call_back": ("à rappeler le {on}", "to be called back on {on}"),
    "received": ("Message reçu de {sender} : {subject}", "Message received from {sender}: {subject}"),
    "dispute": ("Litige sur {invoice} : {reason}, {total}", "Dispute on {invoice}: {reason}, {total}"),
    "whole": ("toute la facture", "the whole invoice"),
    "dispute_due": ("à régler avant le {on}", "to be settled by {on}"),
    "dispute_note": ("Litige sur {invoice} : échange", "Dispute on {invoice}: exchange"),
    "dispute_end": ("Litige sur {invoice} : fin", "Dispute on {invoice}: end"),
    "promise": ("Promesse{by} : {total} sur {invoice}", "Promise{by}: {total} of {invoice}"),
    "promise_by": (" de {value}", " by {value}"),
    "promised_on": ("paiement promis le {on}", "payment promised for {on}"),
    "promise_end": ("Promesse du {on} sur {invoice}", "Promise for {on} on {invoice}"),
    "agreement": ("Échéancier {agreement} convenu : {total}", "Payment plan {agreement} agreed: {total}"),
    "first_on": ("première échéance le {on}", "first instalment on {on}"),
    "agreement_signed": ("Échéancier {agreement} signé", "Payment plan {agreement} signed"),
    "agreement_kept": ("Échéancier {agreement} respecté", "Payment plan {agreement} kept"),
    "agreement_broken": ("Échéancier {agreement} rompu", "Payment plan {agreement} broken"),
    "agreement_cancelled": ("Échéancier {agreement} annulé", "Payment plan {agreement} cancelled"),
    "payment": ("Paiement de {total} reçu{reference}", "Payment of {total} received{reference}"),
    "payment_undone": ("Paiement de {total} annulé", "Payment of {total} undone"),
    "credit_note": ("Avoir {number} : {total}", "Credit note {number}: {total}"),
    "claim_note": ("Note de débit {note} pour {invoice} : {total}", "Claim note {note} for {invoice}: {total}"),
    "write_off": ("Passage en perte sur {invoice} : {total}", "Written off on {invoice}: {total}"),
    "fact": ("Fait de droit{subject} : {fact}", "Fact of law{subject}: {fact}"),
    "see": ("(pièce n° {{value}})", "(exhibit no. {{value}})"),
    "outside": ("hors Relance", "outside Relance"),
    "posting": ("{state} le {on}", "{state} on {on}"),
    "registered": (", n° {value}", ", no. {value}"),
}
# what was recorded of one sending, line by line
SENDING: Final[Words] = {
    "notice": ("Référence", "Reference"),
    "channel": ("Canal", "Channel"),
    "recipient": ("Destinataire", "Recipient"),
    "subject": ("Objet", "Subject"),
    "file": ("Fichier", "File"),
    "sha256": ("SHA-256 des octets envoyés", "SHA-256 of the bytes sent"),
    "message_id": ("Message-ID", "Message-ID"),
    "state": ("État", "State"),
    "frozen_at": ("Octets figés le", "Bytes frozen at"),
    "started_at": ("Envoi commencé le", "Sending begun at"),
    "ended_at": ("Envoi terminé le", "Sending ended at"),
    "attempts": ("Essais", "Attempts"),
    "way": ("Voie", "Way"),
    "outbox": ("boîte d’envoi locale, remis à une personne", "local outbox, handed to a person"),
    "server": ("serveur d’envoi", "mail server"),
    "detail": ("Réponse reçue à l’envoi", "Answer received on sending"),
    "number": ("Numéro d’envoi postal", "Postal number"),
    "posted_on": ("Posté le", "Posted on"),
    "presented_on": ("Présenté le", "Presented on"),
    "ended_on": ("Fin du parcours le", "Ended on"),
    "post": ("Parcours postal", "Postal way"),
    "post_detail": ("Précision de la poste", "The post’s detail"),
}


def filled(words: Words, key: str, language: str, **values: Any) -> str:
    """The words for a key with their places filled, spaced as the language asks."""
    french, english = words[key]
    chosen = (french_spaces(french) if language == "fr" else english).format(**values)
    return chosen[:1].upper() + chosen[1:] if words is PIECES else chosen


def stem(kind: str, language: str, name: str = "") -> str:
    """The beginning of a file's name."""
    return STEMS[kind][0 if language == "fr" else 1].format(name)


VERIFIER: Final = """\
Vérifier ce dossier
===================

Ce dossier contient les pièces d’une créance : le fichier 00-dossier.pdf les présente et les numérote, les autres
fichiers sont les pièces elles-mêmes, octet pour octet. Aucun logiciel particulier n’est nécessaire pour le vérifier.

1. Décompressez l’archive dans un dossier vide.

2. Ouvrez un terminal dans ce dossier et tapez :

       sha256sum -c SHA256SUMS          (Linux)
       shasum -a 256 -c SHA256SUMS      (macOS)

   Sous Windows : Get-FileHash * -Algorithm SHA256, et comparez avec les lignes de SHA256SUMS.
   Chaque fichier doit être suivi de « OK » (ou « Réussi »). Un fichier modifié est nommé ; un fichier absent aussi.
   Un fichier qui ne figure pas dans SHA256SUMS n’appartient pas au dossier.

3. L’empreinte du dossier entier est celle de SHA256SUMS :

       sha256sum SHA256SUMS

   Comparez-la avec celle qui vous a été communiquée par une autre voie (courrier, procès-verbal, courriel du jour de
   la remise). C’est cette comparaison qui exclut que tout ait été refait : quelqu’un qui change une pièce et recalcule
   toutes les sommes obtient un dossier cohérent, mais une autre empreinte.

4. Le journal (NN-events.jsonl) contient, une ligne par événement, ce qui a été noté au sujet de ce client seul. Chaque
   événement porte une empreinte (hash) : le SHA-256 du hash précédent (previous_hash), d’un saut de ligne, puis du
   texte JSON de l’événement sans ses deux empreintes, clés triées, sans espaces, en UTF-8. Les événements des autres
   clients n’y figurent pas ; ils ne comptent que par leur empreinte. Pour l’événement de la première ligne :

       head -n 1 NN-events.jsonl | python3 -c "import sys,json,hashlib as h; e=json.load(sys.stdin); \\
         p,s=e.pop('previous_hash'),e.pop('hash'); \\
         t=json.dumps(e,ensure_ascii=False,sort_keys=True,separators=(',',':')); \\
         print(h.sha256((p+chr(10)+t).encode()).hexdigest()==s)"

   Le logiciel Relance fait toutes ces vérifications en une commande : relance verify DOSSIER.zip

Ce que cela prouve : aucune pièce n’a été changée, ajoutée ou retirée depuis que l’empreinte du point 3 a été
communiquée ; les messages envoyés sont ceux dont l’empreinte a été notée le jour de leur envoi. Cela ne prouve pas
qu’un destinataire a lu un message : voyez les preuves d’envoi et de distribution, pièce par pièce.
"""
READ_ME: Final = """\
How to verify this file
=======================

This dossier holds the exhibits of a claim: 00-dossier.pdf presents and numbers them, the other files are the exhibits
themselves, byte for byte. No particular software is needed to verify it.

1. Unpack the archive into an empty folder.

2. Open a terminal in that folder and type:

       sha256sum -c SHA256SUMS          (Linux)
       shasum -a 256 -c SHA256SUMS      (macOS)

   On Windows: Get-FileHash * -Algorithm SHA256, and compare with the lines of SHA256SUMS.
   Every file must be followed by “OK”. A file that was changed is named; so is one that is missing.
   A file that does not stand in SHA256SUMS is no part of the dossier.

3. The fingerprint of the whole dossier is that of SHA256SUMS:

       sha256sum SHA256SUMS

   Compare it with the one that you were given by another way (a letter, a record, an e-mail of the day it was handed
   over). Only this rules out that everything was made anew: whoever changes an exhibit and computes all sums again has
   a coherent dossier, with another fingerprint.

4. The record (NN-events.jsonl) holds, one event a line, what was noted about this customer alone. Each event has a
   hash: SHA-256 of the hash before it (previous_hash), a line feed, then the JSON text of the event without its two
   hashes, keys sorted, no spaces, UTF-8. Events of other customers are not in it; they count by their hash only. For
   the event of the first line:

       head -n 1 NN-events.jsonl | python3 -c "import sys,json,hashlib as h; e=json.load(sys.stdin); \\
         p,s=e.pop('previous_hash'),e.pop('hash'); \\
         t=json.dumps(e,ensure_ascii=False,sort_keys=True,separators=(',',':')); \\
         print(h.sha256((p+chr(10)+t).encode()).hexdigest()==s)"

   Relance does all of this with one command: relance verify DOSSIER.zip

What this proves: no exhibit was changed, added or removed since the fingerprint of point 3 was handed over; the
messages are those whose sum was recorded on the day they left. It does not prove that anybody read a message: see the
proofs of sending and delivery, exhibit by exhibit.
"""
