"""One line of a list of invoices to one `InvoiceRow`: documents, signs, what is open, doubles."""

from __future__ import annotations

import re
from datetime import date, timedelta

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import CustomerRow, InvoiceRow, ReadOptions
from relance.domain.tabular.amounts import Amounts
from relance.domain.tabular.cells import Cell, Record, plain_words, text_of
from relance.domain.tabular.customers import Customers
from relance.domain.tabular.dates import Dates
from relance.domain.tabular.headers import Header
from relance.domain.tabular.lines import Lines, Tally
from relance.domain.tabular.words import document_of, exponent_of, status_of, yes_or_no, yes_word

_LONGEST_TERMS = timedelta(days=3653)
_RATE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%?")
_DEBIT_MODES = frozenset(
    (
        "pre",
        "prelevement",
        "prelevement sepa",
        "prelevement automatique",
        "direct debit",
        "sepa direct debit",
        "sdd",
    )
)


class InvoiceLines(Lines):
    """Invoices, their due-date lines and credit notes."""

    key_fields = ("invoice",)

    def __init__(
        self,
        header: Header,
        options: ReadOptions,
        amounts: Amounts,
        dates: Dates,
        tally: Tally,
        separator: str,
    ) -> None:
        super().__init__(header, options, amounts, dates, tally, separator)
        self._customers = Customers({f: i for f, i in self.at.items() if f != "plan"}, options.language)
        self._amount_field = next((f for f in ("amount_signed", "amount", "open_signed", "open") if f in self.at), "")
        self._open_field = next((f for f in ("open_signed", "open") if f in self.at), "")
        self._signed = self._amount_field.endswith("_signed")
        self._repeats = "payment_amount" in self.at or "_line_item" in self.at
        self._received: dict[str, int] = {}
        self._last_money = 0
        self._first: dict[tuple[str, date | None], tuple[int, tuple[object, ...]]] = {}
        self._owner: dict[str, tuple[int, str]] = {}

    def prepare(self, body: list[Record], ends_open: bool) -> None:
        """Also add up the payments of an invoice that is repeated once per payment."""
        super().prepare(body, ends_open)
        if not self._customers.has_identity and not any(self._is_group_name(cells) for _, cells in body):
            raise Refused(
                "HEADER",
                line=self.header.line,
                missing=["customer"],
                headers=[name for name in self.header.names if name][:12],
                example='customer = "…"',
            )
        self._last_money = max((line for line, cells in body if self._cell(cells, self._amount_field)), default=0)
        paid_at, named_at = self.at.get("payment_amount"), self.at.get("invoice")
        if paid_at is None or named_at is None:
            return
        for _, cells in body:
            if max(paid_at, named_at) < len(cells) and text_of(cells[paid_at]):
                try:
                    value = self.amounts.minor_units(cells[paid_at])
                except Refused:
                    continue  # told on its own line
                number = text_of(cells[named_at])
                self._received[number] = self._received.get(number, 0) + value

    def is_aside(self, line: int, cells: list[Cell]) -> bool:
        """Also the group rows that lists print in the number's column: “Dupont SARL (12)”."""
        number = self._cell(cells, "invoice")
        if line > self._last_money and " " in number and sum(1 for cell in cells if text_of(cell)) == 1:
            self.tally.ignored += 1  # a sentence at the end: “printed on 3 January”
            return True
        if number and not self._customers.has_identity and not self._cell(cells, self._amount_field):
            texts = [text for cell in cells if (text := text_of(cell))]
            if self._is_title(cells, texts):  # the customer's name stands alone, above its invoices
                self.tally.ignored += 1
                return True
        if number and (number.endswith(")") or number[:5].lower() in ("total", "sous-", "grand", "sous ")):
            texts = [text for cell in cells if (text := text_of(cell))]
            if texts[0] == number and (self._is_total(cells, texts) or self._is_group(cells, texts)):
                if not self.group or self._is_total(cells, texts):
                    self.keep_note("TOTAL_LINE", line, number)
                self.tally.ignored += 1
                return True
        return super().is_aside(line, cells)

    def _is_group_name(self, cells: list[Cell]) -> bool:
        texts = [text for cell in cells if (text := text_of(cell))]
        return len(texts) == 1 or bool(texts and re.search(r"\(\d+\)$", texts[0]))

    def _is_group(self, cells: list[Cell], texts: list[str]) -> bool:
        return bool(re.search(r"\(\d+\)$", texts[0])) and self._is_title(cells, texts)

    def row(self, line: int, cells: list[Cell]) -> InvoiceRow | None:
        """Status, customer, money, dates, then the check against the lines already seen."""
        status = self._status(line, cells)
        if status == "skipped":
            self.tally.ignored += 1
            return None
        number = self.text(cells, "invoice")
        if not number and document_of(self.text(cells, "document")) != "payment":
            raise Refused("MISSING", field="invoice")
        customer = self._customers.of(line, cells, self.group, self.warn)
        money = cells[self.at[self._amount_field]]
        currency = self.currency(cells, money)
        document, amount, open_cents = self._money(cells, money, number, status, currency)
        issued_on, due_on = self.day(cells, "issued_on"), self.day(cells, "due_on")
        _check_dates(issued_on, due_on)
        if not number:  # money received and not yet set against an invoice: a credit with a made number
            number = f"{customer.customer}-{issued_on or due_on or line}"
        content = (customer.customer, document, amount, open_cents, currency, issued_on)
        if self._is_repeated(line, number, due_on, customer, content):
            return None
        self._check_totals(line, cells, amount, currency)
        if amount == 0:
            self.warn(
                problem("ZERO", self.options.language, line=line, field="amount", severity="warning", value=number)
            )
        self.tally.sum_cents += open_cents if document == "invoice" else -open_cents
        return InvoiceRow(
            line,
            customer,
            number,
            amount,
            open_cents,
            currency,
            "credit_note" if document == "credit_note" else "invoice",
            issued_on,
            due_on,
            direct_debit=self._direct_debit(cells),
            reminders_sent=self._reminders(cells),
            last_reminder_on=self.day(cells, "last_reminder_on"),
            late_rate=self._late_rate(cells),
            plan=self.text(cells, "plan"),
            applies_to=self.text(cells, "applies_to"),
            order_reference=self.text(cells, "order_reference"),
            open_is_given=self._says_open(cells, status),
        )

    def _check_totals(self, line: int, cells: list[Cell], amount: int, currency: str) -> None:
        """Say where net amount and tax do not make up the amount; a tax column may hold a rate."""
        if not {"_amount_ht", "_tax"} <= self.at.keys():
            return
        try:
            net, tax = (
                abs(self.amounts.minor_units(cells[self.at[f]], exponent_of(currency))) for f in ("_amount_ht", "_tax")
            )
        except (Refused, IndexError):
            return
        if amount in (0, net) or abs(net + tax - amount) <= 2 or abs(net * (10_000 + tax) // 10_000 - amount) <= 2:
            return
        whole, part = divmod(abs(amount - net - tax), 100)
        difference = f"{whole}.{part:02d}"
        self.warn(
            problem(
                "TOTALS.line", self.options.language, line=line, field="amount", severity="warning", value=difference
            )
        )

    def _says_open(self, cells: list[Cell], status: str) -> bool:
        """Whether the line itself says what is open; else it is the whole amount, for want of a better word."""
        if status == "paid" or "payment_amount" in self.at:
            return True
        return bool(self.text(cells, self._open_field) or self.text(cells, "paid"))

    def _status(self, line: int, cells: list[Cell]) -> str:
        found = ""
        for field in ("state", "status"):
            text = self.text(cells, field)
            if not text:
                continue
            status = status_of(text)
            if status is None:
                self.keep_note("STATUS.unknown", line, text, field)
            elif status == "skipped":
                self.keep_note("STATUS", line, text, field)
                return status
            else:
                found = status
        if yes_or_no(self.text(cells, "paid_flag"), "paid_flag") or yes_word(self.text(cells, "paid")):
            return "paid"
        return "paid" if yes_or_no(self.text(cells, "open_flag"), "open_flag") is False else found

    def _money(self, cells: list[Cell], money: Cell, number: str, status: str, currency: str) -> tuple[str, int, int]:
        exponent = exponent_of(currency)
        amount = self.named("amount", lambda: self.amounts.minor_units(money, exponent, currency))
        typed = document_of(self.text(cells, "document"))
        rest = self._written_open(cells, exponent, currency)
        credit = (
            typed in ("credit_note", "payment")
            or (self._signed and amount < 0)
            or (self._open_field == "open_signed" and rest is not None and rest < 0)
        )
        if amount < 0 and not credit:
            raise Refused(
                "NEGATIVE",
                field="amount",
                severity="question",
                value=text_of(money),
                header=self.header.name_of(self._amount_field),
            )
        if credit:
            amount, rest = abs(amount), None if rest is None else abs(rest)
        open_cents = self._open(cells, amount, rest, number, status, exponent)
        if not 0 <= open_cents <= amount:
            raise Refused(
                "AMOUNT.open",
                field="open",
                value=self.text(cells, self._open_field) or str(open_cents),
                amount=text_of(money),
            )
        return ("credit_note" if credit else "invoice"), amount, open_cents

    def _written_open(self, cells: list[Cell], exponent: int, currency: str) -> int | None:
        index = self.at.get(self._open_field)
        if index is None or not text_of(cells[index]):
            return None
        return self.named("open", lambda: self.amounts.minor_units(cells[index], exponent, currency))

    def _open(self, cells: list[Cell], amount: int, rest: int | None, number: str, status: str, exponent: int) -> int:
        if status == "paid":
            return 0
        if rest is not None:
            return rest
        paid = self.text(cells, "paid")
        if paid and yes_word(paid) is None:
            return amount - abs(self.named("paid", lambda: self.amounts.minor_units(cells[self.at["paid"]], exponent)))
        if "payment_amount" in self.at:
            self.named("payment_amount", lambda: self._checked_payment(cells, exponent))
            return max(0, amount - self._received.get(number, 0))
        if status == "partial":
            raise Refused(
                "AMOUNT.open_unknown",
                field="open",
                severity="question",
                value=self.text(cells, "status") or self.text(cells, "state"),
            )
        return amount

    def _checked_payment(self, cells: list[Cell], exponent: int) -> None:
        cell = cells[self.at["payment_amount"]]
        if text_of(cell):
            self.amounts.minor_units(cell, exponent)

    def _is_repeated(
        self, line: int, number: str, due_on: date | None, customer: CustomerRow, content: tuple[object, ...]
    ) -> bool:
        owner_line, owner = self._owner.setdefault(number, (line, customer.customer))
        if owner != customer.customer:
            raise Refused("CONFLICT.customer", field="invoice", value=number, other=owner, first=owner_line)
        first = self._first.setdefault((number, due_on), (line, content))
        if first[0] == line:
            return False
        if first[1] != content:
            raise Refused("CONFLICT", field="invoice", value=number, first=first[0])
        if self._repeats:
            self.tally.ignored += 1
            self.tally.note_count("merged_lines")
            return True
        raise Refused("DUPLICATE", field="invoice", severity="warning", value=number, first=first[0])

    def _direct_debit(self, cells: list[Cell]) -> bool | None:
        if "direct_debit" in self.at:
            return yes_or_no(self.text(cells, "direct_debit"), "direct_debit")
        return True if plain_words(self.text(cells, "payment_mode")) in _DEBIT_MODES else None

    def _reminders(self, cells: list[Cell]) -> int:
        text = self.text(cells, "reminders_sent")
        if not text:
            return 0
        if not (text.isascii() and text.isdigit() and len(text) < 4):
            raise Refused("VALUE", field="reminders_sent", value=text, expected="0, 1, 2, 3…")
        return int(text)

    def _late_rate(self, cells: list[Cell]) -> str:
        text = self.text(cells, "late_rate")
        if text in ("", "default", "3x_legal"):
            return text
        match = _RATE.fullmatch(text)
        if match is None:
            raise Refused("VALUE", field="late_rate", value=text, expected="default, 3x_legal, 12.5")
        return match[1].replace(",", ".")


def _check_dates(issued_on: date | None, due_on: date | None) -> None:
    if issued_on and due_on and not timedelta(0) <= due_on - issued_on <= _LONGEST_TERMS:
        raise Refused("DUE_DATE", field="due_on", value=due_on.isoformat(), issued=issued_on.isoformat())
