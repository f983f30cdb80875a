"""Payment plans on the pages: previewed, agreed, followed, signed, cancelled; nobody else's."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_creditor
from relance.ledger.models import Agreement, Creditor, Customer, Dispute, Notice
from relance.operations.agree_instalments import agree_instalments
from relance.operations.record_payment import record_payment
from tests.web.conftest import a_member, signed_in
from tests.web.firm import TODAY

FORM = {"invoice": "FA-1", "count": "4", "first": "2026-02-28", "every": "1", "claims": "frozen", "tell": "on"}
PREVIEW = "/customers/DUPONT/agree/preview/"


def text_of(client: Client, address: str, **data: str) -> str:
    """The page, with ordinary spaces."""
    return client.get(address, data or None).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def said(client: Client, **changes: str) -> str:
    """What making a plan answers."""
    answer = client.post("/customers/DUPONT/agree/", {**FORM, **changes}, follow=True)
    return answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture
def agreed(creditor: Creditor) -> Agreement:
    """Dupont pays FA-1, 1,200.00, in four parts from the end of February."""
    customer = Customer.objects.get(code="DUPONT")
    return agree_instalments(
        creditor=creditor, customer=customer, invoices=list(customer.invoices.all()), count=4,
        first_on=date(2026, 2, 28), act=act_on(TODAY),
    )  # fmt: skip


def test_the_form_names_what_may_be_covered(claire: Client) -> None:
    page = text_of(claire, "/customers/DUPONT/")
    assert "Convenir d’un échéancier" in page and "FA-1 · 1 200,00 €" in page


def test_the_preview_shows_each_instalment_as_the_form_stands(claire: Client) -> None:
    page = text_of(claire, PREVIEW, **FORM)
    assert page.count("300,00 €") == 4 and "31 mars 2026" not in page and "28 mars 2026" in page


def test_the_preview_says_what_is_beyond_the_limits(claire: Client) -> None:
    page = text_of(claire, PREVIEW, **{**FORM, "count": "13"})
    assert "Au-delà de vos limites : 13 échéances, 12 au plus (Échéances, au plus)" in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"invoice": ""}, "Choisissez les factures"),
        ({"count": "many"}, "Donnez le nombre d’échéances"),
        ({"first": "2026-02-01"}, "La première échéance, le 01/02/2026, est passée"),
        ({"lines": "28/02/2026 500,00"}, "Les échéances font 500,00, le reste dû 1200,00"),
        ({"lines": "one day, some money"}, "Écrivez chaque échéance sur sa propre ligne"),
    ],
)
def test_what_cannot_be_is_said_before_and_after(claire: Client, changes: dict[str, str], told: str) -> None:
    assert told in text_of(claire, PREVIEW, **{**FORM, **changes})
    assert told.lower() in said(claire, **changes).lower() and not Agreement.objects.exists()


def test_typed_instalments_are_previewed_and_made(claire: Client) -> None:
    lines = "28/02/2026 500,00\n2026-03-31 700.00"
    assert "700,00 €" in text_of(claire, PREVIEW, **{**FORM, "lines": lines})
    said(claire, lines=lines)
    assert [x.cents for x in Agreement.objects.get().instalments.order_by("rank")] == [50_000, 70_000]


def test_a_contested_part_stays_out_in_sight(claire: Client, creditor: Creditor) -> None:
    invoice = Customer.objects.get(code="DUPONT").invoices.get()
    Dispute.objects.create(
        creditor=creditor, customer=invoice.customer, invoice=invoice, reason="price", cents=20_000,
        opened_on=TODAY, opened_by="claire", due_on=TODAY,
    )  # fmt: skip
    assert "200,00 € contestés restent en dehors" in text_of(claire, PREVIEW, **FORM)


def test_a_plan_is_made_and_its_page_opens(claire: Client, decided: Creditor) -> None:
    page = said(claire)
    assert "Échéancier E-000001" in page and "en cours" in page and "pénalités suspendues" in page
    assert set(Notice.objects.filter(customer__code="DUPONT").exclude(kind="answer").values_list("state")) == {
        ("cancelled",)
    }


def test_the_customer_is_not_written_to_where_that_was_unticked(claire: Client) -> None:
    claire.post("/customers/DUPONT/agree/", {key: value for key, value in FORM.items() if key != "tell"})
    assert Agreement.objects.exists() and not Notice.objects.filter(kind="answer").exists()


def test_payments_fill_the_instalments(claire: Client, creditor: Creditor, agreed: Agreement) -> None:
    invoice = Customer.objects.get(code="DUPONT").invoices.get()
    record_payment(creditor=creditor, invoice=invoice, cents=40_000, on=TODAY, act=act_on(TODAY))
    page = text_of(claire, "/agreements/E-000001/")
    assert "payée" in page and "prochaine" in page and "800,00 €" in page
    assert "jusqu’au jeudi 2 avril 2026" in page


def test_the_letter_is_downloaded_as_it_was_frozen(claire: Client, agreed: Agreement) -> None:
    answer = claire.get("/agreements/E-000001/letter/")
    assert answer.content == bytes(agreed.content or b"") and "echeancier-E-000001.pdf" in answer["Content-Disposition"]


def test_the_signature_is_recorded_once(claire: Client, agreed: Agreement) -> None:
    claire.post("/agreements/E-000001/sign/", {"on": "2026-02-16"})
    assert Agreement.objects.get().signed_on == TODAY
    again = claire.post("/agreements/E-000001/sign/", {"on": "2026-02-16"}, follow=True)
    assert "E-000001 a déjà été signé" in again.content.decode()


def test_a_cancelled_plan_says_so(claire: Client, agreed: Agreement) -> None:
    page = claire.post("/agreements/E-000001/cancel/", {"reason": "chèque reçu"}, follow=True).content.decode()
    assert "annulé" in page and "chèque reçu" in page
    assert Agreement.objects.get().state == "cancelled"


def test_a_consumer_s_plan_speaks_of_no_penalty(claire: Client, agreed: Agreement) -> None:
    Customer.objects.update(kind="consumer")
    assert "pénalité" not in text_of(claire, "/agreements/E-000001/")


@pytest.mark.parametrize("address", ["", "letter/", "sign/", "cancel/"])
def test_a_stranger_finds_no_plan(agreed: Agreement, address: str) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    for answer in (stranger.get, stranger.post):
        assert answer(f"/agreements/E-000001/{address}").status_code in (404, 405)
    agreed.refresh_from_db()
    assert (agreed.state, agreed.signed_on) == ("in_force", None)
