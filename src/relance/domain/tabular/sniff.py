"""Whether the first bytes of a text file are those of a FEC (accounting entries file)."""

from __future__ import annotations

import re

from relance.domain.tabular.cells import plain_words
from relance.domain.tabular.decoding import file_type

_SEPARATORS = "\t|;,"
_DAY = re.compile(r"\s*(?:(?:19|20)\d{6}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4})\s*", re.ASCII)
_ACCOUNT = re.compile(r"\s*[1-9]\w{2,}\s*", re.ASCII)


def is_text(head: bytes) -> bool:
    """Whether bytes may be a text file: no known magic, and no NUL unless it is UTF-16."""
    if not head.strip() or file_type(head) is not None:
        return False
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1::2].count(0) > len(head) // 4
    return wide or b"\x00" not in head


def is_fec(head: bytes) -> bool:
    """Whether a text begins like a FEC: its column names, or a line with the pattern of its fields."""
    if not is_text(head):
        return False
    text = head[:8192].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="ignore")
    line = text.lstrip("\ufeff\xef\xbb\xbf").lstrip("\r\n").split("\n", 1)[0].split("\r", 1)[0]
    words = plain_words(line).replace(" ", "")
    if ("comptenum" in words and "ecriture" in words) or "journalcode" in words:
        return True
    separator = max(_SEPARATORS, key=line.count)
    fields = line.split(separator)
    return (
        len(fields) >= 17
        and bool(_DAY.fullmatch(fields[3].strip('"')))
        and bool(_ACCOUNT.fullmatch(fields[4].strip('"')))
    )
