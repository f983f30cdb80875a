"""What a customer wrote back: proposed by rules, decided by a person, and what each decision does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.domain.reasons import event_words
from relance.ledger.builders import make_creditor, make_customer, make_invoice, make_message
from relance.ledger.models import (
    Creditor,
    Customer,
    Dispute,
    Event,
    Hold,
    IncomingMessage,
    InvoiceFile,
    Notice,
    Promise,
    Task,
)
from relance.ledger.replies import rules_measured
from relance.operations import qualify_reply as qualify
from relance.operations.assign_reply import assign_reply
from relance.operations.attach_files import attach_files
from relance.operations.check_paid_iban import check_paid_iban
from relance.operations.edit_customer import edit_customer
from relance.operations.freeze import facts_of
from relance.operations.qualify_reply import Reading
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from tests.operations.replying import MON_9, TUE_10, accepted, corrected, dupont_writes, meaning_of
from tests.operations.scene import an_act, customer_of, invoice_of

pytestmark = pytest.mark.django_db
FRIDAY = "2026-02-20"


@pytest.fixture
def atelier() -> Creditor:
    """Dupont owes FA-1 and FA-2, both late on Monday 9 February."""
    creditor = make_creditor("Atelier Demo SARL", iban="FR1420041010050500013M02606")
    dupont = make_customer(creditor, name="Dupont SARL", email="dupont@example.com")
    make_invoice(dupont, "FA-1", 120_000, date(2026, 1, 30))
    make_invoice(dupont, "FA-2", 30_000, date(2026, 2, 4))
    return creditor


def a_promise(creditor: Creditor, number: str = "FA-1", **message: Any) -> Any:
    text = "Virement le 20 février."
    return meaning_of(dupont_writes(creditor, text, **message), "promise", number, on=FRIDAY)


def state_of(message: IncomingMessage) -> str:
    return IncomingMessage.objects.get(pk=message.pk).state


def waits(creditor: Creditor) -> date | None:
    return customer_of(creditor).reply_waiting_since


def tasks(creditor: Creditor) -> list[str]:
    return sorted(Task.objects.filter(creditor=creditor, closed_on=None).values_list("kind", flat=True))


def told(creditor: Creditor, template: str) -> str:
    """The text of the answer that waits or is planned."""
    from relance.domain.wording import compose

    notice = Notice.objects.select_related("customer").get(creditor=creditor, template=template)
    wording = compose(facts_of(creditor, notice, an_act(MON_9)))
    return " ".join((wording.subject, *wording.before, *wording.after)).replace("\u202f", " ").replace("\xa0", " ")


def test_a_promise_accepted_is_recorded_and_the_message_is_dealt_with(atelier: Creditor) -> None:
    meaning = accepted(a_promise(atelier))
    promise = Promise.objects.get()
    assert (promise.on, promise.cents, promise.channel) == (date(2026, 2, 20), 120_000, "email")
    assert (meaning.state, meaning.made) == ("accepted", f"promise:{promise.pk}")
    assert state_of(meaning.message) == "handled" and waits(atelier) is None


def test_a_promise_of_a_sum_fills_the_invoices_of_the_reminder_in_order(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "1 300 € vendredi"), "promise", on=FRIDAY, cents=130_000))
    assert list(Promise.objects.values_list("invoice__number", "cents")) == [("FA-1", 120_000), ("FA-2", 10_000)]


@pytest.mark.parametrize(
    ("meaning", "fields", "why"),
    [
        ("promise", {}, "by which day"),
        ("promise", {"on": "2026-02-06"}, "is past"),
        ("dispute", {"reason": "quality"}, "which invoice"),
        ("dispute", {"number": "FA-1"}, "what is contested"),
    ],
)
def test_what_lacks_something_is_not_accepted(atelier: Creditor, meaning: str, fields: Any, why: str) -> None:
    row = meaning_of(dupont_writes(atelier, "…"), meaning, **fields)
    with pytest.raises(Refused, match=why):
        accepted(row)
    assert state_of(row.message) == "waiting" and waits(atelier)


def test_the_word_of_a_sender_who_may_be_another_needs_a_person_who_is_sure(atelier: Creditor) -> None:
    meaning = a_promise(atelier, is_authenticated=False)
    with pytest.raises(Refused, match=r"may not come from dupont@example\.com"):
        accepted(meaning)
    assert not Promise.objects.exists()
    accepted(meaning, even_unauthenticated=True)
    assert Promise.objects.exists()


def test_a_dispute_is_opened_with_the_sentence_as_its_first_note(atelier: Creditor) -> None:
    message = dupont_writes(atelier, "Deux cartons étaient abîmés.")
    accepted(meaning_of(message, "dispute", "FA-1", reason="quality", cents=30_000), answer=True)
    dispute = Dispute.objects.get()
    assert (dispute.reason, dispute.cents) == ("quality", 30_000)
    assert "Deux cartons étaient abîmés." in dispute.notes.get().text
    answer = Notice.objects.get(about=f"dispute:{dispute.pk}:received")
    facts = facts_of(atelier, Notice.objects.select_related("customer").get(pk=answer.pk), an_act(MON_9))
    assert facts.in_reply_to.endswith(message.message_id) and facts.reply_subject == "Re: Rappel"


def test_a_request_for_time_rests_five_working_days_and_asks_a_person(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "Fin mars ?"), "more_time", on="2026-03-31"), answer=True)
    assert {(h.invoice and h.invoice.number, h.until_on) for h in Hold.objects.select_related("invoice")} == {
        ("FA-1", date(2026, 2, 16)), ("FA-2", date(2026, 2, 16)),
    }  # fmt: skip
    assert tasks(atelier) == ["time_asked"]
    text = told(atelier, "reply-more-time")
    assert "31 mars 2026" in text and "16 février 2026" in text and "plusieurs fois" in text


def test_the_person_chooses_how_long_reminders_wait(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "…"), "more_time", "FA-1"), until=date(2026, 3, 2))
    assert Hold.objects.get().until_on == date(2026, 3, 2)
    with pytest.raises(Refused, match="is past"):
        accepted(meaning_of(dupont_writes(atelier, "…"), "more_time"), until=date(2026, 2, 6))


def test_money_said_to_be_paid_is_looked_for_and_asked_about(atelier: Creditor) -> None:
    message = dupont_writes(atelier, "Virement fait hier")
    accepted(meaning_of(message, "already_paid", "FA-1", on="2026-02-08", cents=120_000), answer=True, words="Merci.")
    assert tasks(atelier) == ["check_payment"] and Hold.objects.get().until_on == date(2026, 2, 16)
    text = told(atelier, "reply-already-paid")
    for words in ("quatre derniers caractères", "n’ont pas changé", "1 200,00 €", "8 février 2026", "Merci."):
        assert words in text
    assert "FR14" not in text and text.startswith("Re: Rappel")


def test_once_the_money_is_there_the_hold_and_the_task_end(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "Payée"), "already_paid", "FA-1"))
    for cents in (100, 119_900):
        assert tasks(atelier) == ["check_payment"]
        record_payment(
            creditor=atelier, invoice=invoice_of(atelier), cents=cents, on=date(2026, 2, 10), act=an_act(TUE_10)
        )
    assert tasks(atelier) == [] and Hold.objects.get().released_on == date(2026, 2, 10)


def test_what_is_paid_already_needs_neither_hold_nor_task(atelier: Creditor) -> None:
    record_payment(creditor=atelier, invoice=invoice_of(atelier), cents=120_000, on=date(2026, 2, 9), act=an_act(MON_9))
    accepted(meaning_of(dupont_writes(atelier, "Payée"), "already_paid", "FA-1"), answer=True)
    assert not Hold.objects.exists() and not Notice.objects.exists() and tasks(atelier) == []


@pytest.mark.parametrize(("tail", "is_ours"), [("2606", True), (" 26 06 ", True), ("4321", False)])
def test_the_end_of_the_iban_tells_whether_it_is_our_account(atelier: Creditor, tail: str, is_ours: bool) -> None:
    meaning = accepted(meaning_of(dupont_writes(atelier, "Payée"), "already_paid", "FA-1"))
    assert check_paid_iban(creditor=atelier, meaning=meaning, tail=tail, act=an_act(MON_9)) is is_ours
    assert tasks(atelier) == (["check_payment"] if is_ours else ["check_payment", "fraud_suspected"])
    if not is_ours:
        why = Task.objects.get(kind="fraud_suspected").why
        assert "4321" in why and "recall" in why and "plainte" in why


@pytest.mark.parametrize("tail", ["", "60", "FR1420041010050500013M02606", "26-6"])
def test_only_four_characters_are_taken(atelier: Creditor, tail: str) -> None:
    meaning = accepted(meaning_of(dupont_writes(atelier, "Payée"), "already_paid", "FA-1"))
    with pytest.raises(Refused, match="last four characters"):
        check_paid_iban(creditor=atelier, meaning=meaning, tail=tail, act=an_act(MON_9))


def test_a_wrong_contact_is_written_to_no_more(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "Je n’y travaille plus"), "wrong_contact"), answer=True)
    assert customer_of(atelier).email_bounced and tasks(atelier) == ["wrong_contact"]
    notice = Notice.objects.get(template="reply-wrong-contact")
    assert notice.channel == "letter" and "dupont@example.com ne permet pas" in told(atelier, "reply-wrong-contact")
    edit_customer(creditor=atelier, customer=customer_of(atelier), changes={"email": "x@y.fr"}, act=an_act(MON_9))
    assert "wrong_contact" not in tasks(atelier)


def test_a_better_address_given_at_once_is_used(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "Écrivez à anne@"), "wrong_contact"), email="anne@example.com")
    whom = customer_of(atelier)
    assert (whom.email, whom.email_bounced, tasks(atelier)) == ("anne@example.com", False, [])


def test_a_doubtful_sender_does_not_have_our_mail_go_elsewhere(atelier: Creditor) -> None:
    row = meaning_of(dupont_writes(atelier, "Écrivez à x@", is_authenticated=False), "wrong_contact")
    with pytest.raises(Refused, match="may not come from"):
        accepted(row, email="x@elsewhere.example")
    assert customer_of(atelier).email == "dupont@example.com"


def test_an_address_that_changed_since_is_not_blamed(atelier: Creditor) -> None:
    message = dupont_writes(atelier, "Ce n’est pas moi", sender="old@example.com")
    accepted(meaning_of(message, "wrong_contact"))
    assert not customer_of(atelier).email_bounced


def test_a_copy_goes_with_the_answer_where_it_is_known(atelier: Creditor) -> None:
    invoice = invoice_of(atelier)
    InvoiceFile.objects.create(creditor=atelier, invoice=invoice, name="FA-1.pdf", content=b"%PDF-1.4", sha256="0" * 64)
    accepted(meaning_of(dupont_writes(atelier, "La facture ?"), "copy_wanted", "FA-1"), answer=True)
    assert tasks(atelier) == [] and "ci-joint la copie de la facture FA-1" in told(atelier, "reply-copy")
    from relance.ledger.facts import invoice_files

    assert [f.name for f in invoice_files(atelier, Notice.objects.get())] == ["FA-1.pdf"]


def test_a_copy_that_is_not_known_goes_once_its_file_is_attached(atelier: Creditor) -> None:
    accepted(meaning_of(dupont_writes(atelier, "La facture ?"), "copy_wanted", "FA-1"), answer=True)
    assert tasks(atelier) == ["send_copy"] and not Notice.objects.exists()
    attach_files(creditor=atelier, files=[("FA-2.pdf", b"%PDF-1.4 2")], act=an_act(TUE_10))
    assert tasks(atelier) == ["send_copy"] and not Notice.objects.exists()
    attach_files(creditor=atelier, files=[("FA-1.pdf", b"%PDF-1.4 1")], act=an_act(TUE_10))
    assert tasks(atelier) == [] and Notice.objects.get().template == "reply-copy"


def test_of_two_copies_the_one_that_is_known_goes_and_a_person_sees_to_the_other(atelier: Creditor) -> None:
    attach_files(creditor=atelier, files=[("FA-1.pdf", b"%PDF-1.4 1")], act=an_act(MON_9))
    accepted(meaning_of(dupont_writes(atelier, "Les factures ?"), "copy_wanted"), answer=True)
    assert tasks(atelier) == ["send_copy"] and "la facture FA-1. La copie des autres" in told(atelier, "reply-copy")


def test_new_bank_details_are_a_warning_and_nothing_else(atelier: Creditor) -> None:
    before = Customer.objects.filter(pk=customer_of(atelier).pk).values()[0]
    message = dupont_writes(atelier, "Merci de noter notre nouveau RIB : FR76 3000 6000 0112 3456 7890 189")
    accepted(meaning_of(message, "new_bank_details", quote="Merci de noter notre nouveau RIB"), answer=True)
    task = Task.objects.get(kind="fraud_suspected")
    assert task.due_on == date(2026, 2, 9) and "FR76" not in task.why and not Notice.objects.exists()
    after = Customer.objects.filter(pk=before["id"]).values()[0]
    assert {k for k in before if before[k] != after[k]} <= {"wake_on", "reply_waiting_since"}


def test_the_message_waits_until_the_last_decision(atelier: Creditor) -> None:
    message = dupont_writes(atelier, "FA-1 payée, FA-2 vendredi")
    paid, promise = meaning_of(message, "already_paid", "FA-1"), meaning_of(message, "promise", "FA-2", on=FRIDAY)
    accepted(paid)
    assert state_of(message) == "waiting" and waits(atelier) == date(2026, 2, 9)
    qualify.reject(creditor=atelier, meaning=promise, act=an_act(MON_9))
    assert state_of(message) == "handled" and waits(atelier) is None and not Promise.objects.exists()


def test_another_message_keeps_its_own_day(atelier: Creditor) -> None:
    first, second = dupont_writes(atelier, "un"), dupont_writes(atelier, "deux", day=TUE_10)
    assert waits(atelier) == date(2026, 2, 9)
    qualify.dismiss(creditor=atelier, message=first, act=an_act(TUE_10), note="merci")
    assert waits(atelier) == date(2026, 2, 10)
    qualify.dismiss(creditor=atelier, message=second, act=an_act(TUE_10))
    assert waits(atelier) is None
    with pytest.raises(Refused, match="dealt with already"):
        qualify.dismiss(creditor=atelier, message=second, act=an_act(TUE_10))


def test_nothing_is_decided_twice(atelier: Creditor) -> None:
    meaning = a_promise(atelier)
    accepted(meaning)
    for again in (lambda: accepted(meaning), lambda: corrected(meaning, Reading("nothing"))):
        with pytest.raises(Refused, match="decided already"):
            again()
    assert Promise.objects.count() == 1


def test_a_correction_keeps_what_was_proposed_and_what_was_chosen(atelier: Creditor) -> None:
    row = corrected(a_promise(atelier), Reading("already_paid", "FA-1", date(2026, 2, 8)))
    assert (row.state, row.meaning, row.made[:5]) == ("corrected", "already_paid", "task:")
    payload = Event.objects.get(verb="reply_qualified").payload
    assert payload["proposed"]["meaning"] == "promise" and payload["meaning"] == "already_paid"
    line = event_words("reply_qualified", payload, "fr")
    assert "dit avoir payé, 8 février 2026 (FA-1) – corrigé, proposé\xa0: paiement promis" in line


def test_the_same_reading_again_is_an_acceptance(atelier: Creditor) -> None:
    row = corrected(a_promise(atelier), Reading("promise", "FA-1", date(2026, 2, 20)))
    assert row.state == "accepted"


def test_the_rules_are_measured_by_what_people_made_of_them(atelier: Creditor) -> None:
    accepted(a_promise(atelier))
    corrected(a_promise(atelier), Reading("already_paid", "FA-1"))
    qualify.reject(creditor=atelier, meaning=a_promise(atelier), act=an_act(MON_9))
    message = dupont_writes(atelier, "Tout est cassé")
    qualify.add(creditor=atelier, message=message, reading=Reading("dispute", "FA-2", reason="quality"), act=an_act())
    tally = rules_measured(atelier)
    promise = tally["promise"]
    assert (promise.accepted, promise.corrected, promise.rejected, promise.missed) == (1, 1, 1, 0)
    assert promise.to == {"already_paid": 1} and tally["already_paid"].missed == tally["dispute"].missed == 1


def test_what_is_clear_is_accepted_at_once(atelier: Creditor) -> None:
    message = dupont_writes(atelier, "FA-1 payée, FA-2 vendredi")
    meaning_of(message, "already_paid", "FA-1"), meaning_of(message, "promise", "FA-2", on=FRIDAY)
    assert qualify.accept_all(creditor=atelier, message=message, act=an_act(MON_9)) == 2
    assert state_of(message) == "handled"


@pytest.mark.parametrize("unclear", ["new_bank_details", "dispute"])
def test_nothing_is_accepted_at_once_where_something_must_be_looked_at(atelier: Creditor, unclear: str) -> None:
    message = dupont_writes(atelier, "…")
    meaning_of(message, "already_paid", "FA-1"), meaning_of(message, unclear)
    with pytest.raises(Refused, match="not everything in this message is clear"):
        qualify.accept_all(creditor=atelier, message=message, act=an_act(MON_9))
    assert not Hold.objects.exists()


def test_a_message_of_nobody_is_given_to_its_customer_and_read_anew(atelier: Creditor) -> None:
    message = make_message(atelier, date(2026, 2, 9), "Nous avons réglé la facture FA-1 par virement le 6 février.")
    with pytest.raises(Refused, match="which customer"):
        accepted(meaning_of(message, "already_paid"))
    assign_reply(creditor=atelier, message=message, customer=customer_of(atelier), act=an_act(MON_9))
    assert waits(atelier) == date(2026, 2, 9)
    accepted(message.meanings.get(meaning="already_paid"))
    assert tasks(atelier) == ["check_payment"] and Hold.objects.get().invoice == invoice_of(atelier)


def test_a_message_given_to_the_wrong_customer_goes_to_the_right_one(atelier: Creditor) -> None:
    message, martin = dupont_writes(atelier, "…"), make_customer(atelier, "MARTIN")
    assign_reply(creditor=atelier, message=message, customer=martin, act=an_act(MON_9))
    assert waits(atelier) is None and customer_of(atelier, "MARTIN").reply_waiting_since == date(2026, 2, 9)


def test_another_creditors_customer_and_invoice_are_out_of_reach(atelier: Creditor) -> None:
    other = make_creditor("Autre SARL", key="autre")
    stranger, message = make_customer(other, "LOIN"), make_message(atelier, date(2026, 2, 9), "…")
    with pytest.raises(Refused, match="not one of yours"):
        assign_reply(creditor=atelier, message=message, customer=stranger, act=an_act(MON_9))
    with pytest.raises(Refused, match="dealt with already"):
        qualify.dismiss(creditor=other, message=message, act=an_act(MON_9))
    with pytest.raises(Refused, match="FB-9 is not an invoice of"):
        corrected(a_promise(atelier), Reading("promise", "FB-9", date(2026, 2, 20)))


def test_words_that_no_answer_would_carry_are_refused(atelier: Creditor) -> None:
    with pytest.raises(Refused, match="words are added to an answer about time"):
        accepted(a_promise(atelier), answer=True, words="Merci.")
    assert not Promise.objects.exists()


def test_words_added_to_an_answer_have_a_length(atelier: Creditor) -> None:
    with pytest.raises(Refused, match="1000 at most"):
        accepted(meaning_of(dupont_writes(atelier, "…"), "more_time"), answer=True, words="a" * 1001)
    accepted(meaning_of(dupont_writes(atelier, "…"), "more_time"), answer=True, words="Un mot.\n\n{{ creditor.name }}")
    assert "{{ creditor.name }}" in told(atelier, "reply-more-time")
