"""What is new in an answer, as French and English mail programs write it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from relance.channels.email.html_text import words_of
from relance.channels.email.incoming import read
from relance.channels.email.quotes import cut
from tests.mail.post import an_answer

NEW = "Bonjour,\n\nNous réglons la facture FA-1 vendredi.\n\nCordialement,\nJean Dupont"
ABOUT = "Madame, Monsieur,\nSauf erreur de notre part, la facture FA-1 reste impayée."
MARKED = "\n".join(f"> {line}" for line in ABOUT.split("\n"))

# how each program introduces what it repeats
PROGRAMS = {
    "Outlook": (
        "De : Atelier <compta@atelier.example>\nEnvoyé : mardi 10 février 2026 09:12\nÀ : Jean Dupont\n"
        f"Objet : Facture FA-1\n\n{ABOUT}"
    ),
    "Outlook with a rule": (
        "________________________________\nDe : Atelier\nEnvoyé : mardi 10 février 2026\nÀ : Jean\n"
        f"Objet : FA-1\n\n{ABOUT}"
    ),
    "Outlook in bold": (
        f"*De :* Atelier\n*Envoyé :* mardi 10 février 2026 09:12\n*À :* Jean Dupont\n*Objet :* Facture\n\n{ABOUT}"
    ),
    "Outlook for Mac": (
        f"De : Atelier <compta@atelier.example>\nDate : mardi, 10 février 2026 à 09:12\nÀ : Jean\nObjet : FA-1\n{ABOUT}"
    ),
    "Outlook on a telephone": (
        "Télécharger Outlook pour iOS<https://aka.example/o>\n________________________________\n"
        f"De : Atelier\nEnvoyé : mardi\nÀ : J\n\n{ABOUT}"
    ),
    "Outlook with a no-break space": (
        f"De\u00a0: Atelier\nEnvoyé\u00a0: mardi 10 février\nÀ\u00a0: Jean\nObjet\u00a0: FA-1\n\n{ABOUT}"
    ),
    "Outlook, the original message": (
        f"-----Message d'origine-----\nDe : Atelier\nEnvoyé : mardi 10 février 2026\n\n{ABOUT}"
    ),
    "with a typographic apostrophe": f"-------- Message d’origine --------\n{ABOUT}",
    "Gmail": f"Le mar. 10 févr. 2026 à 09:12, Atelier <compta@atelier.example> a écrit :\n\n{MARKED}",
    "Gmail over two lines": (
        f"Le mar. 10 févr. 2026 à 09:12, Atelier Demo SARL <compta@atelier.example>\na écrit :\n\n{MARKED}"
    ),
    "Gmail over three lines": (
        f"Le mar. 10 févr. 2026 à 09:12, Atelier Demo SARL <\ncompta@atelier.example> a\nécrit :\n\n{MARKED}"
    ),
    "Gmail without accents": f"Le 10 fevr. 2026 a 09:12, Atelier <compta@atelier.example> a ecrit :\n\n{MARKED}",
    "Apple Mail": f"Le 10 févr. 2026 à 09:12, Atelier <compta@atelier.example> a écrit :\n\n{ABOUT}",
    "iPhone": (
        f"Envoyé de mon iPhone\n\n> Le 10 févr. 2026 à 09:12, Atelier <compta@atelier.example> a écrit :\n> \n{MARKED}"
    ),
    "Android": (
        "Envoyé depuis mon appareil Galaxy\n\n-------- Message d'origine --------\nDe : Atelier\n"
        f"Date : 10/02/2026\n\n{ABOUT}"
    ),
    "Thunderbird": f"Le 10/02/2026 à 09:12, Atelier a écrit :\n{MARKED}",
    "Zimbra, Free": f"- Le 2026-02-10 09:12, Atelier a écrit :\n\n{ABOUT}",
    "Zimbra, original mail": (
        '----- Mail original -----\nDe: "Atelier" <compta@atelier.example>\nÀ: "Jean"\n'
        f"Envoyé: Mardi 10 Février 2026\nObjet: FA-1\n\n{ABOUT}"
    ),
    "Orange": (
        '> Message du 10/02/26 09:12\n> De : "Atelier"\n> A : jean@dupont.example\n> Copie à : \n'
        f"> Objet : FA-1\n> \n{MARKED}"
    ),
    "Orange on a telephone": (
        "Envoyé depuis l'application Mail Orange\n\n----------------------------------------\n"
        f"De : Atelier\nDate : 10/02/2026\nÀ : Jean\n\n{ABOUT}"
    ),
    "SFR": (
        '========================================\n\nMessage du : 10/02/2026 09:12\nDe : "Atelier"\n'
        f"A : jean@dupont.example\nSujet : FA-1\n\n{ABOUT}"
    ),
    "La Poste": (
        "Envoyé depuis ma boîte mail laposte.net\n\nDe : Atelier\nEnvoyé : 10/02/2026\nA : Jean\n"
        f"Objet : FA-1\n\n{ABOUT}"
    ),
    "Yahoo": f"Le mardi 10 février 2026 à 09:12:33 UTC+1, Atelier <compta@atelier.example> a écrit :\n\n{ABOUT}",
    "a forward": f"---------- Message transféré ---------\nDe : Atelier\nDate : mar. 10 févr. 2026\n\n{ABOUT}",
    "Apple's forward": f"Début du message réexpédié :\n\nDe: Atelier\nObjet: FA-1\n\n{ABOUT}",
    "Outlook in English": (
        "From: Atelier <compta@atelier.example>\nSent: Tuesday, February 10, 2026 9:12 AM\nTo: Jean\n"
        f"Subject: FA-1\n\n{ABOUT}"
    ),
    "Gmail in English": f"On Tue, Feb 10, 2026 at 9:12 AM Atelier <compta@atelier.example> wrote:\n\n{MARKED}",
    "iPhone in English": (
        f"Sent from my iPhone\n\nOn 10 Feb 2026, at 09:12, Atelier <compta@atelier.example> wrote:\n\n{MARKED}"
    ),
    "the original message in English": f"-----Original Message-----\nFrom: Atelier\nSent: Tuesday\n\n{ABOUT}",
    "marks alone": MARKED,
    "German": f"Am 10.02.2026 um 09:12 schrieb Atelier <compta@atelier.example>:\n\n{MARKED}",
    "a signature and its marks": f"-- \nJean Dupont\nDupont SARL\n\nLe 10/02/2026 à 09:12, Atelier a écrit :\n{MARKED}",
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_only_what_is_new_is_kept(program: str) -> None:
    new, quoted = cut(f"{NEW}\n\n{PROGRAMS[program]}")
    assert new == NEW and "reste impayée" in quoted


@pytest.mark.parametrize("program", ["Outlook", "Gmail", "Thunderbird"])
def test_windows_line_ends_change_nothing(program: str) -> None:
    from relance.channels.email.headers import tidy

    assert cut(tidy(f"{NEW}\n\n{PROGRAMS[program]}".replace("\n", "\r\n")))[0] == NEW


def test_an_answer_below_the_quote_is_kept() -> None:
    new, quoted = cut(f"Le 10/02/2026 à 09:12, Atelier a écrit :\n{MARKED}\n\nPayé hier.")
    assert new == "Payé hier." and "Atelier a écrit" in quoted


def test_answers_between_the_lines_are_kept() -> None:
    assert (
        cut("Le 10/02/2026 à 09:12, Atelier a écrit :\n> FA-1 ?\nPayée.\n> FA-2 ?\nVendredi.")[0] == "Payée.\nVendredi."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le 12 mars nous avons réglé FA-1.\nLe comptable a écrit à la banque.",
        "De notre côté tout est réglé.\nÀ bientôt.",
        "Objet : facture FA-1\n\nBonjour, nous contestons le montant : 120 € au lieu de 100 €.",
        "Envoyé de votre part le 3 mars, le chèque est arrivé, merci.",
        "Date : voir ci-dessous.\nLe virement part lundi.",
        "On Friday we pay. He wrote that on a cheque.",
    ],
)
def test_what_only_looks_like_a_quote_is_kept(text: str) -> None:
    assert cut(text) == (text, "")


def test_html_quotes_are_marked_and_cut() -> None:
    said = "Le 10 févr. 2026 à 09:12, Atelier &lt;a@b.example&gt; a écrit :<br>"
    html = f"<div>Payé hier.</div><div class='gmail_quote'>{said}"
    new, quoted = cut(words_of(f"{html}<blockquote>Sauf erreur<br>de notre part</blockquote></div>"))
    assert new == "Payé hier." and "> Sauf erreur" in quoted


def test_an_answer_without_any_quote_is_read_whole_and_as_an_answer() -> None:
    folder = Path(__file__).parent.parent / "replies" / "corpus"
    texts = [row["text"] for path in folder.glob("*.toml") for row in tomllib.loads(path.read_text("utf-8"))["reply"]]
    found = [read(an_answer(text)) for text in texts]
    assert len(texts) > 150 and {one.kind for one in found} == {"reply"}
    assert [" ".join(one.text.split()) for one in found] == [" ".join(text.split()) for text in texts]
