"""The demonstration: every page has something true to show on the day it is opened."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from relance.cli.demo import cast
from relance.cli.demo.play import play
from relance.ledger.models import (
    Agreement,
    Call,
    Creditor,
    Dispute,
    ForecastWeek,
    IncomingMessage,
    Payment,
    Posting,
    Promise,
    Task,
)

TODAY = date(2026, 11, 20)

# what whoever opens a page is shown there, in French
PAGES = {
    "/departures/": (
        "Mise en demeure", "Dernier avis", "Rappel avant échéance", "Échéance à venir", "coordonnée manquante",
    ),
    "/to-do/": ("remontée à claire.vasseur", "Reparler de la promesse non tenue", "Transmettre le dossier"),
    "/to-do/?who=all": ("Régler le litige", "Passer en perte ou garder", "Appeler", "Déclarer la créance"),
    "/disputes/": ("Hôtel des Thermes SA", "en retard", "accepté, avoir attendu", "640,00 €", "Circuit interne"),
    "/disputes/?state=ended": ("Menuiserie Giroud SARL", "rejeté", "Laverie Blanche SARL"),
    "/promises/": ("Minoterie du Moulin Neuf SAS", "2 500,00 €", "E-000001", "rompu"),
    "/agreements/E-000001/": ("payée", "prochaine", "Trésorerie tendue", "28 sept. 2026"),
    "/holds/": ("jusqu’à nouvel ordre", "dans 7 jours", "suivi par la direction", "Bodacc", "prélèvement"),
    "/figures/": ("DSO", "60,0 %", "Promesses"),
    "/receipts/": ("8 semaines sur 10", "dedans", "hors fourchette", "En litige"),
    "/tracking/": ("Charpentes du Bugey SAS", "Paiement 1 200,00 €"),
    "/settings/people/": ("lucie.marchal", "absent", "Remplacement : samir.haddad", "chargé de relance"),
    "/settings/plans/standard/": ("Version 2", "Version 1"),
    "/settings/plans/": ("Selon le profil du client",),
    "/settings/": ("Coordonnées bancaires", "Canaux"),
    "/customers/VITRAIL/": ("bon payeur", "L’atelier propose un avoir", "Litige bien reçu"),
    "/customers/TOITS/": ("mauvais payeur", "message laissé", "Promesse non tenue"),
    "/customers/SALON/credits/": ("300,00 €",),
    "/money/": ("Bowling du Parc SARL", "à confirmer", "Crèche Les Petits Pas SCIC", "sans réponse", "connu jusqu’au"),
    "/money/?state=matched": ("CABINET DENTAIRE COLIN", "BRASSERIE DU CANAL"),
    "/import/": ("banque-2026-11-", "en-cours-2026-11-20.csv"),
    "/ageing/": ("Mairie de Saint-Aubin-des-Prés",),
    "/preview/": ("Vendredi 20 novembre 2026",),
    "/replies/": (
        "Le virement de 3 150 € partira le 24 novembre.", "Dit avoir payé", "Contestation", "Délai demandé",
        "fraude possible", "Client inconnu", "Bijouterie Nacre SAS", "Paiement promis",
    ),
    "/replies/?customer=SYNDIC": ("référence HORIZON 1187", "accepté", "deux appliques sur six"),
    "/letters/": ("à poster", "Étude Maître Sauvage", "Bordereau", "samir.haddad"),
    "/letters/?list=all": ("non réclamée", "avis de réception", "présentée le 16 nov. 2026", "1A208"),
    "/settings/bank/": ("FR76 … 9012", "FR41 … 1045", "annulé", "courriel frauduleux"),
    "/settings/templates/": ("le vôtre, version 1", "claire.vasseur"),
    "/settings/templates/reminder-1/fr/": ("Entre deux chantiers, une facture s’égare vite",),
    "/customers/VIGNES/": ("l’adresse électronique ne fonctionne pas",),
    "/customers/CAMPING/": ("accusé de lecture", "gardé comme preuve"),
    "/customers/STAUBIN/": ("Réponse automatique",),
    "/customers/AUBERGE/dossier/": ("Facture FA-2026-0520", "Avis de réception", "Mise en demeure", "Décompte"),
}  # fmt: skip


def shown(client: Client, path: str) -> str:
    """The words of a page, each space an ordinary one."""
    page = html.unescape(client.get(path, headers={"accept-language": "fr"}).content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", re.sub(r"<[^>]+>", "", page))


def states(rows: object) -> set[str]:
    """The states in which there is at least one."""
    return set(rows.values_list("state", flat=True))  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.django_db
def test_every_page_of_the_demonstration_has_something_to_show(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RELANCE_HOME = tmp_path
    monkeypatch.setenv("RELANCE_TODAY", TODAY.isoformat())
    creditor = play(TODAY, lambda: None).creditor
    claire = Client()
    claire.force_login(User.objects.get(username=cast.OWNER))
    missing = {path: [word for word in words if word not in shown(claire, path)] for path, words in PAGES.items()}
    assert not {path: words for path, words in missing.items() if words}
    _holds_together(creditor)


def _holds_together(creditor: Creditor) -> None:
    """Every state that people ask about is there, and no money is left that nobody can explain."""
    assert states(Dispute.objects) == {"open", "accepted", "credited", "rejected"}
    assert states(Promise.objects) == {"kept", "broken", "live"}
    assert states(Agreement.objects) == {"in_force", "broken"}
    results = set(Call.objects.values_list("result", flat=True))
    assert {"no_answer", "message_left", "promise", "call_back"} <= results
    kinds = set(IncomingMessage.objects.values_list("kind", "state"))
    assert kinds == {
        ("reply", "handled"), ("reply", "waiting"), ("absence", "filed"), ("bounce", "filed"), ("receipt", "filed"),
    }  # fmt: skip
    assert IncomingMessage.objects.filter(state="waiting").count() == 6
    assert states(Posting.objects) == {"to_post", "posted", "presented", "delivered", "unclaimed"}
    assert Task.objects.filter(kind="check_payment").exclude(closed_on=None).exists()
    assert ForecastWeek.objects.values("made_on").distinct().count() >= 8
    assert not Payment.objects.filter(open_cents__gt=0).exists()
    assert not Task.objects.filter(creditor=creditor, kind__in=["import_problems", "open_amount_differs"]).exists()
