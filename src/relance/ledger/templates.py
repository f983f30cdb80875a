"""A creditor's own templates: which one is in force for a message, and every version of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from relance.domain.message import NoticeFacts
from relance.domain.wording import store
from relance.domain.wording.compose import template_name
from relance.ledger.models import Creditor, Customer, TemplateVersion


class Scope(NamedTuple):
    """What one own template is for: a name and a language, perhaps one profile or one channel only (empty: all)."""

    name: str
    language: str
    segment: str = ""
    channel: str = ""

    def label(self, version: int) -> str:
        """How events name a version of it."""
        return " · ".join((*(part for part in self if part), f"v{version}"))


def scope_of(row: TemplateVersion) -> Scope:
    """What a version is for."""
    return Scope(row.name, row.language, row.segment, row.channel)


def template_versions(creditor: Creditor, scope: Scope) -> QuerySet[TemplateVersion]:
    """All versions of one own template, the last saved first."""
    rows = TemplateVersion.objects.filter(creditor=creditor, name=scope.name, language=scope.language)
    return rows.filter(segment=scope.segment, channel=scope.channel).order_by("-version")


def find_template_version(creditor: Creditor, scope: Scope, version: int) -> TemplateVersion | None:
    """One version by its number."""
    return template_versions(creditor, scope).filter(version=version).first()


def own_template(creditor: Creditor, scope: Scope) -> TemplateVersion | None:
    """The last version of exactly this scope; None where there is none, or the shipped one holds again."""
    row = template_versions(creditor, scope).first()
    return None if row is None or row.is_retired else row


def own_templates(creditor: Creditor) -> list[TemplateVersion]:
    """The own templates in force, in order of name and scope."""
    rows = TemplateVersion.objects.filter(creditor=creditor).order_by(
        "name", "language", "segment", "channel", "version"
    )
    return [row for row in _last(rows).values() if not row.is_retired]


def own_names(creditor: Creditor) -> set[str]:
    """The names that some own template in force has."""
    return {row.name for row in own_templates(creditor)}


def _last(rows: Iterable[TemplateVersion]) -> dict[Scope, TemplateVersion]:
    return {scope_of(row): row for row in rows}  # in order of version: the last stays


def in_force(creditor: Creditor, scope: Scope) -> TemplateVersion | None:
    """The most specific own template that fits: profile and channel, profile, channel, then all; None: the shipped."""
    rows = TemplateVersion.objects.filter(creditor=creditor, name=scope.name, language=scope.language)
    found = _last(rows.filter(segment__in=("", scope.segment), channel__in=("", scope.channel)).order_by("version"))
    return _most_specific(found, scope)


def _most_specific(found: Mapping[Scope, TemplateVersion], scope: Scope) -> TemplateVersion | None:
    for segment, channel in ((scope.segment, scope.channel), (scope.segment, ""), ("", scope.channel), ("", "")):
        row = found.get(Scope(scope.name, scope.language, segment, channel))
        if row and not row.is_retired:
            return row
    return None


def worded(creditor: Creditor, facts: NoticeFacts, channel: str = "") -> NoticeFacts:
    """The same facts with the creditor's own template in force on that channel (the notice's own by default).

    An own name that has no text in the customer's language gives way to the shipped template of the step's kind.
    """
    scope = Scope(template_name(facts), facts.customer.language, facts.customer.segment, channel or facts.channel)
    row = in_force(creditor, scope)
    if row:
        return replace(facts, template_text=row.text, template_version=scope_of(row).label(row.version))
    facts = replace(facts, template_text="", template_version="")
    if scope.name in store.names() or not TemplateVersion.objects.filter(creditor=creditor, name=scope.name).exists():
        return facts
    return replace(facts, template="")


def customers_to_preview(creditor: Creditor, today: date, most: int = 40) -> list[Customer]:
    """The customers on whom a template is looked at: those with most overdue first, then those with most open."""
    overdue = Sum("receivables__open_cents", filter=Q(receivables__due_on__lt=today))
    rows = Customer.objects.filter(creditor=creditor, receivables__open_cents__gt=0).annotate(
        overdue_cents=Coalesce(overdue, 0), owed_cents=Sum("receivables__open_cents")
    )
    return list(rows.order_by("-overdue_cents", "-owed_cents", "code")[:most])
