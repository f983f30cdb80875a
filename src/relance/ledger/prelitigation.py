"""Files that have come to a formal notice or to their hand-over, and what is there of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Sum

from relance.domain.prelitigation import FileDays, FilePapers, FileState, file_state
from relance.ledger.letters import is_registered
from relance.ledger.models import (
    Creditor,
    Customer,
    Dispute,
    IncomingMessage,
    Invoice,
    Notice,
    Posting,
    PostingProof,
    Receivable,
    StepDone,
    Task,
)
from relance.ledger.models.mail import WAITING as REPLY_WAITS
from relance.ledger.models.notice import ON_THE_WAY, WAITING
from relance.ledger.sight import Among, only

FORMAL = "formal_notice"
ASKS = ("hand_over", "plan_ended")
# tasks that belong to such a file, the question first
TASKS = (*ASKS, "formal_notice_again", "suspend_service", "check_solvency", "handed_over_news")
IN_FORCE = ("open", "accepted")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One customer with something late, a formal notice or a hand-over; `sums` is what is late, cents by currency."""

    customer: int
    code: str
    name: str
    sums: tuple[tuple[str, int], ...]
    days: FileDays
    state: FileState


class FilePieces(NamedTuple):
    """What is there of one file: its last formal notice, that notice's letter, its receivables, its tasks."""

    notice: Notice | None
    by_hand: StepDone | None
    posting: Posting | None
    receivables: tuple[Receivable, ...]
    tasks: tuple[Task, ...]
    papers: FilePapers


@dataclass(slots=True)
class _Found:
    """The days of each customer as four questions find them."""

    left: dict[int, tuple[date, date | None]] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    asked: dict[int, date] = field(default_factory=dict)
    chosen: dict[int, date] = field(default_factory=dict)


def open_files(creditor: Creditor, today: date, among: Among = None) -> list[OpenFile]:
    """Every such file of which something is late, by name: a handful of questions, whatever the number of customers."""
    late = only(_late(creditor, today), among)
    waiting = Notice.objects.filter(creditor=creditor, kind=FORMAL, state__in=(*WAITING, *ON_THE_WAY))
    done = StepDone.objects.filter(creditor=creditor, kind=FORMAL, is_waived=False, receivable__open_cents__gt=0)
    tasks = Task.objects.filter(creditor=creditor, kind__in=ASKS, customer__isnull=False)
    asked = tasks.filter(Q(closed_on=None) | ~Q(choice=""))
    concerned = Customer.objects.filter(creditor=creditor).filter(
        Q(handed_over_on__isnull=False)
        | Q(pk__in=waiting.values("customer"))
        | Q(pk__in=done.values("receivable__customer"))
        | Q(pk__in=asked.filter(kind="hand_over").values("customer"))
    )
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    rows = late.filter(customer__in=concerned.values("pk")).order_by().values_list("customer", "currency")
    for customer, currency, cents in rows.annotate(cents=Sum("open_cents")):
        sums[customer][currency] = cents
    found = _found(waiting, done, asked)
    people = concerned.order_by("name", "pk").values_list("pk", "code", "name", "handed_over_on")
    return [_file(found, today, person, sums[person[0]]) for person in people if person[0] in sums]


def _late(creditor: Creditor, today: date) -> QuerySet[Receivable]:
    return Receivable.objects.filter(creditor=creditor, open_cents__gt=0, due_on__lt=today)


def _found(waiting: QuerySet[Notice], done: QuerySet[StepDone], asked: QuerySet[Task]) -> _Found:
    found = _Found(waiting=set(waiting.values_list("customer", flat=True)))
    left = done.order_by().values("receivable__customer").annotate(on=Max("on"), until=Max("deadline_on"))
    found.left = {key: (on, until) for key, on, until in left.values_list("receivable__customer", "on", "until")}
    opened, ended = Min("due_on", filter=Q(closed_on=None)), Max("closed_on", filter=~Q(choice=""))
    rows = asked.order_by().values("customer").annotate(asks=opened, chose=ended)
    for customer, asks, chose in rows.values_list("customer", "asks", "chose"):
        if asks:
            found.asked[customer] = asks
        if chose:
            found.chosen[customer] = chose
    return found


def _file(found: _Found, today: date, person: tuple[int, str, str, date | None], sums: dict[str, int]) -> OpenFile:
    key, code, name, handed_over_on = person
    left_on, deadline_on = found.left.get(key, (None, None))
    days = FileDays(
        key in found.waiting, left_on, deadline_on, found.asked.get(key), found.chosen.get(key), handed_over_on
    )
    return OpenFile(key, code, name, tuple(sorted(sums.items())), days, file_state(days, today))


def file_pieces(creditor: Creditor, files: Iterable[OpenFile], today: date) -> dict[int, FilePieces]:
    """What is there of these files, for the rows of one page."""
    ids = [one.customer for one in files]
    receivables, notices = _receivables(creditor, ids, today), _notices(creditor, ids)
    by_hand = {} if len(notices) == len(ids) else _by_hand(creditor, ids)
    postings = _postings(creditor, notices.values())
    tasks = _tasks(creditor, ids)
    without = _without_pdf(creditor, ids, today)
    mine = {"creditor": creditor, "customer__in": ids}
    replies = set(IncomingMessage.objects.filter(**mine, state=REPLY_WAITS).values_list("customer", flat=True))
    disputes = set(Dispute.objects.filter(**mine, state__in=IN_FORCE).values_list("customer", flat=True))
    found = {}
    for key in ids:
        notice, hand = notices.get(key), by_hand.get(key)
        posting = postings.get(notice.pk) if notice else None
        papers = FilePapers(
            has_notice=bool((notice and notice.left_on) or (hand and not notice)),
            is_registered=is_registered(notice.channel if notice else hand.channel if hand else ""),
            posting=posting.state if posting else "",
            proofs=frozenset(proof.kind for proof in posting.proofs.all()) if posting else frozenset(),
            invoices_without_pdf=without.get(key, 0),
            has_reply=key in replies,
            has_dispute=key in disputes,
        )
        lines, todo = tuple(receivables[key]), tuple(tasks[key])
        found[key] = FilePieces(notice, None if notice else hand, posting, lines, todo, papers)
    return found


def _receivables(creditor: Creditor, ids: Collection[int], today: date) -> dict[int, list[Receivable]]:
    found: dict[int, list[Receivable]] = defaultdict(list)
    rows = _late(creditor, today).filter(customer__in=ids).select_related("invoice", "customer", "creditor")
    for row in rows.order_by("due_on", "pk"):
        found[row.customer_id].append(row)
    return found


def _notices(creditor: Creditor, ids: Collection[int]) -> dict[int, Notice]:
    """Each customer's formal notice: the last one that left, or after it the one that waits."""
    rows = Notice.objects.filter(creditor=creditor, customer__in=ids, kind=FORMAL)
    rows = rows.filter(Q(state__in=(*WAITING, *ON_THE_WAY)) | Q(left_on__isnull=False)).exclude(
        state__in=("cancelled", "refused", "bounced")
    )
    return {row.customer_id: row for row in rows.order_by("pk")}


def _by_hand(creditor: Creditor, ids: Collection[int]) -> dict[int, StepDone]:
    """Formal notices that were sent before Relance was used, or without a message of ours."""
    rows = StepDone.objects.filter(creditor=creditor, kind=FORMAL, is_waived=False, receivable__customer__in=ids)
    rows = rows.filter(notice=None).select_related("receivable").order_by("on", "pk")
    return {row.receivable.customer_id: row for row in rows}


def _postings(creditor: Creditor, notices: Collection[Notice]) -> dict[int, Posting]:
    """The letter of each notice, the registered one where there are two."""
    rows = Posting.objects.filter(creditor=creditor, dispatch__notice__in=[one.pk for one in notices])
    rows = rows.exclude(dispatch__state="refused").select_related("dispatch").defer("dispatch__content")
    proofs: Any = PostingProof.objects.defer("content").order_by("pk")
    found = rows.prefetch_related(Prefetch("proofs", proofs)).order_by("pk")
    return {one.dispatch.notice_id: one for one in sorted(found, key=lambda p: is_registered(p.dispatch.channel))}


def _tasks(creditor: Creditor, ids: Collection[int]) -> dict[int, list[Task]]:
    """Open tasks of these files, what is due first on top, the question before what goes with it."""
    found: dict[int, list[Task]] = defaultdict(list)
    rows = Task.objects.filter(creditor=creditor, customer__in=ids, kind__in=TASKS, closed_on=None)
    for row in sorted(rows.select_related("customer"), key=lambda x: (x.due_on, TASKS.index(x.kind), x.pk)):
        if row.customer_id:
            found[row.customer_id].append(row)
    return found


def _without_pdf(creditor: Creditor, ids: Collection[int], today: date) -> dict[int, int]:
    late = _late(creditor, today).filter(customer__in=ids)
    rows = Invoice.objects.filter(creditor=creditor, pk__in=late.values("invoice"), files=None).order_by()
    return dict(rows.values_list("customer").annotate(n=Count("pk")))
