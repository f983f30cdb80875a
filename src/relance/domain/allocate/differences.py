"""What may explain that less came than is open: a small difference, a cash discount, a bank's fee."""

from __future__ import annotations

from typing import Final

DISCOUNTS: Final = (100, 150, 200, 250, 300)  # hundredths of a per cent
ROUND: Final = 500  # cents: such sums come about by chance, or again and again
FEE_AT_MOST: Final = 3500  # cents: what banks take of a foreign transfer
FEE_SHARE: Final = 20  # a fee is no more than one part in so many of the invoice


def difference_of(open_cents: int, came_cents: int, small_cents: int) -> str:
    """The word for what is missing: `small_difference`, `discount`, `bank_fee`, or empty where it is too much."""
    missing = open_cents - came_cents
    if missing <= 0:
        return ""
    if missing <= small_cents and missing * 10 <= open_cents:
        return "small_difference"
    if any(abs(missing * 10000 - open_cents * rate) <= 10000 for rate in DISCOUNTS):
        return "discount"
    if missing <= FEE_AT_MOST and missing * FEE_SHARE <= open_cents:
        return "bank_fee"
    return ""
