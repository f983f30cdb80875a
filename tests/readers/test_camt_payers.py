"""Who paid, why, and what goes back, as CAMT statements tell it. Every file here is invented."""

from __future__ import annotations

import pytest

from tests.readers.statements import IBAN, PAYER, camt, detail, entry, read_camt


def test_a_movement_says_who_paid_and_why() -> None:
    inside = (
        f"<RltdPties><Dbtr><Nm>Dupont &amp; Fils</Nm></Dbtr><DbtrAcct><Id><IBAN>{PAYER}</IBAN></Id></DbtrAcct>"
        f"<UltmtDbtr><Nm>Garage Durand</Nm></UltmtDbtr><CdtrAcct><Id><IBAN>{IBAN}</IBAN></Id></CdtrAcct></RltdPties>"
        "<RmtInf><Ustrd>FACT 2026-01</Ustrd><Ustrd>7 ET 2026-018</Ustrd></RmtInf><AddtlTxInf>merci</AddtlTxInf>"
    )
    found = read_camt(camt(entry(details=detail(name="", inside=inside), inside="<AddtlNtryInf>VIR</AddtlNtryInf>")))
    row = found.row
    assert (row.party, row.party_iban) == ("Dupont & Fils", PAYER)
    assert row.text == "FACT 2026-01\n7 ET 2026-018\nmerci\nGarage Durand\nVIR"


def test_the_other_side_of_money_that_leaves_is_its_creditor() -> None:
    inside = "<RltdPties><Dbtr><Nm>Nous</Nm></Dbtr><Cdtr><Pty><Nm>Bailleur</Nm></Pty></Cdtr></RltdPties>"
    assert read_camt(camt(entry(side="DBIT", details=detail(name="", inside=inside)))).row.party == "Bailleur"


@pytest.mark.parametrize("given", ["NOTPROVIDED", "notprovided", ""])
def test_an_end_to_end_id_that_says_nothing_is_none(given: str) -> None:
    assert read_camt(camt(entry(details=detail(end_to_end=given)))).row.end_to_end == ""


@pytest.mark.parametrize(
    ("written", "kept"), [("RF18 5390 0754 7034", "RF18539007547034"), ("RF00 1", "RF001"), ("465 4", "465 4")]
)
def test_a_structured_reference_is_kept_with_right_check_digits_or_not(written: str, kept: str) -> None:
    inside = f"<RmtInf><Strd><CdtrRefInf><Ref>{written}</Ref></CdtrRefInf></Strd></RmtInf>"
    assert read_camt(camt(entry(details=detail(inside=inside)))).row.structured == kept


def test_invoices_named_one_by_one_all_reach_the_text() -> None:
    numbers = [f"F-{n}" for n in range(25)]
    named = "".join(f"<Strd><RfrdDocInf><Nb>{n}</Nb></RfrdDocInf></Strd>" for n in numbers)
    found = read_camt(camt(entry(details=detail(inside=f"<RmtInf>{named}</RmtInf>"))))
    assert found.row.text.splitlines() == numbers


def test_a_name_with_markup_is_only_text() -> None:
    found = read_camt(camt(entry(details=detail(name="&lt;script&gt;alert(1)&lt;/script&gt;"))))
    assert found.row.party == "<script>alert(1)</script>"


def test_two_identical_payments_stay_two() -> None:
    ref = "<AcctSvcrRef>B-1</AcctSvcrRef>"
    found = read_camt(camt(entry(inside=ref), entry(inside=ref)))
    assert found.cents == [12000, 12000] and [row.entry for row in found.rows] == [0, 1]
    assert [row.bank_reference for row in found.rows] == ["B-1", "B-1"]


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("RCDT-ESCT", "transfer"), ("RRCT-ESCT", "transfer"), ("RDDT-ESDD", "direct_debit"), ("RCHQ-CCHQ", "cheque"),
        ("MCRD-POSC", "card"), ("CNTR-CDPT", "cash"), ("DRFT-STAM", "bill"), ("RCDT-CHRG", "fee"),
        ("RDDT-UPDD", "returned"), ("RCHQ-UPCQ", "returned"), ("XXXX-OTHR", "other"),
    ],
)  # fmt: skip
def test_the_banks_code_tells_the_kind(domain: str, kind: str) -> None:
    family, sub = domain.split("-")
    inner = f"<Domn><Cd>PMNT</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly></Domn>"
    row = read_camt(camt(entry(inside=f"<BkTxCd>{inner}</BkTxCd>"))).row
    assert (row.kind, row.code, row.is_return) == (kind, f"PMNT-{domain}", kind == "returned")


@pytest.mark.parametrize(
    ("label", "side", "kind"), [("VIR SEPA RECU", "CRDT", "transfer"), ("REJET PRELEVEMENT", "DBIT", "returned")]
)
def test_the_banks_label_tells_the_kind_where_its_code_does_not(label: str, side: str, kind: str) -> None:
    row = read_camt(camt(entry(side=side, inside=f"<AddtlNtryInf>{label}</AddtlNtryInf>"))).row
    assert (row.kind, row.is_return) == (kind, kind == "returned")


def test_the_banks_own_code_is_kept() -> None:
    row = read_camt(camt(entry(inside="<BkTxCd><Prtry><Cd>05</Cd></Prtry></BkTxCd>"))).row
    assert (row.kind, row.code) == ("other", "05")


# money that goes back


@pytest.mark.parametrize("reason", ["AC04", "AM04", "MD06"])
def test_a_rejected_debit_says_what_it_undoes_and_why(reason: str) -> None:
    inside = (
        f"<RltdPties><Dbtr><Nm>Dupont SARL</Nm></Dbtr><Cdtr><Nm>Nous</Nm></Cdtr></RltdPties>"
        f"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf>"
    )
    found = read_camt(camt(entry(side="DBIT", details=detail(name="", end_to_end="PRLV-2026-7", inside=inside))))
    row = found.row
    assert (row.cents, row.is_return, row.kind, row.party) == (-12000, True, "returned", "Dupont SARL")
    assert (row.return_reason, row.returned_reference) == (reason, "PRLV-2026-7")


def test_a_reversal_is_signed_by_its_own_direction() -> None:
    row = read_camt(camt(entry(side="DBIT", inside="<RvslInd>true</RvslInd>"))).row
    assert (row.cents, row.is_return, row.kind) == (-12000, True, "returned")


def test_a_rejected_batch_of_debits_is_a_return_for_each() -> None:
    returned = "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>"
    details = "".join(detail("60.00", end_to_end=f"P-{n}", inside=returned) for n in (1, 2))
    found = read_camt(camt(entry(side="DBIT", details=details)))
    assert [(r.cents, r.returned_reference) for r in found.rows] == [(-6000, "P-1"), (-6000, "P-2")]
