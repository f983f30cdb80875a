"""The company of the demonstration as it is set up on its first day: settings, people, customers, its past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from relance.cli.demo import cast, story
from relance.domain.act import Act
from relance.domain.rows import ReadOptions

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor


def open_office(act: Act, today: date, lines: Sequence[story.Line]) -> Creditor:
    """Set the company up on the first day of the story; `today` is its last."""
    from relance.operations.change_settings import change_settings
    from relance.operations.people import add_member, set_absence
    from relance.operations.setup_creditor import setup_creditor

    creditor = setup_creditor(act=act, owner=cast.OWNER, **cast.COMPANY).creditor
    for name, role in cast.TEAM:
        add_member(creditor=creditor, name=name, role=role, act=act)
    away_from, away_until = (today + timedelta(days=day) for day in cast.AWAY)
    set_absence(
        creditor=creditor, name=cast.ABSENT, from_on=away_from, until_on=away_until, cover=cast.COLLECTOR, act=act
    )
    creditor = change_settings(creditor=creditor, changes=cast.MORE, act=act)
    take(creditor, "clients.csv", story.customers_csv(), act)
    _tell_apart(creditor, act)
    _bring_past(creditor, lines, act)
    return creditor


def _tell_apart(creditor: Creditor, act: Act) -> None:
    """What the customer file does not say: who looks after whom, and who is a key account."""
    from relance.cli.subjects import customer_of
    from relance.operations.edit_customer import edit_customer

    for player in cast.PLAYERS:
        changes = {"owner": player.owner, "segment": player.segment}
        if changes := {name: value for name, value in changes.items() if value}:
            edit_customer(creditor=creditor, customer=customer_of(creditor, player.code), changes=changes, act=act)


def _bring_past(creditor: Creditor, lines: Sequence[story.Line], act: Act) -> None:
    """The invoices of the past year that are paid, with their payments: what figures and forecasts learn from."""
    settled = story.settled_by(lines, act.today)
    long_ago = act.today - timedelta(days=2 * story.LONG_AGO)
    take(creditor, "historique-factures.csv", story.past_csv(settled), act)
    take(creditor, "historique-reglements.csv", story.payments_csv(settled, long_ago, act.today), act)


def take(creditor: Creditor, name: str, data: bytes, act: Act, *, snapshot: bool = False) -> None:
    """Import a file of the story. Raises RuntimeError where it is not taken whole."""
    from relance.operations.import_file import import_file

    creditor.refresh_from_db()
    done = import_file(
        creditor=creditor, name=name, data=data, act=act, options=ReadOptions(today=act.today), reader="csv",
        snapshot=snapshot, vanished_settled=True,
    )  # fmt: skip
    if not done.is_taken:
        raise RuntimeError(f"{name}: {done.problems[0].message if done.problems else 'not taken'}")
