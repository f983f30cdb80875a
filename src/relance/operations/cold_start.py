"""A cold start: proposals from the books and the money that came in, and their application."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache, partial
from typing import Any, NamedTuple

from django.db import transaction

from relance.discovery import country
from relance.domain.act import Act
from relance.domain.books.start import ColdStart, StartFacts, StartProposal
from relance.domain.books.start import cold_start as propose
from relance.domain.books.words import evidence
from relance.domain.law import next_working_day
from relance.domain.terms import due_date, parse_terms
from relance.ledger.models import Creditor, Customer, Receivable
from relance.ledger.start import lines_to_estimate_again, start_facts
from relance.ledger.writes import append_events, lock_creditor, wake
from relance.operations.edit_customer import edit_customer
from relance.operations.importing.customers import guessed_kind
from relance.operations.notices import happening
from relance.operations.plans_in_force import law_of
from relance.operations.refused import Refused
from relance.operations.tie_out import study_books

_CIVIL = re.compile(r"^(m|mr|mme|mlle|monsieur|madame|mademoiselle)\.? \S", re.IGNORECASE)


class Proposed(NamedTuple):
    """The proposals, the names of the books they come from, and the days those cover."""

    start: ColdStart
    books: tuple[str, ...]
    first_on: str
    last_on: str


class Applied(NamedTuple):
    """How many customers were given terms or a kind, and how many due dates were estimated again."""

    terms: int
    kinds: int
    due_dates: int


def propose_cold_start(*, creditor: Creditor, act: Act, language: str = "en") -> Proposed:
    """Read the kept books and what is recorded; nothing is changed. Raises Refused where no book is kept."""
    study, books = study_books(creditor, act, language)
    rolled = cache(partial(next_working_day, law_of(creditor)))
    facts = [replace(one, guessed_kind=_kind_of(one)) for one in start_facts(creditor)]
    start = propose(study, facts, act.today, creditor.default_terms, rolled, partial(_too_long, creditor, language))
    return Proposed(start, books, str(study.first_on or ""), str(study.last_on or ""))


def apply_cold_start(
    *, creditor: Creditor, act: Act, customers: Collection[str] | None = None, likely: bool = False
) -> Applied:
    """Give customers the terms (and kinds) proposed for them, where a person has set none.

    `customers`: these codes and no others, likely or sure; else every sure proposal, with `likely` also those.
    Estimated due dates of invoices that nobody was reminded of follow. Raises Refused for a code without a proposal.
    """
    found = propose_cold_start(creditor=creditor, act=act, language=creditor.language).start.proposals
    chosen = _chosen(found, customers, likely=likely)
    terms = kinds = due_dates = 0
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        for proposal in chosen:
            customer = Customer.objects.get(creditor=creditor, code=proposal.code)
            changes = _changes(customer, proposal, with_kind=likely or customers is not None)
            if not changes:
                continue
            why = evidence(proposal, creditor.language)
            edit_customer(creditor=creditor, customer=customer, changes=changes, act=act, why=why)
            terms += "terms" in changes
            kinds += "kind" in changes
            due_dates += _estimate_again(creditor, customer, act) if "terms" in changes else 0
        if terms or kinds:
            payload = {"terms": terms, "kinds": kinds, "due_dates": due_dates}
            append_events(creditor, [happening("cold_start_applied", None, payload)], act)
    return Applied(terms, kinds, due_dates)


def _kind_of(facts: StartFacts) -> str:
    if facts.kind != "other":
        return facts.kind
    guess = guessed_kind(facts.name, "")
    return "consumer" if guess == "other" and _CIVIL.match(facts.name) else guess


def _too_long(creditor: Creditor, language: str, terms: str, kind: str) -> str:
    """Why the law does not allow these terms with such a customer; "" where it does."""
    notes: Any = getattr(country(creditor.country), "terms_notes", None)
    found = notes(parse_terms(terms), kind) if notes else ()
    return " ".join(note.said.text(language) for note in found)


def _chosen(
    found: Collection[StartProposal], customers: Collection[str] | None, *, likely: bool
) -> list[StartProposal]:
    if customers is None:
        return [p for p in found if p.confidence == "sure" or likely]
    by_code = {p.code: p for p in found if p.new_terms or p.new_kind}
    missing = sorted(set(customers) - set(by_code))
    if missing:
        raise Refused(f"nothing is proposed for {', '.join(missing)}: `relance cold-start` shows for whom there is")
    return [by_code[code] for code in sorted(set(customers))]


def _changes(customer: Customer, proposal: StartProposal, *, with_kind: bool) -> dict[str, str]:
    changes = {}
    if proposal.new_terms and not customer.terms:
        changes["terms"] = proposal.new_terms
    if with_kind and proposal.new_kind and customer.kind == "other":
        changes["kind"] = proposal.new_kind
    return changes


def _estimate_again(creditor: Creditor, customer: Customer, act: Act) -> int:
    """Estimate due dates from the new terms; an invoice that has that due date already keeps its lines."""
    moved = 0
    terms = parse_terms(customer.terms)
    for line in lines_to_estimate_again(creditor, customer):
        due_on = due_date(line.invoice.issued_on or line.due_on, terms)
        others = Receivable.objects.filter(creditor=creditor, invoice=line.invoice_id, due_on=due_on)
        if due_on == line.due_on or others.exists():
            continue
        Receivable.objects.filter(creditor=creditor, pk=line.pk).update(due_on=due_on)
        moved += 1
    if moved:
        wake(creditor, [customer.pk], act.today)
    return moved
