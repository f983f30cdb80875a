"""Every reason, state, task, channel, rule and event in words, French and English, for pages and commands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from relance.domain.explaining import explain_acted, explain_next, explain_so_far, silence_of
from relance.domain.plan import Plan
from relance.domain.position import Receivable
from relance.domain.verdict import Verdict
from relance.domain.wording.formats import date_long, french_spaces, money

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
}

CANCELLED_BECAUSE: Final[Words] = {
    "changed": ("la situation du client a changé", "the customer’s position changed"),
    "paid": ("tout est payé", "everything is paid"),
}

EVENTS: Final[Words] = {
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
}


def _word(words: Words, key: str, language: str) -> str:
    """The word for a key; one that nobody gave words to is shown as it is."""
    pair = words.get(key)
    if pair is None:
        return key.replace("_", " ")
    return french_spaces(pair[0]) if language == "fr" else pair[1]


def reason_words(reason: str, language: str, *, until: date | None = None) -> str:
    """Why somebody is left in peace, with the day on which to look again where it is known."""
    words = _word(REASONS, reason, language)
    if until is None:
        return words
    day = date_long(until, language)
    return f"{words}, à revoir le {day}" if language == "fr" else f"{words}, looked at again on {day}"


def state_words(state: str, language: str) -> str:
    """The state of a notice."""
    return _word(STATES, state, language)


def kind_words(kind: str, language: str) -> str:
    """The kind of a step or notice."""
    return _word(KINDS, kind, language)


def task_words(kind: str, language: str) -> str:
    """What a task asks for."""
    return _word(TASKS, kind, language)


def task_help(kind: str, language: str) -> str:
    """Why such a task is asked for; empty for a kind without words."""
    return _word(TASK_HELP, kind, language) if kind in TASK_HELP else ""


def channel_words(channel: str, language: str) -> str:
    """The way a notice goes."""
    return _word(CHANNELS, channel, language)


def confirm_words(rule: str, language: str) -> str:
    """The rule by which a person must confirm."""
    return _word(CONFIRM_RULES, rule, language)


def cancelled_words(why: str, language: str) -> str:
    """Why a notice was cancelled; a person's own words are kept."""
    return _word(CANCELLED_BECAUSE, why, language) if why in CANCELLED_BECAUSE else why


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def event_words(verb: str, payload: Mapping[str, Any], language: str) -> str:
    """What happened, in one line; an event that nobody gave words to is shown by its name."""
    if verb not in EVENTS:
        return verb.replace("_", " ")
    text = EVENTS[verb][0 if language == "fr" else 1].format_map(_Facts(_facts(verb, payload, language)))
    return french_spaces(text) if language == "fr" else text


def _facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    facts = {key: _plain(value, language) for key, value in payload.items()}
    cents = payload.get("total_cents", payload.get("cents"))
    if isinstance(cents, int):
        facts["total"] = money(cents, str(payload.get("currency", "EUR")), language)
    named = (("state", state_words), ("kind", kind_words), ("channel", channel_words), ("task", task_words))
    for key, words in named:
        if key in payload:
            facts[key] = words(str(payload[key]), language)
    if "why" in payload:
        facts["why"] = cancelled_words(str(payload["why"]), language)
    if verb in ("settings_changed", "customer_changed"):
        facts["changes"] = ", ".join(f"{key} = {_plain(value, language)}" for key, value in payload.items())
    if verb in ("hold_set", "hold_released"):
        facts |= _hold_facts(payload, language)
    if isinstance(payload.get("files"), list):
        facts["files"] = ", ".join(str(pair[0]) for pair in payload["files"])
    return facts


def _hold_facts(payload: Mapping[str, Any], language: str) -> dict[str, str]:
    french = language == "fr"
    invoice, until = payload.get("invoice"), payload.get("until")
    day = _plain(until, language) if until else ""
    return {
        "subject": (f" sur {invoice}" if french else f" on {invoice}") if invoice else "",
        "until": (f" jusqu’au {day}" if french else f" until {day}") if day else "",
    }


def _plain(value: Any, language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(one, language) for one in value)
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date_long(date.fromisoformat(value), language)
        except ValueError:
            return value
    return "" if value is None else str(value)


def explain_text(
    receivable: Receivable,
    verdict: Verdict,
    plan: Plan,
    language: str,
    *,
    currency: str = "EUR",
    waiting: str = "",
) -> str:
    """Why this receivable is, or is not, reminded of today, and what comes next, in a few sentences.

    `plan` is the one that the receivable follows; `waiting` is the state of its notice that has not left.
    """
    told = [explain_so_far(receivable, plan, language, currency)]
    told.append(_today(receivable, verdict, plan, language))
    if waiting:
        words = state_words(waiting, language)
        told.append(f"La relance attend : {words}." if language == "fr" else f"The notice waits: {words}.")
    silence = silence_of(receivable, verdict)
    if silence and silence.next:
        told.append(explain_next(receivable, silence.next, plan, language))
    return french_spaces(" ".join(told)) if language == "fr" else " ".join(told)


def _today(receivable: Receivable, verdict: Verdict, plan: Plan, language: str) -> str:
    silence = silence_of(receivable, verdict)
    if silence:
        words = reason_words(silence.reason, language, until=silence.until)
        return f"Aujourd’hui, pas de relance : {words}." if language == "fr" else f"Not reminded today: {words}."
    return explain_acted(receivable, verdict, plan, language)
