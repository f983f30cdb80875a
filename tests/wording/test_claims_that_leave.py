"""The formal notice as it is frozen: claims worked out from the ledger, the statement behind the letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from relance.domain.claim import ClaimFacts
from relance.domain.interest_law import LateRules, RateMissing
from relance.domain.said import Said
from relance.ledger.models import Creditor, Customer, Dispatch, Event, Invoice, Notice, NoticeLine, Receivable
from relance.operations import owed_papers
from relance.operations.freeze import facts_of, render_notice
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from tests.operations.scene import a_creditor, an_act, dupont_owes, invoice_of, notices, the_day
from tests.wording.notices import flat, parsed, pdf_text

# Plan `two-then-notice`: reminders on 6 and 16 February 2026, the formal notice on Thursday 26 February.
LATE = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
DAYS = ("2026-02-06", "2026-02-16", "2026-02-26")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> None:
    settings.RELANCE_HOME = tmp_path


@pytest.fixture
def creditor(db: None) -> Creditor:
    return a_creditor()


def formal_notice(creditor: Creditor, *lines: str, kind: str = "business") -> Notice:
    """Invoices that nobody pays, up to the formal notice that leaves."""
    dupont_owes(creditor, *(lines or (LATE,)))
    Customer.objects.filter(creditor=creditor).update(kind=kind)
    for day in DAYS:
        the_day(creditor, day)
    notice = notices(creditor)[-1]
    assert (notice.kind, notice.state) == ("formal_notice", "sent")
    return notice


def letter_of(notice: Notice) -> str:
    content = bytes(Dispatch.objects.get(notice=notice, is_copy=False).content)
    return flat(pdf_text(content))


class UnpublishedLaw:
    """A law whose rate of 2026 has not been published."""

    def late_rules(self, claim: ClaimFacts, to_on: date) -> LateRules:
        said = Said("add the ECB rate of 1 January 2026", "ajoutez le taux BCE du 1er janvier 2026")
        return LateRules(missing=RateMissing(said, claim.due_on))


def test_the_letter_that_leaves_demands_the_claims_and_holds_the_statement(creditor: Creditor) -> None:
    text = letter_of(formal_notice(creditor))
    assert "1 250,79 €, soit 1 200,00 € en principal, 10,79 € de pénalités de retard et 40,00 €" in text
    assert "P.J. : décompte des sommes dues au 26 février 2026" in text
    assert "Décompte des sommes dues Arrêté au 26 février 2026" in text
    assert "Total dû pour la facture FA-1 1 250,79 €" in text


def test_the_notice_itself_stays_on_the_principal(creditor: Creditor) -> None:
    assert formal_notice(creditor).total_cents == 120_000


def test_the_same_notice_as_a_mail_has_the_statement_attached(creditor: Creditor) -> None:
    notice = formal_notice(creditor)
    message = render_notice(creditor, notice, an_act(DAYS[2]), "email")
    names = [part.get_filename() for part in parsed(message.content).iter_attachments()]
    assert names == [f"decompte-{notice.reference}.pdf"]


def test_a_reminder_says_what_has_accrued_and_encloses_nothing(creditor: Creditor) -> None:
    formal_notice(creditor)
    reminder = notices(creditor)[1]
    assert reminder.claims == "mention"
    content = render_notice(creditor, reminder, an_act(DAYS[1]), "letter").content
    text = flat(pdf_text(content))
    assert "elles représentent 6,79 €" in text and "Décompte" not in text  # 17 days at 12.15 %


def test_no_statement_is_worked_out_for_a_step_without_claims(
    creditor: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owed_papers, "ledger_claims", lambda *_: pytest.fail("not needed here"))
    dupont_owes(creditor, LATE)
    assert the_day(creditor, DAYS[0]).count("sent") == 1


def test_without_the_rate_the_notice_leaves_without_amounts_and_that_is_written_down(
    creditor: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owed_papers, "interest_law", lambda *_: UnpublishedLaw())
    notice = formal_notice(creditor)
    assert "Le total ci-dessus ne comprend pas ces sommes" in letter_of(notice)
    assert facts_of(creditor, notice, an_act(DAYS[2])).owed_gap == "add the ECB rate of 1 January 2026"
    assert Event.objects.filter(creditor=creditor, verb="claims_without_amounts").count() >= 1


def test_a_consumers_first_formal_notice_demands_the_principal_alone(creditor: Creditor) -> None:
    text = letter_of(formal_notice(creditor, kind="consumer"))
    assert "la somme de 1 200,00 €." in text and "1344-1" in text
    assert "Décompte" not in text and "indemnité" not in text and "L441" not in text


def test_other_customers_are_asked_for_the_principal_alone(creditor: Creditor) -> None:
    text = letter_of(formal_notice(creditor, kind="other"))
    assert "la somme de 1 200,00 €." in text
    assert "intérêt" not in text and "Décompte" not in text and "indemnité" not in text


def test_interest_runs_only_on_what_the_notice_asks_for(creditor: Creditor) -> None:
    notice = formal_notice(creditor)
    NoticeLine.objects.filter(notice=notice).update(open_cents=60_000)  # half of it disputed
    owed = facts_of(creditor, notice, an_act(DAYS[2])).owed
    assert owed is not None
    assert (owed.all.principal_cents, owed.all.interest_cents) == (60_000, 539)
    assert owed.lines[0].set_aside_cents == 60_000 and owed.lines[0].billed_cents == 120_000


def test_an_instalment_does_not_bring_the_indemnity_that_an_earlier_one_bears(creditor: Creditor) -> None:
    notice = formal_notice(creditor)
    earlier = Receivable.objects.get(creditor=creditor)
    earlier.pk, earlier.due_on = None, earlier.due_on.replace(day=29)  # disputed, say: it is not in the notice
    earlier.save()
    owed = facts_of(creditor, notice, an_act(DAYS[2])).owed
    assert owed is not None and owed.all.indemnity_cents == 0


def test_what_is_paid_meanwhile_lowers_the_statement(creditor: Creditor) -> None:
    dupont_owes(creditor, LATE)
    invoice: Invoice = invoice_of(creditor)
    record_payment(
        creditor=creditor, invoice=invoice, cents=20_000, on=an_act("2026-02-09").today, act=an_act("2026-02-09")
    )
    paper = owed_papers.owed_pdf(creditor=creditor, as_of=an_act(DAYS[2]).today, invoice=invoice)
    pages = flat(pdf_text(paper, "-layout"))
    assert "09/02/2026 Paiement de 200,00 € 3,99 € −196,01 €" in pages  # 10 days at 12.15 %
    assert "Principal restant dû 1 003,99 €" in pages


def test_the_command_writes_the_statement_as_a_pdf(creditor: Creditor, tmp_path: Path) -> None:
    dupont_owes(creditor, LATE)
    call_command("owed", "FA-1", pdf=tmp_path / "owed.pdf", today=an_act(DAYS[2]).today)
    assert "Total dû pour la facture FA-1 1 250,79 €" in flat(pdf_text((tmp_path / "owed.pdf").read_bytes()))


def test_a_place_where_nothing_can_be_written_is_refused(creditor: Creditor, tmp_path: Path) -> None:
    dupont_owes(creditor, LATE)
    with pytest.raises(Refused, match="cannot be written"):
        call_command("owed", "FA-1", pdf=tmp_path / "nowhere" / "owed.pdf", today=an_act(DAYS[2]).today)


def test_a_claim_note_takes_what_is_left_of_the_invoices_claims(creditor: Creditor) -> None:
    dupont_owes(creditor, LATE)
    note, paper = owed_papers.claim_note(
        creditor=creditor, invoice=invoice_of(creditor), number="ND-1", act=an_act(DAYS[2])
    )
    assert (note.interest_cents, note.indemnity_cents) == (1_079, 4_000)
    assert "Note de débit n° ND-1" in flat(pdf_text(paper))
