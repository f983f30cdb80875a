"""The dossier on its page: the list of its pieces, and both files."""

from __future__ import annotations

from django.test import Client

from relance.ledger.builders import make_customer
from relance.ledger.models import Creditor, Task
from tests.dossier.scene import everything
from tests.web.conftest import TODAY, a_member, signed_in


def test_the_page_lists_the_pieces_and_gives_both_files(creditor: Creditor) -> None:
    claire = signed_in(a_member(creditor))
    everything(creditor, "MARTEL", "Marguerite")
    shown = claire.get("/customers/MARTEL/dossier/").content.decode()
    assert "Bordereau des pièces" in shown and "05-reponse-R-MARTEL-1.eml" in shown
    archive = claire.get("/customers/MARTEL/dossier/zip/")
    assert archive.headers["Content-Disposition"].startswith('attachment; filename="dossier-MARTEL-')
    assert claire.get("/customers/MARTEL/dossier/pdf/?invoice=FA-MARTEL-2").content.startswith(b"%PDF")
    assert claire.get("/customers/MARTEL/dossier/?invoice=FA-9").status_code == 404
    assert b"/customers/MARTEL/dossier/" in claire.get("/customers/MARTEL/").content


def test_the_page_of_a_customer_of_whom_nothing_is_known_says_so(claire: Client, creditor: Creditor) -> None:
    make_customer(creditor, "VIDE")
    assert "Rien n’est encore connu de VIDE" in claire.get("/customers/VIDE/dossier/").content.decode()
    assert claire.get("/customers/VIDE/dossier/zip/").status_code == 302


def test_the_hand_over_task_leads_to_the_dossier(claire: Client, creditor: Creditor) -> None:
    customer = creditor.customers.get(code="DUPONT")
    task = Task.objects.create(
        creditor=creditor, customer=customer, kind="hand_over", due_on=TODAY, why="file", opened_on=TODAY
    )  # fmt: skip
    assert b"/customers/DUPONT/dossier/" in claire.get(f"/to-do/{task.pk}/").content
