"""Letters and registered letters as the ledger knows them: what waits for the post, where each is, the proofs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from relance.discovery import channels
from relance.domain.posting import Way
from relance.ledger.models import Creditor, Dispatch, LetterBatch, Notice, Posting, PostingProof
from relance.ledger.models.letter import ENDED
from relance.ledger.models.notice import DONE

LISTS = ("waiting", "on_the_way", "ended", "all")
ON_THE_WAY = ("handed_over", "posted", "presented")
OLD = timedelta(days=60)  # a letter of before is not printed and posted now


def paper_channels() -> frozenset[str]:
    """The channels that are letters: neither done by a person nor handed over online by themselves."""
    return frozenset(key for key, c in channels().items() if not c.by_person and not c.goes_online)


def is_registered(channel: str) -> bool:
    """Whether letters of this channel are registered."""
    return channel in channels() and channels()[channel].proof


def letters_without_posting(creditor: Creditor, today: date | None = None) -> QuerySet[Dispatch]:
    """Letters that left and whose way is not kept yet; with a day, those of the last sixty days."""
    rows = Dispatch.objects.filter(creditor=creditor, channel__in=paper_channels(), state__in=DONE, posting=None)
    return rows.filter(notice__left_on__gte=today - OLD) if today else rows


def letters(creditor: Creditor, chosen: str = "all") -> QuerySet[Posting]:
    """Letters of a list, without their bytes: what waits first by age, the others newest first."""
    rows = _kept(creditor).filter(_in(chosen))
    rows = rows.select_related("dispatch__notice__customer", "batch").defer("dispatch__content")
    rows = rows.prefetch_related(Prefetch("proofs", PostingProof.objects.defer("content").order_by("pk")))
    return rows.order_by("pk") if chosen == "waiting" else rows.order_by("-dispatch__notice__left_on", "-pk")


def _in(chosen: str) -> Q:
    """Of a plain letter nothing more is expected once it is posted; of one in doubt, and of a registered one, it is."""
    registered = [key for key in paper_channels() if is_registered(key)]
    expected = Q(dispatch__channel__in=registered) | Q(dispatch__state="unknown")
    lists = {
        "waiting": Q(state="to_post"),
        "on_the_way": Q(state__in=ON_THE_WAY) & expected,
        "ended": Q(state__in=ENDED) | (Q(state__in=ON_THE_WAY) & ~expected),
    }
    return lists.get(chosen, Q())


def letter_counts(creditor: Creditor) -> dict[str, int]:
    """How many letters each list has."""
    counted = {name: Count("pk", filter=_in(name)) for name in LISTS[:-1]}
    return {**_kept(creditor).aggregate(**counted, all=Count("pk"))}


def _kept(creditor: Creditor) -> QuerySet[Posting]:
    """Without those that a person has since said never left."""
    return Posting.objects.filter(creditor=creditor).exclude(dispatch__state="refused")


def to_print(creditor: Creditor) -> QuerySet[Posting]:
    """Letters that a person prints and posts, and that no batch has yet: registered ones first, then by age."""
    return letters(creditor, "waiting").filter(batch=None, provider="")


def letter_batches(creditor: Creditor) -> QuerySet[LetterBatch]:
    """Batches, newest first, with `letters` and how many of them still wait to be posted (`waiting`)."""
    rows = LetterBatch.objects.filter(creditor=creditor)
    rows = rows.annotate(letters=Count("postings"), waiting=Count("postings", filter=Q(postings__state="to_post")))
    return rows.order_by("-number")


def find_batch(creditor: Creditor, number: int) -> LetterBatch | None:
    """A batch by its number."""
    return letter_batches(creditor).filter(number=number).first()


def batch_letters(creditor: Creditor, batch: LetterBatch) -> list[Posting]:
    """The letters of a batch in the order of its list, with their bytes."""
    rows = Posting.objects.filter(creditor=creditor, batch=batch).select_related("dispatch__notice__customer")
    return list(rows.order_by("place", "pk"))


def find_letter(creditor: Creditor, posting_id: int) -> Posting | None:
    """A letter by its key."""
    return letters(creditor).filter(pk=posting_id).first()


def letters_named(creditor: Creditor, text: str) -> list[Posting]:
    """The letters of a notice's reference, perhaps with its channel (R-000012/letter), or of a registered number."""
    reference, _, channel = text.strip().partition("/")
    rows = letters(creditor)
    found = rows.filter(dispatch__notice__reference__iexact=reference)
    if channel:
        return list(found.filter(dispatch__channel=channel.replace("-", "_")))
    return list(found) or list(rows.filter(number=plain_number(text)).exclude(number=""))


def plain_number(text: str) -> str:
    """A registered number without its spaces: “1A 123 456 7890 1” is 1A12345678901."""
    return "".join(text.split()).upper()[:40]


def letters_of(creditor: Creditor, notice: Notice) -> list[Posting]:
    """The letters of one notice, registered first."""
    found = letters(creditor).filter(dispatch__notice=notice)
    return sorted(found, key=lambda p: (not is_registered(p.dispatch.channel), p.pk))


def find_proof(creditor: Creditor, proof_id: int) -> PostingProof | None:
    """A proof with its bytes."""
    rows = PostingProof.objects.filter(creditor=creditor, pk=proof_id)
    return rows.select_related("posting__dispatch__notice").first()


def way_of(posting: Posting) -> Way:
    """Where a letter is."""
    return Way(posting.state, posting.number, posting.posted_on, posting.presented_on, posting.ended_on)


def received_days(creditor: Creditor, notices: Iterable[int]) -> dict[int, date | None]:
    """The day on which each notice counts as received by post; None where every letter of it came back or was dropped.

    Notices whose letters are still on their way, or went otherwise, are not in it.
    """
    found: dict[int, date | None] = {}
    rows = Posting.objects.filter(creditor=creditor, dispatch__notice__in=set(notices), dispatch__is_copy=False)
    for posting in rows.select_related("dispatch").defer("dispatch__content"):
        day = way_of(posting).received_on
        if day or posting.state in ("wrong_address", "cancelled"):
            found[posting.dispatch.notice_id] = day
    return found


def letters_in_doubt(creditor: Creditor) -> QuerySet[Dispatch]:
    """Letters that a provider may or may not have."""
    rows = Dispatch.objects.filter(
        creditor=creditor, channel__in=paper_channels(), to_outbox=False, state="unknown"
    )  # fmt: skip
    return rows.select_related("notice__customer").order_by("pk")
