"""Why an invoice or a customer was, or was not, reminded, and what comes next."""

from __future__ import annotations

from typing import NamedTuple

from relance.domain.act import Act
from relance.domain.decide import decide
from relance.domain.position import Position, Receivable
from relance.domain.verdict import Verdict
from relance.ledger.models import Creditor, Customer, Notice
from relance.ledger.models.notice import LIVE
from relance.ledger.positions import Case, stream_cases
from relance.operations.plans_in_force import law_of, plans_in_force, reach


class Explained(NamedTuple):
    """One customer's case with its verdicts of the day, and its live notices that have not left."""

    case: Case
    verdicts: tuple[tuple[Position, Verdict], ...]
    waiting: tuple[Notice, ...]

    def find(self, receivable: str) -> tuple[Position, Verdict, Receivable] | None:
        """The receivable (by ledger key) with the verdict that speaks of it."""
        for position, verdict in self.verdicts:
            for one in position.receivables:
                if one.key == receivable:
                    return position, verdict, one
        return None


def explain(*, creditor: Creditor, customer: Customer, act: Act) -> Explained:
    """Decide the customer once more, as the night would, and write nothing."""
    law = law_of(creditor)
    case = next(stream_cases(creditor, [customer.pk], plans_in_force(creditor), reach, act.today, law))
    verdicts = tuple((p, decide(p, case.plan, law, act.today)) for p in case.positions)
    waiting = Notice.objects.filter(creditor=creditor, customer=customer, left_on=None, state__in=LIVE)
    return Explained(case, verdicts, tuple(waiting.prefetch_related("lines")))
