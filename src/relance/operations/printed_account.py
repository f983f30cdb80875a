"""Which bank account a message prints: the one in force, and no other, whatever its texts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from relance.domain.act import Act
from relance.domain.bank import ibans_in
from relance.domain.message import NoticeFacts
from relance.domain.wording import compose
from relance.ledger.bank import account_in_force, account_of_agreement
from relance.ledger.models import BankAccount, Creditor, Notice


def printed_account(creditor: Creditor, notice: Notice, facts: NoticeFacts, act: Act) -> BankAccount | None:
    """The account whose details the message prints, or None where it prints none.

    Raises ValueError where a text smuggles in another IBAN, or where an enclosed payment plan prints a former one.
    """
    wording = compose(facts)
    said = {iban for text in _texts(asdict(wording)) for iban in ibans_in(text)}
    if strange := said - {facts.creditor.iban}:
        raise ValueError(
            f"its text holds the IBAN {_masked(min(strange))}, which is not the one in force: take it out of the "
            "template, the settings or the note it comes from; bank details are changed with `relance bank`"
        )
    account = account_in_force(creditor, act.now)
    if facts.template == "agreement-letter" and account_of_agreement(creditor, notice.about) != account:
        raise ValueError("the payment plan was written with former bank details: cancel it and agree on it again")
    return account if wording.payment.safety else None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _masked(iban: str) -> str:
    return f"{iban[:4]}…{iban[-4:]}"
