"""Whose account a statement is: ours, or refused in words that never say whose else it is."""

from __future__ import annotations

from relance.domain.rows import StatementRow
from relance.domain.statements.account_numbers import is_same_account, plain_number
from relance.ledger.models import StatementAccount
from relance.ledger.statements import is_anothers_account, our_account_numbers
from relance.operations.importing.batch import Batch


def find_accounts(batch: Batch) -> dict[int, StatementAccount]:
    """The account of each statement by the statement's number; those that cannot be taken have a problem instead.

    An account that nobody knows is taken as ours where none is known yet, or with `--new-account`.
    """
    known = our_account_numbers(batch.creditor)
    knew_none = not known
    found: dict[int, StatementAccount] = {}
    said: set[tuple[str, str]] = set()
    for row in batch.statements:
        number = _number(batch, row, known, said, knew_none=knew_none)
        if number is None:
            continue
        if number not in known:
            known.append(number)
        account, _ = StatementAccount.objects.get_or_create(
            creditor=batch.creditor, number=number, currency=row.currency, defaults={"label": row.holder[:120]}
        )
        found[row.number] = account
    return found


def _number(
    batch: Batch, row: StatementRow, known: list[str], said: set[tuple[str, str]], *, knew_none: bool
) -> str | None:  # fmt: skip
    """The number under which the statement's account is known, or will be; None where it is refused."""
    written, given = plain_number(row.account), plain_number(batch.account)
    if written and given and not is_same_account(written, given):
        _refuse(batch, row, said, "ACCOUNT_MISMATCH", value=row.account, other=batch.account)
        return None
    wanted = written or given
    if not wanted:
        return _nameless(batch, row, known, said)
    same = [number for number in known if number and is_same_account(number, wanted)]
    if len(same) > 1:
        same = [number for number in same if number == wanted]
        if not same:
            _refuse(batch, row, said, "ACCOUNT.several", value=row.account, headers=_named(known))
            return None
    if same:
        return same[0]
    if is_anothers_account(batch.creditor, wanted) or not (knew_none or batch.new_account):
        _refuse(batch, row, said, "ACCOUNT_UNKNOWN", value=wanted)
        return None
    _warn(batch, row, said, "ACCOUNT_NEW", wanted)
    return wanted


def _nameless(batch: Batch, row: StatementRow, known: list[str], said: set[tuple[str, str]]) -> str | None:
    if len(known) > 1:
        _refuse(batch, row, said, "ACCOUNT.which", headers=_named(known))
        return None
    number = known[0] if known else ""
    if number:
        _warn(batch, row, said, "ACCOUNT.assumed", number)
    return number


def _named(known: list[str]) -> list[str]:
    return [number for number in known if number]


def _refuse(batch: Batch, row: StatementRow, said: set[tuple[str, str]], key: str, **values: object) -> None:
    """Once for each account: a file may hold hundreds of statements."""
    if (key, row.account) not in said:
        said.add((key, row.account))
        batch.say(key, "error" if key == "ACCOUNT_MISMATCH" else "question", row.line, **values)


def _warn(batch: Batch, row: StatementRow, said: set[tuple[str, str]], key: str, number: str) -> None:
    if (key, number) not in said:
        said.add((key, number))
        batch.say(key, "warning", row.line, value=number)
