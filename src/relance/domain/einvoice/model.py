"""An e-invoice as its sender meant it, whatever its syntax. Money is integer minor units of `currency`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Party:
    """Seller, buyer or payee. `code` is the identifier without a register that the seller uses (BT-46 of a buyer).

    `siren` has nine good digits or is empty; `bad_siren` is what stands where one was expected and is none.
    """

    name: str = ""
    code: str = ""
    siren: str = ""
    bad_siren: str = ""
    vat: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """BT-109, BT-110 (None where it is not given), BT-112, BT-113, BT-114, BT-115, and the line of the last."""

    net: int | None
    tax: int | None
    gross: int
    prepaid: int
    rounding: int
    payable: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """One group of payment terms (BT-20, BT-9): a due date, perhaps with its share as money or per cent."""

    text: str = ""
    due_on: date | None = None
    cents: int | None = None
    percent: Decimal | None = None
    is_discount: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A text of the document (BT-22) with its subject (BT-21, UNTDID 4451) where it has one."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice or credit note.

    `syntax` is `CII`, `ZUGFeRD 1` or `UBL`; `line` is where its number stands in the file, `items` how many things it
    charges for (BG-25).
    """

    syntax: str
    profile: str
    process: str
    number: str
    type_code: str
    is_credit_root: bool
    issued_on: date
    currency: str
    vat_currency: str
    vat_total: str
    seller: Party
    buyer: Party
    payee: Party | None
    totals: Totals
    terms: tuple[Instalment, ...] = ()
    notes: tuple[Note, ...] = ()
    order_reference: str = ""
    buyer_reference: str = ""
    payment_reference: str = ""
    preceding: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    items: int = 0
    line: int = 1
