"""Invented notices of every sort, on which a template is tried before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from relance.domain.answers import DisputeAnswer
from relance.domain.claim import ClaimFacts
from relance.domain.interest import Segment, Statement, Totals
from relance.domain.message import CustomerFacts, Language, LineFacts, NoticeFacts, PastReminder
from relance.domain.owed import OwedFacts, OwedInvoice
from relance.domain.plan import CUSTOMER_KINDS, SEGMENTS, Claims
from relance.domain.said import Said
from relance.domain.wording.claims import may_claim
from relance.domain.wording.sample import sample_answer, sample_facts
from relance.domain.wording.stages import Stage

TODAY = date(2026, 3, 16)
_PAST = (
    PastReminder(date(2026, 2, 6), "email", "reminder"),
    PastReminder(date(2026, 2, 16), "phone", "reminder"),
    PastReminder(date(2026, 3, 2), "letter", "final"),
)
_DAYS_GIVEN = 8
_INDEMNITY = 4_000


class Corner(NamedTuple):
    """What else may differ between two notices of one step."""

    channel: str
    lines: int
    claims: Claims
    has_deadline: bool
    instalments: bool


CORNERS = (
    Corner("email", 1, "none", False, True),
    Corner("letter", 3, "demand", True, False),
    Corner("email", 2, "mention", True, True),
)


def trials(stage: Stage, language: str, segment: str = "", channel: str = "") -> Iterator[NoticeFacts]:
    """Every kind of customer and every profile, by mail and on paper, with and without deadline and claims.

    Limited to one profile or channel where the template is.
    """
    spoken: Language = "en" if language == "en" else "fr"
    for kind, profile, corner in _mixed(segment):
        yield from _tried(stage, spoken, kind, profile, corner._replace(channel=channel or corner.channel))


def _mixed(segment: str) -> Iterator[tuple[str, str, Corner]]:
    """Every kind in every corner; every kind with every profile, in turn in this corner and that."""
    for rank, kind in enumerate(CUSTOMER_KINDS):
        for corner in CORNERS:
            yield kind, segment, corner
        for place, profile in enumerate(() if segment else SEGMENTS):
            yield kind, profile, CORNERS[(rank + place) % len(CORNERS)]


def _tried(stage: Stage, language: Language, kind: str, segment: str, corner: Corner) -> Iterator[NoticeFacts]:
    facts = sample_answer(stage.base, language) if stage.kind == "answer" else step_notice(stage, language, corner)
    customer = _with(facts.customer, kind, segment)
    creditor = replace(facts.creditor, instalments_possible=corner.instalments)
    facts = replace(facts, customer=customer, creditor=creditor, channel=corner.channel)
    yield replace(facts, owed=_owed(facts)) if may_claim(facts) else facts
    if isinstance(facts.answer, DisputeAnswer):
        bare = replace(facts.answer, cents=None, credit_cents=None, explanation="", rest_cents=0)
        yield replace(facts, answer=bare)


def _with(customer: CustomerFacts, kind: str, segment: str) -> CustomerFacts:
    return replace(customer, kind=kind, segment=segment)  # type: ignore[arg-type]


def step_notice(stage: Stage, language: Language, corner: Corner = CORNERS[0]) -> NoticeFacts:
    """An invented notice of one step; of three invoices the last is only listed."""
    lines = tuple(_line(index, corner.lines, stage) for index in range(corner.lines))
    return replace(
        sample_facts(language),
        today=TODAY,
        template=stage.base,
        kind=stage.kind,
        claims=corner.claims,
        channel=corner.channel,
        lines=lines,
        total_cents=sum(line.open_cents for line in lines),
        deadline_on=TODAY + timedelta(_DAYS_GIVEN) if corner.has_deadline and stage.kind != "courtesy" else None,
        reminder_number=stage.number,
        history=_PAST[: stage.number - 1],
    )


def _line(index: int, count: int, stage: Stage) -> LineFacts:
    due = TODAY + timedelta(5 + index) if stage.kind == "courtesy" else date(2026, 1, 30) + timedelta(index)
    return LineFacts(
        invoice=f"FA-2026-{index + 14:03}",
        due_on=due,
        open_cents=90_000 + 13_725 * index,
        amount_cents=120_000 + 13_725 * index,
        issued_on=due - timedelta(30),
        paid_cents=30_000,
        acted=count < 3 or index < count - 1 or stage.kind == "courtesy",
        days_late=max((TODAY - due).days, 0),
        reminders_sent=stage.number - 1,
    )


def _owed(facts: NoticeFacts) -> OwedFacts:
    """Interest and indemnity of plausible size: only their being there matters here. Consumers owe no indemnity."""
    indemnity = 0 if facts.customer.kind == "consumer" else _INDEMNITY
    return OwedFacts(facts.today, facts.currency, tuple(_statement(line, indemnity) for line in facts.lines))


def _statement(line: LineFacts, indemnity: int) -> OwedInvoice:
    run = Segment(line.due_on + timedelta(1), TODAY, 45, line.open_cents, Decimal("12.15"), 1_350, Said("", ""))
    totals = Totals("interest_first", line.open_cents, 1_350, indemnity)
    claim = ClaimFacts(line.amount_cents, line.due_on)
    other = replace(totals, imputation="principal_first")
    found = Statement(claim, TODAY, totals, 30, (run,), (), (), indemnity, None, (), (), other)
    return OwedInvoice(line.invoice, found, line.issued_on, acted=line.acted)
