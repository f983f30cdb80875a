"""The tie-out to account 411, as a JSON document and as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from relance.cli.screen import Table, Text
from relance.domain.books.tie import Item, Tied
from relance.domain.books.words import HELD, ITEMS, words
from relance.domain.wording.formats import money
from relance.operations.tie_out import TiedOut

AMOUNTS = ("book", "invoices", "held", "credits", "money", "shown", "difference", "unexplained")
MOST_ROWS = 40


def tie_out_document(report: TiedOut) -> dict[str, Any]:
    """Cents, debit positive: book = shown + difference, shown = invoices + held − credits − money."""
    tie = report.tie
    return {
        "last_on": tie.last_on,
        "books": list(report.books),
        "other_currencies": list(report.other_currencies),
        "accounts": [_account(one) for one in tie.accounts],
        "roots": {
            root: {
                **{f"{name}_cents": tie.total(name, root) for name in AMOUNTS},
                "control_cents": tie.control.get(root, 0),
                "earlier_book_cents": tie.total("book", root) - tie.control.get(root, 0),
            }
            for root in tie.roots
        },
        "apart": dict(tie.apart),
        "total": {f"{name}_cents": tie.total(name) for name in AMOUNTS},
        "is_explained": all(not one.unexplained_cents for one in tie.accounts),
    }


def _account(one: Tied) -> dict[str, Any]:
    return {
        "customer": one.code,
        "name": one.name,
        "root": one.root,
        **{f"{name}_cents": getattr(one, f"{name}_cents") for name in AMOUNTS},
        "items": [{"kind": i.kind, "number": i.number, "on": i.on, "cents": i.cents} for i in one.items],
        "held": [{"why": h.why, "text": h.text, "dated": h.dated, "cents": h.cents, "line": h.line} for h in one.held],
        "opening_differs_cents": one.opening_differs_cents,
        "unbalanced_letters": [{"letter": letter, "cents": cents} for letter, cents in one.unbalanced_letters],
    }


def tie_out_text(report: TiedOut, language: str) -> Iterator[Text]:
    """The accounts, what makes their differences and what is held, and the control sums."""
    french, tie = language == "fr", report.tie

    def euros(cents: int) -> str:
        return money(cents, "EUR", language)

    yield f"{', '.join(report.books)} → {tie.last_on}"
    headers = ("Customer", "Book", "Invoices", "Held", "Credits", "On account", "Difference", "Unexplained")
    if french:
        headers = ("Client", "FEC", "Factures", "Retenu", "Avoirs", "À affecter", "Écart", "Non expliqué")
    names = ("book", "invoices", "held", "credits", "money", "difference", "unexplained")
    shown = tie.accounts[:MOST_ROWS]
    rows = [(f"{one.code} {one.name}"[:34], *(euros(getattr(one, f"{name}_cents")) for name in names)) for one in shown]
    rows += [(f"Total {root}", *(euros(tie.total(name, root)) for name in names)) for root in tie.roots]
    yield Table(headers, rows, right=tuple(range(1, 8)))
    if len(tie.accounts) > MOST_ROWS:
        more = len(tie.accounts) - MOST_ROWS
        yield f"… et {more} autres comptes (--json)" if french else f"… and {more} more accounts (--json)"
    for one in shown:
        yield from (f"  {one.code}: {line}" for line in explained(one, language))
    for root in tie.roots:
        control, accounts = tie.control.get(root, 0), tie.total("book", root)
        label = "solde du FEC" if french else "balance of the book"
        sum_of = "somme des comptes" if french else "sum of the accounts"
        yield f"{root}: {label} {euros(control)}, {sum_of} {euros(accounts)}"
    for account, cents in sorted(tie.apart.items()):
        yield f"{account}: {euros(cents)} ({'à part' if french else 'apart'})"


def explained(one: Tied, language: str) -> Iterator[str]:
    """Each part of an account's difference, and each amount held with its reason."""
    for item in one.items:
        yield _item(item, language)
    for held in one.held:
        amount = money(held.cents, "EUR", language)
        yield f"{amount}: {words(HELD, held.why, language)} – {held.text} {held.dated or ''}".rstrip()
    if one.opening_differs_cents:
        label = (
            "à-nouveau au-dessus de la clôture précédente" if language == "fr" else "opening above last year’s closing"
        )
        yield f"{money(one.opening_differs_cents, 'EUR', language)}: {label}"


def _item(item: Item, language: str) -> str:
    on = f" {item.on}" if item.on else ""
    return f"{money(item.cents, 'EUR', language)}: {words(ITEMS, item.kind, language)} – {item.number}{on}"
