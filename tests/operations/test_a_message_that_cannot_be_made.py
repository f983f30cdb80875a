"""One message that cannot be made waits for a person, and never stops the others."""

from __future__ import annotations

from relance.ledger.models import Creditor, Task
from relance.operations.attach_files import attach_files
from tests.operations.scene import an_act, confirm, csv_of, notices, run, send, take

BY_LETTER = "ROUX,Roux SARL,,3 rue des Lilas,69001,Lyon,FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
BY_MAIL = "VIDAL,Vidal SARL,v@vidal.example,3 rue des Lilas,69001,Lyon,FA-2,2025-12-31,2026-01-30,300.00,300.00"
DAY = "2026-02-06"


def test_an_unreadable_pdf_holds_back_its_own_letter_only(creditor: Creditor) -> None:
    take(creditor, csv_of([BY_LETTER, BY_MAIL]))
    attach_files(creditor=creditor, files=[("FA-1.pdf", b"%PDF-1.7 cut short")], act=an_act(DAY))
    run(creditor, DAY)
    confirm(creditor, DAY)
    report = send(creditor, DAY)
    assert sorted(report.outcomes.values()) == ["failed", "sent"] and "FA-1.pdf" in report.problems[0]
    assert [n.customer.code for n in notices(creditor, "planned")] == ["ROUX"]
    assert Task.objects.get(creditor=creditor, kind="message_failed", closed_on=None).customer.code == "ROUX"
