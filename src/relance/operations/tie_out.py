"""Tie what is shown to the books of accounts; nothing is changed."""

from __future__ import annotations

from typing import NamedTuple

from relance.discovery import readers
from relance.domain.act import Act
from relance.domain.books.model import BookReader, Study
from relance.domain.books.tie import TieOut
from relance.domain.books.tie import tie_out as tie
from relance.domain.rows import ReadOptions
from relance.ledger.books import other_currencies, shown_customers
from relance.ledger.models import Creditor, ImportFile
from relance.operations.importing.books import book_file, kept_books
from relance.operations.refused import Refused


class TiedOut(NamedTuple):
    """The accounts tied, the names of the books that count, and currencies that no book can tie."""

    tie: TieOut
    books: tuple[str, ...]
    other_currencies: tuple[str, ...]


class Studied(NamedTuple):
    """What the kept books say, and which of them count."""

    study: Study
    books: tuple[str, ...]


def study_books(creditor: Creditor, act: Act, language: str) -> Studied:
    """Read the kept books again, all years together. Raises Refused where none is kept."""
    found = readers()
    formats = ImportFile.objects.filter(creditor=creditor, kind="ledger").values_list("format", flat=True).distinct()
    for key in sorted(set(formats)):
        reader = found.get(key)
        files = kept_books(creditor, key)
        if files and isinstance(reader, BookReader):
            study = reader.study([book_file(one) for one in files], ReadOptions(act.today, language=language))
            return Studied(study, tuple(files[place].name for place in study.used))
    raise Refused("no book of accounts is known: import a FEC first (relance import 123456789FEC20251231.txt)")


def tie_out(*, creditor: Creditor, act: Act, language: str = "en") -> TiedOut:
    """Compare every customer account of the books with what is shown of it. Raises Refused where no book is kept."""
    study, books = study_books(creditor, act, language)
    return TiedOut(tie(study, shown_customers(creditor)), books, tuple(other_currencies(creditor)))
