"""One line of a list of payments to one `PaymentRow`."""

from __future__ import annotations

from relance.domain.problems.texts import Refused
from relance.domain.rows import PaymentRow, ReadOptions
from relance.domain.tabular.amounts import Amounts
from relance.domain.tabular.cells import Cell
from relance.domain.tabular.customers import Customers
from relance.domain.tabular.dates import Dates
from relance.domain.tabular.headers import Header
from relance.domain.tabular.lines import Lines, Tally
from relance.domain.tabular.words import exponent_of


class PaymentLines(Lines):
    """Money received, one line per payment or part of one."""

    key_fields = ("paid_on", "issued_on")

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
        self._customers = Customers(self.at, options.language)
        self._amount_field = next(f for f in ("amount", "amount_signed", "payment_amount") if f in self.at)
        self._date_field = "paid_on" if "paid_on" in self.at else "issued_on"
        self._reference_field = next((f for f in ("reference", "_payment_ref", "_label") if f in self.at), "")
        self._first: dict[PaymentRow, int] = {}

    def row(self, line: int, cells: list[Cell]) -> PaymentRow:
        """Customer, day, money; the same reference with the same content twice is one payment."""
        customer = self._customers.of(line, cells, self.group, self.warn)
        paid_on = self.day(cells, self._date_field)
        if paid_on is None:
            raise Refused("DATE.empty", field="paid_on")
        money = cells[self.at[self._amount_field]]
        currency = self.currency(cells, money)
        amount = self.named("amount", lambda: self.amounts.minor_units(money, exponent_of(currency), currency))
        if amount <= 0:
            raise Refused("AMOUNT.payment", field="amount", value=str(money))
        reference = self.text(cells, self._reference_field)
        row = PaymentRow(line, customer.customer, paid_on, amount, currency, reference, self.text(cells, "invoice"))
        if reference:
            same = PaymentRow(0, row.customer, paid_on, amount, currency, reference, row.invoice)
            first = self._first.setdefault(same, line)
            if first != line:
                raise Refused("DUPLICATE.payment", field="reference", severity="warning", value=reference, first=first)
        self.tally.sum_cents += amount
        return row
