"""Money that came in: the lines of the bank on the left, what each may pay on the right, one click to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from relance.domain.money_words import DIFFERENCE_REASONS, difference_words, line_state_words
from relance.ledger import money
from relance.ledger.returns import count_returns
from relance.operations.accept_match import Choice, accept_match, decline_match, match_by_hand
from relance.operations.match_money import match_money
from relance.operations.refused import Refused
from relance.operations.set_aside import set_aside, take_back
from relance.operations.undo_match import undo_match
from relance.web.door import Record, Visit, found, page, paged
from relance.web.lists import Column, Listed
from relance.web.pages.customer_acts import cents_of, customer_of
from relance.web.pages.work import decide_again
from relance.web.sentences import said
from relance.web.undo import undoable

PER_PAGE = 25
MONEY = Listed(
    columns=(
        Column("day", lazy("Day"), order=("booked_on", "pk")),
        Column("amount", lazy("Amount"), order=("cents", "pk")),
        Column("party", lazy("From whom"), order=("party", "booked_on", "pk")),
    ),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; it stays in the address."""

    state: str
    account: int | None
    words: str
    cents: int | None
    page: str
    sort: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """The same as parameters of an address; none for the list of what waits."""
        account = str(self.account or "")
        values = {"state": self.state, "account": account, "q": self.words, "sort": self.sort, "page": self.page}
        usual = {"state": "waiting", "page": "1"}
        return {name: value for name, value in values.items() if value and value != usual.get(name)}

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"?{urlencode(self.kept)}" if self.kept else ""


@dataclass(frozen=True, slots=True)
class Field:
    """One amount field of the form: an invoice's due-date line or a credit, and what was typed for it."""

    name: str
    record: Any
    cents: int
    typed: str
    is_all: bool

    @property
    def is_used(self) -> bool:
        """Whether something was chosen of it."""
        return bool(self.typed) or self.is_all


@dataclass(frozen=True, slots=True)
class Chosen:
    """A customer in the form of one's own choice."""

    customer: Record
    items: Sequence[Field]
    credits: Sequence[Field]


def _filters(visit: Visit) -> Filters:
    given = visit.request.GET
    state, account, words = given.get("state", ""), given.get("account", ""), given.get("q", "").strip()
    try:
        cents = cents_of(words.removesuffix("€"), "EUR") if words else None
    except Refused:
        cents = None
    return Filters(
        state if state in money.STATES else "waiting", int(account) if account.isdecimal() else None, words, cents,
        given.get("page", ""), MONEY.read(visit).sort,
    )  # fmt: skip


def _rows(visit: Visit, filters: Filters) -> Any:
    rows = money.money_lines(visit.creditor, filters.state, filters.account, filters.words, filters.cents)
    return MONEY.read(visit).in_order(rows)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The list; beside it the first line, on a screen wide enough."""
    filters = _filters(visit)
    rows = paged(visit, _rows(visit, filters), PER_PAGE)
    first = rows.object_list[0] if rows.object_list else None
    return _page(visit, filters, first, {"rows": rows, "is_list": True})


@require_GET
@page
def detail(visit: Visit, line_id: int) -> HttpResponse:
    """One line, and all that can be made of it."""
    return _page(visit, _filters(visit), _line(visit, line_id), {})


def _line(visit: Visit, line_id: int) -> Record:
    return found(money.find_line(visit.creditor, line_id))


def _page(
    visit: Visit, filters: Filters, line: Record | None, extra: dict[str, Any], typed: dict[str, str] | None = None
) -> HttpResponse:
    rows = extra.pop("rows", None) or paged(visit, _rows(visit, filters), PER_PAGE)
    last, receipts = money.last_receipts(visit.creditor)
    context = {
        "here": "money", "asked": MONEY.read(visit), "filters": filters, "rows": rows,
        "counts": money.count_states(visit.creditor),
        "names": money.customer_names(visit.creditor, list(rows.object_list)), "groups": _groups(), "line": line,
        "accounts": money.statement_accounts(visit.creditor), "last_day": last, "receipts": receipts,
        "returns": count_returns(visit.creditor),
        **(_line_context(visit, filters, line, typed) if line else {}), **extra,
    }  # fmt: skip
    return render(visit.request, "money/page.html", context)


def _groups() -> list[tuple[str, str]]:
    """The choices of the filter by state, with their words."""
    return [
        ("waiting", _("All that waits")), ("proposed", _("To confirm")), ("unknown", _("Without an answer")),
        ("matched", _("Matched")), ("aside", _("Set aside")), ("all", _("All")),
    ]  # fmt: skip


def _people(
    visit: Visit, filters: Filters, line: Record, who: str, proposals: Sequence[money.Proposal]
) -> list[tuple[Record, str]]:
    """Whom one may choose, each with the address that adds it to the form: found by the search, else proposed."""
    rows = money.find_payers(visit.creditor, who, _amount(who)) if who else [one.customer for one in proposals]
    chosen = visit.request.GET.getlist("with")
    people = {one.code: one for one in rows if one.code not in chosen}
    pairs = [*filters.kept.items(), *(("with", code) for code in chosen)]
    return [(one, f"?{urlencode([*pairs, ('with', one.code)])}#choose") for one in people.values()]


def _line_context(visit: Visit, filters: Filters, line: Record, typed: dict[str, str] | None) -> dict[str, Any]:
    waits = line.state in money.WAITING
    proposals = money.proposals_of(visit.creditor, line, visit.language) if waits else []
    chosen = _chosen(visit, line, typed) if waits else []
    who = visit.request.GET.get("who", "").strip()
    return {
        "state_words": line_state_words(line.state, visit.language),
        "is_waiting": waits,
        "proposals": proposals,
        "reasons": money.reasons_of(line, visit.language),
        "nobodys": money.why_nobodys(line, visit.language) if waits and not proposals else "",
        "outcome": None if waits else money.outcome_of(visit.creditor, line),
        "differences": [(key, difference_words(key, visit.language)) for key in DIFFERENCE_REASONS],
        "who": who,
        "people": _people(visit, filters, line, who, proposals) if waits else [],
        "kept": [*filters.kept.items(), *(("with", one.customer.code) for one in chosen)],
        "chosen": chosen,
        "typed": typed or {},
        "may_learn": bool(line.party or line.party_iban) and line.batch_count < 2,
        "learns": not any(money.names_another(visit.creditor, line, one.customer) for one in chosen),
    }


def _amount(words: str) -> int | None:
    try:
        return cents_of(words, "EUR")
    except Refused:
        return None


def _chosen(visit: Visit, line: Record, typed: dict[str, str] | None) -> list[Chosen]:
    """The customers named in the address (or in the form that was sent), with what their money may pay."""
    codes = (visit.request.POST if typed is not None else visit.request.GET).getlist("with")
    found_ones = []
    for code in dict.fromkeys(codes):
        customer = customer_of(visit, code)
        items = money.payable_items(visit.creditor, customer, line.currency)
        credits = money.payable_credits(visit.creditor, customer, line.currency)
        found_ones.append(
            Chosen(
                customer,
                [_field("item", row.pk, row, row.open_cents, typed) for row in items],
                [_field("credit", row.key, row, row.cents, typed) for row in credits],
            )
        )
    return found_ones


def _field(sort: str, key: int, record: Any, cents: int, typed: dict[str, str] | None) -> Field:
    name = f"{sort}:{key}"
    given = typed or {}
    return Field(name, record, cents, given.get(name, ""), f"{name}:all" in given)


@require_POST
@page
def match(visit: Visit) -> HttpResponse:
    """Look at all that waits once more."""
    report = match_money(creditor=visit.creditor, act=visit.act)
    decide_again(visit)
    told = ngettext("%(n)d receipt was matched.", "%(n)d receipts were matched.", report.sure) % {"n": report.sure}
    messages.success(visit.request, told)
    return HttpResponseRedirect(reverse("money") + _filters(visit).query)


@require_POST
@page
def accept(visit: Visit, line_id: int) -> HttpResponse:
    """Take a proposal."""
    line = _line(visit, line_id)
    number = visit.data.get("proposal", "1")
    accept_match(
        creditor=visit.creditor, line=line, proposal=int(number) if number.isdecimal() else 0,
        learn="learn" in visit.data, difference=_difference(visit), act=visit.act,
    )  # fmt: skip
    return _next(visit, line, _("The money is matched."), "match")


def _difference(visit: Visit) -> str:
    key = visit.data.get("difference", "")
    return key if key in DIFFERENCE_REASONS else ""


@require_POST
@page
def choose(visit: Visit, line_id: int) -> HttpResponse:
    """Match by hand; what was typed stays on the page where it is only added up, or refused."""
    line = _line(visit, line_id)
    try:
        choice, left = _choice(visit, line)
        if "sum" in visit.data:
            return _page(visit, _filters(visit), line, {"left_cents": left}, visit.data)
        match_by_hand(
            creditor=visit.creditor, line=line, choice=choice, learn="learn" in visit.data,
            difference=_difference(visit), act=visit.act,
        )  # fmt: skip
    except Refused as refusal:
        messages.error(visit.request, said(str(refusal)))
        return _page(visit, _filters(visit), line, {}, visit.data)
    return _next(visit, line, _("The money is matched."), "match")


def _choice(visit: Visit, line: Record) -> tuple[Choice, int]:
    """What the form chooses, and the cents that are left of the money. Raises Refused for what is no amount."""
    chosen = _chosen(visit, line, visit.data)
    credits = [(x.record.key, _cents(x, x.cents, line)) for one in chosen for x in one.credits if x.is_used]
    left, parts = line.cents + sum(cents for _, cents in credits), []
    for field in (x for one in chosen for x in one.items if x.is_used):
        cents = _cents(field, min(field.cents, left), line)
        left -= cents
        parts.append((field.record, cents))
    rest = visit.data.get("rest", "")
    customers = {one.customer.code: one.customer for one in chosen}
    if rest and rest not in customers:
        found(None)
    return Choice(customer=customers.get(rest), credits=credits, items=parts), left


def _cents(field: Field, most: int, line: Record) -> int:
    """What was written; of what was only ticked, as much as there is."""
    return cents_of(field.typed, line.currency) if field.typed else most


@require_POST
@page
def decline(visit: Visit, line_id: int) -> HttpResponse:
    """None of the proposals fits."""
    line = _line(visit, line_id)
    already = money.declined(line)
    decline_match(creditor=visit.creditor, line=line, act=visit.act)
    decide_again(visit)
    words = _("They are not proposed again; choose yourself, or leave it for later.")
    undoable(visit, words, "decline", key=line.pk, still_no=already)
    return HttpResponseRedirect(reverse("money_line", args=[line.pk]) + _filters(visit).query)


@require_POST
@page
def aside(visit: Visit, line_id: int) -> HttpResponse:
    """It is no customer's money."""
    line = _line(visit, line_id)
    if not visit.data.get("why"):
        raise Refused(_("say why it is no customer’s money"))
    set_aside(creditor=visit.creditor, line=line, why=visit.data["why"], act=visit.act)
    return _next(visit, line, _("Set aside."), "aside")


@require_POST
@page
def back(visit: Visit, line_id: int) -> HttpResponse:
    """It may be a customer's money after all."""
    line = _line(visit, line_id)
    take_back(creditor=visit.creditor, line=line, act=visit.act)
    match_money(creditor=visit.creditor, act=visit.act)
    return _here(visit, line, _("It waits again."))


@require_POST
@page
def undo(visit: Visit, line_id: int) -> HttpResponse:
    """Take a match back."""
    line = _line(visit, line_id)
    undo_match(creditor=visit.creditor, line=line, act=visit.act)
    return _here(visit, line, _("The match is undone; everything is open as before."))


def _here(visit: Visit, line: Record, words: str) -> HttpResponse:
    decide_again(visit)
    messages.success(visit.request, words)
    return HttpResponseRedirect(reverse("money_line", args=[line.pk]) + _filters(visit).query)


def _next(visit: Visit, line: Record, words: str, verb: str) -> HttpResponse:
    """Say so, and open the line after this one in the list; the list itself where it was the last."""
    decide_again(visit)
    undoable(visit, words, verb, key=line.pk)
    filters = _filters(visit)
    after = money.line_after(_rows(visit, filters), line)
    address = reverse("money_line", args=[after.pk]) if after else reverse("money")
    return HttpResponseRedirect(address + filters.query)
