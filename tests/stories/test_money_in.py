"""The bank file of the morning: what it pays is not reminded of, what it may pay waits for a person's word."""

from __future__ import annotations

import pytest

from relance.ledger.models import BankLine, Notice
from relance.operations.accept_match import decline_match
from relance.operations.confirm_notices import confirm_notices
from relance.operations.import_file import Imported
from relance.operations.send_due import send_due
from relance.operations.undo_match import undo_match
from tests.operations.scene import csv_of, take
from tests.stories.life import Life

pytestmark = pytest.mark.sqlite_only
OFX = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1"
    "<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30004<BRANCHID>00823<ACCTID>00010123456<ACCTTYPE>CHECKING</BANKACCTFROM>"
    "<BANKTRANLIST><DTSTART>20260201<DTEND>20260206{moves}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)  # fmt: skip
MOVE = (
    "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260205<TRNAMT>{amount}<FITID>{number}<NAME>{name}<MEMO>{text}</STMTTRN>"
)  # fmt: skip


def the_bank_shows(life: Life, *moves: tuple[str, str, str]) -> Imported:
    """A statement with these receipts: amount, payer, text."""
    told = [MOVE.format(amount=a, name=n, text=t, number=f"F{i}{a}") for i, (a, n, t) in enumerate(moves)]
    report = take(
        life.creditor, OFX.format(moves="".join(told)), life.today.isoformat(), name="bank.ofx", new_account=True
    )
    assert report.is_taken and report.created == len(moves), report.problems
    return report


@pytest.fixture
def waiting(life: Life) -> Life:
    """The reminder of FA-2026-0117 waits for a person on 6 February."""
    life.bills("FA-2026-0117", 1200, due="2026-01-30")
    life.creditor.sending = "confirm_all"
    life.creditor.save()
    life.confirms = False
    return life.lives_until("2026-02-06")


def confirms_and_sends(life: Life) -> None:
    confirm_notices(creditor=life.creditor, references=None, act=life.act)
    life.creditor.refresh_from_db()
    send_due(creditor=life.creditor, act=life.act, any_hour=True)


def test_what_is_surely_paid_is_not_reminded_of(waiting: Life) -> None:
    the_bank_shows(waiting, ("1200.00", "DUPONT SARL", "FACTURE FA-2026-0117"))
    assert (BankLine.objects.get().rule, Notice.objects.get().why) == ("sure", "paid")
    confirms_and_sends(waiting)
    assert waiting.mail == [] and waiting.open("FA-2026-0117") == 0


def test_what_may_be_paid_waits_and_goes_on_once_a_person_says_no(waiting: Life) -> None:
    confirm_notices(creditor=waiting.creditor, references=None, act=waiting.act)
    the_bank_shows(waiting, ("1200.00", "HOLDING XYZ", "VIREMENT"))  # the amount alone proves nothing
    assert BankLine.objects.get().state == "proposed"
    send_due(creditor=waiting.creditor, act=waiting.act, any_hour=True)  # confirmed before: the last look sees it
    assert waiting.mail == [] and waiting.why("FA-2026-0117") == "on_hold"
    decline_match(creditor=waiting.creditor, line=BankLine.objects.get(), act=waiting.act)
    waiting.confirms = True
    waiting.lives_until("2026-02-09")
    assert [line.split()[1:3] for line in waiting.mail] == [["r1", "FA-2026-0117"]]


def test_a_match_undone_lets_the_reminder_go_on_and_is_not_made_again(waiting: Life) -> None:
    text = ("1200.00", "DUPONT SARL", "FACTURE FA-2026-0117")
    the_bank_shows(waiting, text)
    undo_match(creditor=waiting.creditor, line=BankLine.objects.get(), act=waiting.act)
    waiting.confirms = True
    waiting.lives_until("2026-02-09")
    assert BankLine.objects.get().state != "matched" and waiting.open("FA-2026-0117") == 1200
    assert len(waiting.mail) == 1


def test_the_invoice_that_comes_after_its_money_is_matched_at_its_import(life: Life) -> None:
    life.knows("DUPONT")
    life.lives_until("2026-02-06")
    the_bank_shows(life, ("300.00", "DUPONT SARL", "REGLT FA-2026-0120"))
    assert BankLine.objects.get().state in ("proposed", "unknown")
    head = "customer,customer_name,invoice,issued_on,due_on,amount"
    take(life.creditor, csv_of(["DUPONT,Dupont SARL,FA-2026-0120,2026-02-01,2026-03-03,300.00"], head), "2026-02-06")
    assert (BankLine.objects.get().rule, life.open("FA-2026-0120")) == ("sure", 0)
