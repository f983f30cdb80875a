"""From the lines of a FEC to the entries on customer accounts, with the oddities counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from relance.domain.problems.texts import Refused
from relance.domain.tabular.cells import plain_words
from relance.readers.fec.balances import EntryBalances
from relance.readers.fec.layout import Layout
from relance.readers.fec.values import cents_of, day_of

CUSTOMER_ACCOUNTS = ("411", "413", "416")
APART = ("418", "4191", "419")  # invoices to be issued, advances received: neither is chased nor netted
SEPARATORS = "\t|;"
_DEBIT, _CREDIT = ("D", "1", "+1", "DEBIT", "DÉBIT"), ("C", "-1", "CREDIT", "CRÉDIT")
_MOST_REMEMBERED = 50_000  # amounts already read
_OPENING_CODES = frozenset(("AN", "RAN", "ANO", "ANC", "RN", "AA", "ANV", "A NOUVEAU", "NOUV", "OUV"))
_OPENING_WORDS = re.compile(r"\b(a nouveaux?|anouveaux?|reports? a nouveaux?|ran|bilan d? ?ouverture|ouverture)\b")


@dataclass(slots=True)
class Entry:
    """One line on a customer account; `net` is debit minus credit in cents.

    `number` is the accounting entry's, `is_draft` that it was not validated though others were. `file` counts the
    books read together: 0 is the one being imported.
    """

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
    number: str = ""
    lettered_on: date | None = None
    is_draft: bool = False
    file: int = 0

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
    """What one file holds: its customer accounts, journals by the classes they touch, and oddities.

    `days` and `opening_days` count lines; `capital` are the journals and days that touch the capital (class 10), which
    opening entries always do.
    """

    accounts: dict[str, Account] = field(default_factory=dict)
    journal_classes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lines: int = 0
    customer_lines: int = 0
    unread: list[int] = field(default_factory=list)
    bad_amounts: list[tuple[int, str]] = field(default_factory=list)
    bad_days: list[tuple[int, str]] = field(default_factory=list)
    both_sides: list[int] = field(default_factory=list)
    without_currency: list[int] = field(default_factory=list)
    lettered_early: list[int] = field(default_factory=list)
    balances: EntryBalances = field(default_factory=EntryBalances)
    days: Counter[date] = field(default_factory=Counter)
    opening_days: Counter[date] = field(default_factory=Counter)
    capital: set[tuple[str, date]] = field(default_factory=set)
    separator: str = ""
    other_separator: list[int] = field(default_factory=list)
    total: int = 0
    class_sums: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)

    @property
    def first_day(self) -> date | None:
        """The earliest day of any entry."""
        return min(self.days, default=None)

    @property
    def last_day(self) -> date | None:
        """The latest day of any entry."""
        return max(self.days, default=None)


class EntryReader:
    """Reads line after line into a `Ledger`; only customer lines are kept."""

    def __init__(self, layout: Layout) -> None:
        self.ledger = Ledger(separator=layout.separator)
        self._layout = layout
        self._amounts: dict[str, int | None] = {}
        self._days: dict[str, date | None] = {}
        self._openings: dict[tuple[str, str], bool] = {}
        at = layout.at
        self._at_account, self._at_day, self._at_number = at["account"], at["entry_date"], at.get("entry")
        self._one_amount = "amount" in at and "debit" not in at

    def take(self, number: int, line: str) -> None:
        """One line of the file; what cannot be read is counted, never guessed."""
        ledger = self.ledger
        ledger.lines += 1
        parts = self._layout.fields(line)
        if parts is None:
            ledger.unread.append(number)
            if any(line.count(other) >= 12 for other in SEPARATORS if other != self._layout.separator):
                ledger.other_separator.append(number)
            return
        account = parts[self._at_account].strip().upper()
        journal = self._text(parts, "journal") or self._text(parts, "journal_name")
        net = self._net(number, parts, account)
        kind = account[:1]
        ledger.total += net
        ledger.class_sums[kind] += net
        ledger.journal_classes[journal][kind] += 1
        day = self._day(parts[self._at_day])
        if self._at_number is not None:
            ledger.balances.add(journal, parts[self._at_number].strip(), day, number, net)
        if day:
            ledger.days[day] += 1
            if account.startswith("10"):
                ledger.capital.add((journal, day))
            if self._is_opening(journal, parts):
                ledger.opening_days[day] += 1
        if kind != "4":
            return
        if account.startswith(APART):
            ledger.apart[account[:4] if account.startswith("419") else account[:3]] += net
        elif account.startswith(CUSTOMER_ACCOUNTS):
            self._customer_line(number, parts, account, journal, net, day)

    def finish(self) -> Ledger:
        """The ledger, once every line was taken."""
        ledger = self.ledger
        entries = [entry for account in ledger.accounts.values() for entry in account.entries]
        drafts = sum(entry.is_draft for entry in entries)
        if drafts * 2 > len(entries):  # this software validates nothing, or does not say so
            for entry in entries:
                entry.is_draft = False
        return ledger

    def _customer_line(
        self, number: int, parts: list[str], account: str, journal: str, net: int, day: date | None
    ) -> None:
        ledger = self.ledger
        ledger.customer_lines += 1
        piece_day = self._day(self._text(parts, "piece_date"))
        written = self._text(parts, "entry_date")
        if day is None and (piece_day is None or written):
            ledger.bad_days.append((number, written))
        label = self._text(parts, "label")
        opening = self._is_opening(journal, parts) or bool(_OPENING_WORDS.search(plain_words(label)))
        lettered_on = self._day(self._text(parts, "letter_date"))
        if lettered_on and day and lettered_on < day:
            ledger.lettered_early.append(number)
        if self._text(parts, "foreign_amount").strip("0,. ") and not self._text(parts, "currency"):
            ledger.without_currency.append(number)
        entry = Entry(
            number, day, piece_day, account, self._text(parts, "piece"), label, self._text(parts, "letter"), journal,
            net, opening, self._text(parts, "entry"), lettered_on, not self._text(parts, "valid_date"),
        )  # fmt: skip
        self._account(parts, account).entries.append(entry)

    def _is_opening(self, journal: str, parts: list[str]) -> bool:
        name = self._text(parts, "journal_name")
        known = self._openings.get((journal, name))
        if known is None:
            words = plain_words(name)
            known = journal.upper() in _OPENING_CODES or bool(_OPENING_WORDS.search(words))
            self._openings[journal, name] = known
        return known

    def _account(self, parts: list[str], number: str) -> Account:
        auxiliary, root = self._text(parts, "customer"), number[:3]
        if not auxiliary.isascii():
            auxiliary = normalize("NFC", auxiliary)
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
        if self._one_amount:
            cents = self._cents(number, self._text(parts, "amount"), account)
            side = self._text(parts, "side").upper()
            if side in _CREDIT:
                return -cents
            if cents and side not in _DEBIT and account.startswith(CUSTOMER_ACCOUNTS):
                raise Refused("SIGN.book", line=number, value=side)
            return cents
        debit = self._cents(number, self._text(parts, "debit"), account)
        credit = self._cents(number, self._text(parts, "credit"), account)
        if account.startswith(CUSTOMER_ACCOUNTS) and ((debit and credit) or debit < 0 or credit < 0):
            self.ledger.both_sides.append(number)
        return debit - credit

    def _cents(self, number: int, text: str, account: str) -> int:
        if text not in self._amounts:
            if len(self._amounts) > _MOST_REMEMBERED:
                self._amounts.clear()
            self._amounts[text] = cents_of(text)
        cents = self._amounts[text]
        if cents is None:
            if account.startswith(CUSTOMER_ACCOUNTS) and any(character.isdigit() for character in text):
                raise Refused("AMOUNT", line=number, value=text)  # no payment of somebody's is taken for nothing
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
