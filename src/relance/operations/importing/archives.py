"""A given file, or the files of a given archive, each to be imported on its own with its own report."""

from __future__ import annotations

from relance.domain.problems.texts import Refused as NotRead
from relance.domain.zip_files import is_bundle, unpack
from relance.operations.refused import Refused


def files_of(name: str, data: bytes, language: str = "en") -> list[tuple[str, bytes]]:
    """The file itself, or name and bytes of every file of the archive that it is.

    Raises `Refused` in `language` (`en`, `fr`) where the archive may not be opened; then nothing of it is read.
    """
    if not is_bundle(data):
        return [(name, data)]
    try:
        found = unpack(data)
    except NotRead as refused:
        colon = "\u00a0: " if language == "fr" else ": "
        raise Refused(f"{name}{colon}{refused.problem(language).message}") from None
    return [(f"{name}/{one.name}", one.data) for one in found.files]
