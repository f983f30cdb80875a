"""From the bytes of one file, or of several years, to ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from relance.domain.books.model import BookFile
from relance.domain.books.naming import company_named
from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import Problem, ReadOptions
from relance.domain.tabular.amounts import written
from relance.domain.tabular.decoding import file_type
from relance.readers.fec.entries import EntryReader, Ledger
from relance.readers.fec.layout import find_layout
from relance.readers.fec.names import Numbers
from relance.readers.fec.text import text_lines
from relance.readers.fec.union import United, follows, merged, unite
from relance.readers.fec.years import Book, belong_together, book_of, chain, lines_changed, replaced_by

_MOST_DIFFERENCES = 20


@dataclass(slots=True)
class Years:
    """Several books read: the first is the one being imported. `ledger` is what they say together."""

    own: Ledger
    ledger: Ledger
    chain: list[Book]
    united: United
    numbers: dict[int, Numbers]
    last_day: date | None
    problems: list[Problem] = field(default_factory=list)


def read_ledger(data: bytes, encoding: str | None) -> Ledger:
    """The entries on customer accounts of one file, a line at a time. Raises Refused for what is no FEC."""
    found = file_type(data)
    if found:
        raise Refused("WRONG_TYPE", found=found, expected="FEC")
    lines = enumerate(text_lines(data, encoding), start=1)
    number, first = next(((n, line) for n, line in lines if line.strip()), (0, ""))
    layout = find_layout(first)
    reader = EntryReader(layout)
    if not layout.has_header:
        reader.take(number, first)
    for number, line in lines:
        if line and not line.isspace():
            reader.take(number, line)
    if not reader.ledger.lines:
        raise Refused("NO_LINES")
    _check_whole(data, reader.ledger, number)
    return reader.finish()


def _check_whole(data: bytes, ledger: Ledger, last: int) -> None:
    """Refuse a file whose lines are separated otherwise than its header, and one that was cut."""
    other = ledger.other_separator
    if other and len(other) * 2 > ledger.lines:
        raise Refused("SEPARATOR.book", separator=ledger.separator, count=len(other))
    if ledger.unread and ledger.unread[-1] == last and data[-1:] not in (b"\n", b"\r"):
        raise Refused("TRUNCATED.book", line=last)


def read_years(files: Sequence[BookFile], options: ReadOptions) -> Years:
    """All books together. Raises Refused where the first cannot be read; the others are passed over."""
    own = read_ledger(files[0].load(), options.encoding)
    mine = book_of(own, 0, files[0].order, files[0].name)
    numbers = {0: Numbers(own.accounts.values())}
    alone = Years(own, own, [mine] if mine else [], United(own.accounts), numbers, own.last_day)
    if mine is None or len(files) == 1:
        return alone
    books, problems = [mine], []
    for place, file in enumerate(files[1:], start=1):
        book = _other_book(file, place)
        if book is None:
            continue
        named = company_named(file.name)
        if not (named and named == company_named(files[0].name)) and not belong_together(mine, book):
            problems.append(problem("BOOK_APART", options.language, severity="warning", value=file.name))
            continue
        books.append(book)
        numbers[place] = Numbers(book.ledger.accounts.values())
    if len(books) == 1:
        alone.problems = problems
        return alone
    earlier = replaced_by(mine, books[1:])
    if earlier:
        problems += _corrected(mine, earlier, files, options.language)
    kept = chain(books)
    united = unite(kept)
    years = Years(own, merged(kept, united.accounts), kept, united, numbers, kept[0].ledger.last_day, problems)
    problems += _between(years, mine, options.language)
    return years


def _other_book(file: BookFile, place: int) -> Book | None:
    try:
        return book_of(read_ledger(file.load(), None), place, file.order, file.name)
    except Refused:
        return None


def _corrected(mine: Book, earlier: Book, files: Sequence[BookFile], language: str) -> Iterator[Problem]:
    gone, new = lines_changed(mine, earlier)
    if not gone:
        return
    code, account, _, _, piece, net = min(gone, key=repr)
    yield problem(
        "CORRECTED", language, severity="warning", value=files[earlier.files[0]].name, count=gone.total(),
        found=new.total(), what=f"{code or account} {piece} {written(net)}",
    )  # fmt: skip


def _between(years: Years, mine: Book, language: str) -> Iterator[Problem]:
    """Where the years do not fit together."""

    def warn(key: str, **values: Any) -> Problem:
        return problem(key, language, severity="warning", **values)

    books = years.chain
    latest = books[0]
    if 0 not in latest.files and (mine.ledger.last_day or date.min) < (years.last_day or date.min):
        yield warn("OLDER_LEDGER", first=str(mine.ledger.last_day), last=str(years.last_day))
    for later, earlier in pairwise(books):
        if not later.openings:
            yield warn("OPENING_MISSING", last=str(later.end))
        elif not follows(later, earlier):
            day = timedelta(days=1)
            yield warn("YEAR_GAP", first=str(earlier.closing + day), last=str(later.start - day))
    differs = years.united.differs
    for one in differs[:_MOST_DIFFERENCES]:
        yield warn(
            "OPENING_DIFFERS", value=one.name or one.code, last=str(books[one.later + 1].closing),
            amount=written(one.closing), found=written(one.opening),
        )  # fmt: skip
    if len(differs) > _MOST_DIFFERENCES:
        last = str(books[differs[-1].later + 1].closing)
        yield warn("OPENING_DIFFERS.many", count=len(differs) - _MOST_DIFFERENCES, last=last)
