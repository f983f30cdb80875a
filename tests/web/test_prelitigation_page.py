"""Pre-litigation: which files are ready, what the others lack, and what comes next in each."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from relance.ledger.builders import act_on, make_creditor, make_customer, make_done, make_invoice, make_message
from relance.ledger.models import (
    Creditor,
    Customer,
    Dispatch,
    InvoiceFile,
    Membership,
    Notice,
    Posting,
    PostingProof,
    Receivable,
    Task,
)
from relance.operations.choose_handover import choose_handover
from relance.operations.open_dispute import open_dispute
from tests.web.conftest import a_member, signed_in
from tests.web.firm import TODAY

ADDRESS = "/prelitigation/"
RUNNING = date(2026, 2, 26)
pytestmark = pytest.mark.sqlite_only


def noticed(creditor: Creditor, code: str = "ROUX", deadline: date = RUNNING, cents: int = 70_000) -> Customer:
    """A customer whose formal notice left by registered letter on 10 February."""
    customer = make_customer(creditor, code, name=f"{code.title()} SARL")
    make_invoice(customer, f"F-{code}", cents, date(2025, 11, 30))
    done = make_done(
        Receivable.objects.get(invoice__number=f"F-{code}", creditor=creditor), "notice", date(2026, 2, 10),
        "formal_notice", channel="registered_letter", deadline_on=deadline,
    )  # fmt: skip
    Notice.objects.filter(pk=done.notice_id).update(channel="registered_letter", deadline_on=deadline)
    return customer


def posted(customer: Customer, *proofs: str, number: str = "1A12345678901", state: str = "delivered") -> Posting:
    """The letter of the customer's notice, with these proofs."""
    at = datetime(2026, 2, 10, 9, tzinfo=UTC)
    creditor, notice = customer.creditor, Notice.objects.get(customer=customer)
    dispatch = Dispatch.objects.create(
        creditor=creditor, notice=notice, channel="registered_letter", state="sent", recipient="Roux", filename="r.pdf",
        content_type="application/pdf", content=b"%PDF", sha256="0" * 64, frozen_at=at,
    )  # fmt: skip
    letter = Posting.objects.create(
        creditor=creditor, dispatch=dispatch, state=state, number=number, posted_on=date(2026, 2, 10)
    )
    for kind in proofs:
        PostingProof.objects.create(
            creditor=creditor, posting=letter, kind=kind, name=f"{kind}.pdf", content_type="application/pdf",
            content=b"%PDF", sha256=hashlib.sha256(kind.encode()).hexdigest(), added_at=at, added_by="claire",
        )  # fmt: skip
    return letter


def with_pdf(customer: Customer) -> None:
    invoice = Receivable.objects.get(customer=customer).invoice
    InvoiceFile.objects.create(
        creditor=customer.creditor, invoice=invoice, name="f.pdf", content=b"%PDF", sha256="1" * 64
    )


def asks(customer: Customer, on: date = TODAY) -> Task:
    return Task.objects.create(
        creditor=customer.creditor, customer=customer, kind="hand_over", subject=f"EUR {on}", due_on=on, why="",
        amount_cents=70_000, owner="claire", opened_on=TODAY,
    )  # fmt: skip


def shown(claire: Client, query: str = "") -> str:
    return claire.get(ADDRESS + query).content.decode()


def test_nobody_there_says_who_would_come(claire: Client, creditor: Creditor) -> None:
    page = shown(claire)
    assert "Aucun dossier en précontentieux" in page and "Dupont" not in page
    assert 'href="/prelitigation/" aria-current="page"' in page


def test_a_running_file_shows_its_letter_its_deadline_and_its_clock(claire: Client, creditor: Creditor) -> None:
    posted(noticed(creditor), "deposit")
    page = shown(claire)
    assert "délai en cours" in page and "1A12345678901" in page and "distribuée" in page
    assert "26 févr. 2026" in page and "700,00\xa0€" in page and "Attendre la fin du délai" in page
    assert "Prescription" in page and "30 nov. 2030" in page  # five years from the due date
    assert 'href="/customers/ROUX/dossier/"' in page and "Preuve de dépôt" in page


def test_what_is_missing_is_a_list_in_words(claire: Client, creditor: Creditor) -> None:
    roux = noticed(creditor)
    posted(roux, state="posted")
    make_message(creditor, TODAY, "Nous contestons", roux)
    invoice = Receivable.objects.get(customer=roux).invoice
    open_dispute(creditor=creditor, invoice=invoice, reason="quality", tell_customer=False, act=act_on(TODAY))
    words = ("Preuve de dépôt", "Avis de réception", "PDF de facture", "Réponse du client à traiter", "Litige en cours")
    assert all(f"<li>{word}" in shown(claire) for word in words)


def test_a_file_with_all_its_proofs_is_ready(claire: Client, creditor: Creditor) -> None:
    roux = noticed(creditor)
    posted(roux, "deposit", "receipt")
    with_pdf(roux)
    assert '<span class="state done">prêt</span>' in shown(claire)


def test_a_passed_deadline_is_to_be_decided_and_leads_to_the_task(claire: Client, creditor: Creditor) -> None:
    task = asks(noticed(creditor, deadline=date(2026, 2, 13)))
    page = shown(claire)
    assert '<span class="state late">à décider</span>' in page and "échu" in page
    assert f'href="/to-do/{task.pk}/"' in page and "claire · " in page


def test_a_notice_that_waits_is_to_be_confirmed(claire: Client, creditor: Creditor) -> None:
    dupont = Customer.objects.get(creditor=creditor, code="DUPONT")
    Notice.objects.create(
        creditor=creditor, customer=dupont, reference="R-000077", state="to_confirm", decided_on=TODAY, currency="EUR",
        plan="test", step="notice", kind="formal_notice", channel="registered_letter", total_cents=120_000,
    )  # fmt: skip
    page = shown(claire)
    assert "mise en demeure à envoyer" in page and "Confirmer la mise en demeure" in page
    assert 'href="/notices/R-000077/"' in page and "<li>Mise en demeure" in page


def test_a_choice_is_shown_then_the_hand_over(claire: Client, creditor: Creditor) -> None:
    roux = noticed(creditor, deadline=date(2026, 2, 13))
    asks(roux)
    choose_handover(creditor=creditor, customer=roux, choice="solvency", act=act_on(TODAY))
    assert "suite choisie" in shown(claire)
    choose_handover(creditor=creditor, customer=roux, choice="lawyer", act=act_on(TODAY), partner="Me Petit")
    assert "dossier transmis" in shown(claire)


def test_what_is_paid_leaves_the_page(claire: Client, creditor: Creditor) -> None:
    Receivable.objects.filter(customer=noticed(creditor)).update(open_cents=0)
    assert "Aucun dossier en précontentieux" in shown(claire)


def test_filter_search_order_and_sums(claire: Client, creditor: Creditor) -> None:
    noticed(creditor)
    noticed(creditor, "BLANC", date(2026, 2, 13), 30_000)
    page = shown(claire)
    assert page.index("Blanc SARL") < page.index("Roux SARL") and "2 dossiers" in page and "1\u202f000,00\xa0€" in page
    by_sum = shown(claire, "?sort=-open")
    assert by_sum.index("Roux SARL") < by_sum.index("Blanc SARL")
    assert "Roux SARL" not in shown(claire, "?state=due") and "Blanc SARL" not in shown(claire, "?q=roux")
    assert "Aucun dossier de cette sorte" in shown(claire, "?state=chosen")


def test_another_company_s_files_are_not_seen(claire: Client, creditor: Creditor) -> None:
    noticed(creditor)
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert "Roux" not in shown(stranger) and "Aucun dossier" in shown(stranger)


def test_a_collector_sees_their_own_files_only(creditor: Creditor) -> None:
    Customer.objects.filter(pk=noticed(creditor).pk).update(owner="paul")
    noticed(creditor, "BLANC")
    Membership.objects.create(creditor=creditor, user=User.objects.create(username="claire"), role="owner")
    creditor.person_in_charge = "claire"
    creditor.save()
    paul = User.objects.create(username="paul")
    Membership.objects.create(creditor=creditor, user=paul, role="collector")
    page = shown(signed_in(paul))
    assert "Roux SARL" in page and "Blanc" not in page and "1 dossier" in page


def test_in_english(claire: Client, creditor: Creditor) -> None:
    noticed(creditor)
    claire.post("/language/", {"language": "en"})
    page = shown(claire)
    assert "deadline running" in page and "<li>Proof of deposit" in page and "Wait for the deadline" in page


def test_more_files_ask_no_more_questions(claire: Client, creditor: Creditor) -> None:
    def questions() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            shown(claire)
        return len(asked)

    posted(noticed(creditor), "deposit")
    few = questions()
    for n in range(6):
        customer = noticed(creditor, f"C{n}", TODAY + timedelta(days=n - 3))
        posted(customer, "deposit", number=f"1A{n}")
        asks(customer)
    assert questions() <= min(few + 1, 30)
