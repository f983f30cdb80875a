"""One line of a list of customers to one `CustomerRow`."""

from __future__ import annotations

from dataclasses import replace

from relance.domain.problems.texts import Refused
from relance.domain.rows import CustomerRow, ReadOptions
from relance.domain.tabular.amounts import Amounts
from relance.domain.tabular.cells import Cell
from relance.domain.tabular.customers import Customers
from relance.domain.tabular.dates import Dates
from relance.domain.tabular.headers import Header
from relance.domain.tabular.lines import Lines, Tally


class CustomerLines(Lines):
    """Accounts with their contacts and terms."""

    key_fields = ("customer", "customer_name")

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
        self._first: dict[str, CustomerRow] = {}

    def row(self, line: int, cells: list[Cell]) -> CustomerRow:
        """The customer of the line; the same code twice must say the same."""
        row = replace(self._customers.of(line, cells, "", self.warn), line=line)
        first = self._first.setdefault(row.customer, row)
        if first is row:
            return row
        if replace(first, line=line) == row:
            raise Refused(
                "DUPLICATE.customer",
                field="customer",
                severity="warning",
                value=row.customer,
                first=first.line,
            )
        raise Refused("CONFLICT.customer_row", field="customer", value=row.customer, first=first.line)
