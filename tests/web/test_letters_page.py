"""Letters as people see them: batch, days, proofs, files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from relance.ledger.builders import act_on, make_customer, make_invoice
from relance.ledger.models import Creditor, Posting, PostingProof
from relance.operations.confirm_notices import confirm_notices
from relance.operations.decide_due import decide_due
from relance.operations.send_due import send_due
from tests.web.conftest import TODAY


@pytest.fixture
def letter(creditor: Creditor, claire: Client) -> Posting:
    """The reminder of Petit, who has no e-mail, left by post this morning."""
    make_invoice(make_customer(creditor, "PETIT", email=""), "FA-9", 80_000, TODAY.replace(day=4))
    act = act_on(TODAY)
    decide_due(creditor=creditor, act=act)
    confirm_notices(creditor=creditor, references=None, act=act)
    send_due(creditor=creditor, act=act, any_hour=True)
    assert claire.get("/letters/").status_code == 200
    return Posting.objects.get(dispatch__notice__customer__code="PETIT")


def posted(claire: Client, letter: Posting, **data: object) -> str:
    """What the page says after recording."""
    answer = claire.post(f"/letters/{letter.pk}/record/", data, headers={"Referer": "/letters/?list=all"}, follow=True)
    return answer.content.decode()


def test_a_batch_is_made_printed_and_listed(claire: Client, letter: Posting) -> None:
    assert "Préparer 1 courrier pour la poste" in claire.get("/letters/").content.decode()
    assert "Le lot 1 est prêt" in claire.post("/letters/batch/", follow=True).content.decode()
    for address in ("pdf/", "pdf/?sides=2", "list/pdf/", "list/csv/"):
        answer = claire.get(f"/letters/batch/1/{address}")
        assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert (
        "1 courrier compte comme posté"
        in claire.post("/letters/batch/1/posted/", {"posted": TODAY.isoformat()}, follow=True).content.decode()
    )


def test_days_and_proof_are_recorded_and_shown_on_the_notice(claire: Client, letter: Posting) -> None:
    scan = SimpleUploadedFile("ar <1>.pdf", b"%PDF-1.4 scan", "application/pdf")
    day = TODAY.isoformat()
    page = posted(claire, letter, posted=day, end="delivered", ended=day, proof=scan, kind="receipt")
    assert "noté" in page and "avis de réception" in page
    notice = claire.get(f"/notices/{letter.dispatch.notice.reference}/").content.decode()
    assert "Compte comme reçue le lundi 16" in notice
    kept = claire.get(f"/letters/proof/{PostingProof.objects.get().pk}/")
    assert kept["Content-Disposition"] == 'attachment; filename="ar -1-.pdf"'
    assert kept["Content-Type"] == "application/octet-stream"


def test_days_that_cannot_be_true_are_refused_in_french(claire: Client, letter: Posting) -> None:
    assert "est à venir" in posted(claire, letter, posted="2026-02-20")
    assert "donnez la date de fin" in posted(claire, letter, end="refused")
    assert Posting.objects.get(pk=letter.pk).state == "to_post"


def test_a_letter_is_not_posted_after_all(claire: Client, letter: Posting) -> None:
    page = claire.post(f"/letters/{letter.pk}/cancel/", {"why": "payé ce matin"}, follow=True).content.decode()
    assert "n’est pas postée" in page
    assert Posting.objects.get(pk=letter.pk).state == "cancelled"


def test_a_file_is_taken_in_or_left_aside_with_its_lines(claire: Client, letter: Posting) -> None:
    reference = letter.dispatch.notice.reference
    text = f"Référence;Déposé le\n{reference};16/02/2026\nR-000099;16/02/2026\n"
    send = {"file": SimpleUploadedFile("s.csv", text.encode())}
    page = claire.post("/letters/file/", send, follow=True).content.decode()
    assert "Ligne 3" in page and "Aucun courrier «\u00a0R-000099" in page and "rien n’a changé" in page
    again = {"file": SimpleUploadedFile("s.csv", text.encode()), "partial": "1"}
    assert "Courriers mis à jour\u00a0: 1" in claire.post("/letters/file/", again, follow=True).content.decode()
