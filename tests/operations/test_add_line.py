"""A sentence added by hand to one message: in every form of it, frozen with its bytes, and never a threat."""

from __future__ import annotations

import hashlib

import pytest

from relance.ledger.models import Creditor, Dispatch, Event, Notice
from relance.operations.add_line import NotSaid, add_line, preview_line
from relance.operations.freeze import render_notice
from relance.operations.hold import hold, release
from relance.operations.refused import Refused
from relance.web.mail import read_mail
from tests.operations.scene import a_creditor, an_act, customer_of, dupont_owes, notices, run, send, states, the_day
from tests.wording.notices import pdf_text

pytestmark = pytest.mark.sqlite_only

DAY = "2026-02-06"
FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
SAID = "Comme convenu ce matin avec M. Dupont, le bon de livraison est joint à la facture."


@pytest.fixture
def waiting(db: None) -> Creditor:
    """R-000001 to Dupont waits for a person."""
    creditor = a_creditor(sending="confirm_all")
    dupont_owes(creditor, FA_1)
    run(creditor, DAY)
    assert states(creditor) == ["to_confirm"]
    return creditor


def add(creditor: Creditor, line: str = SAID) -> Notice:
    return add_line(creditor=creditor, reference="R-000001", line=line, act=an_act(DAY))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_it_stands_in_text_and_html_before_the_closing(waiting: Creditor) -> None:
    add(waiting)
    mail = read_mail(render_notice(waiting, notices(waiting)[0], an_act(DAY)).content)
    assert SAID in plain(mail.text) and plain(mail.text).index(SAID) < plain(mail.text).index("IBAN")
    assert SAID in plain(mail.html)


@pytest.mark.parametrize("channel", ["letter", "registered_letter", "phone"])
def test_it_stands_in_every_other_form_of_the_message(waiting: Creditor, channel: str) -> None:
    add(waiting)
    content = render_notice(waiting, notices(waiting)[0], an_act(DAY), channel).content
    assert plain(SAID[:40]) in plain(pdf_text(content))


def test_the_preview_and_the_bytes_that_leave_are_the_same(waiting: Creditor) -> None:
    seen = preview_line(creditor=waiting, notice=notices(waiting)[0], line=SAID, act=an_act(DAY)).content
    assert notices(waiting)[0].added_line == ""
    add(waiting)
    the_day(waiting, DAY)
    kept = Dispatch.objects.get()
    assert SAID in plain(read_mail(bytes(kept.content)).text)
    assert read_mail(bytes(kept.content)) == read_mail(seen)
    assert hashlib.sha256(bytes(kept.content)).hexdigest() == kept.sha256


def test_a_notice_decided_anew_on_the_same_day_keeps_it(waiting: Creditor) -> None:
    add(waiting)
    run(waiting, DAY)
    assert [(n.reference, n.state, n.added_line) for n in notices(waiting)] == [("R-000001", "to_confirm", SAID)]


def test_taken_back_and_decided_anew_the_same_notice_has_it_again(waiting: Creditor) -> None:
    add(waiting)
    dupont = customer_of(waiting)
    held = hold(creditor=waiting, customer=dupont, reason="par erreur", act=an_act(DAY))
    run(waiting, DAY)
    release(creditor=waiting, customer=dupont, act=an_act(DAY), only=held.pk)
    run(waiting, DAY)
    last = notices(waiting)[-1]
    assert (last.reference, last.state, last.added_line) == ("R-000002", "to_confirm", SAID)


def test_another_sum_is_another_notice_without_it(waiting: Creditor) -> None:
    add(waiting)
    dupont_owes(waiting, FA_1.replace(",1200.00,1200.00", ",1200.00,700.00"), day=DAY)
    run(waiting, DAY)
    assert [(n.state, n.added_line) for n in notices(waiting)] == [("cancelled", SAID), ("to_confirm", "")]


def test_emptied_it_is_taken_out_and_the_journal_says_both(waiting: Creditor) -> None:
    add(waiting)
    add(waiting, "  ")
    assert notices(waiting)[0].added_line == ""
    verbs = Event.objects.filter(verb__startswith="line_").order_by("sequence")
    assert [(e.verb, e.payload.get("line")) for e in verbs] == [("line_added", SAID), ("line_taken_out", None)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Sans paiement, nous ferons saisir vos comptes.", "saisie"),
        ("Merci de payer sur FR76 3000 6000 0112 3456 7890 189.", "coordonnées bancaires"),
    ],
)
def test_a_threat_and_bank_details_are_refused_with_what_to_write_instead(
    waiting: Creditor, line: str, why: str
) -> None:
    with pytest.raises(NotSaid) as refusal:
        add(waiting, line)
    assert why in " ".join(refusal.value.french).lower() and not notices(waiting)[0].added_line


def test_a_sentence_of_more_than_600_characters_is_refused(waiting: Creditor) -> None:
    with pytest.raises(Refused, match="600 characters at most"):
        add(waiting, "mot " * 151)


def test_what_is_confirmed_or_has_left_keeps_its_text(waiting: Creditor) -> None:
    the_day(waiting, DAY)
    send(waiting, DAY)
    with pytest.raises(Refused, match="no longer waits"):
        add(waiting)
    assert not Event.objects.filter(verb="line_added").exists()


def test_marks_that_would_shape_the_page_are_taken_out(waiting: Creditor) -> None:
    assert add(waiting, "Bonjour\u202e\x07,\r\nsuite\r\n\r\nAutre").added_line == "Bonjour , suite\n\nAutre"
