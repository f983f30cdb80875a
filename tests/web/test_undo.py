"""What was just done is taken back by its button: once, within a minute, by who did it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from relance.domain.act import Act
from relance.ledger.builders import act_on, make_bank_line
from relance.ledger.models import (
    BankLine,
    Creditor,
    Customer,
    Event,
    Hold,
    IncomingMessage,
    Notice,
    Payment,
    Promise,
    Receivable,
    RememberedMapping,
    SavedView,
    Task,
)
from relance.operations.remember_mapping import remember_mapping
from tests.web.conftest import TODAY, a_member, signed_in
from tests.web.test_replies_page import FRIDAY, a_reply, at, says

pytestmark = pytest.mark.sqlite_only


def page_of(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def act_now() -> Act:
    return act_on(TODAY, "claire")


def done(client: Client, address: str, data: dict[str, Any]) -> str:
    """The page after an act."""
    return page_of(client.post(address, data, follow=True))


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, re.findall(r'class="message[^<]*<[^<]*', page)
    return found[1]


def undo(client: Client, page: str) -> str:
    """The page after its button “Annuler”."""
    return page_of(client.post("/undo/", {"token": token_in(page)}, follow=True))


def dupont() -> Customer:
    return Customer.objects.get(code="DUPONT")


def test_a_hold_is_taken_back_by_the_button_beside_its_words(claire: Client, creditor: Creditor) -> None:
    page = done(claire, "/customers/DUPONT/hold/", {"reason": "appel ce matin"})
    assert "Les relances sont suspendues" in page and 'role="status"' in page
    assert "Annulé : les relances continuent" in undo(claire, page)
    assert Hold.objects.get().released_on == TODAY
    assert Event.objects.order_by("-sequence")[0].verb == "hold_released"


def test_only_the_hold_just_set_is_taken_back(claire: Client, creditor: Creditor) -> None:
    done(claire, "/customers/DUPONT/hold/", {"reason": "litige"})
    undo(claire, done(claire, "/customers/DUPONT/hold/", {"reason": "par erreur"}))
    assert [h.reason for h in Hold.objects.filter(released_on=None)] == ["litige"]


def test_what_was_done_to_several_customers_is_taken_back_for_all(claire: Client, creditor: Creditor) -> None:
    ticked = {"customer": ["DUPONT", "MARTIN"], "sure": "1"}
    done(claire, "/customers/MARTIN/hold/", {"reason": "litige"})
    undo(claire, done(claire, "/several/hold/", {**ticked, "reason": "inventaire"}))
    assert [h.reason for h in Hold.objects.filter(released_on=None)] == ["litige"]
    Customer.objects.filter(code="DUPONT").update(owner="claire")
    a_member(creditor, "paul")
    undo(claire, done(claire, "/several/assign/", {**ticked, "owner": "paul"}))
    assert dict(Customer.objects.filter(code__in=ticked["customer"]).values_list("code", "owner")) == {
        "DUPONT": "claire", "MARTIN": "",
    }  # fmt: skip


def test_reminders_let_go_on_too_soon_are_on_hold_again_with_their_reason(claire: Client, creditor: Creditor) -> None:
    done(claire, "/customers/DUPONT/hold/", {"reason": "litige", "until": "2026-03-31"})
    undo(claire, done(claire, "/customers/DUPONT/release/", {}))
    again = Hold.objects.get(released_on=None)
    assert (again.reason, again.until_on) == ("litige", date(2026, 3, 31))


def test_a_button_works_once(claire: Client, creditor: Creditor) -> None:
    page = done(claire, "/customers/DUPONT/hold/", {"reason": "x"})
    undo(claire, page)
    assert "C’est déjà annulé" in undo(claire, page)
    assert Event.objects.filter(verb="hold_released").count() == 1


def test_after_a_minute_it_stays_and_one_sentence_says_so(
    claire: Client, creditor: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = done(claire, "/customers/DUPONT/hold/", {"reason": "x"})
    monkeypatch.setattr("relance.web.undo.SECONDS", -1)
    assert "Une minute est passée" in undo(claire, page)
    assert Hold.objects.get().released_on is None


def test_the_button_of_a_colleague_or_a_forged_one_does_nothing(claire: Client, creditor: Creditor) -> None:
    page = done(claire, "/customers/DUPONT/hold/", {"reason": "x"})
    paul = signed_in(a_member(creditor, "paul"))
    assert "C’est déjà annulé" in page_of(paul.post("/undo/", {"token": token_in(page)}, follow=True))
    assert "C’est déjà annulé" in page_of(claire.post("/undo/", {"token": token_in(page)[:-3] + "abc"}, follow=True))
    assert Hold.objects.get().released_on is None


def test_who_may_no_longer_do_it_may_no_longer_undo_it(claire: Client, creditor: Creditor) -> None:
    page = done(claire, "/customers/DUPONT/hold/", {"reason": "x"})
    creditor.members.filter(user__username="claire").update(role="reader")
    claire.post("/undo/", {"token": token_in(page)}, follow=True)
    assert Hold.objects.get().released_on is None


def test_asking_by_address_undoes_nothing(claire: Client, creditor: Creditor) -> None:
    token = token_in(done(claire, "/customers/DUPONT/hold/", {"reason": "x"}))
    assert claire.get("/undo/", {"token": token}).status_code == 405


def test_a_promise_is_withdrawn_and_a_withdrawn_one_holds_again(claire: Client, creditor: Creditor) -> None:
    data = {"invoice": "FA-1", "on": "2026-02-27", "amount": "500"}
    undo(claire, done(claire, "/customers/DUPONT/promise/", data))
    assert Promise.objects.get().state == "withdrawn"
    done(claire, "/customers/DUPONT/promise/", data)
    live = Promise.objects.get(state="live")
    undo(claire, done(claire, f"/promises/{live.pk}/withdraw/", {}))
    again = Promise.objects.get(state="live")
    assert (again.on, again.cents) == (date(2026, 2, 27), 50_000) and again.pk != live.pk


def test_a_payment_is_taken_back(claire: Client, creditor: Creditor) -> None:
    page = done(claire, "/customers/DUPONT/pay/", {"invoice": "FA-1", "amount": "1200", "on": TODAY.isoformat()})
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 0
    undo(claire, page)
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 120_000
    assert Payment.objects.get().cancelled_on == TODAY


def test_the_former_values_of_a_customer_come_back(claire: Client, creditor: Creditor) -> None:
    before = dupont().city
    undo(claire, done(claire, "/customers/DUPONT/edit/", {"city": "Brest", "plan": "standard", "segment": "key"}))
    after = dupont()
    assert (after.city, after.plan, after.segment_by_hand) == (before, "", False)


def test_an_address_known_to_bounce_is_not_brought_back(claire: Client, creditor: Creditor) -> None:
    Customer.objects.filter(code="DUPONT").update(email_bounced=True)
    page = done(claire, "/customers/DUPONT/edit/", {"email": "compta@dupont.example"})
    assert "Enregistré" in page and 'name="token"' not in page


def test_a_closed_task_is_open_again_and_what_was_to_follow_is_gone(claire: Client, creditor: Creditor) -> None:
    task = Task.objects.create(
        creditor=creditor, customer=dupont(), kind="explain_balance", subject="EUR", due_on=TODAY, opened_on=TODAY
    )
    data = {"result": "vu", "next_step": "rappeler", "next_on": "2026-02-20"}
    page = done(claire, f"/to-do/{task.pk}/close/", data)
    assert Task.objects.filter(closed_on=None).get().kind == "follow_up"
    undo(claire, page)
    assert Task.objects.get(closed_on=None).pk == task.pk
    assert Event.objects.filter(verb="task_reopened").exists()


def test_tasks_go_back_to_who_had_them(claire: Client, creditor: Creditor) -> None:
    a_member(creditor, "paul")
    task = Task.objects.create(
        creditor=creditor, kind="explain_balance", subject="x", due_on=TODAY, opened_on=TODAY, owner="paul"
    )
    undo(claire, done(claire, "/to-do/assign/", {"task": task.pk, "owner": "claire"}))
    assert Task.objects.get().owner == "paul"


def test_money_set_aside_waits_again(claire: Client, creditor: Creditor) -> None:
    line = make_bank_line(creditor, 7_700, TODAY, text="VIR X", party="INCONNU")
    page = done(claire, f"/money/{line.pk}/aside/", {"why": "apport"})
    assert BankLine.objects.get().state == "aside"
    undo(claire, page)
    assert BankLine.objects.get().state != "aside"


def test_forgotten_columns_and_views_come_back(claire: Client, creditor: Creditor) -> None:
    row = remember_mapping(
        creditor=creditor, headers=("A", "B"), answers={"columns": {"invoice": "A"}}, name="f.csv", act=act_now()
    )
    undo(claire, done(claire, f"/settings/mappings/{row.pk}/forget/", {}))
    again = RememberedMapping.objects.get()
    assert (again.name, again.mapping, again.header_hash) == (row.name, row.mapping, row.header_hash)
    done(claire, "/views/save/", {"page": "customers", "name": "Les miens", "query": "segment=bad"})
    undo(claire, done(claire, f"/views/{SavedView.objects.get().pk}/drop/", {}))
    assert SavedView.objects.get().query == "segment=bad"


def test_a_confirmation_is_taken_back_for_what_has_not_left(
    claire: Client, decided: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    Creditor.objects.update(sending_stopped_at=act_now().now)
    one = Notice.objects.get(state="to_confirm")
    page = done(claire, "/departures/confirm/", {"sure": "1", "notice": one.reference})
    assert Notice.objects.get(pk=one.pk).state == "planned"
    assert "1 relance vous attend de nouveau" in undo(claire, page)
    back = Notice.objects.get(pk=one.pk)
    assert (back.state, back.confirmed_by) == ("to_confirm", "")
    assert Event.objects.filter(verb="confirmation_taken_back").exists()


def test_what_has_left_offers_no_way_back(claire: Client, decided: Creditor) -> None:
    one = Notice.objects.get(state="to_confirm")
    page = done(claire, "/departures/confirm/", {"sure": "1", "notice": one.reference})
    assert Notice.objects.get(pk=one.pk).state == "sent" and 'name="token"' not in page


def test_a_cancelled_reminder_says_what_happens_next(claire: Client, decided: Creditor) -> None:
    one = Notice.objects.get(state="to_confirm")
    page = done(claire, f"/notices/{one.reference}/cancel/", {"why": "appel"})
    assert "décidées de nouveau le prochain jour ouvré" in page and 'name="token"' not in page


def test_a_reply_dealt_with_too_soon_waits_again_with_its_proposals(claire: Client, creditor: Creditor) -> None:
    meaning = says(a_reply(creditor), "promise", on=FRIDAY)
    undo(claire, done(claire, at(meaning, "accept"), {}))
    assert IncomingMessage.objects.get().state == "waiting"
    meaning.refresh_from_db()
    assert (meaning.state, meaning.made) == ("proposed", "")
    assert Promise.objects.get().state == "withdrawn"
    assert dupont().reply_waiting_since is not None
