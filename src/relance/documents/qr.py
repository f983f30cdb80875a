"""The EPC payment code (EPC069-12) that banking apps scan, as picture bytes."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from io import BytesIO

import segno
from segno.helpers import make_epc_qr

from relance.domain.wording import Payment


@lru_cache(maxsize=4096)
def _code(name: str, iban: str, bic: str, cents: int, text: str) -> segno.QRCode | None:
    try:
        amount = Decimal(cents).scaleb(-2)
        return make_epc_qr(name=name, iban=iban, bic=bic or None, amount=amount, text=text, encoding="utf-8")
    except ValueError:
        return None


def _of(payment: Payment) -> segno.QRCode | None:
    if not payment.qr_iban:
        return None
    return _code(payment.qr_name, payment.qr_iban, payment.qr_bic, payment.qr_cents, payment.qr_text)


@lru_cache(maxsize=1024)
def qr_png(payment: Payment) -> bytes:
    """A PNG with its quiet zone; empty when there is nothing to encode."""
    code = _of(payment)
    return _written(code, "png", scale=5, border=4, dark="#000", light="#fff") if code else b""


@lru_cache(maxsize=1024)
def qr_svg(payment: Payment) -> str:
    """The same code as SVG, without a border; empty when there is nothing to encode."""
    code = _of(payment)
    return _written(code, "svg", border=0, xmldecl=False, svgns=True).decode() if code else ""


def _written(code: segno.QRCode, kind: str, **options: object) -> bytes:
    out = BytesIO()
    code.save(out, kind=kind, **options)
    return out.getvalue()
