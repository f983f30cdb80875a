"""What comes next after each result of a call, said before it is recorded and after."""

from __future__ import annotations

from datetime import date
from typing import Final

from relance.domain.reason_words import Words
from relance.domain.wording.formats import date_long, french_spaces

NEXT: Final[Words] = {
    "promise": (
        "Les relances attendent le jour promis ; si rien n’est reçu, une tâche demande d’en reparler.",
        "Reminders wait for the day promised; if nothing comes, a task asks to speak about it.",
    ),
    "dispute": (
        "Ce qui est contesté n’est plus relancé jusqu’à la réponse ; le client en est informé.",
        "What is contested is left in peace until it is settled; the customer is told so.",
    ),
    "agreement": (
        "Une tâche demande de proposer l’échéancier d’ici au {tomorrow}.",
        "A task asks to offer a payment plan by {tomorrow}.",
    ),
    "already_paid": (
        "Rien n’est relancé jusqu’au {check} ; ce jour-là, une tâche demande de regarder la banque.",
        "Nothing is chased until {check}; on that day a task asks to look at the bank.",
    ),
    "spoken": ("La suite du scénario vient à sa date.", "The plan goes on at its date."),
    "call_back": ("L’appel revient dans la liste ce jour-là.", "The call comes back to the list on that day."),
    "no_answer": ("L’appel revient le {tomorrow}.", "The call comes back on {tomorrow}."),
    "message_left": ("L’appel revient le {tomorrow}.", "The call comes back on {tomorrow}."),
    "wrong_number": (
        "Ce numéro n’est plus utilisé ; l’étape passe au moyen suivant, ou une tâche demande une coordonnée.",
        "This number is no longer used; the step takes its next channel, or a task asks for a contact.",
    ),
    "last_try": (
        "C’était le dernier essai : le numéro n’est plus utilisé, l’étape passe au moyen suivant.",
        "That was the last try: the number is no longer used, the step takes its next channel.",
    ),
    "step_done": ("L’étape est faite.", "The step is done."),
    "step_waits": ("L’étape reste à faire.", "The step is still to be done."),
}


def next_words(result: str, language: str, *, tomorrow: date, check: date) -> str:
    """What follows a result. `tomorrow` is the next working day, `check` the day to look for announced money."""
    pair = NEXT.get(result)
    if pair is None:
        return ""
    days = {"tomorrow": date_long(tomorrow, language), "check": date_long(check, language)}
    text = pair[0 if language == "fr" else 1].format(**days)
    return french_spaces(text) if language == "fr" else text
