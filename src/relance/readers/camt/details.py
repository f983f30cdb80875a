"""What one transaction detail (`TxDtls`) says of a movement: who, why, under which references."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from relance.domain.xml_files import child, children, text_at

_NOTHING = frozenset(("NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NONREF", "NOREF"))
_MOST_LINES = 200


class Party(NamedTuple):
    """One side of a payment."""

    name: str
    ultimate: str
    iban: str


def references(detail: Any) -> tuple[str, str]:
    """End-to-end id (empty where the payer gave none) and the bank's own reference."""
    refs = child(detail, "Refs")
    end_to_end = text_at(refs, "EndToEndId")
    return ("" if end_to_end.upper() in _NOTHING else end_to_end), text_at(refs, "AcctSvcrRef")


def original_reference(detail: Any) -> str:
    """What a returned transaction was called when it was sent: its end-to-end id, else its transaction id."""
    found = references(detail)[0] or text_at(detail, "Refs", "TxId")
    return "" if found.upper() in _NOTHING else found


def return_reason(detail: Any) -> str:
    """The reason code of a return (AC04, AM04, MD06…), or the bank's own; empty where none is given."""
    returned = child(detail, "RtrInf")
    if returned is None:
        return ""
    for name in ("Rsn", "RtrRsn"):
        reason = child(returned, name)
        if reason is not None:
            return (text_at(reason, "Cd") or text_at(reason, "Prtry") or (reason.text or "").strip())[:35]
    return ""


def party(detail: Any, side: str) -> Party:
    """The debtor (`Dbtr`) or the creditor (`Cdtr`); names stand one level deeper since the versions of 2019."""
    parties = child(detail, "RltdPties")
    account = child(parties, side + "Acct", "Id")
    iban = re.sub(r"[^A-Za-z0-9]", "", text_at(account, "IBAN")).upper()
    return Party(_name(child(parties, side)), _name(child(parties, "Ultmt" + side)), iban)


def _name(element: Any) -> str:
    """`Nm`, `Pty/Nm`, or the institution where the party is a bank."""
    return _one_line(
        text_at(element, "Nm") or text_at(element, "Pty", "Nm") or text_at(element, "Agt", "FinInstnId", "Nm")
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def structured_reference(detail: Any) -> str:
    """The first creditor reference (`CdtrRefInf`), with right check digits or not; compact where it is an RF."""
    for reference in _creditor_references(detail):
        compact = re.sub(r"\s", "", reference)
        return compact.upper() if compact[:2].upper() == "RF" else reference
    return ""


def _creditor_references(detail: Any) -> list[str]:
    found = children(detail, "RmtInf", "Strd", "CdtrRefInf")
    return [ref for ref in (text_at(one, "Ref") or text_at(one, "CdtrRef") for one in found) if ref]


def remittance_lines(detail: Any) -> list[str]:
    """Everything the payer wrote: free lines, documents named, further references and remarks, in that order."""
    lines = [(one.text or "").strip() for one in children(detail, "RmtInf", "Ustrd")]
    for structured in children(detail, "RmtInf", "Strd"):
        lines += [text_at(one, "Nb") or text_at(one, "RfrdDocNb") for one in children(structured, "RfrdDocInf")]
        lines.append(text_at(structured, "RfrdDocNb"))  # first versions
        lines += [(one.text or "").strip() for one in children(structured, "AddtlRmtInf")]
    lines += _creditor_references(detail)[1:]
    lines.append(text_at(detail, "AddtlTxInf"))
    return lines


def joined(lines: list[str]) -> str:
    """Lines as one text, each once, empty ones left out."""
    kept = dict.fromkeys(line for line in lines if line)
    return "\n".join(list(kept)[:_MOST_LINES])
