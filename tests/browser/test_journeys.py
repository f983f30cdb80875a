"""A day at work, click by click, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import ComeIn
from tests.browser.papers import OPEN_INVOICES, SCAN, STATEMENT
from tests.browser.steps import Screen

NAME_ONLY = {name: "" for name in "iban address city siren email phone signatory".split()} | {
    "default_plan": "standard"
}
COMPANY = {
    "SIREN": "732829320",
    "Adresse": "12 rue des Lilas\n69003 Lyon",
    "Ville": "Lyon",
    "Courriel": "compta@atelier.example",
    "Téléphone": "01 23 45 67 89",
    "Signataire": "Anne Martin",
}
IBAN = "FR14 2004 1010 0505 0001 3M02 606"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_an_empty_company_to_the_first_reminder(come_in: ComeIn, outbox: Callable[[Screen], list[str]]) -> None:
    """The six steps of the guide, one after the other."""
    claire = come_in("empty", settings=NAME_ONLY)
    claire.open("/start/")
    claire.look()
    claire.follow("Décrire la société")
    claire.fill(COMPANY)
    claire.press("Enregistrer")
    claire.follow("Suite")
    claire.fill({"IBAN": IBAN, "IBAN, ressaisi": IBAN})
    claire.press("Enregistrer")
    claire.follow("Suite")
    claire.hand_over("Déposez", "ouvertes.csv", OPEN_INVOICES)
    claire.sees("Rien n’a encore changé")
    claire.look()
    claire.press("Importer")
    claire.sees("ouvertes.csv est importé")
    claire.follow("Suite")
    claire.part("section", "Deux relances puis mise en demeure").press("Choisir ce scénario")
    claire.follow("Regarder les jours à venir")
    claire.press("Préparer les premières relances")
    claire.sees("Roux SARL")
    claire.look()
    claire.follow("Passer à la confirmation")
    claire.press("Tout confirmer…")
    claire.press("Confirmer et envoyer")
    claire.sees("Parties : 1.")
    assert [name.rsplit(".")[-1] for name in outbox(claire)] == ["eml"]
    claire.open("/start/")
    claire.sees("Votre première relance est partie")


def test_a_plan_is_changed_after_a_look_at_what_it_would_do(come_in: ComeIn) -> None:
    """The first reminder comes three days later, then one day sooner: each time seen first, then saved."""
    claire = come_in("monday")
    the_first_reminder_comes(claire, after_days="13")
    claire.sees("Dans le scénario", "Dupont SARL", "19 févr. 2026")
    claire.look()
    claire.press("Enregistrer la version 1")
    claire.sees("La version 1 est enregistrée")
    the_first_reminder_comes(claire, after_days="12")
    claire.press("Enregistrer la version 2")
    claire.sees("La version 2 est enregistrée", "12 jours après l’échéance")


def the_first_reminder_comes(claire: Screen, after_days: str) -> None:
    """Typed into the form of the plan, and looked at."""
    claire.open("/settings/plans/two-then-notice/edit/")
    claire.part("section.plan-step", "Première relance").fill({"Jours": after_days})
    claire.press("Voir ce que cela changerait")


def test_a_morning(come_in: ComeIn, mails: Callable[[str], list[str]]) -> None:
    """Money, then answers, then departures: what leaves is what is still owed."""
    claire = come_in("replies", settings={"delivery": "smtp"})
    the_bank_file_is_matched(claire)
    claire.open("/replies/")
    claire.look()
    claire.part("article", "Virement fait vendredi.").press("Accepter")
    claire.sees_no("Virement fait vendredi.")
    claire.open("/departures/")
    claire.look()
    claire.press("Tout confirmer…")
    claire.sees("Confirmer 2 relances")
    claire.press("Confirmer et envoyer")
    claire.sees("Parties : 2.")
    assert len(mails("compta@morel.example")) == 1 and not mails("compta@dupont.example")
    claire.open("/")
    claire.look()


def the_bank_file_is_matched(claire: Screen) -> None:
    """One receipt is accepted, the other set aside as no customer's."""
    claire.open("/import/")
    claire.hand_over("Déposez", "releve.csv", STATEMENT)
    claire.sees("Rien n’a encore changé")
    claire.press("Importer")
    claire.sees("releve.csv est importé")
    claire.open("/money/")
    claire.look()
    claire.press("Accepter")
    claire.unfold("Cela ne vient pas d’un client")
    claire.sees("REMISE CARTES BANCAIRES BOUTIQUE")
    claire.press("Mettre de côté")
    claire.sees("Rien n’attend")


def test_a_call_ends_in_a_promise(come_in: ComeIn) -> None:
    """The task closes, the promise is on its page, and the customer is left in peace until its day."""
    claire = come_in("call")
    claire.open("/to-do/")
    claire.part("tr", "Petit SARL").follow("Appeler…")
    claire.sees("02 40 00 00 07", "Jean Petit")
    claire.look()
    claire.fill({"Personne jointe": "M. Petit", "Note": "attend un règlement de son propre client"})
    claire.unfold("Paiement promis")
    claire.fill({"Paiera au plus tard le": "2026-02-27"})
    claire.press("Noter l’appel")
    claire.open("/to-do/")
    claire.sees_no("Petit SARL")
    claire.open("/promises/?list=live")
    claire.part("tr", "Petit SARL").sees("27 févr.", "1 500,00 €", "M. Petit")
    claire.open("/customers/PETIT/")
    claire.sees("promesse")


def test_a_dispute_from_the_reply_to_its_end(come_in: ComeIn, outbox: Callable[[Screen], list[str]]) -> None:
    """What Roux writes becomes a dispute, is settled by a credit note, and Roux is told."""
    claire = come_in("replies")
    claire.open("/replies/")
    claire.part("article", "deux cartons").press("Accepter")
    claire.open("/disputes/")
    claire.part("tr", "Roux SARL").follow("FA-5")
    claire.sees("Litige sur FA-5")
    claire.look()
    claire.fill({"Nouvelle note": "photos reçues"})
    claire.press("Ajouter la note")
    claire.sees("photos reçues")
    claire.choose("Issue", "Le client a raison : un avoir")
    claire.fill({"Avoir, si le client a raison": "160,00", "Explication": "deux cartons repris"})
    claire.press("Régler le litige")
    claire.sees("accepté, avoir attendu de 160,00 €")
    claire.press("L’avoir est arrivé")
    claire.sees("accepté, avoir reçu")
    claire.follow("Litige accepté")
    claire.press("Confirmer et envoyer")
    assert [name for name in outbox(claire) if "roux" in name]


def test_an_agreement_is_proposed_signed_and_paid(come_in: ComeIn) -> None:
    """Three instalments, the letter to sign, the signature, the first payment."""
    claire = come_in("monday")
    claire.open("/customers/DUPONT/")
    claire.unfold("Convenir d’un échéancier")
    form = claire.part("form", "Envoyer au client la lettre à signer")
    form.fill({"Échéances": "3", "La première le": "2026-03-02", "Convenu avec": "Mme Dupont"})
    form.sees("2 mars 2026", "400,00 €")
    form.press("Établir l’échéancier")
    claire.sees("Échéancier E-000001", "Mme Dupont")
    claire.look()
    assert claire.download("Lettre à signer").read_bytes().startswith(b"%PDF")
    claire.press("Noter la signature")
    claire.sees("16 févr. 2026")
    claire.open("/customers/DUPONT/")
    claire.unfold("Enregistrer un règlement")
    claire.part("form", "Reçu le").fill({"Montant": "400,00"})
    claire.part("form", "Reçu le").press("Enregistrer")
    claire.open("/agreements/E-000001/")
    claire.part("tr", "2 mars 2026").sees("payée")
    claire.part("tr", "2 avr. 2026").sees("prochaine")


def test_a_formal_notice_and_its_proof(come_in: ComeIn, tmp_path: Path) -> None:
    """The letter is confirmed and posted, its number and days typed, its receipt kept; the dossier verifies."""
    claire = come_in("monday")
    claire.open("/departures/")
    claire.part("tbody", "Vasseur SARL").follow("Mise en demeure")
    claire.press("Confirmer et envoyer")
    claire.sees("1 relance confirmée")
    claire.open("/letters/")
    claire.look()
    letter = claire.part("tbody", "Vasseur SARL")
    letter.unfold("Noter…")
    letter.fill({"N° de recommandé": "1A 123 456 7890 1", "Postée le": "2026-02-16"})
    letter.hand_over("Preuve", "depot.pdf", SCAN)
    letter.press("Enregistrer")
    claire.open("/letters/?list=all")
    claire.part("tbody", "Vasseur SARL").sees("1A12345678901", "postée")
    claire.open("/customers/VASSEUR/dossier/")
    claire.look()
    claire.sees("preuve de dépôt")
    bundle = tmp_path / "dossier.zip"
    bundle.write_bytes(claire.download("Dossier en ZIP").read_bytes())
    assert verified(bundle)


def verified(bundle: Path) -> bool:
    """What `relance verify` says of a bundle, without any data of ours."""
    elsewhere = {**os.environ, "RELANCE_HOME": str(bundle.parent / "elsewhere"), "RELANCE_DATABASE_URL": ""}
    command = [sys.executable, "-m", "relance", "verify", str(bundle)]
    return (
        subprocess.run(command, env={**elsewhere, "PYTHONPATH": "src"}, capture_output=True, check=False).returncode
        == 0
    )


def test_the_main_acts_need_no_script(come_in: ComeIn, outbox: Callable[[Screen], list[str]]) -> None:
    """A departure, a receipt, a promise and a setting, in a browser without JavaScript."""
    claire = come_in("monday", java_script_enabled=False)
    claire.open("/departures/")
    claire.tick("Cocher Dupont SARL")
    claire.press("Confirmer la sélection…")
    claire.press("Confirmer et envoyer")
    claire.sees("Parties : 1.")
    assert [name.rsplit(".")[-1] for name in outbox(claire)] == ["eml"]
    claire.open("/import/")
    claire.hand_over("Déposez", "releve.csv", STATEMENT)
    claire.press("Regarder le fichier")
    claire.press("Importer")
    claire.open("/money/?q=1200,00")
    claire.press("Accepter")
    claire.open("/customers/MARTIN/")
    claire.unfold("Noter une promesse")
    promise = claire.part("form", "Noter la promesse")
    promise.fill({"Paiera au plus tard le": "2026-02-27"})
    promise.press("Noter la promesse")
    claire.sees("27 févr.")
    claire.open("/settings/rules/")
    money = claire.part("form", "Petit écart de règlement")
    money.fill({"Petit écart de règlement": "7,50"})
    money.press("Enregistrer")
    assert claire.value("Petit écart de règlement") == "7,50"
