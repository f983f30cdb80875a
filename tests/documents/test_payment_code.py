"""The payment code holds exactly what the standard asks, and every phone can read it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from segno.helpers import make_epc_qr

from relance.documents.qr import epc_text, qr_png
from relance.domain.wording import Payment, compose
from relance.domain.wording.sample import CREDITOR
from tests.wording.notices import a_notice


def a_payment(cents: int = 120_000, name: str = "Atelier Vidal", reference: str = "R-1") -> Payment:
    facts = replace(a_notice(reference=reference), total_cents=cents, creditor=replace(CREDITOR, name=name))
    return compose(facts).payment


def read_back(png: bytes) -> str:
    cv2 = pytest.importorskip("cv2", reason="opencv-python-headless is not installed")
    numpy = pytest.importorskip("numpy")
    pixels = cv2.imdecode(numpy.frombuffer(png, dtype="uint8"), cv2.IMREAD_COLOR)
    return str(cv2.QRCodeDetector().detectAndDecode(pixels)[0])


@pytest.mark.parametrize(
    ("cents", "written"),
    [(1, "EUR0.01"), (50, "EUR0.5"), (100, "EUR1"), (120_000, "EUR1200"), (123_456, "EUR1234.56")],
)
def test_the_amount_is_written_without_needless_zeros(cents: int, written: str) -> None:
    assert epc_text(a_payment(cents)).split("\n")[7] == written


@pytest.mark.parametrize("cents", [1, 120_000, 123_456, 99_999_999_999])
@pytest.mark.parametrize("name", ["Atelier Vidal", "Société d’Été & Cie — Œuvres", "x" * 70])
def test_the_code_reads_back_as_it_was_written(cents: int, name: str) -> None:
    payment = a_payment(cents, name, "R-2026-" + "0" * 40)
    assert read_back(qr_png(payment)) == epc_text(payment)


def test_ours_is_what_an_independent_maker_of_such_codes_writes() -> None:
    payment = a_payment(123_450)
    theirs = make_epc_qr(
        name=payment.qr_name,
        iban=payment.qr_iban,
        bic=payment.qr_bic,
        amount=Decimal("1234.50"),
        text=payment.qr_text,
        encoding="utf-8",
    )
    out = BytesIO()
    theirs.save(out, kind="png", scale=5, border=4)
    assert read_back(out.getvalue()) == epc_text(payment)


@pytest.mark.parametrize("cents", [0, -5, 100_000_000_000])
def test_an_amount_that_no_transfer_can_carry_has_no_code(cents: int) -> None:
    assert qr_png(a_payment(cents)) == b""
