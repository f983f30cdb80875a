"""What the people of a creditor are told about a change of its bank details, in French and English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from relance.domain.reason_words import Words
from relance.domain.wording.formats import clean, date_long, french_spaces, grouped

News = Literal["proposed", "approved", "withdrawn", "in_force"]

_SUBJECT: Final[Words] = {
    "proposed": (
        "Changement de coordonnées bancaires proposé : à vérifier",
        "A change of bank details was proposed: please check",
    ),
    "approved": (
        "Nouvelles coordonnées bancaires approuvées : à vérifier avant leur entrée en vigueur",
        "New bank details were approved: please check before they take effect",
    ),
    "withdrawn": ("Changement de coordonnées bancaires annulé", "The change of bank details was withdrawn"),
    "in_force": ("Les nouvelles coordonnées bancaires sont en vigueur", "The new bank details are in force"),
}
_FIRST: Final[Words] = {
    "proposed": (
        "{by} propose que nos messages portent désormais le compte {new}.",
        "{by} proposes that our messages carry the account {new} from now on.",
    ),
    "approved": (
        "{by} a approuvé le compte {new}. Nos messages le porteront à partir du {day} à {hour}.",
        "{by} approved the account {new}. Our messages will carry it from {day} at {hour}.",
    ),
    "withdrawn": (
        "{by} a annulé le passage au compte {new} : {why}.",
        "{by} withdrew the change to the account {new}: {why}.",
    ),
    "in_force": ("Nos messages portent désormais le compte {new}.", "Our messages now carry the account {new}."),
}
_OLD: Final = (
    "Jusque-là, ils portent toujours le compte {old}.",
    "Until then they still carry the account {old}.",
)
_WAITS: Final = (
    "Une autre personne que {by} doit l’approuver ; soixante-douze heures s’écoulent ensuite avant tout effet.",
    "Somebody other than {by} must approve it; seventy-two hours then pass before it has any effect.",
)
_STARTS: Final = (
    "Faute d’une seconde personne, il prendra effet le {day} à {hour}.",
    "For want of a second person, it will take effect on {day} at {hour}.",
)
_CARE: Final = (
    "Vous n’étiez pas au courant ? Ne répondez pas à ce message. Appelez {by} et votre banque à des numéros que vous "
    "connaissez déjà, et annulez le changement : Réglages, Coordonnées bancaires.",
    "You did not expect this? Do not answer this message. Call {by} and your bank on numbers that you already know, "
    "and withdraw the change: Settings, Bank details.",
)


@dataclass(frozen=True, slots=True)
class BankNews:
    """What happened to an account: IBANs in full, `old` empty where there was none; the local instant of effect."""

    what: News
    iban: str
    old: str = ""
    by: str = ""
    why: str = ""
    from_at: datetime | None = None


def subject_of(news: BankNews, language: str) -> str:
    """The subject of the message to the team."""
    return _said(_SUBJECT[news.what], news, language)


def paragraphs_of(news: BankNews, language: str) -> list[str]:
    """The message to the team: what happens to which account, when, and what to do if it was not expected."""
    parts = [_FIRST[news.what]]
    if news.what == "proposed":
        parts.append(_STARTS if news.from_at else _WAITS)
    if news.what in ("proposed", "approved") and news.old:
        parts.append(_OLD)
    if news.what != "withdrawn":
        parts.append(_CARE)
    return [_said(pair, news, language) for pair in parts]


def task_of(news: BankNews, language: str) -> str:
    """Why a task about the account stands on the work list, in one or two sentences."""
    return " ".join(paragraphs_of(news, language)[:2])


def two_accounts_words(day: date, language: str) -> str:
    """Why the task about a day that printed two accounts stands on the work list."""
    text = (
        "Les messages du {} portent deux comptes différents. Si un changement a pris effet ce jour-là, c’est normal ; "
        "sinon, arrêtez les envois et prévenez vos clients.",
        "The messages of {} carry two different accounts. That is as it should be if a change took effect on that day; "
        "if not, stop sending and tell your customers.",
    )[0 if language == "fr" else 1].format(date_long(day, language))
    return french_spaces(text) if language == "fr" else text


def _said(pair: tuple[str, str], news: BankNews, language: str) -> str:
    at = news.from_at
    text = pair[0 if language == "fr" else 1].format(
        by=clean(news.by), why=clean(news.why).rstrip("."), new=grouped(news.iban), old=grouped(news.old),
        day=date_long(at.date(), language) if at else "", hour=f"{at:%H:%M}" if at else "",
    )  # fmt: skip
    return french_spaces(text) if language == "fr" else text


_STATES: Final[Words] = {
    "proposed": ("proposé", "proposed"),
    "waits": ("approuvé, pas encore en vigueur", "approved, not in force yet"),
    "in_force": ("en vigueur", "in force"),
    "former": ("ancien", "former"),
    "withdrawn": ("annulé", "withdrawn"),
}


def state_words(state: str, language: str) -> str:
    """How an account stands."""
    return _STATES[state][0 if language == "fr" else 1]
