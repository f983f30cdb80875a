"""From the lines of a FEC to the entries on customer accounts, with the oddities counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from relance.domain.tabular.cells import plain_words
from relance.readers.fec.layout import Layout

CUSTOMER_ACCOUNTS = ("411", "413", "416")
APART = ("418", "4191", "419")  # invoices to be issued, advances received: neither is chased nor netted
_OPENING_CODES = frozenset(("AN", "RAN", "ANO", "ANC", "RN", "AA", "ANV", "A NOUVEAU", "NOUV", "OUV"))
_OPENING_WORDS = re.compile(r"\b(a nouveaux?|anouveaux?|reports? a nouveaux?|ran|bilan d? ?ouverture|ouverture)\b")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?|(\d{2})[/.-](\d{2})[/.-](\d{4})", re.ASCII)
_AMOUNT = re.compile(r"([+-]?)(\d+)(?:[.,](\d*))?([+-]?)|([+-]?)[.,](\d+)", re.ASCII)
_LARGEST_DIGITS = 15


@dataclass(slots=True)
class Entry:
    """One line on a customer account; `net` is debit minus credit in cents."""

    line: int
    day: date | None
    piece_day: date | None
    account: str
    piece: str
    label: str
    letter: str
    journal: str
    net: int
    is_opening: bool

    @property
    def dated(self) -> date | None:
        """The day of the document: the piece's, else the entry's."""
        return self.piece_day or self.day


@dataclass(slots=True)
class Account:
    """One customer of the ledger and all its entries."""

    code: str
    name: str
    root: str
    ledger_name: str = ""
    entries: list[Entry] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """Debit minus credit in cents."""
        return sum(entry.net for entry in self.entries)


@dataclass(slots=True)
class Ledger:
    """What one file holds: its customer accounts, journals by the classes they touch, and oddities."""

    accounts: dict[str, Account] = field(default_factory=dict)
    journal_classes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lines: int = 0
    customer_lines: int = 0
    unread: list[int] = field(default_factory=list)
    bad_amounts: list[tuple[int, str]] = field(default_factory=list)
    bad_days: list[tuple[int, str]] = field(default_factory=list)
    both_sides: list[int] = field(default_factory=list)
    total: int = 0
    class_sums: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    first_day: date | None = None
    last_day: date | None = None


def day_of(text: str) -> date | None:
    """A FEC date (AAAAMMJJ, ISO or dd/mm/yyyy); None for empty, impossible and 1900 ones."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1980 <= found.year <= 2100 else None


def cents_of(text: str) -> int | None:
    """A FEC amount in cents (0000000074,70 · 12.5 · 8,00-); 0 for empty, None for what is no amount."""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").strip("'\"\t€")
    if not plain:
        return 0
    if "," in plain and "." in plain:  # the last mark is the decimal one
        plain = plain.replace("." if plain.rfind(",") > plain.rfind(".") else ",", "")
    match = _AMOUNT.fullmatch(plain)
    if match is None or len(plain.lstrip("+-0")) > _LARGEST_DIGITS + 12:
        return None
    sign = match[1] or match[4] or match[5] or ""
    whole, fraction = match[2] or "0", (match[3] or match[6] or "")
    if len(whole.lstrip("0")) > _LARGEST_DIGITS:
        return None
    try:
        exact = Decimal(f"{whole}.{fraction or '0'}") * 100
        cents = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    except InvalidOperation:
        return None
    return -cents if sign == "-" else cents


class EntryReader:
    """Reads line after line into a `Ledger`; only customer lines are kept."""

    def __init__(self, layout: Layout) -> None:
        self.ledger = Ledger()
        self._layout = layout
        self._amounts: dict[str, int | None] = {}
        self._days: dict[str, date | None] = {}

    def take(self, number: int, line: str) -> None:
        """One line of the file; what cannot be read is counted, never guessed."""
        ledger = self.ledger
        ledger.lines += 1
        parts = self._layout.fields(line)
        if parts is None:
            ledger.unread.append(number)
            return
        account = self._text(parts, "account").upper()
        journal = self._text(parts, "journal") or self._text(parts, "journal_name")
        net = self._net(number, parts, account)
        ledger.total += net
        ledger.class_sums[account[:1]] += net
        ledger.journal_classes[journal][account[:1]] += 1
        day = self._day(self._text(parts, "entry_date"))
        if day:
            ledger.first_day = min(day, ledger.first_day or day)
            ledger.last_day = max(day, ledger.last_day or day)
        if account.startswith(APART):
            ledger.apart[account[:4] if account.startswith("419") else account[:3]] += net
        elif account.startswith(CUSTOMER_ACCOUNTS):
            self._customer_line(number, parts, account, journal, net, day)

    def _customer_line(
        self, number: int, parts: list[str], account: str, journal: str, net: int, day: date | None
    ) -> None:
        ledger = self.ledger
        ledger.customer_lines += 1
        piece_day = self._day(self._text(parts, "piece_date"))
        if day is None and piece_day is None:
            ledger.bad_days.append((number, self._text(parts, "entry_date")))
        label = self._text(parts, "label")
        names = f"{plain_words(self._text(parts, 'journal_name'))} | {plain_words(label)}"
        opening = journal.upper() in _OPENING_CODES or bool(_OPENING_WORDS.search(names))
        self._account(parts, account).entries.append(
            Entry(
                number,
                day,
                piece_day,
                account,
                self._text(parts, "piece"),
                label,
                self._text(parts, "letter"),
                journal,
                net,
                opening,
            )
        )

    def _account(self, parts: list[str], number: str) -> Account:
        auxiliary, root = self._text(parts, "customer"), number[:3]
        code = auxiliary or number
        if auxiliary and root != "411":
            code = f"{auxiliary}-{root}"  # bills and doubtful debts stand beside the current account
        name = self._text(parts, "customer_name")
        account = self.ledger.accounts.get(code)
        if account is None:
            ledger_name = self._text(parts, "account_name")
            account = self.ledger.accounts[code] = Account(code, name, root, ledger_name)
        account.name = account.name or name
        return account

    def _net(self, number: int, parts: list[str], account: str) -> int:
        if "amount" in self._layout.at and "debit" not in self._layout.at:
            cents = self._cents(number, self._text(parts, "amount"))
            side = self._text(parts, "side").upper()
            return -cents if side in ("C", "-1", "CREDIT", "CRÉDIT") else cents
        debit = self._cents(number, self._text(parts, "debit"))
        credit = self._cents(number, self._text(parts, "credit"))
        if account.startswith(CUSTOMER_ACCOUNTS) and ((debit and credit) or debit < 0 or credit < 0):
            self.ledger.both_sides.append(number)
        return debit - credit

    def _cents(self, number: int, text: str) -> int:
        if text not in self._amounts:
            self._amounts[text] = cents_of(text)
        cents = self._amounts[text]
        if cents is None:
            self.ledger.bad_amounts.append((number, text))
            return 0
        return cents

    def _day(self, text: str) -> date | None:
        if text not in self._days:
            self._days[text] = day_of(text)
        return self._days[text]

    def _text(self, parts: list[str], name: str) -> str:
        index = self._layout.at.get(name)
        return parts[index].strip() if index is not None else ""
