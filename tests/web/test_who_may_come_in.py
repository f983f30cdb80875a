"""One-time links, sign-out, and nobody sees another firm's data: every address is tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse

from relance.domain.plans import preset_text
from relance.ledger.builders import act_on, make_bank_line, make_creditor, make_customer, make_meaning, make_message
from relance.ledger.models import (
    BankLine,
    ClaimWaiver,
    Creditor,
    Customer,
    Dispatch,
    Dispute,
    ImportFile,
    IncomingMessage,
    InvoiceFile,
    LegalFact,
    LetterBatch,
    Notice,
    Payment,
    PlanVersion,
    Posting,
    PostingProof,
    RememberedMapping,
    Task,
    TemplateVersion,
)
from relance.operations.edit_plan import save_plan
from relance.operations.make_promise import make_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.record_payment import record_payment
from relance.operations.sign_in import make_sign_in_token
from relance.web.clock import signing_in
from relance.web.urls import urlpatterns
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only  # the same questions, scoped alike, on every database
OPEN_TO_ALL = {"sign_in", "enter", "language", "sign_out"}


def test_a_link_signs_in_once_and_only_by_its_button(creditor: Creditor) -> None:
    a_member(creditor)
    address = f"/sign-in/{make_sign_in_token(creditor=creditor, act=signing_in())}/"
    assert b"Entrer dans Relance" in Client().get(address).content  # a mail scanner looks: nothing is used up
    client = Client()
    assert client.post(address).status_code == 302
    assert client.get("/").status_code == 200
    assert Client().post(address).status_code == 403


def test_a_link_grown_old_no_longer_works(creditor: Creditor) -> None:
    a_member(creditor)
    now = signing_in()
    before = type(now)(now.today, now.now - timedelta(hours=25), now.by)
    token = make_sign_in_token(creditor=creditor, act=before)
    assert Client().post(f"/sign-in/{token}/").status_code == 403


def test_signing_out_closes_the_door(claire: Client) -> None:
    claire.post("/sign-out/")
    assert claire.get("/").status_code == 302


def test_somebody_who_works_for_nobody_is_told_so(db: None) -> None:
    answer = signed_in(User.objects.create(username="nobody")).get("/")
    assert answer.status_code == 403
    assert "rattaché à aucune société" in answer.content.decode()


def test_an_accountant_of_two_firms_chooses_and_a_third_is_out_of_reach(creditor: Creditor) -> None:
    accountant = a_member(creditor)
    second = make_creditor("Boulangerie Sud", key="sud")
    a_member(second)
    make_creditor("Garage Est", key="est")
    client = signed_in(accountant)
    make_customer(second, "ONLY-SUD")
    client.post("/creditor/", {"creditor": "sud"})
    assert b"ONLY-SUD" in client.get("/customers/").content
    client.post("/creditor/", {"creditor": "est"})
    assert b"ONLY-SUD" in client.get("/customers/").content


def test_an_address_of_the_right_kind_in_another_case_is_still_scoped(decided: Creditor) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert stranger.get("/customers/dupont/").status_code == 404
    assert stranger.get("/customers/Dupont%20SARL/").status_code == 404


def named(patterns: list[URLPattern]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        assert pattern.name
        yield pattern.name, tuple(pattern.pattern.converters)


ROUTES = list(named(urlpatterns))
FOREIGN = [route for route in ROUTES if route[1] and route[0] not in OPEN_TO_ALL]


@pytest.fixture
def foreign(decided: Creditor, claire: Client) -> dict[str, object]:
    """One thing of each kind that belongs to Claire's firm, by the name that addresses use for it."""
    notice = Notice.objects.get(creditor=decided, state="to_confirm")
    invoice = notice.lines.get().receivable.invoice
    text = preset_text("standard").replace('key = "standard"', 'key = "mine"')
    save_plan(creditor=decided, text=text, act=act_on(TODAY))
    payment = record_payment(creditor=decided, invoice=invoice, cents=100, on=TODAY, act=act_on(TODAY))
    file = ImportFile.objects.create(
        creditor=decided, name="a.csv", sha256="0" * 64, content=b"", imported_at=act_on(TODAY).now, imported_on=TODAY
    )
    assert isinstance(payment, Payment)
    dispute = open_dispute(
        creditor=decided, invoice=invoice, cents=100, reason="price", act=act_on(TODAY), tell_customer=False
    )
    promise = make_promise(creditor=decided, invoice=invoice, on=TODAY, act=act_on(TODAY))
    message = make_message(decided, TODAY, "Virement fait", notice.customer)
    own = TemplateVersion.objects.create(
        creditor=decided, name="final-mine", language="fr", version=1, text="x", saved_at=act_on(TODAY).now
    )
    return {
        **a_letter(decided, notice),
        "reference": notice.reference,
        "promise_id": promise.pk,
        "channel": "email",
        "code": "DUPONT",
        "key": "mine",
        "version_id": PlanVersion.objects.get(creditor=decided, key="mine").pk,
        "task_id": Task.objects.filter(creditor=decided).first().pk,  # type: ignore[union-attr]
        "payment_id": payment.pk,
        "dispute_id": dispute.pk,
        "file_id": file.pk,
        "template": own.name,
        "language": own.language,
        "message_id": message.pk,
        "meaning_id": make_meaning(message, "already_paid").pk,
        "line_id": make_bank_line(decided, 100, TODAY).pk,
        "mapping_id": decided.mappings.create(header_hash="0" * 64, name="a.csv").pk,
    }


def a_letter(firm: Creditor, notice: Notice) -> dict[str, object]:
    """A letter in a batch, with a proof."""
    now = act_on(TODAY).now
    dispatch = Dispatch.objects.create(
        creditor=firm, notice=notice, channel="letter", state="sent", recipient="", filename="l.pdf",
        content_type="application/pdf", content=b"", sha256="0" * 64, frozen_at=now,
    )  # fmt: skip
    batch = LetterBatch.objects.create(creditor=firm, number=1, made_at=now, made_on=TODAY)
    posting = Posting.objects.create(creditor=firm, dispatch=dispatch, batch=batch)
    proof = PostingProof.objects.create(creditor=firm, posting=posting, kind="other", content=b"", added_at=now)
    return {"batch_id": batch.number, "posting_id": posting.pk, "proof_id": proof.pk, "form": "pdf"}


@pytest.mark.parametrize(("name", "arguments"), FOREIGN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_at_any_address(
    foreign: dict[str, object], name: str, arguments: tuple[str, ...], method: str
) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    before = counts()
    address = reverse(name, kwargs={argument: foreign[argument] for argument in arguments})
    assert getattr(stranger, method)(address).status_code in (404, 405)
    assert counts() == before


def counts() -> list[object]:
    states = list(Notice.objects.order_by("pk").values_list("state", flat=True))
    tasks = list(Task.objects.order_by("pk").values_list("closed_on", flat=True))
    customers = list(Customer.objects.order_by("pk").values_list("no_dunning", "email"))
    claims = [ClaimWaiver.objects.count(), LegalFact.objects.count(), InvoiceFile.objects.count()]
    claims.append(RememberedMapping.objects.count())
    return [
        states,
        tasks,
        customers,
        claims,
        Dispatch.objects.count(),
        list(Dispute.objects.values_list("state", "owner")),
        Payment.objects.filter(cancelled_on=None).count(),
        list(BankLine.objects.values_list("state", "note")),
        list(IncomingMessage.objects.values_list("state", "customer", "meanings__state")),
    ]


@pytest.mark.parametrize(("name", "arguments"), [route for route in ROUTES if route[0] not in OPEN_TO_ALL])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_signing_in_every_page_leads_to_the_door(
    db: None, name: str, arguments: tuple[str, ...], method: str
) -> None:
    values = {argument: 1 if argument.endswith("_id") else "x" for argument in arguments}
    answer = getattr(Client(), method)(reverse(name, kwargs=values))
    assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


def test_a_form_from_elsewhere_is_refused(creditor: Creditor) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_member(creditor))
    answer = client.post("/departures/decide/")
    assert answer.status_code == 403
    assert "Cette action a été refusée" in answer.content.decode()


def test_an_unknown_address_has_a_page_of_its_own(claire: Client) -> None:
    answer = claire.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Il n’y a rien à cette adresse" in answer.content.decode()
