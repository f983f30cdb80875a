"""`relance ageing`: the aged balance."""

from __future__ import annotations

from collections import defaultdict

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.ledger.reads import AgedLine


class Command(RelanceCommand):
    """What is open, by lateness and by customer."""

    help = "the aged balance: what is open, by lateness and by customer"

    def answer(self, ask: Ask) -> Answer:
        """Buckets and a line per customer and currency."""
        from relance.cli import present
        from relance.ledger import reads

        today = ask.act.today
        buckets, lines = reads.aged_balance(ask.creditor, today)
        return Answer(present.ageing(today, buckets, lines), _text(ask, buckets, lines))


def _text(ask: Ask, buckets: dict[str, dict[str, int]], lines: list[AgedLine]) -> list[Text]:
    from relance.cli.words import MOST_ROWS
    from relance.domain.wording.formats import money

    totals: dict[str, int] = defaultdict(int)
    for line in lines:
        totals[line.currency] += line.open_cents
    currency = next(iter(totals), "EUR")
    headers = (
        ("Late by (days)", "Open", "Due dates") if ask.language != "fr" else ("Retard (jours)", "Reste dû", "Échéances")
    )
    not_due = ask.say("à échoir", "not due")
    rows = [
        (not_due if label == "not_due" else label, _amount(b["cents"], currency, len(totals), ask), str(b["count"]))
        for label, b in buckets.items()
    ]
    text: list[Text] = [Table(headers, rows, right=(1, 2)), ""]
    headers4 = (
        ("Customer", "Open", "Overdue", "Credit") if ask.language != "fr" else ("Client", "Reste dû", "Échu", "Avoirs")
    )
    text.append(
        Table(
            headers4,
            [
                (f"{x.customer} {x.name}"[:40], *(money(c, x.currency, ask.language) for c in _cents(x)))
                for x in lines[:MOST_ROWS]
            ],
            right=(1, 2, 3),
        )
    )
    if len(lines) > MOST_ROWS:
        text.append(ask.say(f"… et {len(lines) - MOST_ROWS} de plus", f"… and {len(lines) - MOST_ROWS} more"))
    text += [ask.say("Total", "Total") + f" {money(cents, c, ask.language)}" for c, cents in sorted(totals.items())]
    return text


def _cents(line: AgedLine) -> tuple[int, int, int]:
    return line.open_cents, line.overdue_cents, line.credit_cents


def _amount(cents: int, currency: str, currencies: int, ask: Ask) -> str:
    """Amounts of several currencies are added in the buckets: then no currency is shown."""
    from relance.domain.wording.formats import money

    return money(cents, currency, ask.language) if currencies < 2 else f"{cents / 100:.2f}"
