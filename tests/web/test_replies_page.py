"""The page of replies: what waits, why, and every way to deal with it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_meaning, make_message
from relance.ledger.models import Creditor, Customer, Dispute, Hold, IncomingMessage, Invoice, Meaning, Promise, Task
from relance.operations.decide_due import decide_due
from tests.web.conftest import TODAY

FRIDAY = date(2026, 2, 20)


def dupont() -> Customer:
    return Customer.objects.get(code="DUPONT")


def a_reply(creditor: Creditor, text: str = "Virement fait hier.", **fields: Any) -> IncomingMessage:
    values = {"subject": "Re: Rappel FA-1", "customer": dupont(), **fields}
    return make_message(creditor, TODAY, text, **values)


def says(message: IncomingMessage, meaning: str, **fields: Any) -> Meaning:
    return make_meaning(message, meaning, invoice=Invoice.objects.get(number="FA-1"), **fields)


def page_of(client: Client, message: IncomingMessage) -> str:
    return client.get(f"/replies/{message.pk}/").content.decode()


def at(one: Meaning, act: str) -> str:
    return f"/replies/{one.message_id}/{one.pk}/{act}/"


def test_no_message_says_what_will_come_here(claire: Client) -> None:
    assert "Aucun message n’attend" in claire.get("/replies/").content.decode()


def test_a_message_that_waits_shows_what_it_says_and_is_accepted_at_once(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor), "already_paid", quote="Virement fait hier.")
    page = claire.get("/replies/").content.decode()
    for words in ("Re: Rappel FA-1", "Dupont SARL", "Dit avoir payé", "<blockquote", "Virement fait hier.", "Accepter"):
        assert words in page
    assert "messages qui attendent" in page  # the count beside the menu
    claire.post(at(one, "accept"), {"answer": "on", "list": "1"})
    assert Hold.objects.get().invoice == one.invoice and IncomingMessage.objects.get().state == "handled"
    assert "Aucun message n’attend" in claire.get("/replies/").content.decode()


def test_it_is_corrected_in_its_form(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor), "already_paid")
    form = {"meaning": "promise", "invoice": "FA-1", "on": "2026-02-20", "amount": "400,50", "reason": ""}
    claire.post(at(one, "accept"), form)
    promise = Promise.objects.get()
    assert (promise.on, promise.cents) == (FRIDAY, 40050) and Meaning.objects.get().state == "corrected"


def test_what_lacks_something_says_so_and_offers_no_button(claire: Client, creditor: Creditor) -> None:
    says(a_reply(creditor), "dispute")
    page = claire.get("/replies/").content.decode()
    assert "le motif manque" in page and ">Accepter<" not in page and "Corriger…" in page


def test_set_aside_closes_the_last_one(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor), "promise", on=FRIDAY)
    claire.post(at(one, "reject"))
    assert Meaning.objects.get().state == "rejected" and dupont().reply_waiting_since is None
    assert "écarté" in page_of(claire, one.message)


def test_all_that_is_clear_is_accepted_with_one_click(claire: Client, creditor: Creditor) -> None:
    message = a_reply(creditor)
    says(message, "promise", on=FRIDAY, cents=50_000), says(message, "copy_wanted")
    assert "Tout accepter" in page_of(claire, message)
    answer = claire.post(f"/replies/{message.pk}/accept-all/", follow=True).content.decode()
    assert "2 propositions acceptées." in answer and Promise.objects.count() == 1


def test_something_the_rules_missed_is_added(claire: Client, creditor: Creditor) -> None:
    message = a_reply(creditor, "Tout est cassé.")
    form = {"meaning": "dispute", "invoice": "FA-1", "reason": "quality", "quote": "Tout est cassé."}
    claire.post(f"/replies/{message.pk}/add/", form)
    assert Dispute.objects.get().reason == "quality" and Meaning.objects.get().quote == "Tout est cassé."


def test_nothing_to_do_keeps_the_note(claire: Client, creditor: Creditor) -> None:
    message = a_reply(creditor, "Merci.")
    claire.post(f"/replies/{message.pk}/nothing/", {"note": "un simple merci"})
    assert "un simple merci" in page_of(claire, message) and "traité" in page_of(claire, message)


def test_a_message_of_nobody_is_tied_to_the_customer_that_is_searched_for(claire: Client, creditor: Creditor) -> None:
    message = a_reply(creditor, "Merci.", customer=None)
    page = claire.get(f"/replies/{message.pk}/?who=fa-1").content.decode()
    assert "Client inconnu" in page and 'value="DUPONT"' in page and "LENOIR" not in page
    claire.post(f"/replies/{message.pk}/assign/", {"customer": "DUPONT"})
    assert dupont().reply_waiting_since == TODAY


def test_a_fraud_warning_is_red_and_in_words(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor, "Notre nouveau RIB : FR76 3000"), "new_bank_details")
    page = page_of(claire, one.message)
    assert "Nouvelles coordonnées bancaires\xa0: fraude possible" in page and "n’y répondez pas" in page
    claire.post(at(one, "accept"))
    assert Task.objects.get(kind="fraud_suspected").subject == f"message:{one.message_id}"
    assert "fraude" in claire.get("/to-do/").content.decode()


def test_a_doubtful_sender_is_taken_at_its_word_only_by_typing_the_code(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor, is_authenticated=False), "promise", on=FRIDAY)
    assert "Expéditeur non authentifié" in page_of(claire, one.message)
    for sure, words in (("", "Ce message ne vient peut-être pas de"), ("DUPOND", "tapez exactement le code")):
        assert words in claire.post(at(one, "accept"), {"sure": sure}, follow=True).content.decode()
    assert not Promise.objects.exists()
    claire.post(at(one, "accept"), {"sure": "dupont"})
    assert Promise.objects.exists()


def test_nothing_of_the_message_is_ever_html(claire: Client, creditor: Creditor) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    message = a_reply(creditor, bad, subject=bad, sender_name=bad, quoted=bad)
    says(message, "nothing", quote=bad)
    for page in (page_of(claire, message), claire.get("/replies/").content.decode()):
        assert "<script>alert" not in page and "<img" not in page and "&lt;script&gt;alert(1)" in page


def test_the_original_is_kept_and_never_opened(claire: Client, creditor: Creditor) -> None:
    message = a_reply(creditor)
    answer = claire.get(f"/replies/{message.pk}/original/")
    assert answer.content == bytes(message.content) and "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == "application/octet-stream"


def test_a_risky_attachment_is_named_and_not_offered(claire: Client, creditor: Creditor) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "compta@dupont.example", "Facture"
    mail.set_content("Voir la pièce jointe.")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="facture.pdf.exe")
    page = page_of(claire, a_reply(creditor, content=mail.as_bytes()))
    assert "Pièce jointe à risque" in page and "facture.pdf.exe" in page and "ne l’ouvrez pas" in page


def test_the_iban_paid_to_is_compared_on_the_page(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor), "already_paid")
    claire.post(at(one, "accept"))
    page = claire.post(at(one, "iban"), {"tail": "9012"}, follow=True).content.decode()
    assert "C’est bien la fin de votre compte" in page
    page = claire.post(at(one, "iban"), {"tail": "6666"}, follow=True).content.decode()
    assert "Ce n’est pas votre compte" in page and Task.objects.filter(kind="fraud_suspected").exists()


def test_the_task_of_a_message_that_waits_leads_to_it(claire: Client, creditor: Creditor) -> None:
    make_message(creditor, date(2026, 2, 5), "Bonjour", dupont(), subject="Bonjour")
    decide_due(creditor=creditor, act=act_on(TODAY))
    assert "/replies/?customer=DUPONT" in claire.get("/to-do/?who=all").content.decode()
    assert "Bonjour" in claire.get("/replies/?customer=DUPONT").content.decode()


def test_the_customers_page_says_that_a_message_waits_and_leads_to_each(claire: Client, creditor: Creditor) -> None:
    one = says(a_reply(creditor), "promise", on=FRIDAY)
    assert "un message attend" in claire.get("/customers/DUPONT/").content.decode()
    claire.post(at(one, "accept"))
    page = claire.get("/customers/DUPONT/").content.decode()
    assert f"/replies/{one.message_id}/" in page and "un message attend" not in page
    assert "Réponse du client\xa0: paiement promis, 20 février 2026 (FA-1) – accepté" in page


@pytest.mark.parametrize("form", [{"meaning": "promise", "on": "x"}, {"meaning": "dispute", "amount": "x"}, {}])
def test_what_cannot_be_read_in_a_form_changes_nothing(claire: Client, creditor: Creditor, form: Any) -> None:
    message = a_reply(creditor)
    assert claire.post(f"/replies/{message.pk}/add/", form).status_code == 302
    assert not Meaning.objects.exists() and IncomingMessage.objects.get().state == "waiting"
