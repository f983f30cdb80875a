"""The complements (05) of one movement of CFONB 120: a qualifier of three characters and 70 of text."""

from __future__ import annotations

from dataclasses import replace

from relance.domain.rows import BankRow

_TEXTS = ("LIB", "LCC", "LC2", "NPO", "NBU")  # labels, then the parties behind payer and payee
_NO_REFERENCE = ("", "NOTPROVIDED", "NOT PROVIDED", "NONREF")


class Complements:
    """What the complements of one movement say, each put where it belongs; what is not understood is kept as text."""

    def __init__(self, label: str = "", reference: str = "") -> None:
        self._lines: dict[str, None] = {}  # in order, each once
        self._line(label)
        self._line(reference)
        self._payer = self._payee = self._reference = self._structured = self._bank_reference = ""

    def add(self, qualifier: str, value: str) -> None:
        """One 05 record: NPY payer, NBE payee, RCN reference and purpose, REF the bank's, LCS structured, labels."""
        shown = value.strip()
        if qualifier in _TEXTS:
            self._line(shown)
        elif qualifier == "NPY":
            self._payer = shown
        elif qualifier == "NBE":
            self._payee = shown
        elif qualifier == "RCN":  # 35 characters of reference, 35 of purpose
            self._reference = "" if value[:35].strip() in _NO_REFERENCE else value[:35].strip()
            self._line(self._reference)
            self._line(value[35:])
        elif qualifier == "REF":
            self._bank_reference = shown
        elif qualifier == "LCS":
            self._structured = shown
            self._line(shown)
        else:
            self._line(f"{qualifier.strip()} {shown}")

    def put_into(self, row: BankRow) -> BankRow:
        """The movement with its complements. A return keeps the parties of what it undoes."""
        is_to_payee = (row.cents >= 0) == row.is_return
        first, second = (self._payee, self._payer) if is_to_payee else (self._payer, self._payee)
        return replace(
            row, text="\n".join(self._lines), party=first or second, end_to_end=self._reference,
            structured=self._structured, bank_reference=self._bank_reference or row.bank_reference,
            returned_reference=self._reference if row.is_return else "",
        )  # fmt: skip

    def _line(self, text: str) -> None:
        if text.strip():
            self._lines[text.strip()] = None
