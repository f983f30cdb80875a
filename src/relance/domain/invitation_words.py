"""What somebody who is invited reads, in French and English."""

from __future__ import annotations

from datetime import date

from relance.domain.crew import ROLE_WORDS
from relance.domain.wording.formats import clean, date_long, french_spaces


def invitation_subject(company: str, language: str) -> str:
    """The subject of the mail."""
    fr, en = f"{company} vous ouvre son suivi des règlements", f"{company} opens its follow-up of payments to you"
    return clean(fr if language == "fr" else en)


def invitation_text(*, company: str, by: str, role: str, link: str, until: date, language: str) -> str:
    """Its paragraphs: who invites, as what, the link and until when."""
    which = 0 if language == "fr" else 1
    as_what, last = ROLE_WORDS[role][which], date_long(until, language)
    french = (
        "Bonjour,",
        f"{clean(by)} vous invite à travailler dans Relance pour {clean(company)}, avec le rôle « {as_what} ».",
        f"Pour accepter, ouvrez ce lien. Il sert une fois, jusqu’au {last} :",
        link,
        "Si vous n’attendiez pas cette invitation, ignorez ce message : rien ne se passe sans votre accord.",
    )
    english = (
        "Hello,",
        f"{clean(by)} invites you to work in Relance for {clean(company)}, as {as_what}.",
        f"To accept, open this link. It works once, until {last}:",
        link,
        "If you did not expect this, you may ignore the message: nothing happens without your consent.",
    )
    if language != "fr":
        return "\n\n".join(english) + "\n"
    return "\n\n".join(one if one == link else french_spaces(one) for one in french) + "\n"
