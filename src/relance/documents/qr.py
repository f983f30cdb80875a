"""The EPC payment code (EPC069-12) that banking apps scan, as picture bytes."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from io import BytesIO

import segno

from relance.domain.wording import Payment

# Weighing all eight masks costs three times the rest of a mail; any mask is valid and reads as well here.
_MASK = 2
_LARGEST = 13  # the standard allows no larger code


def epc_text(payment: Payment) -> str:
    """The lines of the code (EPC069-12, version 002, UTF-8), amount as `EUR1200` or `EUR1200.5`."""
    amount = f"{Decimal(payment.qr_cents).scaleb(-2):f}".rstrip("0").rstrip(".")
    head = ("BCD", "002", "1", "SCT", payment.qr_bic, payment.qr_name, payment.qr_iban, f"EUR{amount}")
    return "\n".join((*head, "", "", payment.qr_text))


@lru_cache(maxsize=1024)
def _of(payment: Payment) -> segno.QRCode | None:
    if not payment.qr_iban:
        return None
    try:
        content = epc_text(payment).encode()
        code = segno.make_qr(content, error="m", boost_error=False, mask=_MASK)
    except ValueError:
        return None
    return code if int(code.version) <= _LARGEST else None


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
