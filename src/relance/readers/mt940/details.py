"""The text of a movement (`:86:`): who, which references, and the lines of text.

Four ways of writing are known, and may be mixed: `nnn?20…?32…` (Germany, Poland: sub-fields of 27 characters),
`/EREF/…/NAME/…` (the Netherlands, and French banks, which also use the qualifiers of CFONB: `/NPY/ /RCN/ /LIB/`),
`EREF+…SVWZ+…` (SEPA tags) and free text. What is not understood is kept as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from stdnum import iban as iban_number

from relance.domain.rows import MovementKind

_STRUCTURED = re.compile(r"(\d{3})?\s{0,3}([?>~^<])(\d\d)")
_NO_REFERENCE = ("", "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF")
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|VWZ|ABWA|ABWE|IBAN|BIC|PURP|RREF)\+")
_CODES = (
    "EREF|PREF|KREF|NAME|REMI|IBAN|BIC|CSID|MARF|TRCD|TRTP|BENM|ORDP|ADDR|ISDT|RTRN|ULTD|ULTB|ULTC|PURP|CNTP|OCMT|"
    "CHGS|SVCL|STRD|USTD|NPY|NBE|NPO|NBU|RCN|REF|LIB|LCC|LC2|LCS|RUM|ICS|INFO|CDTRREF|CDTRREFTP"
)
_SLASHED = re.compile(rf"/({_CODES})(?=/)")
_WIDTH = 60  # a line so long was cut by the bank: the next one goes on without a space
_TEXT_CODES = frozenset({"REMI", "USTD", "LIB", "LCC", "LC2", "LCS", "STRD", "INFO", "NPO", "NBU", "ULTD", "CDTRREF"})
_PIECES = frozenset([*(f"{n}" for n in range(20, 30)), "60", "61", "62", "63"])
# business transaction codes (GVC) of German banks
_GVC: dict[str, MovementKind] = {
    **dict.fromkeys(("104", "105", "107", "171", "174", "192", "195", "196", "197"), "direct_debit"),
    **dict.fromkeys(("116", "117", "118", "119", "152", "153", "154", "155", "156", "157", "166", "167", "168", "169",
                     "177", "191", "194", "201", "202", "051", "020"), "transfer"),
    **dict.fromkeys(("108", "109", "159", "181", "184"), "returned"),
    **dict.fromkeys(("101", "102", "070", "001"), "cheque"),
    **dict.fromkeys(("805", "808", "809", "804", "806", "807"), "fee"),
    "106": "card",
}  # fmt: skip


@dataclass(slots=True)
class Details:
    """What `:86:` says; empty where it does not. `lines` keeps the bank's cuts."""

    lines: list[str] = field(default_factory=list)
    party: str = ""
    iban: str = ""
    end_to_end: str = ""
    structured: str = ""
    code: str = ""
    return_reason: str = ""
    is_return: bool = False
    kind: MovementKind | None = None


def details_of(value: str) -> Details:
    """Read one `:86:` (several of the same movement joined by a line break)."""
    value = value.strip()
    found = _STRUCTURED.match(value)
    if found:
        return _structured(value, found[1] or "", found[2])
    if _SLASHED.search(value.replace("\n", "")):
        return _slashed(value)
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    details = Details(lines=lines)
    _take_sepa(details, _joined(value))
    return details


def _structured(value: str, code: str, mark: str) -> Details:
    """Sub-fields; the line breaks of the file mean nothing in them, the pieces stay apart as lines."""
    flat = value.replace("\n", "")
    parts = re.split(rf"{re.escape(mark)}(\d\d)", flat)
    pairs = list(zip(parts[1::2], parts[2::2], strict=True))
    pieces = [text for tag, text in pairs if tag in _PIECES]
    named = {tag: text.strip() for tag, text in reversed(pairs)}
    kind = _GVC.get(code)
    details = Details(
        lines=[line.strip() for line in [named.get("00", ""), *pieces] if line.strip()],
        party=(dict(pairs).get("32", "") + dict(pairs).get("33", "")).strip(),
        code=code, kind=kind, is_return=kind == "returned",
    )  # fmt: skip
    details.iban = _iban(named.get("31", "")) or _iban(named.get("38", ""))
    _take_sepa(details, "".join(pieces))
    return details


def _slashed(value: str) -> Details:
    flat = _joined(value)
    parts = _SLASHED.split(flat)
    details = Details(lines=[line.strip() for line in value.split("\n") if line.strip()])
    texts = [parts[0].strip(" /")]
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        content = content.strip(" /")
        if name in _TEXT_CODES:
            texts.append(content)
            if name in ("STRD", "CDTRREF"):
                details.structured = content.rpartition("/")[2].strip()
        elif content and not _take_code(details, name, content):
            texts.append(f"{name} {content}")
    readable = [text for text in texts if text]
    if readable:
        details.lines = readable
    return details


def _take_code(details: Details, name: str, content: str) -> bool:
    """Put one coded content where it belongs; False where it is only text."""
    if name in ("EREF", "RCN"):
        details.end_to_end = details.end_to_end or _reference(content)
    elif name in ("NAME", "NPY", "NBE"):
        details.party = details.party or content
    elif name == "IBAN":
        details.iban = details.iban or _iban(content)
    elif name == "CNTP":  # account, bank, name, town
        account, _, rest = content.partition("/")
        details.iban = details.iban or _iban(account)
        names = rest.split("/")
        details.party = details.party or (names[1].strip() if len(names) > 1 else "")
    elif name == "RTRN":
        details.return_reason = content
        details.is_return = True
    elif name in ("BENM", "ORDP"):
        details.party = details.party or content
    else:
        return False
    return True


def _take_sepa(details: Details, flat: str) -> None:
    """SEPA tags inside the text; the text itself stays as it is."""
    parts = _SEPA.split(flat)
    named = {tag: content.strip() for tag, content in reversed(list(zip(parts[1::2], parts[2::2], strict=True)))}
    details.end_to_end = details.end_to_end or _reference(named.get("EREF", ""))
    details.iban = details.iban or _iban(named.get("IBAN", ""))
    if named.get("ABWA"):
        details.party = details.party or named["ABWA"]


def _joined(value: str) -> str:
    """The text on one line; a full line was cut in a word, a shorter one ended by itself."""
    return "".join(line if len(line) >= _WIDTH else line + " " for line in value.split("\n") if line).strip()


def _reference(text: str) -> str:
    return "" if text.strip().upper() in _NO_REFERENCE else text.strip()


@lru_cache(maxsize=4096)
def _iban(text: str) -> str:
    compact = text.replace(" ", "").upper()
    return compact if iban_number.is_valid(compact) else ""
