"""The page of templates: what one reads, types, previews, saves, takes back and sends to oneself."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from relance.domain.wording.store import text_of
from relance.ledger.models import Creditor, Dispatch, Notice, TemplateVersion
from relance.operations.outbox import outbox_folder
from tests.wording.notices import parsed

PAGE = "/settings/templates/reminder-1/fr/"
TEXT = text_of("reminder-1", "fr")
OURS = TEXT.replace("=== opening\n", "=== opening\nNous espérons que tout va bien.\n\n", 1)


def preview(claire: Client, text: str, **fields: str) -> str:
    return claire.post(f"{PAGE}preview/", {"text": text, **fields}).content.decode()


def test_the_list_shows_whose_text_holds_and_which_steps_use_it(decided: Creditor, claire: Client) -> None:
    claire.post(PAGE, {"act": "save", "text": OURS})
    page = claire.get("/settings/templates/").content.decode()
    assert "le vôtre, version 1" in page and "texte fourni" in page and "claire" in page
    steps = re.findall(r"<td data-label=\"Étapes\">(.*?)</td>", page, re.DOTALL)
    assert any("Première relance" in cell for cell in steps), steps


def test_the_editor_shows_the_fields_with_the_values_of_a_real_customer(decided: Creditor, claire: Client) -> None:
    page = claire.get(PAGE).content.decode()
    assert "notice.acted_total" in page and "1\u202f200,00\u00a0€" in page
    assert "Dupont" in page and "peut être enregistré" in page


def test_the_preview_follows_the_text_and_saves_nothing(decided: Creditor, claire: Client) -> None:
    said = preview(claire, OURS)
    assert "Nous espérons que tout va bien." in said
    frame = claire.get(re.search(r'src="([^"]+)"', said)[1].replace("&amp;", "&"))  # type: ignore[index]
    assert "tout va bien" in frame.content.decode()
    assert "sandbox" in frame["Content-Security-Policy"]
    assert not TemplateVersion.objects.exists()


def test_the_letter_can_be_looked_at(decided: Creditor, claire: Client) -> None:
    address = re.search(r'href="([^"]+as=letter)"', preview(claire, OURS))[1]  # type: ignore[index]
    answer = claire.get(address.replace("&amp;", "&"))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")


def test_problems_are_listed_as_sentences_and_nothing_is_saved(decided: Creditor, claire: Client) -> None:
    wrong = OURS.replace("tout va bien", "{{ notice.totl }}")
    assert "utilise le champ « notice.totl »" in preview(claire, wrong).replace("\u00a0", " ")
    answer = claire.post(PAGE, {"act": "save", "text": wrong})
    assert answer.status_code == 422 and not TemplateVersion.objects.exists()
    assert "notice.totl }}" in answer.content.decode()  # what was typed is still there


def test_html_in_a_text_is_shown_as_text(decided: Creditor, claire: Client) -> None:
    said = preview(claire, OURS.replace("tout va bien", "<script>alert(1)</script>"))
    assert "<script>alert" not in said
    frame = claire.get(re.search(r'src="([^"]+)"', said)[1].replace("&amp;", "&"))  # type: ignore[index]
    assert "<script>" not in frame.content.decode()


def test_saving_then_looking_back_and_returning_to_the_shipped_text(decided: Creditor, claire: Client) -> None:
    claire.post(PAGE, {"act": "save", "text": OURS, "based_on": "0"})
    claire.post(PAGE, {"act": "save", "text": OURS.replace("espérons", "souhaitons"), "based_on": "1"})
    assert "espérons" in claire.get(f"{PAGE}?version=1").content.decode()
    claire.post(PAGE, {"act": "restore-1", "text": OURS})
    assert "tout va bien" in claire.get(PAGE).content.decode()
    claire.post(PAGE, {"act": "reset", "text": OURS})
    assert "tout va bien" not in re.search(r"<textarea.*?</textarea>", claire.get(PAGE).content.decode(), re.DOTALL)[0]  # type: ignore[index]
    assert TemplateVersion.objects.count() == 4


def test_two_people_do_not_overwrite_each_other(decided: Creditor, claire: Client) -> None:
    claire.post(PAGE, {"act": "save", "text": OURS, "based_on": "0"})
    answer = claire.post(PAGE, {"act": "save", "text": OURS + "\n=== note\nx", "based_on": "0"})
    assert "entre-temps" in answer.content.decode() and TemplateVersion.objects.count() == 1


def test_the_other_language_can_be_started_from(decided: Creditor, claire: Client) -> None:
    page = claire.get(f"{PAGE}?copy=en").content.decode()
    assert "Our records show" in page


def test_a_text_for_one_profile_and_channel_has_its_own_page(decided: Creditor, claire: Client) -> None:
    claire.post(PAGE, {"act": "save", "text": OURS, "segment": "bad", "channel": "letter"})
    row = TemplateVersion.objects.get()
    assert (row.segment, row.channel) == ("bad", "letter")
    page = claire.get(f"{PAGE}?segment=bad&channel=letter").content.decode()
    assert "tout va bien" in page
    assert "tout va bien" not in claire.get(PAGE).content.decode()


@pytest.mark.parametrize("address", ["reminder-9x/fr/", "reminder-1/de/", "reminder-1/fr/?segment=rich", "_law/fr/"])
def test_what_does_not_exist_is_not_there(decided: Creditor, claire: Client, address: str) -> None:
    assert claire.get(f"/settings/templates/{address}").status_code == 404


def test_a_new_name_begins_as_a_copy_in_both_languages(decided: Creditor, claire: Client) -> None:
    answer = claire.post("/settings/templates/new/", {"base": "final", "own": "Grands comptes"})
    assert answer.headers["Location"] == "/settings/templates/final-grands-comptes/fr/"
    assert sorted(TemplateVersion.objects.values_list("language", flat=True)) == ["en", "fr"]
    assert "Dernier rappel · grands comptes" in claire.get(answer.headers["Location"]).content.decode()


def test_a_test_goes_to_the_person_who_asks_and_to_nobody_else(decided: Creditor, claire: Client) -> None:
    User.objects.filter(username="claire").update(email="claire@atelier.example")
    states = list(Notice.objects.values_list("state", flat=True))
    folder = outbox_folder(decided) / "tests"
    before = set(folder.glob("*"))
    said = claire.post(PAGE, {"act": "test", "text": OURS, "customer": "DUPONT"}).content.decode()
    assert "claire@atelier.example" in said
    (path,) = set(folder.iterdir()) - before
    mail = parsed(path.read_bytes())
    assert mail["To"] == "claire@atelier.example" and str(mail["Subject"]).startswith("[Essai] ")
    assert list(Notice.objects.values_list("state", flat=True)) == states and not Dispatch.objects.exists()


def test_a_creditor_without_customers_sees_an_invented_one(claire: Client, creditor: Creditor) -> None:
    creditor.customers.all()
    answer = claire.get("/settings/templates/promise-noted/fr/")
    assert answer.status_code == 200 and "peut être enregistré" in answer.content.decode()
