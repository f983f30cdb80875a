"""What a message must say at each stage, whatever its words: looked for in the finished text of every trial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from relance.domain.message import NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.stages import Stage

if TYPE_CHECKING:
    from relance.domain.wording.tone import Finding

Both = tuple[str, str]
_DISREGARD = {
    "fr": r"(regle|paye|paiement)[^.]{0,60}(entre-temps|entre temps|deja|croise)|deja (regle|paye)|s'est croise",
    "en": r"paid[^.]{0,30}(in the meantime|already)|already[^.]{0,20}paid|crossed",
}
_LAST = {
    "fr": r"derniere? (rappel|relance|avis|courrier|lettre|message)",
    "en": r"(last|final) (reminder|letter|message|notice)",
}
_NOTICE = {"fr": r"mettons en demeure|mise en demeure", "en": r"mise en demeure|formal notice"}
_ORDINAL = {2: {"fr": r"deuxieme|second", "en": r"second"}, 3: {"fr": r"troisieme|trois", "en": r"third"}}
_WORDS: Final[Mapping[str, tuple[Both, Both]]] = {
    "disregard": (
        ("Il manque la phrase pour qui a déjà payé.", "The sentence for those who have paid is missing."),
        (
            "Ajoutez « Si vous avez réglé entre-temps, ne tenez pas compte de {{ notice.document }}. »",
            "Add “If you have paid in the meantime, please disregard {{ notice.document }}.”",
        ),
    ),
    "contact": (
        ("Le texte ne dit pas à qui répondre.", "The text does not say whom to answer."),
        ("Ajoutez le champ {{ contact.sentence }}.", "Add the field {{ contact.sentence }}."),
    ),
    "deadline": (
        ("La date limite accordée par l’étape n’est pas dite.", "The deadline that the step grants is not said."),
        (
            'Ajoutez {% if notice.deadline != "" %}… au plus tard le {{ notice.deadline }}{% endif %}.',
            'Add {% if notice.deadline != "" %}… by {{ notice.deadline }}{% endif %}.',
        ),
    ),
    "amount": (
        ("La somme à payer n’est pas dite.", "The sum to be paid is not said."),
        (
            "Ajoutez {{ notice.acted_total }} (dans la mise en demeure : {{ claims.sum }}).",
            "Add {{ notice.acted_total }} (in a formal notice: {{ claims.sum }}).",
        ),
    ),
    "due": (
        ("L’échéance n’est pas dite.", "The due date is not said."),
        ("Ajoutez {{ invoice.due }}.", "Add {{ invoice.due }}."),
    ),
    "ordinal": (
        (
            "Le texte ne dit pas que c’est la deuxième relance (ou la troisième).",
            "The text does not say which reminder it is.",
        ),
        ("Ajoutez {{ notice.ordinal }}.", "Add {{ notice.ordinal }}."),
    ),
    "history": (
        ("Les relances précédentes ne sont pas rappelées.", "The earlier reminders are not recalled."),
        ("Ajoutez {{ notice.history_sentence }}.", "Add {{ notice.history_sentence }}."),
    ),
    "last": (
        (
            "Le texte ne dit pas que c’est le dernier rappel avant des démarches formelles.",
            "The text does not say that it is the last reminder before formal steps.",
        ),
        ("Écrivez « notre dernier rappel avant… ».", "Write “our last reminder before…”."),
    ),
    "notice": (
        ("Les mots « mise en demeure » manquent dans l’objet ou le texte.", "The words “mise en demeure” are missing."),
        ("Écrivez « nous vous mettons en demeure de payer ».", "Write “formal notice (mise en demeure)” in it."),
    ),
}


def missing(
    said: Mapping[str, Sequence[str]], stage: Stage, facts: NoticeFacts, fields: Mapping[str, Any]
) -> Iterator[Finding]:
    """What this message does not say and must. Answers have their own purpose: only whom to reach is looked for."""
    from relance.domain.wording.tone import Finding, folded

    language = facts.customer.language
    body = " ".join(one for name in ("opening", "after") for one in said[name])
    text, heads = folded(body), folded(" ".join((*said["subject"], *said["heading"])))

    def has(*values: str) -> bool:
        return all(folded(value) in text for value in values if value)

    def finds(patterns: Mapping[str, str], where: str = text) -> bool:
        return bool(re.search(patterns[language], where))

    creditor, kind = facts.creditor, stage.kind
    tests = {
        "contact": has(creditor.phone) or has(creditor.email) or has(fields["contact"]["sentence"]),
        "disregard": kind == "answer" or finds(_DISREGARD),
        "deadline": kind == "answer" or has(fields["notice"]["deadline"]),
        "amount": kind == "answer" or has(_amount(facts, fields)),
        "due": kind != "courtesy" or len(facts.lines) > 1 or has(fields["invoice"]["due"]),
        "ordinal": _is_counted(stage) is False or finds(_ORDINAL[stage.number], f"{heads} {text}"),
        "history": stage.number < 2 or kind == "answer" or has(*(one["on"] for one in fields["notice"]["history"])),
        "last": kind != "final" or finds(_LAST, f"{heads} {text}"),
        "notice": kind != "formal_notice" or (finds(_NOTICE, heads) and finds(_NOTICE)),
    }
    for rule, is_there in tests.items():
        if not is_there:
            yield Finding(rule, "", *_WORDS[rule])


def _is_counted(stage: Stage) -> bool:
    return stage.kind == "reminder" and stage.number in _ORDINAL


def _amount(facts: NoticeFacts, fields: Mapping[str, Any]) -> str:
    """The sum that the step asks for, without what follows it: principal, or all where claims are demanded."""
    if facts.kind == "formal_notice" and fields["claims"]["demanded"] and facts.owed:
        return formats.money(facts.owed.acted.total_cents, facts.currency, facts.customer.language)
    return str(fields["notice"]["acted_total"])
