"""From one entry (`Ntry`) of a statement to its movements: one row, or one for each detail of a batch."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from relance.domain.problems.texts import Refused
from relance.domain.rows import BankRow
from relance.domain.statements.values import exact_cents, iso_day
from relance.domain.tabular.bank_words import kind_of_movement
from relance.domain.xml_files import child, children, line_of, text_at
from relance.readers.camt.codes import Code, code_of
from relance.readers.camt.details import (
    Party,
    joined,
    original_reference,
    party,
    references,
    remittance_lines,
    return_reason,
    structured_reference,
)

_SIDES = {"CRDT": 1, "DBIT": -1}
_YES = ("true", "1")
_NO_PARTY = Party("", "", "")


@dataclass(frozen=True, slots=True)
class Place:
    """Which statement an entry stands in: its number, account and currency (empty while nothing told it)."""

    statement: int
    account: str
    currency: str


@dataclass(slots=True)
class Movements:
    """The rows of one entry. `warning` is the key of what a person should know, with its amounts in cents."""

    rows: list[BankRow]
    warning: str = ""
    cents: int = 0
    other_cents: int = 0


def is_booked(entry: Any, *, by_default: bool) -> bool:
    """Whether the money has moved: status BOOK, a text in the first versions and a code later."""
    status = child(entry, "Sts")
    if status is None:
        return by_default
    told = text_at(status, "Cd") or text_at(status, "Prtry") or (status.text or "").strip()
    return told.upper() == "BOOK" if told else by_default


def signed_cents(element: Any, currency: str) -> int:
    """`Amt` with the sign of `CdtDbtInd`, in the currency of the account.

    A reversal is signed by its own direction. Raises `Refused`: SIGN, CURRENCY, AMOUNT, PRECISION.
    """
    written = child(element, "Amt")
    own = currency_of(written)
    if own and currency and own != currency:
        raise Refused("CURRENCY.movement", field="Amt", value=own, currency=currency)
    cents = exact_cents(text_at(element, "Amt"), own or currency)
    side = _SIDES.get(text_at(element, "CdtDbtInd").upper())
    if cents and (side is None or cents < 0):
        raise Refused("SIGN.camt", field="CdtDbtInd", value=text_at(element, "CdtDbtInd") or text_at(element, "Amt"))
    return cents * (side or 1)


def currency_of(amount: Any) -> str:
    """The currency that an amount states, or an empty text."""
    return "" if amount is None else (amount.get("Ccy") or "").strip().upper()


def day_at(element: Any, name: str) -> date | None:
    """The day of a `BookgDt` or `ValDt`: a date, or an instant taken in local time; None where nothing stands."""
    text = text_at(element, name, "Dt") or text_at(element, name, "DtTm")
    return iso_day(text) if text else None


def movements(entry: Any, place: Place, number: int) -> Movements:
    """The rows of one booked entry, the `number`th of its statement; raises `Refused` for what cannot be read."""
    cents = signed_cents(entry, place.currency)
    booked_on, value_on = _days(entry)
    currency = place.currency or currency_of(child(entry, "Amt"))
    details = children(entry, "NtryDtls", "TxDtls") or children(entry, "TxDtls")
    whole = BankRow(
        line=line_of(entry) or 0, statement=place.statement, entry=number, booked_on=booked_on, value_on=value_on,
        cents=cents, currency=currency, entry_cents=cents, bank_reference=text_at(entry, "AcctSvcrRef"),
        is_return=text_at(entry, "RvslInd").lower() in _YES, batch_count=_announced(entry) if len(details) <= 1 else 0,
    )  # fmt: skip
    remark = text_at(entry, "AddtlNtryInf")
    code = _told(code_of(child(entry, "BkTxCd")), remark, cents)
    charges = _charges([entry, *details], currency)
    if len(details) > 1:
        return _batch(whole, code, details, remark, place.account, charges)
    detail = details[0] if details else None
    gross = _detail_cents(detail, whole) if detail is not None and charges else None
    if gross is None or gross - charges != cents:
        return Movements([_row(whole, code, detail, remark, place.account)])
    return Movements([_row(replace(whole, cents=gross), code, detail, remark, place.account), _fee(whole, charges)])


def _days(entry: Any) -> tuple[date, date | None]:
    """Booking and value day; the value day stands in where there is no other, and is left out where unreadable."""
    booked_on = day_at(entry, "BookgDt")
    if booked_on:
        with suppress(Refused):
            return booked_on, day_at(entry, "ValDt")
        return booked_on, None
    value_on = day_at(entry, "ValDt")
    if value_on is None:
        raise Refused("DATE.empty", field="BookgDt")
    return value_on, value_on


def _told(code: Code, remark: str, cents: int) -> Code:
    """The code, or what the bank's own label says where the code says nothing: “VIR”, “REJET PRLV”."""
    if code.kind != "other" or not remark:
        return code
    kind = kind_of_movement(remark, cents)
    return Code(code.text, kind, kind == "returned")


def _announced(entry: Any) -> int:
    """How many payments the entry says it holds, whether they are given or not."""
    counts = [text_at(one, "NbOfTxs") for one in children(entry, "NtryDtls", "Btch")]
    total = sum(int(count) for count in counts if count.isascii() and count.isdigit() and len(count) < 8)
    return total if total > 1 else 0


def _batch(
    whole: BankRow, code: Code, details: list[Any], remark: str, account: str, charges: int
) -> Movements:  # fmt: skip
    amounts = [_detail_cents(detail, whole) for detail in details]
    known = [cents for cents in amounts if cents is not None]
    kept = sum(known) - whole.cents
    if len(known) < len(details) or kept not in (0, charges):
        key = "BATCH_SUM.camt" if len(known) == len(details) else "BATCH_SUM.missing"
        text = joined([line for detail in details for line in _everything(detail)] + [remark])
        is_return = whole.is_return or code.is_return
        kind = "returned" if is_return else code.kind
        row = replace(whole, text=text, kind=kind, code=code.text, batch_count=len(details), is_return=is_return)
        return Movements([row], key, whole.cents, sum(known))
    rows = [
        _row(replace(whole, cents=cents), code, detail, remark, account)
        for detail, cents in zip(details, known, strict=True)
    ]
    return Movements([*rows, _fee(whole, kept)] if kept else rows)


def _charges(holders: list[Any], currency: str) -> int:
    """What the bank states that it kept (`Chrgs`), of the entry or of its details, as positive cents; 0 for nothing."""
    for group in (holders[:1], holders[1:]):
        parts = [part for holder in group for part in children(holder, "Chrgs")]
        amounts = [amount for part in parts for amount in _charged(part)]
        if amounts and all(currency_of(one) in ("", currency) for one in amounts):
            with suppress(Refused):
                return max(0, sum(exact_cents((one.text or "").strip(), currency) for one in amounts))
    return 0


def _charged(part: Any) -> list[Any]:
    return children(part, "TtlChrgsAndTaxAmt") or children(part, "Rcrd", "Amt") or children(part, "Amt")


def _fee(whole: BankRow, charges: int) -> BankRow:
    """What the bank kept from an entry, as a movement of its own beside what was paid."""
    return replace(whole, cents=-charges, kind="fee", is_return=False, batch_count=0)


def _everything(detail: Any) -> list[str]:
    """References, remittance and payer of a detail that becomes no row of its own."""
    payer = party(detail, "Dbtr")
    return [structured_reference(detail), references(detail)[0], *remittance_lines(detail), payer.name, payer.ultimate]


def _detail_cents(detail: Any, whole: BankRow) -> int | None:
    """A detail's amount in the account's currency: its own, else that of the transaction, else the one instructed."""
    side = _SIDES.get(text_at(detail, "CdtDbtInd").upper(), 1 if whole.cents >= 0 else -1)
    for path in ((), ("AmtDtls", "TxAmt"), ("AmtDtls", "CntrValAmt"), ("AmtDtls", "InstdAmt")):
        holder = child(detail, *path)
        written = child(holder, "Amt")
        if written is None or currency_of(written) not in ("", whole.currency):
            continue
        try:
            return side * exact_cents(text_at(holder, "Amt"), whole.currency)
        except Refused:
            continue
    return None


def _row(whole: BankRow, code: Code, detail: Any, remark: str, account: str) -> BankRow:
    """The row with what its detail says; a detail of an entry often has the more precise code."""
    own = code_of(child(detail, "BkTxCd"))
    if own.text:
        code = own if own.kind != "other" or code.kind == "other" else code
    reason = return_reason(detail)
    is_return = whole.is_return or code.is_return or child(detail, "RtrInf") is not None
    end_to_end, bank_reference = references(detail)
    other = _other_party(detail, whole.cents, account, is_return=is_return)
    lines = remittance_lines(detail)
    if other.ultimate and other.ultimate != other.name:
        lines.append(other.ultimate)
    return replace(
        whole,
        kind="returned" if is_return else code.kind,
        code=code.text,
        text=joined([*lines, remark]),
        party=other.name or other.ultimate,
        party_iban=other.iban,
        end_to_end=end_to_end,
        structured=structured_reference(detail),
        bank_reference=bank_reference or whole.bank_reference,
        is_return=is_return,
        return_reason=reason,
        returned_reference=original_reference(detail) if is_return else "",
    )


def _other_party(detail: Any, cents: int, account: str, *, is_return: bool) -> Party:
    """Who is on the other side: the debtor of money that came in, the creditor of money that went out.

    A return keeps the parties of what it undoes; a side that holds our own account is never the other one.
    """
    if detail is None:
        return _NO_PARTY
    first, second = ("Dbtr", "Cdtr") if (cents >= 0) != is_return else ("Cdtr", "Dbtr")
    found = party(detail, first)
    is_own = bool(account) and found.iban == account
    if is_own or (is_return and not any(found)):
        other = party(detail, second)
        return _NO_PARTY if account and other.iban == account else other
    return found
