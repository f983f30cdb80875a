"""What a reader made of a bank file, sorted; the words of every test about one."""

from __future__ import annotations

from dataclasses import dataclass

from relance.domain.rows import BankRow, FileFacts, Problem, StatementRow


@dataclass(frozen=True)
class BankFile:
    """The items of one file by sort."""

    rows: list[BankRow]
    statements: list[StatementRow]
    problems: list[Problem]
    facts: FileFacts

    @property
    def cents(self) -> list[int]:
        return [row.cents for row in self.rows]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def row(self) -> BankRow:
        assert len(self.rows) == 1, (self.rows, self.problems)
        return self.rows[0]

    @property
    def statement(self) -> StatementRow:
        assert len(self.statements) == 1, (self.statements, self.problems)
        return self.statements[0]
