"""The journal: who did what and when, each event with its exact facts, and the chain verified part by part."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_creditor, make_customer
from relance.ledger.models import Creditor, Customer, Event, Membership
from relance.ledger.writes import Happening, append_events
from relance.web.pages import journal
from tests.web.conftest import TODAY, a_member, just_signed_in, signed_in

pytestmark = pytest.mark.sqlite_only  # what the database is asked is tried on both in tests/ledger


@pytest.fixture(autouse=True)
def _events(creditor: Creditor) -> None:
    """A payment by Claire on Friday, a call by Max today whose note begins like a formula."""
    dupont = Customer.objects.get(code="DUPONT")
    paid = {"payment": 1, "invoice": "FA-1", "cents": 5_000, "currency": "EUR", "on": "2026-02-13", "reference": ""}
    append_events(creditor, [_of(dupont, "payment_recorded", paid)], act_on(TODAY - timedelta(days=3), "claire"))
    said = {"result": "spoken", "with": "=HYPERLINK(1)", "note": "<b>rappeler</b>", "minutes": 3}
    append_events(creditor, [_of(dupont, "call_logged", said)], act_on(TODAY, "=max"))


def _of(customer: Customer, verb: str, facts: dict[str, object]) -> Happening:
    return Happening(verb, facts, customer.pk, customer.code)


def read(client: Client, address: str, **more: object) -> str:
    """The page, its no-break spaces made plain."""
    answer = client.get(address, **more)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def rows(page: str) -> list[str]:
    """The rows of the journal's table."""
    return page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]


def test_the_newest_event_comes_first_in_words(claire: Client) -> None:
    call, payment = rows(read(claire, "/journal/"))
    assert "Appel" in call and "=max" in call and "Réponses et appels" in call
    assert "Paiement de 50,00 € reçu" in payment and 'href="/customers/DUPONT/"' in payment


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("group=money", "Paiement"), ("who=claire", "Paiement"), ("to=2026-02-13", "Paiement"),
        ("from=2026-02-14", "Appel"), ("q=hyperlink", "Appel"), ("customer=DUPONT&group=answers", "Appel"),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(claire: Client, asked: str, found: str) -> None:
    (row,) = rows(read(claire, f"/journal/?{asked}"))
    assert found in row


def test_a_question_without_an_answer_says_so(claire: Client) -> None:
    assert "Rien de tel" in read(claire, "/journal/?group=letters")


def test_the_list_alone_is_renewed_in_place(claire: Client) -> None:
    part = claire.get("/journal/?group=money", headers={"HX-Request": "true", "HX-Target": "events"})
    assert b"<html" not in part.content and part.headers["HX-Push-Url"] == "/journal/?group=money"


def test_one_goes_on_to_earlier_events(claire: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PER_PAGE", 1)
    first = read(claire, "/journal/")
    assert len(rows(first)) == 1 and 'href="/journal/?before=2"' in first
    (row,) = rows(read(claire, "/journal/?before=2"))
    assert "Paiement" in row


def test_an_event_has_its_exact_facts_and_its_place_in_the_chain(claire: Client) -> None:
    page = read(claire, "/journal/2/")
    event = Event.objects.get(sequence=2)
    assert event.hash in page and event.previous_hash in page and "tel qu’il a été écrit" in page
    assert "&quot;minutes&quot;: 3" in page and "&lt;b&gt;rappeler&lt;/b&gt;" in page and "<b>rappeler" not in page
    assert claire.get("/journal/3/").status_code == 404


def test_the_chain_is_verified_in_parts_to_its_end(claire: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SLICE", 1)
    assert "1 événements sur 2" in read(claire, "/journal/verify/")
    end = read(claire, "/journal/verify/?after=1", headers={"HX-Request": "true"})
    assert "La chaîne est intacte : événements 1 à 2" in end and Event.objects.get(sequence=2).hash in end


def test_a_change_is_told_with_the_event_that_was_changed(
    claire: Client, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("relance.domain.chain.link_hash", lambda previous, link: "another")
    page = read(claire, "/journal/verify/")
    assert "L’événement 1 (payment_recorded, 2026-02-13) a été modifié après coup" in page


def test_the_file_has_what_was_asked_for_and_no_formula(creditor: Creditor) -> None:
    client = just_signed_in(a_member(creditor, "anne"))
    answer = client.get("/journal/csv/?group=answers")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, row = text.splitlines()
    assert head.startswith("Numéro;Instant (UTC);Jour;Par") and row.startswith("2;2026-02-16T09:00:00")
    assert ";'=max;" in row and "payment_recorded" not in text
    assert Event.objects.get(sequence=2).hash in row


@pytest.mark.parametrize(("role", "journal_is", "file_is"), [("reader", 200, 403), ("collector", 403, 403)])
def test_the_journal_is_for_those_who_see_the_company(
    creditor: Creditor, role: str, journal_is: int, file_is: int
) -> None:
    a_member(creditor, "anne")
    user = a_member(creditor, "max")
    Membership.objects.filter(user=user).update(role=role)
    client = signed_in(user)
    assert client.get("/journal/").status_code == journal_is
    assert client.get("/journal/2/").status_code == journal_is
    assert client.get("/journal/csv/").status_code == file_is


def test_another_firms_events_are_not_shown(claire: Client, creditor: Creditor) -> None:
    other = make_creditor("Autre SARL")
    canary = make_customer(other, "CANARI")
    for _ in range(3):
        append_events(other, [_of(canary, "call_logged", {"result": "spoken"})], act_on(TODAY))
    assert "Canari" not in read(claire, "/journal/") and claire.get("/journal/3/").status_code == 404
