"""Events by what they are about, so that a journal can be read by subject."""

from __future__ import annotations

from typing import Final

from relance.domain.event_words import EVENTS
from relance.domain.reason_words import Words

GROUP_WORDS: Final[Words] = {
    "money": ("Argent reçu", "Money in"),
    "reminders": ("Relances et envois", "Reminders and sending"),
    "letters": ("Courriers postés", "Letters posted"),
    "answers": ("Réponses et appels", "Replies and calls"),
    "promises": ("Promesses et échéanciers", "Promises and payment plans"),
    "disputes": ("Litiges et causes", "Disputes and causes"),
    "claims": ("Pénalités et droit", "Late interest and law"),
    "files": ("Fichiers et pièces", "Files and documents"),
    "work": ("Tâches", "Tasks"),
    "people": ("Personnes et accès", "People and access"),
    "settings": ("Réglages", "Settings"),
    "other": ("Autres", "Other"),
}
# a group's verbs: whole words, or beginnings that end in `_`
_VERBS: Final = {
    "money": "payment_ money_ match_ credit_ write_off_ written_off forecast_kept",
    "letters": "letter_ letters_ deadline_moved",
    "answers": "reply_ absence_received receipt_received complaint_received own_copy_received report_received "
    "mail_ call_ number_given_up paid_iban_checked message_replied",
    "reminders": "notice_ message_ answer_ claim_given_back handed_over handover_ hold_ step_recorded sending_ "
    "copy_dropped confirmation_ counted_as_ unknown_proved decision_failed own_template_used claims_without_amounts",
    "promises": "promise_ agreement_ claim_waiver_undone",
    "disputes": "dispute_ cause_set",
    "claims": "indemnities_ claim_ claims_billed legal_",
    "files": "file_ mapping_ invoices_attached cold_start_ backup_ export_ job_",
    "work": "task_ tasks_",
    "people": "member_ person_ invitation_ absence_set absence_ended signed_ sign_ session_ sessions_ password_ "
    "second_ passkey_ recovery_ file_opened file_closed lock_ locked_ email_",
    "settings": "creditor_ settings_ template_ plan_ bank_ customer_changed segment_ line_ calendar_ channel_ view_",
}


def group_of(verb: str) -> str:
    """Which group an event belongs to; `other` where nobody said."""
    whole = {name: word for name, words in _VERBS.items() for word in words.split() if word == verb}
    if whole:
        return next(iter(whole))
    begins = [
        (len(word), name)
        for name, words in _VERBS.items()
        for word in words.split()
        if word.endswith("_") and verb.startswith(word)
    ]
    return max(begins)[1] if begins else "other"


def verbs_of(group: str) -> list[str]:
    """The verbs of a group, as far as events have words."""
    return [verb for verb in EVENTS if group_of(verb) == group]
