"""The customers: searched, filtered and sorted with all of it in the address; views kept; several held at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from relance.domain.plan import CUSTOMER_KINDS, SEGMENTS, Plan
from relance.domain.segment_words import segment_words
from relance.domain.tracking_words import action_words
from relance.ledger import customers as ledger
from relance.ledger.positions import customer_plan
from relance.ledger.tracking import owners_in_use
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused
from relance.web.door import Visit, page
from relance.web.lists import Asked, Choices, Column, Filter, Listed, answer
from relance.web.pages.customer_acts import cents_of
from relance.web.pages.views import views_context

QUIET = ("15", "30", "60", "90")
DEBT = ledger.BY_DEBT  # sorted by what is open, not by a column of the customer
CUSTOMERS = Listed(
    columns=(
        Column("tick", _("Choose"), look="tick"),
        Column("name", _("Customer"), order=("name", "pk")),
        Column("code", _("Code"), order=("code",)),
        Column("city", _("Town"), order=("city", "name", "pk")),
        Column("late", _("Oldest overdue"), order=("late",), falls=True),
        Column("overdue", _("Overdue"), order=("overdue",), falls=True, look="number"),
        Column("owed", _("Open"), order=("owed",), falls=True, look="number"),
        Column("next", _("Next action"), order=("next_day", "name", "pk")),
        Column("segment", _("Profile"), order=("segment", "name", "pk")),
    ),
    filters=(
        Filter("overdue", _("Owes something overdue"), "flag"),
        Filter("situation", _("Situation"), nothing=pgettext_lazy("situation", "Any")),
        Filter("segment", _("Profile"), nothing=_("All profiles")),
        Filter("kind", _("Kind"), nothing=_("All kinds")),
        Filter("owner", pgettext_lazy("owner", "With"), nothing=_("Everyone")),
        Filter("plan", _("Plan of its own"), nothing=_("All")),
        Filter("least", _("Owes at least"), "amount"),
        Filter("quiet", _("Not reminded for"), nothing=pgettext_lazy("reminded", "Whenever")),
    ),
    default="-overdue",
    search=_("Name, code, SIREN, e-mail, invoice or amount"),
    target="customer-list",
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The list, or its part that a search in progress renews."""
    plans = plans_in_force(visit.creditor)
    asked = asked_for(visit, plans)
    customers, keys = wanted(visit, asked)
    count = customers.count()
    pages = asked.page(keys, count)
    rows = ledger.customer_rows(visit.creditor, list(pages.object_list), visit.act.today)
    sums = ledger.debt_sums(visit.creditor, _limit(visit, asked, customers), visit.act.today)
    context = {
        "here": "customers",
        "pages": pages,
        "rows": [(row, next_words(visit, row, plans)) for row in rows],
        "found": ngettext("%(n)d customer", "%(n)d customers", count) % {"n": count},
        "totals": [(currency, cents) for currency, cents, _late in sums],
        "crew": owners_in_use(visit.creditor),
        **views_context(visit, "customers", asked.query),
    }
    return answer(visit, asked, "customers/page.html", "customers/_list.html", context)


def asked_for(visit: Visit, plans: Mapping[str, Plan]) -> Asked:
    """What the address asks of the list of customers."""
    owners = [(name, name) for name in owners_in_use(visit.creditor)]
    choices: dict[str, Choices] = {
        "situation": situations(),
        "segment": [(key, segment_words(key, visit.language).capitalize()) for key in SEGMENTS],
        "kind": [(kind, kind_words()[kind]) for kind in CUSTOMER_KINDS],
        "owner": [*owners, (ledger.NOBODY, translated("Nobody yet"))],
        "plan": [(key, translated(plan.label) if plan.label else key) for key, plan in plans.items()],
        "quiet": [(days, translated("%(n)s days") % {"n": days}) for days in QUIET],
    }
    return CUSTOMERS.read(visit, choices)


def situations() -> list[tuple[str, str]]:
    """What may keep a customer from being reminded, in words."""
    return [
        ("held", translated("On hold")), ("disputed", translated("Something is disputed")),
        ("promised", translated("A payment is promised")), ("agreement", translated("A payment plan runs")),
        ("excluded", translated("Never reminded")),
    ]  # fmt: skip


def kind_words() -> dict[str, str]:
    """What the kinds of customers are called."""
    return {
        "business": translated("business"), "consumer": translated("consumer"),
        "public": translated("public body"), "other": translated("other"),
    }  # fmt: skip


def wanted(visit: Visit, asked: Asked) -> tuple[Any, Any]:
    """The customers asked for, and their keys in order."""
    today = visit.act.today
    customers = ledger.sought_customers(visit.creditor, sought(visit, asked), today, visit.limits)
    if asked.sort.removeprefix("-") in DEBT:
        return customers, ledger.Debtors(
            visit.creditor, customers, asked.sort.removeprefix("-"), today, falls=asked.is_falling,
            is_everyone=_limit(visit, asked, customers) is None,
        )  # fmt: skip
    rows = ledger.by_next_day(customers, today) if asked.sort.endswith("next") else customers
    return customers, asked.in_order(rows).values_list("pk", flat=True)


def _limit(visit: Visit, asked: Asked, customers: Any) -> Any:
    """The customers that sums are limited to; None where nobody is left out."""
    return None if visit.sees_all and not asked.is_filtered else customers


def sought(visit: Visit, asked: Asked) -> ledger.Sought:
    """The filters as the ledger knows them."""
    days = asked["quiet"]
    return ledger.Sought(
        words=asked.words,
        cents=amount_in(asked.words),
        overdue=bool(asked["overdue"]),
        kind=asked["kind"],
        segment=asked["segment"],
        plan=asked["plan"],
        owner=asked["owner"],
        situation=asked["situation"],
        least_cents=asked.cents("least"),
        quiet_since=ledger.age_floor(visit.act.today, int(days)) if days else None,
    )


def amount_in(words: str) -> int | None:
    """The cents of `1 234,56` or `1 234,56 €`; None where the words are no amount."""
    try:
        return cents_of(words.removesuffix("€").strip(), "EUR") if words else None
    except Refused:
        return None


def next_words(visit: Visit, row: ledger.CustomerRow, plans: Mapping[str, Plan]) -> str:
    """What comes next for a customer, in words."""
    one = row.next
    if one is None:
        return ""
    label = one.step
    if one.action == "step":
        steps = customer_plan(row.customer, visit.creditor, plans).steps
        label = next((step.label for step in steps if step.key == one.step), one.step)
    return action_words(one.action, translated(label) if label else "", visit.language)


def told(visit: Visit, keys: Sequence[int], plans: Mapping[str, Plan]) -> Iterator[tuple[Any, ...]]:
    """The lines of a file: one for each customer and currency, as `CUSTOMERS` names the columns."""
    today = visit.act.today
    for row in ledger.customer_rows(visit.creditor, keys, today):
        one, following = row.customer, row.next
        for due in row.dues or (ledger.Due("EUR", 0, 0),):
            yield (
                one.code, one.name, one.city, one.siren, one.email, due.open_cents, due.overdue_cents, due.currency,
                row.since, (today - row.since).days if row.since else 0, next_words(visit, row, plans),
                following.on if following else None, following.owner if following else "",
                segment_words(one.segment, visit.language), customer_plan(one, visit.creditor, plans).key, one.owner,
            )  # fmt: skip
