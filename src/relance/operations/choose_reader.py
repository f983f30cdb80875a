"""Which reader takes a file: the one asked for, or the first that knows its bytes."""

from __future__ import annotations

from relance.discovery import readers
from relance.domain.rows import Reader
from relance.domain.tabular.layout import HEAD_BYTES
from relance.operations.refused import Refused


def choose_reader(name: str, data: bytes, reader: str = "") -> Reader | None:
    """The reader asked for, or the first that recognises the bytes; None where none does.

    Raises Refused for a format that is not known.
    """
    known = readers()
    if reader and reader not in known:
        raise Refused(f"there is no format “{reader}”: give --as one of {', '.join(sorted(known))}")
    if reader:
        return known[reader]
    # the most particular first: anything may look like a table of text
    order = sorted(known.values(), key=lambda r: r.key == "csv")
    return next((r for r in order if r.recognises(name, data[:HEAD_BYTES])), None)
